import { describe, expect, it } from 'vitest'
import { at, boardOf, factOf, firstIncident, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { commandOf } from '../../tests/support/incidentCommands.ts'
import type { Board, NewBoardFact } from '../board.ts'
import { ARTICLE_LIMITS_MS } from '../clock/stages.ts'
import { stageStatistics } from '../clock/stageStatistics.ts'
import { assignments } from '../patrol/assignment.ts'
import type { Refusal } from '../refusal.ts'
import { handlingsLastDay, hasBreached, incidentsByHour } from './byHour.ts'
import { decideCommand, factOfCommand, type IncidentCommand } from './decideCommand.ts'
import { decideMissedLimits, nextMissAt } from './due.ts'
import { LEVELS } from './kinds.ts'
import { INCIDENT_COMMANDS, INCIDENT_STATES, LIFE, stateOf, type IncidentCommandType, type IncidentState } from './life.ts'
import { incidentQueue, lastResolved } from './queue.ts'

const id = 'incident-1'
const cancelled = factOf('IncidentCancelled', at(2), { incidentId: id, reason: '误报' })
const closed = factOf('IncidentClosed', at(20), { incidentId: id, note: null })
const merged = factOf('IncidentMerged', at(2), { incidentId: id, into: 'incident-2', reason: null })
const reopened = factOf('IncidentReopened', at(40), { incidentId: id, handling: 2, limits: ARTICLE_LIMITS_MS, reason: '复燃' })
const resolved = stampedFact('resolve', at(15))

const WAY: Readonly<Record<IncidentState, readonly NewBoardFact[]>> = {
  reported: [], responded: [stampedFact('respond', at(1))], dispatched: [stampedFact('dispatch', at(1))], arrived: [stampedFact('arrive', at(1))],
  resolved: [resolved], closed: [resolved, closed], cancelled: [cancelled], merged: [merged],
}

/** What a command needs besides the state; facts 2 to 5 come before the way into it. */
const NEEDS: Partial<Record<IncidentCommandType, NewBoardFact>> = {
  acknowledgeHandover: factOf('HandoverStarted', at(1), { incidentId: id, escalation: 2, from: 'office', to: 'committee', reason: '升级', limitMs: 180_000 }),
  leaveIncident: factOf('IncidentTaken', at(1), { incidentId: id, from: null }, 'headquarters'),
}

function boardIn(state: IncidentState, command: IncidentCommandType): Board {
  return boardOf([
    reportedFact(),
    factOf('EscalationProposed', at(0), { incidentId: id, cause: { why: 'level', stage: null, level: 'II' }, from: 'office', to: 'committee' }),
    factOf('MeasureCalled', at(0), { incidentId: id, measure: 'assessment', level: 'II' }),
    reportedFact(at(0), { incidentId: 'incident-2', number: '20231122-002', ordinal: 2 }),
    stampedFact('respond', at(0, 5), { unit: 'team-1' }),
    ...[NEEDS[command] ?? []].flat(),
    ...WAY[state],
  ])
}

const MATRIX = INCIDENT_STATES.flatMap((state) => INCIDENT_COMMANDS.map((command) => [state, command, LIFE[state][command]] as const))

describe('LIFE-1: the table', () => {
  it.each(MATRIX)('given an incident %s, when %s comes, then it is %s', (state, type, ruling) => {
    const board = boardIn(state, type)
    const standing = stateOf(board.incidents.get(id)!)
    expect(standing).toBe(state === 'reported' ? 'responded' : state)
    const command = commandOf(type) as IncidentCommand
    const decision = decideCommand(board, command, at(50))
    if (ruling !== 'allowed') expect(decision).toMatchObject({ refused: true, code: ruling, field: 'id', reason: expect.stringContaining('20231122-001') })
    else expect(decision).toMatchObject({ 0: { type: factOfCommand(command), by: 'headquarters', commandId: command.commandId, data: { incidentId: id } } })
  })

  it.each(INCIDENT_COMMANDS)('%s about an incident that is not on the board is refused', (type) => {
    expect(decideCommand(boardOf([]), commandOf(type), at(1))).toMatchObject({ code: 'unknown', field: 'id' })
  })

  it('an untouched incident is reported, and one is as far as its furthest stage, whatever lies before it', () => {
    expect(stateOf(firstIncident(boardOf([reportedFact()])))).toBe('reported')
    expect(stateOf(firstIncident(boardOf([reportedFact(), stampedFact('arrive', at(1)), stampedFact('respond', at(2))])))).toBe('arrived')
  })
})

describe('LIFE-2: given an ended incident', () => {
  const stamp = (board: Board, stampAt: number): unknown =>
    decideCommand(board, commandOf('stampStage', { stage: 'arrive', at: stampAt }), at(60))

  it.each([['cancelled', 2, 'ended'], ['merged', 2, 'merged'], ['closed', 20, 'ended']] as const)(
    'when a stamp comes for one that was %s, then it is taken up to the end and refused after it', (state, minute, code) => {
      const board = boardIn(state, 'stampStage')
      expect(stamp(board, at(minute))).toMatchObject([{ type: 'StageStamped', at: at(minute), data: { handling: 1 } }])
      expect(stamp(board, at(minute, 1))).toMatchObject({ code, field: 'at', reason: expect.stringContaining(state) })
    },
  )

  it('when a resolving stamp of before the end comes, then a cancelled one stays cancelled and counts for nothing', () => {
    const board = boardOf([reportedFact(), cancelled, stampedFact('resolve', at(1))])
    expect(stateOf(firstIncident(board))).toBe('cancelled')
    expect(lastResolved(board.incidents.values())).toBeNull()
  })

  it('when a stamp is corrected, then up to the end and not after it', () => {
    const board = boardOf([reportedFact(), stampedFact('respond', at(1)), cancelled])
    const correct = (to: number): unknown => decideCommand(board, commandOf('correctStamp', { stamp: 2, at: to }), at(60))
    expect(correct(at(2))).toHaveLength(1)
    expect(correct(at(2, 1))).toMatchObject({ code: 'ended', field: 'at' })
  })
})

describe('LIFE-3: merging', () => {
  const two = [reportedFact(), reportedFact(at(1), { incidentId: 'incident-2', number: '20231122-002', ordinal: 2 })]

  it('takes the one off the queue, which names where it went; the other keeps its clocks and names what it took in', () => {
    const board = boardOf([...two, merged])
    const [first, second] = [...board.incidents.values()]
    expect(first?.end).toMatchObject({ how: 'merged', into: 'incident-2', at: at(2) })
    expect([second?.startedAt, second?.absorbed]).toEqual([at(1), [id]])
    expect(incidentQueue(board.incidents.values(), at(3)).map(({ incident }) => incident.id)).toEqual(['incident-2'])
    expect((decideCommand(board, commandOf('addNote'), at(3)) as Refusal).reason).toContain('incident-2')
  })

  it('undone by reopening, the other names it no more', () => {
    const { limits } = firstIncident(boardOf(two))
    const again = factOf('IncidentReopened', at(5), { incidentId: id, handling: 2, limits, reason: '不是同一起' })
    const [first, second] = [...boardOf([...two, merged, again]).incidents.values()]
    expect([first?.end, first?.earlier[0]?.end?.into, second?.absorbed]).toEqual([null, 'incident-2', []])
  })

  const into = (facts: NewBoardFact[], name = 'incident-2'): unknown => decideCommand(boardOf(facts), commandOf('mergeIncident', { into: name }), at(3))

  it('into itself, into one that is not there, or that is resolved or ended is refused', () => {
    expect(into(two, id)).toMatchObject({ code: 'sameIncident', field: 'into' })
    expect(into(two, 'incident-9')).toMatchObject({ code: 'unknown', field: 'into' })
    const ended = factOf('IncidentCancelled', at(2), { incidentId: 'incident-2', reason: '误报' })
    expect(into([...two, ended], 'incident-2')).toMatchObject({ code: 'ended', field: 'into', reason: expect.stringContaining('20231122-002') })
    expect(into([...two, stampedFact('resolve', at(2), { incidentId: 'incident-2' })])).toMatchObject({ code: 'alreadyResolved', field: 'into', first: { at: at(2) } })
    expect(into([...two, stampedFact('arrive', at(2), { incidentId: 'incident-2' })])).toHaveLength(1)
  })

  it.each(LEVELS.flatMap((level) => LEVELS.map((other) => [level, other] as const)))('of one of level %s into one of level %s: never into a lighter one', (level, other) => {
    const merging = into([reportedFact(at(0), { level }), reportedFact(at(1), { incidentId: 'incident-2', number: '20231122-002', ordinal: 2, level: other })])
    if (LEVELS.indexOf(level) < LEVELS.indexOf(other)) expect(merging).toMatchObject({ code: 'intoLighter', field: 'into' })
    else expect(merging).toHaveLength(1)
  })
})

describe('LIFE-4: the clocks of an ended handling', () => {
  const endAt = (ms: number): NewBoardFact => factOf('IncidentCancelled', at(3, ms), { incidentId: id, reason: '误报' })

  it('miss a limit that passed before the end, and none at it or after it', () => {
    expect(decideMissedLimits(boardOf([reportedFact(), endAt(0)]), at(99))).toEqual([])
    expect(nextMissAt(boardOf([reportedFact(), endAt(0)]))).toBeNull()
    const late = boardOf([reportedFact(), endAt(1)])
    expect(nextMissAt(late)).toBe(at(3, 1))
    expect(decideMissedLimits(late, at(99)).map(({ type, at: missedAt }) => [type, missedAt])).toEqual([['LimitMissed', at(3)]])
  })

  it('bind no unit and stand in no queue', () => {
    const facts = [reportedFact(), stampedFact('respond', at(1), { unit: 'team-1' })]
    expect(assignments(boardOf(facts).incidents.values()).size).toBe(1)
    expect(assignments(boardOf([...facts, cancelled]).incidents.values()).size).toBe(0)
    expect(incidentQueue(boardOf([...facts, cancelled]).incidents.values(), at(3))).toEqual([])
  })
})

describe('CLOCK-5: reopening', () => {
  const board = boardOf([reportedFact(), stampedFact('respond', at(1)), resolved, closed, reopened])
  const incident = firstIncident(board)

  it('opens a handling with clocks of its own from the reopening on, and leaves the first as it was', () => {
    expect(incident).toMatchObject({ handling: 2, startedAt: at(40), reportedAt: at(0), missed: [], end: null, owner: null })
    expect(incident.earlier).toMatchObject([{ handling: 1, startedAt: at(0), end: { how: 'closed', at: at(20) } }])
    expect(incident.earlier[0]?.stamps.resolve.map(({ at: stampAt }) => stampAt)).toEqual([at(15)])
    expect(decideMissedLimits(board, at(43))).toEqual([])
    expect(decideMissedLimits(board, at(43, 1))).toMatchObject([{ type: 'LimitMissed', at: at(43), data: { handling: 2, stage: 'respond' } }, {}])
  })

  it('of one that is resolved and not closed does the same', () => {
    expect(firstIncident(boardOf([reportedFact(), resolved, reopened]))).toMatchObject({ handling: 2, earlier: [{ end: null }] })
  })

  it('lets a late stamp join the handling it happened in, up to its end', () => {
    const stamp = (stampAt: number): unknown => decideCommand(board, commandOf('stampStage', { stage: 'arrive', at: stampAt }), at(50))
    expect(stamp(at(20))).toMatchObject([{ data: { handling: 1 } }])
    expect(stamp(at(-1))).toMatchObject([{ data: { handling: 1 } }])
    expect(stamp(at(20, 1))).toMatchObject({ code: 'ended' })
    expect(stamp(at(40))).toMatchObject([{ data: { handling: 2 } }])
    const late = firstIncident(boardOf([reportedFact(), resolved, closed, reopened, stampedFact('resolve', at(19), { unit: 'team-1' })]))
    expect([stateOf(late), late.earlier[0]?.stamps.resolve.length]).toEqual(['reported', 2])
  })

  it('counts each handling for itself', () => {
    const counted = stageStatistics(handlingsLastDay([incident], at(50)), at(50))
    expect(counted.map(({ n, excluded }) => [n, excluded.unrecorded])).toEqual([[2, 0], [1, 1], [0, 1], [1, 0]])
  })
})

describe('CLOCK-6: what was cancelled or merged', () => {
  it('is left out of every stage, stamped or not, and counted beside it', () => {
    const merging = factOf('IncidentMerged', at(50), { incidentId: 'b', into: id, reason: null })
    const board = boardOf([
      reportedFact(), reportedFact(at(0), { incidentId: 'b' }), stampedFact('respond', at(4), { incidentId: 'b' }), merging,
      reportedFact(at(0), { incidentId: 'c' }), factOf('IncidentCancelled', at(50), { incidentId: 'c', reason: '误报' }),
    ])
    for (const stage of stageStatistics(board.incidents.values(), at(60))) {
      expect(stage).toMatchObject({ n: 1, missed: 1, open: 0, excluded: { unrecorded: 0, invalid: 0, cancelled: 1, merged: 1 }, medianMs: null })
    }
    expect([...board.incidents.values()].map((each) => hasBreached(each, at(60)))).toEqual([true, false, false])
    expect(incidentsByHour(board.incidents.values(), at(60)).reduce((sum, { reported }) => sum + reported, 0)).toBe(3)
  })

  it('does not take an earlier handling with it', () => {
    const again = factOf('IncidentCancelled', at(41), { incidentId: id, reason: '误报' })
    const board = boardOf([reportedFact(), resolved, closed, reopened, again])
    expect(stageStatistics(handlingsLastDay(board.incidents.values(), at(50)), at(50)).at(-1)).toMatchObject(
      { n: 1, met: 1, excluded: { cancelled: 1 } },
    )
  })
})
