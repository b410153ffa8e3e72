import { createStageTally, stageOutcomes, withinShare, type StageOutcome, type StageStatistics, type StageTally } from '../clock/stageStatistics.ts'
import { STAGES } from '../clock/stages.ts'
import { binOf, BINS } from './bins.ts'
import { EVERYTHING, groupsOf, type Dimension } from './dimensions.ts'
import { beforeCorrections, isCorrected } from './handlings.ts'
import type { TimedHandling } from './types.ts'

/** Figures of one stage in one group (CLOCK-6, TIMING-1). */
export interface StageFigures extends StageStatistics {
  /** Share of n that was met, 0–1; null when n is 0. */
  readonly within: number | null
  /** The strictest and the loosest limit of those in the group, ms; null in an empty one. */
  readonly limitMs: { readonly least: number; readonly most: number } | null
  /** Handlings of which a stamp of this stage was corrected or taken back. */
  readonly corrected: number
  /** The figures without any correction; null where none was made. */
  readonly original: Pick<StageStatistics, 'n' | 'met' | 'late' | 'missed' | 'medianMs' | 'p90Ms'> | null
  /** Stamped ones by time taken: bars of a tenth of their limit each up to twice the limit, then all beyond. A bar holds its upper end. */
  readonly bins: readonly number[]
}

export interface TimingGroup {
  /** What its handlings have in common; null where nobody said. */
  readonly key: string | null
  readonly handlings: number
  readonly stages: readonly StageFigures[]
}

export interface TimingReport {
  readonly by: Dimension
  readonly total: TimingGroup
  /** In order of their keys, the one without a key last. */
  readonly groups: readonly TimingGroup[]
}

/** Takes handlings one by one; the report can be asked for at any time. `now`: of the handling's own clock, epoch ms. */
export interface Timing {
  add(handling: TimedHandling, now: number): void
  report(): TimingReport
}

/** Figures of the handlings added. */
export function createTiming(by: Dimension): Timing {
  const total = createGroup(EVERYTHING)
  const groups = new Map<string | null, Group>()
  return {
    add(handling, now) {
      const outcomes = stageOutcomes(handling, now)
      const original = isCorrected(handling) ? stageOutcomes(beforeCorrections(handling), now) : outcomes
      total.add(handling, outcomes, original)
      for (const key of groupsOf(handling, by)) {
        const group = groups.get(key) ?? createGroup(key)
        groups.set(key, group)
        group.add(handling, outcomes, original)
      }
    },
    report: () => ({ by, total: total.figures(), groups: [...groups.values()].map((group) => group.figures()).sort(byKey) }),
  }
}

/** The same of handlings that are all at hand. */
export function timingReport(handlings: Iterable<TimedHandling>, by: Dimension, now: number): TimingReport {
  const timing = createTiming(by)
  for (const handling of handlings) timing.add(handling, now)
  return timing.report()
}

function byKey({ key: a }: TimingGroup, { key: b }: TimingGroup): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a < b ? -1 : a > b ? 1 : 0
}

interface Group {
  add(handling: TimedHandling, outcomes: readonly StageOutcome[], original: readonly StageOutcome[]): void
  figures(): TimingGroup
}

function createGroup(key: string | null): Group {
  const [tally, before]: StageTally[] = [createStageTally(), createStageTally()] as const
  const stages = STAGES.map(() => ({ corrected: 0, least: Infinity, most: -Infinity, bins: new Array<number>(BINS + 1).fill(0) }))
  let handlings = 0
  return {
    add(handling, outcomes, original) {
      handlings += 1
      tally.add(outcomes)
      before.add(original)
      outcomes.forEach(({ tookMs, clock }, i) => {
        const stage = stages[i]
        if (stage === undefined) return
        if (isCorrected(handling, clock.stage)) stage.corrected += 1
        stage.least = Math.min(stage.least, clock.limitMs)
        stage.most = Math.max(stage.most, clock.limitMs)
        const bin = tookMs === null ? null : binOf(tookMs, clock.limitMs)
        if (bin !== null) stage.bins[bin] = (stage.bins[bin] ?? 0) + 1
      })
    },
    figures() {
      const originals = before.statistics()
      return {
        key, handlings,
        stages: tally.statistics().map((statistics, i) => {
          const { corrected, least, most, bins } = stages[i] as (typeof stages)[number]
          const { n, met, late, missed, medianMs, p90Ms } = originals[i] as StageStatistics
          return {
            ...statistics, within: withinShare(statistics), limitMs: handlings === 0 ? null : { least, most }, corrected,
            original: corrected === 0 ? null : { n, met, late, missed, medianMs, p90Ms }, bins: [...bins],
          }
        }),
      }
    },
  }
}
