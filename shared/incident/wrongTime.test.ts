import { describe, expect, it } from 'vitest'
import { at, boardOf, factOf, firstIncident, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { commandOf } from '../../tests/support/incidentCommands.ts'
import type { NewBoardFact } from '../board.ts'
import { decideCommand } from './decideCommand.ts'
import { decideMissedLimits, firstMissAt } from './due.ts'
import { stateOf } from './life.ts'
import { incidentQueue } from './queue.ts'
import type { Incident } from './types.ts'

const id = 'incident-1'
const told = (facts: readonly NewBoardFact[], more: unknown): NewBoardFact[] => [...facts, ...(more as NewBoardFact[])]
const command = (facts: readonly NewBoardFact[], ...given: Parameters<typeof commandOf>) => decideCommand(boardOf(facts), commandOf(...given), at(20))
const incidentOf = (facts: readonly NewBoardFact[]): Incident => firstIncident(boardOf(facts))
const states = (facts: readonly NewBoardFact[]) => incidentOf(facts).escalations.map(({ state, to }) => [state, to])
const correct = (facts: readonly NewBoardFact[], stamp: number, to: number) => told(facts, command(facts, 'correctStamp', { stamp, at: to }))
const grave = reportedFact(at(0), { level: 'II' })
const proposed = factOf('EscalationProposed', at(0), { incidentId: id, cause: { why: 'level', stage: null, level: 'II' }, from: 'office', to: 'committee' })

describe('CLOCK-2: a resolving stamp that lies before the report', () => {
  const wrong = [reportedFact(), stampedFact('resolve', at(0) - 1)]
  const atReport = [reportedFact(), stampedFact('resolve', at(0))]

  it('resolves nothing: the incident is in the queue, misses its limits and is not closed; one at the report itself does', () => {
    expect([stateOf(incidentOf(wrong)), stateOf(incidentOf(atReport))]).toEqual(['reported', 'resolved'])
    expect(incidentQueue([incidentOf(wrong)], at(4))).toMatchObject([{ current: { stage: 'respond', state: 'missed' } }])
    expect(incidentQueue([incidentOf(atReport)], at(4))).toEqual([])
    expect(decideMissedLimits(boardOf(wrong), at(4)).map(({ type, at: when }) => [type, when])).toContainEqual(['LimitMissed', at(3)])
    expect(decideMissedLimits(boardOf(atReport), at(4))).toEqual([])
    expect(command(wrong, 'closeIncident', {})).toMatchObject({ code: 'notResolved' })
  })

  it('is still looked at where every other stage is stamped', () => {
    const rest = (['respond', 'dispatch', 'arrive'] as const).map((stage) => stampedFact(stage, at(1)))
    expect(incidentQueue([incidentOf([...wrong, ...rest])], at(40))).toMatchObject([{ current: { stage: 'resolve', state: 'invalid' } }])
  })

  it('does not take the incident off the board, however old the time it says', () => {
    const old = [reportedFact(), stampedFact('resolve', at(0) - 2 * 86_400_000), reportedFact(at(90), { incidentId: 'later' })]
    expect(boardOf(old).incidents.has(id)).toBe(true)
  })

  it('resolves once it is corrected, which ends what was proposed; and no longer once it is corrected back', () => {
    const resolved = correct([grave, proposed, stampedFact('resolve', at(-1))], 3, at(5))
    expect([stateOf(incidentOf(resolved)), states(resolved)]).toEqual(['resolved', [['lapsed', 'committee']]])
    const worked = correct(resolved, 3, at(-2))
    expect([stateOf(incidentOf(worked)), states(worked)]).toEqual(['reported', [['lapsed', 'committee'], ['proposed', 'committee']]])
    expect(firstMissAt(worked[4]!)).toBe(at(20))
  })
})

describe('ESC-1: what a level proposes', () => {
  it.each([
    ['cancelled', [factOf('IncidentCancelled', at(2), { incidentId: id, reason: '误报' })]],
    ['resolved', [stampedFact('resolve', at(2))]],
  ] as const)('is proposed again when an incident that was %s is reopened', (_how, ended) => {
    const again = told([grave, proposed, ...ended], command([grave, proposed, ...ended], 'reopenIncident', {}))
    expect(states(again)).toEqual([['lapsed', 'committee'], ['proposed', 'committee']])
  })

  it('is not proposed again where that lead took the incident over already', () => {
    const seq = 2
    const over = [
      grave, proposed, factOf('HandoverStarted', at(1), { incidentId: id, escalation: seq, from: 'office', to: 'committee', reason: '-', limitMs: 180_000 }),
      factOf('HandoverAcknowledged', at(2), { incidentId: id, escalation: seq, to: 'committee' }), stampedFact('resolve', at(3)),
    ]
    expect(states(told(over, command(over, 'reopenIncident', {})))).toEqual([['acknowledged', 'committee']])
  })
})

describe('ESC-1: a stamp that showed a limit met', () => {
  it('and is corrected to a millisecond after it brings back what the missed limit had proposed; at the limit itself it does not', () => {
    const missed = told([reportedFact()], decideMissedLimits(boardOf([reportedFact()]), at(3, 1)))
    const late = told(missed, command(missed, 'stampStage', { stage: 'respond', at: at(2) }))
    const seq = late.findIndex(({ type }) => type === 'StageStamped') + 1
    expect(states(late).map(([state]) => state)).toEqual(['lapsed'])
    expect(states(correct(late, seq, at(3))).map(([state]) => state)).toEqual(['lapsed'])
    expect(states(correct(late, seq, at(3, 1))).map(([state]) => state)).toEqual(['lapsed', 'proposed'])
  })
})
