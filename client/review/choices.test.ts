import { describe, expect, it } from 'vitest'
import { openBeside, openIncident, openSpace, replayedDrills } from './choices.ts'

const NOW = 10_000_000
const DAY_MS = 86_400_000
const address = { from: 5_000, to: 6_000, at: 5_500, incident: 'i-1', space: 'live', beside: null, besideSpace: 'live' }
const space = (id: string, from: number | null, to: number | null) => ({
  space: id, mark: null, imported: null, drill: { name: id, plan: 'fire' as const, state: 'ended' as const, startedAt: from, endedAt: to === null ? null : to - 500, from, to },
})
const drills = replayedDrills([
  { space: 'live', mark: null, drill: null, imported: null }, space('drill:short', 1_000, 61_000), space('drill:long', 100_000, 400_000), space('drill:prepared', null, null),
  space('drill:on', 500_000, null),
], NOW)

describe('REPLAY-7: what is chosen in the page', () => {
  it('are the drills that were started, the newest first, one that goes on up to now', () => {
    expect(drills.map(({ space: id, from, to }) => [id, from, to])).toEqual([
      ['drill:on', 500_000, NOW], ['drill:long', 100_000, 400_000], ['drill:short', 1_000, 61_000],
    ])
  })

  it('a drill that went on for longer than two days is cut there, exactly two days are not', () => {
    const most = 2 * DAY_MS
    expect([most, most + 1].map((ms) => replayedDrills([space('drill:a', 1, 1 + ms)], 3 * most)[0]!.to)).toEqual([1 + most, 1 + most])
  })

  it('a drill opens at its start and as long as it went on', () => {
    expect(openSpace(address, 'drill:short', drills, NOW)).toEqual({ space: 'drill:short', from: 1_000, to: 61_000, at: 1_000, incident: null, besideSpace: 'drill:short' })
    expect(openSpace({ ...address, space: 'drill:short' }, 'live', drills, NOW)).toEqual({ space: 'live', from: null, to: null, at: null, incident: null, besideSpace: 'live' })
  })

  it('REPLAY-5: a drill beside another is aligned at both starts, and the stretch reaches to the end of the longer one', () => {
    const beside = openBeside({ ...address, space: 'drill:short', from: 1_000, to: 61_000 }, 'drill:long', drills, NOW)
    expect(beside).toEqual({ from: 1_000, to: 301_000, at: 1_000, beside: 100_000, besideSpace: 'drill:long' })
    expect(openSpace({ ...address, beside: 100_000, besideSpace: 'drill:long' }, 'drill:short', drills, NOW)).toMatchObject({ from: 1_000, to: 301_000 })
    expect(openBeside({ ...address, space: 'drill:long', from: 100_000 }, 'drill:on', drills, NOW)).toMatchObject({ to: 100_000 + NOW - 500_000 })
    expect(openBeside({ ...address, space: 'drill:on', from: 500_000 }, 'drill:long', drills, NOW)).toMatchObject({ to: NOW })
  })

  it('of the real thing the day before stands beside, and nothing when none is chosen', () => {
    expect(openBeside(address, 'live', drills, NOW)).toEqual({ beside: 5_000 - DAY_MS, besideSpace: 'live', at: 5_000 })
    expect(openBeside({ ...address, space: 'drill:on', beside: 1, besideSpace: 'drill:long' }, '', drills, NOW)).toEqual({ beside: null, besideSpace: 'drill:on' })
  })

  it('an incident opens where it was reported, a minute about its facts, never beyond now', () => {
    expect(openIncident('i', 100_000, 200_000, NOW)).toEqual({ incident: 'i', from: 40_000, to: 260_000, at: 100_000 })
    expect(openIncident('i', 100_000, NOW - 1, NOW)).toMatchObject({ to: NOW })
  })
})
