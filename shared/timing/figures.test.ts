import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incidentWith } from '../../tests/support/incidentBuilder.ts'
import { MORNING } from '../../tests/support/heldClock.ts'
import { ARTICLE_LIMITS_MS, STAGES, type Stage } from '../clock/stages.ts'
import { OUTCOMES, type Outcome } from '../clock/stageStatistics.ts'
import { DIMENSIONS, isBehind } from './dimensions.ts'
import { createTiming, timingReport, type StageFigures } from './figures.ts'
import { timedHandlings, type TimedWhere } from './handlings.ts'
import type { TimedHandling } from './types.ts'

const NOW = MORNING + 7_200_000
const WHERE: TimedWhere = { space: 'live', timeZone: 'Asia/Shanghai', plansOf: () => [], modeAt: () => 'normal', recordedAt: () => null }

/** A handling as a test says it: ms after its start at which each stage was stamped. */
interface Told {
  readonly ageMs: number
  readonly stamps: Partial<Record<Stage, readonly number[]>>
  readonly end?: { readonly how: 'closed' | 'cancelled' | 'merged'; readonly afterMs: number } | null
  readonly grid?: string | null
  readonly teams?: readonly string[]
  readonly past?: { readonly faulty: boolean; readonly lacking: Partial<Record<Stage, 'faulty' | 'unmapped'>> }
  readonly limitMs?: number
  readonly original?: number
}

function handlingOf({ ageMs, stamps, end = null, grid = 'g1', teams = [], past, limitMs, original }: Told, place = 0): TimedHandling {
  const startedAt = NOW - ageMs
  const of = (stage: Stage) => (stamps[stage] ?? []).map((ms) => ({ at: startedAt + ms, unit: null, original: original === undefined ? null : startedAt + original }))
  const limits = limitMs === undefined ? ARTICLE_LIMITS_MS : { respond: limitMs, dispatch: limitMs, arrive: limitMs, resolve: limitMs }
  return {
    space: 'live', incidentId: `i${place}`, number: `n${place}`, handling: 1, recordedAt: null, startedAt, startedReal: startedAt, limits, kind: 'fire', level: 'III', grid, teams, plans: [], mode: 'normal',
    stamps: { respond: of('respond'), dispatch: of('dispatch'), arrive: of('arrive'), resolve: of('resolve') }, withdrawn: [],
    end: end === null ? null : { how: end.how, at: startedAt + end.afterMs }, day: '2023-11-22', hour: 10, notes: [], ...(past === undefined ? {} : { past }),
  }
}

const figures = (told: readonly Told[], stage: Stage): StageFigures =>
  timingReport(told.map(handlingOf), 'all', NOW).total.stages[STAGES.indexOf(stage)]!

/**
 * CLOCK-6 once more, from its words and with nothing of the code: one stage of one handling is one word, and the ranks are
 * counted off a list rather than computed.
 */
function wordFor({ ageMs, stamps, end, past, limitMs }: Told, stage: Stage): { word: Outcome; took: number | null } {
  const limit = limitMs ?? { respond: 180_000, dispatch: 300_000, arrive: 600_000, resolve: 1_800_000 }[stage]
  if (past?.faulty === true) return { word: 'faulty', took: null }
  if (end?.how === 'cancelled') return { word: 'cancelled', took: null }
  if (end?.how === 'merged') return { word: 'merged', took: null }
  const own = stamps[stage] ?? []
  const good = own.filter((ms) => ms >= 0).sort((a, b) => a - b)
  if (good.length > 0) return good[0]! <= limit ? { word: 'met', took: good[0]! } : { word: 'late', took: good[0]! }
  if (own.length > 0) return { word: 'invalid', took: null }
  if (past?.lacking[stage] !== undefined) return { word: past.lacking[stage], took: null }
  const later = { respond: ['dispatch', 'arrive', 'resolve'], dispatch: ['arrive', 'resolve'], arrive: ['resolve'], resolve: [] }[stage] as Stage[]
  if (later.some((each) => (stamps[each] ?? []).some((ms) => ms >= 0))) return { word: 'unrecorded', took: null }
  if (past !== undefined) return { word: 'unrecorded', took: null }
  const looked = end === null || end === undefined ? ageMs : Math.min(ageMs, end.afterMs)
  return { word: looked > limit ? 'missed' : 'open', took: null }
}

