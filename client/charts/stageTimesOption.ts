import { ARTICLE_LIMITS_MS, type Stage, type StageLimits } from '../../shared/clock/stages.ts'
import type { StageStatistics } from '../../shared/clock/stageStatistics.ts'
import { axisText, chartBase, type ChartOption } from './chartOption.ts'
import type { ChartTokens } from './chartTokens.ts'

/** The axis shows at least this much of the limit, and never more than `MOST`, so that the limits keep their place. */
const LEAST_SHARE = 1.25
const MOST_SHARE = 2

export interface StageTimesWords {
  readonly stage: (stage: Stage) => string
  /** Figures at the end of a row. */
  readonly figures: (statistics: StageStatistics) => string
}

/**
 * Median and 90th percentile of each stage as shares of its limit, so that four limits from 3 to 30 minutes stand on one
 * line; the figures beside them are the times themselves (CLOCK-6).
 */
export function stageTimesOption(
  statistics: readonly StageStatistics[],
  limits: StageLimits,
  words: StageTimesWords,
  tokens: ChartTokens,
): ChartOption {
  const share = (stage: Stage, ms: number | null): number => (ms === null ? 0 : ms / (limits[stage] || ARTICLE_LIMITS_MS[stage]))
  const most = Math.max(LEAST_SHARE, ...statistics.map(({ stage, p90Ms }) => share(stage, p90Ms)))
  const bar = { type: 'bar' as const, barWidth: tokens.remPx * 0.45, barGap: '-100%' }
  const hidden = { axisLine: { show: false }, axisTick: { show: false } }
  return {
    ...chartBase(tokens),
    grid: { left: 0, right: 0, top: 0, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel', outerBoundsClampWidth: '5%' },
    xAxis: {
      type: 'value',
      min: 0,
      max: Math.min(MOST_SHARE, most),
      interval: 1,
      ...hidden,
      axisLabel: { show: false },
      // The limit, over the bars: a mark line would bring 6 KB of script for it.
      z: 3,
      splitLine: { showMinLine: false, showMaxLine: false, lineStyle: { color: tokens.text, type: 'solid', width: Math.max(1, tokens.remPx / 14) } },
    },
    yAxis: [
      {
        type: 'category',
        inverse: true,
        data: statistics.map(({ stage }) => words.stage(stage)),
        axisLabel: { ...axisText(tokens, tokens.text2), margin: tokens.remPx * 0.5 },
        ...hidden,
      },
      {
        type: 'category',
        inverse: true,
        position: 'right',
        data: statistics.map((each) => words.figures(each)),
        axisLabel: { ...axisText(tokens, tokens.text), margin: tokens.remPx * 0.5 },
        ...hidden,
      },
    ],
    series: [
      {
        ...bar,
        showBackground: true,
        backgroundStyle: { color: tokens.line },
        data: statistics.map(({ stage, p90Ms }) => ({
          value: share(stage, p90Ms),
          itemStyle: { color: share(stage, p90Ms) > 1 ? tokens.missed : tokens.normal, opacity: 0.6 },
        })),
      },
      {
        ...bar,
        data: statistics.map(({ stage, medianMs }) => ({
          value: share(stage, medianMs),
          itemStyle: { color: share(stage, medianMs) > 1 ? tokens.missed : tokens.text2 },
        })),
      },
    ],
  }
}
