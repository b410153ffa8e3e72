import { describe, expect, it } from 'vitest'
import { at } from '../../tests/support/builders.ts'
import { playedTo } from '../../tests/support/drillBuilders.ts'
import { drillConditions, nextDrillDueAt } from './due.ts'
import { silencesAt } from './silences.ts'

const injects = (facts: readonly { type: string; at: number; data: unknown }[]): [string, number][] =>
  facts.flatMap(({ type, at: when, data }) => (type === 'InjectFired' ? [[(data as { inject: string }).inject, when] as [string, number]] : []))

describe('DRILL-5: time in a drill', () => {
  it('brings each inject at its own millisecond and not before', () => {
    const played = playedTo('running', at(0))
    expect(injects(played.due(at(0)))).toEqual([['fire-1', at(0)]])
    expect(nextDrillDueAt(played.of('drill:d1'), new Map(), at(0))).toBe(at(2))
    expect(injects(played.due(at(2, -1)))).toEqual([])
    expect(injects(played.due(at(2)))).toEqual([['fire-2', at(2)]])
  })

  it('that passed unseen brings everything at its own time, in order: injects, what they report, and the limits missed since', () => {
    const played = playedTo('running', at(0))
    const came = played.due(at(20))
    expect(injects(came)).toEqual([['fire-1', at(0)], ['fire-2', at(2)], ['radio', at(3)], ['word', at(4)], ['cctv', at(5)]])
    const missed = came.flatMap(({ type, at: when }) => (type === 'LimitMissed' ? [(when - at(0)) / 60_000] : []))
    expect(missed).toEqual([3, 5, 5, 7, 10, 12])
    expect(came.flatMap(({ type, at: when }) => (type === 'PlatformRestored' ? [when] : []))).toEqual([at(7)])
  })

  it('brings nothing while it is paused, before the start and after the end', () => {
    for (const state of ['prepared', 'paused', 'ended'] as const) expect(playedTo(state, at(0)).due(at(60))).toEqual([])
  })

  it('a silence is in the drill’s picture from its inject up to its end and without it, and an alarm of the drill', () => {
    const played = playedTo('running', at(0))
    played.due(at(5))
    const board = played.of('drill:d1')
    expect(silencesAt(board, at(5)).map(({ subject }) => subject)).toEqual(['grid', 'platform'])
    expect(board.outages.has('platform-0')).toBe(true)
    expect(played.board.outages.size).toBe(0)
    expect(drillConditions(board, at(5)).map(({ key }) => key)).toContain('platformDown:platform-0')
    expect(silencesAt(board, at(7, -1))).toHaveLength(2)
    expect(silencesAt(board, at(7))).toHaveLength(1)
    played.due(at(7))
    expect(played.of('drill:d1').outages.size).toBe(0)
    expect([...played.of('drill:d1').alarms.byKey.keys()].length).toBeGreaterThan(0)
    expect(played.board.alarms.byKey.size).toBe(0)
  })
})