/** The smallest value that at least this many of a hundred do not exceed, counted off. */
function countedOff(values: readonly number[], hundredths: number): number | null {
  for (const value of [...values].sort((a, b) => a - b)) {
    if (values.filter((other) => other <= value).length * 100 >= hundredths * values.length) return value
  }
  return null
}

const times = fc.array(fc.oneof(fc.integer({ min: -5_000, max: 2_500_000 }), fc.constantFrom(-1, 0, 180_000, 180_001, 300_000, 300_001, 600_000, 1_800_000)), { maxLength: 2 })
const told: fc.Arbitrary<Told> = fc.record({
  ageMs: fc.oneof(fc.integer({ min: 0, max: 4_000_000 }), fc.constantFrom(180_000, 180_001, 1_800_000, 1_800_001)),
  stamps: fc.record({ respond: times, dispatch: times, arrive: times, resolve: times }),
  end: fc.option(fc.record({ how: fc.constantFrom('closed', 'cancelled', 'merged'), afterMs: fc.nat(2_000_000) }), { nil: null, freq: 2 }),
  grid: fc.constantFrom('g1', 'g2', null),
  teams: fc.subarray(['t1', 't2', 't3']),
  past: fc.option(fc.record({
    faulty: fc.boolean(), lacking: fc.dictionary(fc.constantFrom(...STAGES), fc.constantFrom('faulty', 'unmapped'), { maxKeys: 2 }),
  }), { nil: undefined, freq: 2 }) as fc.Arbitrary<Told['past']>,
  limitMs: fc.option(fc.constantFrom(60_000, 180_000), { nil: undefined, freq: 4 }) as unknown as fc.Arbitrary<number>,
}) as fc.Arbitrary<Told>

