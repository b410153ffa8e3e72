import { responseClock, type ClockInput } from './responseClock.ts'
import { STAGES, type Stage } from './stages.ts'

/** Figures of one stage over a set of handlings (CLOCK-6). Times in ms; null when nothing was stamped. */
export interface StageStatistics {
  readonly stage: Stage
  /** Counted handlings: met + late + missed. */
  readonly n: number
  readonly met: number
  readonly late: number
  readonly missed: number
  /** Still within the limit, not counted yet. */
  readonly open: number
  /** Left out of `n`, by reason. */
  readonly excluded: Readonly<Record<Exclusion, number>>
  /** Of the stamped ones (met and late). */
  readonly medianMs: number | null
  readonly p90Ms: number | null
}

/** Why a stage is left out: the record lacks it, or its whole handling was a false alarm or another incident's. */
export type Exclusion = 'unrecorded' | 'invalid' | 'cancelled' | 'merged'

/** Why a handling as a whole is left out of statistics; null when it counts. */
export function leftOut({ end }: Pick<ClockInput, 'end'>): 'cancelled' | 'merged' | null {
  return end === null || end.how === 'closed' ? null : end.how
}

/** Nearest-rank percentile of `sorted` (ascending), 0 < p ≤ 1; null of nothing. */
export function nearestRank(sorted: readonly number[], p: number): number | null {
  if (sorted.length === 0) return null
  return sorted[Math.max(1, Math.ceil(p * sorted.length)) - 1] ?? null
}

const NOTHING_COUNTED = { met: 0, late: 0, missed: 0, open: 0, unrecorded: 0, invalid: 0, cancelled: 0, merged: 0 }

/** Statistics of every stage, in stage order, at `now` (epoch ms). */
export function stageStatistics(handlings: Iterable<ClockInput>, now: number): StageStatistics[] {
  const took: Record<Stage, number[]> = { respond: [], dispatch: [], arrive: [], resolve: [] }
  const counts = STAGES.map(() => ({ ...NOTHING_COUNTED }))
  for (const handling of handlings) {
    const out = leftOut(handling)
    responseClock(handling, now).forEach((clock, i) => {
      const count = counts[i]
      if (count === undefined) return
      count[out ?? (clock.state === 'dueSoon' ? 'open' : clock.state)] += 1
      if (out !== null) return
      if ((clock.state === 'met' || clock.state === 'late') && clock.tookMs !== null) took[clock.stage].push(clock.tookMs)
    })
  }
  return STAGES.map((stage, i) => {
    const { met, late, missed, open, ...excluded } = counts[i] ?? NOTHING_COUNTED
    const sorted = took[stage].sort((a, b) => a - b)
    return {
      stage,
      n: met + late + missed,
      met,
      late,
      missed,
      open,
      excluded,
      medianMs: nearestRank(sorted, 0.5),
      p90Ms: nearestRank(sorted, 0.9),
    }
  })
}
