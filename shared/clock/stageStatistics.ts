import { responseClock, type ClockInput } from './responseClock.ts'
import { STAGES, type Stage } from './stages.ts'

/** Figures of one stage over a set of incidents (CLOCK-6). Times in ms; null when nothing was stamped. */
export interface StageStatistics {
  readonly stage: Stage
  /** Counted incidents: met + late + missed. */
  readonly n: number
  readonly met: number
  readonly late: number
  readonly missed: number
  /** Still within the limit, not counted yet. */
  readonly open: number
  /** Left out of `n`, by reason. */
  readonly excluded: { readonly unrecorded: number; readonly invalid: number }
  /** Of the stamped ones (met and late). */
  readonly medianMs: number | null
  readonly p90Ms: number | null
}

/** Nearest-rank percentile of `sorted` (ascending), 0 < p ≤ 1; null of nothing. */
export function nearestRank(sorted: readonly number[], p: number): number | null {
  if (sorted.length === 0) return null
  return sorted[Math.max(1, Math.ceil(p * sorted.length)) - 1] ?? null
}

/** Statistics of every stage, in stage order, at `now` (epoch ms). */
export function stageStatistics(incidents: Iterable<ClockInput>, now: number): StageStatistics[] {
  const took: Record<Stage, number[]> = { respond: [], dispatch: [], arrive: [], resolve: [] }
  const counts = STAGES.map(() => ({ met: 0, late: 0, missed: 0, open: 0, unrecorded: 0, invalid: 0 }))
  for (const incident of incidents) {
    responseClock(incident, now).forEach((clock, i) => {
      const count = counts[i]
      if (count === undefined) return
      count[clock.state === 'dueSoon' ? 'open' : clock.state] += 1
      if ((clock.state === 'met' || clock.state === 'late') && clock.tookMs !== null) took[clock.stage].push(clock.tookMs)
    })
  }
  return STAGES.map((stage, i) => {
    const { met, late, missed, open, unrecorded, invalid } = counts[i] ?? { met: 0, late: 0, missed: 0, open: 0, unrecorded: 0, invalid: 0 }
    const sorted = took[stage].sort((a, b) => a - b)
    return {
      stage,
      n: met + late + missed,
      met,
      late,
      missed,
      open,
      excluded: { unrecorded, invalid },
      medianMs: nearestRank(sorted, 0.5),
      p90Ms: nearestRank(sorted, 0.9),
    }
  })
}
