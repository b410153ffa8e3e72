import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MORNING } from '../../tests/support/heldClock.ts'
import { responseClock, type ClockInput } from './responseClock.ts'
import { nearestRank, stageStatistics } from './stageStatistics.ts'
import { ARTICLE_LIMITS_MS, STAGES, type Stage } from './stages.ts'

const NOW = MORNING + 3_600_000

function incident(reportedMsAgo: number, stamps: Partial<Record<Stage, number>>): ClockInput {
  const reportedAt = NOW - reportedMsAgo
  const of = (stage: Stage): { at: number }[] => [stamps[stage] ?? []].flat().map((ms) => ({ at: reportedAt + ms }))
  return {
    startedAt: reportedAt, end: null, limits: ARTICLE_LIMITS_MS,
    stamps: { respond: of('respond'), dispatch: of('dispatch'), arrive: of('arrive'), resolve: of('resolve') },
  }
}

describe('CLOCK-6: the nearest rank', () => {
  it.each([
    [[], 0.5, null],
    [[7], 0.5, 7],
    [[7], 0.9, 7],
    [[1, 2], 0.5, 1],
    [[1, 2], 0.9, 2],
    [[1, 2, 3], 0.5, 2],
    [[1, 2, 3, 4], 0.5, 2],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.5, 5],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.9, 10],
    [[15, 20, 35, 40, 50], 0.3, 20],
    [[15, 20, 35, 40, 50], 1, 50],
  ])('of %j at %d is %s', (sorted, p, expected) => {
    expect(nearestRank(sorted, p)).toBe(expected)
  })

  it('is the smallest value that at least that share does not exceed', () => {
    fc.assert(fc.property(fc.array(fc.nat(50), { minLength: 1 }), fc.constantFrom(0.5, 0.9), (values, p) => {
      const rank = nearestRank([...values].sort((a, b) => a - b), p)!
      const shareUpTo = (limit: number): number => values.filter((value) => value <= limit).length / values.length
      expect(shareUpTo(rank)).toBeGreaterThanOrEqual(p)
      expect(values).toContain(rank)
      for (const smaller of values.filter((value) => value < rank)) expect(shareUpTo(smaller)).toBeLessThan(p)
    }))
  })
})

describe('CLOCK-6: statistics', () => {
  it('of nothing say nothing', () => {
    expect(stageStatistics([], NOW)[0]).toEqual(
      { stage: 'respond', n: 0, met: 0, late: 0, missed: 0, open: 0, excluded: { unrecorded: 0, invalid: 0, cancelled: 0, merged: 0, faulty: 0, unmapped: 0 }, medianMs: null, p90Ms: null },
    )
  })

  it('count each incident once, by its state', () => {
    const [respond] = stageStatistics([
      incident(600_000, { respond: 180_000 }),
      incident(600_000, { respond: 180_001 }),
      incident(180_001, {}),
      incident(180_000, {}),
      incident(10_000, {}),
      incident(600_000, { dispatch: 5 }),
      incident(600_000, { respond: -1 }),
    ], NOW)
    expect(respond).toEqual({
      stage: 'respond', n: 3, met: 1, late: 1, missed: 1, open: 2, excluded: { unrecorded: 1, invalid: 1, cancelled: 0, merged: 0, faulty: 0, unmapped: 0 }, medianMs: 180_000,
      p90Ms: 180_001,
    })
  })

  it('count one still open but past its limit as missed, one still within it not yet', () => {
    const counts = (age: number): number[] => stageStatistics([incident(age, {})], NOW).map(({ n }) => n)
    expect(counts(300_000)).toEqual([1, 0, 0, 0])
    expect(counts(300_001)).toEqual([1, 1, 0, 0])
  })

  it('give median and 90th percentile of the stamped ones alone', () => {
    const took = [40_000, 10_000, 170_000, 30_000, 200_000]
    const [respond] = stageStatistics([...took.map((ms) => incident(600_000, { respond: ms })), incident(600_000, {})], NOW)
    expect(respond).toMatchObject({ n: 6, met: 4, late: 1, missed: 1, medianMs: 40_000, p90Ms: 200_000 })
  })

  it('agree with a count made incident by incident', () => {
    const time = fc.option(fc.integer({ min: -2, max: 2_000_000 }), { nil: undefined })
    const anyIncident = fc.tuple(fc.nat(3_000_000), fc.record({ respond: time, dispatch: time, arrive: time, resolve: time }))
      .map(([age, stamps]) => incident(age, Object.fromEntries(Object.entries(stamps).filter(([, ms]) => ms !== undefined))))
    fc.assert(fc.property(fc.array(anyIncident, { maxLength: 12 }), (incidents) => {
      const all = stageStatistics(incidents, NOW)
      STAGES.forEach((stage, i) => {
        const clocks = incidents.map((each) => responseClock(each, NOW)[i]!)
        const count = (...states: string[]): number => clocks.filter(({ state }) => states.includes(state)).length
        const took = clocks.filter(({ state }) => state === 'met' || state === 'late').map(({ tookMs }) => tookMs!).sort((a, b) => a - b)
        expect(all[i]).toEqual({
          stage, n: count('met', 'late', 'missed'), met: count('met'), late: count('late'), missed: count('missed'),
          open: count('open', 'dueSoon'),
          excluded: { unrecorded: count('unrecorded'), invalid: count('invalid'), cancelled: 0, merged: 0, faulty: 0, unmapped: 0 },
          medianMs: took[Math.ceil(took.length / 2) - 1] ?? null, p90Ms: took[Math.ceil((took.length * 9) / 10) - 1] ?? null,
        })
      })
    }))
  })
})
