import { ARTICLE_LIMITS_MS, type StageLimits } from '../../shared/clock/stages.ts'
import type { StageStatistics } from '../../shared/clock/stageStatistics.ts'

/** The axis shows at least this much of the limit, and never more than `MOST`, so that the limits keep their place. */
const LEAST_SHARE = 1.25
const MOST_SHARE = 2

/** A bar of a time: how wide on the axis, as CSS, and whether it is past the limit. */
export interface TimeBar {
  readonly width: string
  readonly over: boolean
}

/** A stage's figures with the bars of its 90th percentile and, over it, its median. */
export interface StageBars {
  readonly figures: StageStatistics
  readonly drawn: readonly [p90: TimeBar, median: TimeBar]
}

/** Times as shares of their stage's limit, so that four limits from 3 to 30 minutes stand on one line, at `limitAt` (CLOCK-6). */
export function stageBars(statistics: readonly StageStatistics[], limits: StageLimits): { readonly limitAt: string; readonly rows: readonly StageBars[] } {
  const shareOf = ({ stage }: StageStatistics, ms: number | null): number => (ms ?? 0) / (limits[stage] || ARTICLE_LIMITS_MS[stage])
  const most = Math.min(MOST_SHARE, Math.max(LEAST_SHARE, ...statistics.map((each) => shareOf(each, each.p90Ms))))
  const percent = (share: number): string => `${Math.min(100, (share / most) * 100).toFixed(1)}%`
  const bar = (share: number): TimeBar => ({ width: percent(share), over: share > 1 })
  return { limitAt: percent(1), rows: statistics.map((figures) => ({ figures, drawn: [bar(shareOf(figures, figures.p90Ms)), bar(shareOf(figures, figures.medianMs))] })) }
}