describe('CLOCK-6: figures of a stretch', () => {
  it('agree with a second computation, written from the words of the rule', () => {
    fc.assert(fc.property(fc.array(told, { maxLength: 30 }), (all) => {
      const { stages } = timingReport(all.map(handlingOf), 'all', NOW).total
      STAGES.forEach((stage, i) => {
        const words = all.map((one) => wordFor(one, stage))
        const count = (word: Outcome): number => words.filter((each) => each.word === word).length
        const took = words.map((each) => each.took).filter((ms) => ms !== null)
        const n = count('met') + count('late') + count('missed')
        expect(stages[i]).toMatchObject({
          stage, n, met: count('met'), late: count('late'), missed: count('missed'), open: count('open'),
          excluded: {
            unrecorded: count('unrecorded'), invalid: count('invalid'), cancelled: count('cancelled'), merged: count('merged'),
            faulty: count('faulty'), unmapped: count('unmapped'),
          },
          medianMs: countedOff(took, 50), p90Ms: countedOff(took, 90), within: n === 0 ? null : count('met') / n,
        })
        expect(n + stages[i]!.open + Object.values(stages[i]!.excluded).reduce((sum, each) => sum + each, 0)).toBe(all.length)
        expect(stages[i]!.bins.reduce((sum, each) => sum + each, 0)).toBe(took.length)
      })
    }), { numRuns: 300 })
  })

  it('of censored ones count what is past its limit as missed, and leave out of n what is still within it', () => {
    expect(figures([{ ageMs: 180_000, stamps: {} }, { ageMs: 180_001, stamps: {} }], 'respond')).toMatchObject({ n: 1, missed: 1, open: 1, medianMs: null, p90Ms: null, within: 0 })
  })

  it('of a late one count it in n and in the ranks, and not within the limit', () => {
    expect(figures([{ ageMs: 1e6, stamps: { respond: [180_000] } }, { ageMs: 1e6, stamps: { respond: [180_001] } }], 'respond')).toMatchObject({
      n: 2, met: 1, late: 1, within: 0.5, medianMs: 180_000, p90Ms: 180_001,
    })
  })

  it.each([
    ['unrecorded', { ageMs: 1e6, stamps: { dispatch: [5] } }],
    ['invalid', { ageMs: 1e6, stamps: { respond: [-1] } }],
    ['cancelled', { ageMs: 1e6, stamps: { respond: [5] }, end: { how: 'cancelled', afterMs: 9 } }],
    ['merged', { ageMs: 1e6, stamps: { respond: [5] }, end: { how: 'merged', afterMs: 9 } }],
    ['faulty', { ageMs: 1e6, stamps: { respond: [5] }, past: { faulty: true, lacking: {} } }],
    ['faulty', { ageMs: 1e6, stamps: {}, past: { faulty: false, lacking: { respond: 'faulty' } } }],
    ['unmapped', { ageMs: 1e6, stamps: {}, past: { faulty: false, lacking: { respond: 'unmapped' } } }],
    ['unrecorded', { ageMs: 1e6, stamps: {}, past: { faulty: false, lacking: {} } }],
  ] as [Outcome, Told][])('leave out what is %s, and say so', (reason, one) => {
    expect(figures([one], 'respond')).toMatchObject({ n: 0, within: null, medianMs: null, excluded: { [reason]: 1 } })
  })

  it.each([
    [[7], 7, 7], [[1, 2], 1, 2], [[1, 2, 3], 2, 3], [[1, 2, 3, 4], 2, 4], [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5, 9], [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 6, 10],
  ])('take the nearest rank of few: %j has median %d and 90th percentile %d', (took, medianMs, p90Ms) => {
    expect(figures(took.map((ms) => ({ ageMs: 1e6, stamps: { respond: [ms] } })), 'respond')).toMatchObject({ medianMs, p90Ms })
  })
})

describe('TIMING-1: the distribution', () => {
  it('puts a time at a bar’s upper end into that bar, the limit into the last one within', () => {
    const bins = (ms: number): number => figures([{ ageMs: 1e7, stamps: { respond: [ms] } }], 'respond').bins.indexOf(1)
    expect([0, 18_000, 18_001, 180_000, 180_001, 360_000, 360_001].map(bins)).toEqual([0, 0, 1, 9, 10, 19, 20])
  })
})

describe('TIMING-2: groups', () => {
  it('hold every handling once, a team’s own each, and together what the total holds', () => {
    fc.assert(fc.property(fc.array(told, { maxLength: 20 }), (all) => {
      const handlings = all.map(handlingOf)
      for (const by of DIMENSIONS) {
        const { groups, total } = timingReport(handlings, by, NOW)
        const held = groups.reduce((sum, group) => sum + group.handlings, 0)
        expect(held).toBe(by === 'team' ? all.reduce((sum, { teams = [] }) => sum + Math.max(1, teams.length), 0) : all.length)
        expect(total.handlings).toBe(all.length)
        expect(new Set(groups.map(({ key }) => key)).size).toBe(groups.length)
      }
    }), { numRuns: 30 })
  })

  it('stand in order, that without a key last', () => {
    const report = timingReport([null, 'g2', 'g1'].map((grid, i) => handlingOf({ ageMs: 1, stamps: {}, grid }, i)), 'grid', NOW)
    expect(report.groups.map(({ key }) => key)).toEqual(['g1', 'g2', null])
  })
})

describe('TIMING-3: behind each figure', () => {
  it('stand exactly as many handlings as it counts', () => {
    fc.assert(fc.property(fc.array(told, { maxLength: 15 }), fc.constantFrom('all', 'grid', 'team'), (all, by) => {
      const handlings = all.map(handlingOf)
      for (const { key, stages } of timingReport(handlings, by, NOW).groups) {
        for (const { stage, n, excluded, ...counts } of stages) {
          const behind = (outcomes: readonly Outcome[]): number => handlings.filter((each) => isBehind(each, { by, key, stage, outcomes }, NOW)).length
          expect(behind(['met', 'late', 'missed'])).toBe(n)
          for (const outcome of OUTCOMES) {
            expect(behind([outcome])).toBe(outcome in excluded ? excluded[outcome as keyof typeof excluded] : counts[outcome as 'met'])
          }
        }
      }
    }), { numRuns: 50 })
  })
})

