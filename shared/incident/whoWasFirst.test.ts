import { describe, expect, it } from 'vitest'
import { at, boardOf, factOf, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { commandOf } from '../../tests/support/incidentCommands.ts'
import type { NewBoardFact } from '../board.ts'
import { isRefusal, type RefusalCode } from '../refusal.ts'
import { decideCommand, type IncidentCommand } from './decideCommand.ts'
import { INCIDENT_COMMANDS, type IncidentCommandType } from './life.ts'

const id = 'incident-1'
const BEFORE: readonly NewBoardFact[] = [
  reportedFact(),
  factOf('EscalationProposed', at(0), { incidentId: id, cause: { why: 'level', stage: null, level: 'II' }, from: 'office', to: 'committee' }),
  factOf('MeasureCalled', at(0), { incidentId: id, measure: 'assessment', level: 'II' }),
  reportedFact(at(0), { incidentId: 'incident-2', number: '20231122-002', ordinal: 2 }),
  stampedFact('arrive', at(0, 5)),
]
const handed = factOf('HandoverStarted', at(1), { incidentId: id, escalation: 2, from: 'office', to: 'committee', reason: '升级', limitMs: 180_000 }, 'leader-c')
const resolved = stampedFact('resolve', at(1))
const closed = factOf('IncidentClosed', at(1), { incidentId: id, note: null }, 'leader-c')

/** For each command what it needs besides, and the code the second one gets; null where both are taken. */
const SECOND: Readonly<Record<IncidentCommandType, readonly [RefusalCode | null, ...NewBoardFact[]]>> = {
  stampStage: ['alreadyStamped'], correctStamp: ['unchanged'], withdrawStamp: ['alreadyWithdrawn'], joinDepartment: ['alreadyJoined'], addNote: [null],
  changeLevel: ['unchanged'], decideEscalation: ['alreadyDecided'], acknowledgeHandover: ['alreadyAcknowledged', handed], takeMeasure: ['alreadyDone'],
  takeIncident: ['alreadyTaken'], leaveIncident: ['notOwner'], closeIncident: ['ended', resolved], cancelIncident: ['ended'], mergeIncident: ['merged'],
  reopenIncident: ['notEnded', resolved, closed],
}

const pressed = (type: IncidentCommandType, by: string): IncidentCommand =>
  commandOf(type, { by, commandId: by, ...(type === 'correctStamp' ? { at: at(0, 1) } : type === 'stampStage' ? { at: at(2) } : {}) } as never) as IncidentCommand

describe('DESK-9: of two leaders who press the same thing', () => {
  it.each(INCIDENT_COMMANDS.filter((type) => type !== 'leaveIncident').map((type) => [type, SECOND[type][0]] as const))(
    '%s: the second is refused as %s and told who was first, and when', (type, code) => {
      const before = [...BEFORE, ...(SECOND[type].slice(1) as NewBoardFact[])]
      const first = decideCommand(boardOf(before), pressed(type, 'leader-a'), at(2))
      if (isRefusal(first)) throw new Error(`${type}: ${first.reason}`)
      const second = decideCommand(boardOf([...before, ...first]), pressed(type, 'leader-b'), at(3))
      if (code === null) expect(second).toHaveLength(1)
      else expect(second).toMatchObject({ refused: true, code, first: { by: 'leader-a', at: at(2) } })
    },
  )

  it('leaving what another one has taken over meanwhile tells whose it is since when', () => {
    const taken = factOf('IncidentTaken', at(1), { incidentId: id, from: 'leader-b' }, 'leader-a')
    expect(decideCommand(boardOf([...BEFORE, taken]), pressed('leaveIncident', 'leader-b'), at(2))).toMatchObject({ code: 'notOwner', first: { by: 'leader-a', at: at(1) } })
    expect(decideCommand(boardOf(BEFORE), pressed('leaveIncident', 'leader-b'), at(2))).not.toHaveProperty('first')
  })

  it('what came too late for a resolved incident tells who resolved it', () => {
    for (const type of ['cancelIncident', 'mergeIncident', 'changeLevel', 'decideEscalation'] as const) {
      expect(decideCommand(boardOf([...BEFORE, resolved]), pressed(type, 'leader-b'), at(3))).toMatchObject({ code: 'alreadyResolved', first: { by: 'test', at: at(1) } })
    }
  })
})
