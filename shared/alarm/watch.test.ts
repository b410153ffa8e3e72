import { describe, expect, it } from 'vitest'
import { at, boardOf, missedFact, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { emptyBoard, type Board, type NewBoardFact } from '../board.ts'
import { foldFact } from '../fold.ts'
import { conditionOf, type Condition } from './condition.ts'
import { decideConditions, nextWatchAt } from './decideConditions.ts'
import { countOf } from './rates.ts'
import { limitConditions } from './limitConditions.ts'
import { alarmKey, stateOf } from './types.ts'
import type { Watches } from './watch.ts'

const SECOND_MS = 1_000

/** A server without a server: decides and folds what each moment brings. */
function bench(board: Board = emptyBoard()) {
  const watches: Watches = new Map()
  const facts: NewBoardFact[] = []
  function look(now: number, conditions: readonly Condition[]): NewBoardFact[] {
    const found = decideConditions(board, conditions, watches, now)
    for (const fact of found) foldFact(board, { ...fact, seq: board.seq + 1, recordedAt: Math.max(now, board.recordedAt) } as never)
    facts.push(...found)
    return found
  }
  return { board, facts, look, nextAt: (now: number) => nextWatchAt(board, watches, now) }
}

const typesOf = (facts: readonly NewBoardFact[]): string[] => facts.map(({ type }) => type)
const grid = (since: number): Condition => conditionOf('gridServiceability', 'g1', since, { grid: 'g1' })
const platform = (since: number): Condition => conditionOf('platformDown', 'p1', since)

describe('ALARM-6: delays', () => {
  it('raise nothing one millisecond before the on-delay has passed, and raise at its end', () => {
    const { look, nextAt } = bench()
    expect(look(at(0), [grid(at(0))])).toEqual([])
    expect(nextAt(at(0))).toBe(at(0, 15_000))
    expect(look(at(0, 14_999), [grid(at(0))])).toEqual([])
    expect(look(at(0, 15_000), [grid(at(0))])).toMatchObject([{ type: 'AlarmRaised', at: at(0, 15_000) }])
  })

  it('let it return at the end of the off-delay and not one millisecond before, and count no flap when it stays', () => {
    const { look } = bench()
    look(at(0), [platform(at(0))])
    expect(look(at(1), [])).toEqual([])
    expect(look(at(1, 9_999), [])).toEqual([])
    expect(look(at(1, 10_000), [])).toMatchObject([{ type: 'AlarmReturned', at: at(1, 10_000) }])
  })

  it('are kept when the look comes late: the fact says when it was', () => {
    const { look } = bench()
    look(at(0), [platform(at(0))])
    look(at(1), [])
    expect(look(at(5), [])).toMatchObject([{ type: 'AlarmReturned', at: at(1, 10_000) }])
  })
})

describe('ALARM-6: 100 flaps in a minute', () => {
  it.each([['platformDown', platform], ['gridServiceability', grid]] as const)('of %s are one row, every one of them recorded in four facts', (kind, of) => {
    const { board, facts, look } = bench()
    for (let flap = 0; flap < 100; flap += 1) {
      look(at(0) + flap * 600, [of(at(0) + flap * 600)])
      look(at(0) + flap * 600 + 300, [])
    }
    for (let s = 60; s < 180; s += 1) look(at(0, s * SECOND_MS), [])
    expect(typesOf(facts).filter((type) => type === 'AlarmRaised')).toHaveLength(1)
    expect(typesOf(facts).filter((type) => type === 'AlarmReturned')).toHaveLength(1)
    expect(facts.length).toBeLessThanOrEqual(5)
    const flaps = facts.reduce((sum, fact) => sum + (fact.type === 'AlarmFlapped' ? fact.data.flaps : 0), 0)
    expect(flaps + 1).toBe(100)
    expect(board.alarms.byKey.size).toBe(1)
    expect(stateOf(board.alarms.byKey.get(alarmKey(kind, kind === 'platformDown' ? 'p1' : 'g1')))).toBe('returnedUnacknowledged')
  })

  it('is chattering from the third coming within a minute, and not at the second', () => {
    const { look } = bench()
    look(at(0), [platform(at(0))])
    look(at(0, 5_000), [])
    expect(look(at(0, 6_000), [platform(at(0, 6_000))])).toEqual([])
    look(at(0, 8_000), [])
    expect(look(at(0, 9_000), [platform(at(0, 9_000))])).toMatchObject([{ type: 'AlarmFlapped', data: { flaps: 2 } }])
  })

  it('are recorded at most once a minute however long they go on', () => {
    const { facts, look } = bench()
    for (let half = 0; half < 60 * 60 * 2; half += 1) look(at(0) + half * 500, half % 2 === 0 ? [platform(at(0) + half * 500)] : [])
    expect(facts.length).toBeLessThanOrEqual(62)
    expect(typesOf(facts).filter((type) => type !== 'AlarmFlapped')).toEqual(['AlarmRaised'])
  })
})

describe('ALARM-4: one cause is one alarm', () => {
  it('what another alarm explains is counted on it and raised only when that is over', () => {
    const { board, look } = bench()
    const post = (causedBy: string | null) => conditionOf('blindPost', 'k1', at(0), { causedBy })
    expect(look(at(0), [platform(at(0)), post('platformDown:p1')])).toMatchObject([{ type: 'AlarmRaised', data: { kind: 'platformDown', consequences: 1 } }])
    look(at(5), [platform(at(0)), post('platformDown:p1')])
    expect(board.alarms.byKey.size).toBe(1)
    look(at(6), [platform(at(0)), post('platformDown:p1')])
    look(at(6, 1), [post(null)])
    expect(look(at(6, 14_999), [post(null)]).filter(({ type }) => type === 'AlarmRaised')).toEqual([])
    expect(look(at(6, 15_000), [post(null)])).toMatchObject([{ type: 'AlarmRaised', data: { kind: 'blindPost' } }])
  })

  it('one that stood before its cause came stays', () => {
    const { board, look } = bench()
    const post = (causedBy: string | null) => conditionOf('blindPost', 'k1', at(0), { causedBy })
    look(at(0), [post(null)])
    look(at(1), [post(null)])
    look(at(2), [platform(at(2)), post('platformDown:p1')])
    look(at(9), [platform(at(2)), post('platformDown:p1')])
    expect([...board.alarms.byKey.values()].map(({ key, standing }) => [key, standing])).toEqual([['blindPost:k1', true], ['platformDown:p1', true]])
  })

  it('a consequence of a consequence counts on both', () => {
    const source = conditionOf('sourceSilent', 'feed', at(0))
    const lost = conditionOf('platformDown', 'p1', at(0), { causedBy: source.key })
    const post = conditionOf('blindPost', 'k1', at(0), { causedBy: lost.key })
    expect(bench().look(at(0), [source, lost, post])).toMatchObject([{ data: { kind: 'sourceSilent', consequences: 2 } }])
  })
})

describe('ALARM-4: the limits of one incident', () => {
  it('coming due, missed and missed again are one alarm after another, the last one unacknowledged again', () => {
    const { board, look } = bench(boardOf([reportedFact(at(0))]))
    const see = (now: number) => look(now, limitConditions(board.incidents.values(), now))
    expect(see(at(2, 23_999))).toEqual([])
    expect(see(at(2, 24_000))).toMatchObject([{ type: 'AlarmRaised', at: at(2, 24_000), data: { kind: 'limitDueSoon', stage: 'respond' } }])
    expect(see(at(3))).toEqual([])
    expect(see(at(3, 1))).toMatchObject([
      { type: 'AlarmRaised', at: at(3), data: { kind: 'limitMissed', stage: 'respond' } },
      { type: 'AlarmReturned', data: { key: 'limitDueSoon:incident-1', settled: 'superseded' } },
    ])
    expect(see(at(4, 30_000))).toEqual([])
    expect(see(at(5, 1))).toMatchObject([{ type: 'AlarmRaised', at: at(5), data: { kind: 'limitMissed', stage: 'dispatch' } }])
    expect([...board.alarms.byKey.values()]).toMatchObject([{ kind: 'limitMissed', raises: 3, acknowledged: false }])
    expect([board.alarms.raisedAt, countOf(board.alarms.spans[0]!)]).toEqual([[at(2, 24_000)], 1])
  })

  it('509 incidents nobody answers are 509 new alarms, all four limits of each missed', () => {
    const all = Array.from({ length: 509 }, (_, i) => reportedFact(at(0), { incidentId: `i${i}` }))
    const { board, look } = bench(boardOf(all))
    for (let minute = 0; minute <= 31; minute += 1) look(at(minute), limitConditions(board.incidents.values(), at(minute)))
    expect(board.alarms.spans.map(countOf).reduce((sum, n) => sum + n, 0)).toBe(509)
    expect([...board.alarms.byKey.values()].filter(({ kind, stage }) => kind === 'limitMissed' && stage === 'resolve')).toHaveLength(509)
    expect(board.alarms.byKey.size).toBe(509)
  })

  it('five slow incidents are no flood, whatever they miss; a limit met and the next one coming due are two alarms', () => {
    const { board, look } = bench(boardOf(Array.from({ length: 5 }, (_, i) => reportedFact(at(0), { incidentId: `i${i}` }))))
    for (let second = 0; second <= 1_860; second += 30) look(at(0, second * SECOND_MS), limitConditions(board.incidents.values(), at(0, second * SECOND_MS)))
    expect(board.alarms.floods).toEqual([])
    const met = bench(boardOf([reportedFact(at(0))]))
    met.look(at(2, 30_000), limitConditions(met.board.incidents.values(), at(2, 30_000)))
    foldFact(met.board, { ...stampedFact('respond', at(2, 40_000)), seq: met.board.seq + 1, recordedAt: at(2, 40_000) } as never)
    for (const now of [at(2, 40_000), at(4, 1)]) met.look(now, limitConditions(met.board.incidents.values(), now))
    expect(met.board.alarms.raisedAt).toHaveLength(2)
  })

  it('one that came due and was met in time leaves nothing to acknowledge', () => {
    const due = bench(boardOf([reportedFact(at(0))]))
    due.look(at(2, 30_000), limitConditions(due.board.incidents.values(), at(2, 30_000)))
    expect(due.board.alarms.byKey.size).toBe(1)
    const met = boardOf([reportedFact(at(0)), stampedFact('respond', at(2, 31_000))])
    expect(due.look(at(2, 31_000), limitConditions(met.incidents.values(), at(2, 31_000)))).toMatchObject([{ type: 'AlarmReturned', data: { settled: 'wentBy' } }])
    expect(due.board.alarms.byKey.size).toBe(0)
  })

  it.each([
    ['in time, told late', at(1, 40_000), 'wentBy', 0], ['at its limit, told late', at(3), 'wentBy', 0], ['one millisecond after its limit', at(3, 1), null, 1],
  ] as const)('a missed limit whose stage was reached %s leaves %s', (_what, reachedAt, settled, left) => {
    const { board, look } = bench(boardOf([reportedFact(at(0))]))
    look(at(3, 10_000), limitConditions(board.incidents.values(), at(3, 10_000)))
    expect(board.alarms.byKey.size).toBe(1)
    foldFact(board, { ...stampedFact('respond', reachedAt), seq: board.seq + 1, recordedAt: at(3, 20_000) } as never)
    expect(look(at(3, 20_000), limitConditions(board.incidents.values(), at(3, 20_000)))).toMatchObject([{ type: 'AlarmReturned', data: { settled } }])
    expect(board.alarms.byKey.size).toBe(left)
  })

  it('two missed limits of which only the later one was kept leave the alarm to be acknowledged', () => {
    const { board, look } = bench(boardOf([reportedFact(at(0))]))
    for (const now of [at(3, 10_000), at(5, 10_000)]) look(now, limitConditions(board.incidents.values(), now))
    for (const stamp of [stampedFact('respond', at(4)), stampedFact('dispatch', at(4, 30_000))]) foldFact(board, { ...stamp, seq: board.seq + 1, recordedAt: at(6) } as never)
    expect(look(at(6), limitConditions(board.incidents.values(), at(6)))).toMatchObject([{ type: 'AlarmReturned', data: { settled: null } }])
    expect([...board.alarms.byKey.values()].map(stateOf)).toEqual(['returnedUnacknowledged'])
  })

  it('of an incident whose level rises asks for a new acknowledgement', () => {
    const { board, look } = bench(boardOf([reportedFact(at(0)), missedFact('respond')]))
    look(at(4), limitConditions(board.incidents.values(), at(4)))
    const [incident] = [...board.incidents.values()]
    const risen = [{ ...incident!, level: 'I' as const }]
    expect(look(at(4, 1), limitConditions(risen, at(4, 1)))).toMatchObject([{ type: 'AlarmChanged', data: { priority: 'high', level: 'I' } }])
    expect(look(at(4, 2), limitConditions(risen, at(4, 2)))).toEqual([])
  })
})