describe('CLOCK-5: a corrected value', () => {
  const corrected = (): TimedHandling => handlingOf({ ageMs: 1e6, stamps: { respond: [100_000] }, original: 200_000 })

  it('counts, and the figure without corrections stands beside it', () => {
    expect(timingReport([corrected()], 'all', NOW).total.stages[0]).toMatchObject({
      met: 1, late: 0, medianMs: 100_000, corrected: 1, original: { n: 1, met: 0, late: 1, medianMs: 200_000 },
    })
    expect(figures([{ ageMs: 1e6, stamps: { respond: [100_000] } }], 'respond')).toMatchObject({ corrected: 0, original: null })
  })

  it('that was taken back counts no more, and stands beside as well', () => {
    const taken = { ...handlingOf({ ageMs: 100_000, stamps: {} }), withdrawn: [{ stage: 'respond' as const, at: NOW - 50_000 }] }
    expect(timingReport([taken], 'all', NOW).total.stages[0]).toMatchObject({ n: 0, open: 1, corrected: 1, original: { n: 1, met: 1, medianMs: 50_000 } })
  })

  it('finds its handlings', () => {
    const [one, other] = [corrected(), handlingOf({ ageMs: 1e6, stamps: { respond: [100_000] } }, 1)]
    expect([one, other].map((each) => isBehind(each, { by: 'all', stage: 'respond', corrected: true }, NOW))).toEqual([true, false])
    expect(isBehind(one, { by: 'all', stage: 'arrive', corrected: true }, NOW)).toBe(false)
  })
})

describe('TIMING-3: a bar of the distribution', () => {
  it('opens exactly the handlings it counts', () => {
    fc.assert(fc.property(fc.array(told, { maxLength: 20 }), (all) => {
      const handlings = all.map(handlingOf)
      for (const { stage, bins } of timingReport(handlings, 'all', NOW).total.stages) {
        expect(bins.map((_, bin) => handlings.filter((each) => isBehind(each, { by: 'all', stage, bin }, NOW)).length)).toEqual(bins)
      }
    }), { numRuns: 30 })
  })
})

describe('TIMING-2: by special plan', () => {
  it('a handling counts for each kind of plan that was run for it, or for none', () => {
    const one = handlingOf({ ageMs: 1_000, stamps: {} })
    const groups = timingReport([{ ...one, plans: ['fire', 'flood'] }, { ...one, plans: ['fire'] }, one], 'plan', NOW).groups
    expect(groups.map(({ key, handlings }) => [key, handlings])).toEqual([['fire', 2], ['flood', 1], [null, 1]])
  })
})

describe('TIMING-1: an incident', () => {
  it('reopened is two handlings, each with its own start and hour of the site', () => {
    const second = incidentWith(MORNING, { respond: 1 })
    const incident = { ...second, handling: 2, startedAt: MORNING + 3_600_000, earlier: [{ ...second, handling: 1 }] }
    expect(timedHandlings(incident, WHERE).map(({ handling, day, hour }) => [handling, day, hour])).toEqual([[1, '2023-11-22', 10], [2, '2023-11-22', 11]])
  })

  it('added slice by slice gives the figures of all at once', () => {
    fc.assert(fc.property(fc.array(told, { maxLength: 20 }), (all) => {
      const handlings = all.map(handlingOf)
      const timing = createTiming('grid')
      handlings.forEach((handling) => {
        timing.add(handling, NOW)
        timing.report()
      })
      expect(timing.report()).toEqual(timingReport(handlings, 'grid', NOW))
    }), { numRuns: 30 })
  })
})
