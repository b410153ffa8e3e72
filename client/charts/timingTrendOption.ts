import { LineChart } from 'echarts/charts'
import { MarkLineComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { axisText, chartBase, type ChartOption } from './chartOption.ts'
import type { ChartTokens } from './chartTokens.ts'

use([LineChart, MarkLineComponent])

/** A name on the axis is so wide at most, rem; what is longer is cut with dots, and stands whole in the table. */
const NAME_REM = 11
/** So few points are each named where their names have room; of more every so many. */
const FEW = 12

/** One point of a trend: minutes, null where nothing was stamped. `label` may have lines. */
export interface TrendPoint {
  readonly label: string
  readonly median: number | null
  readonly p90: number | null
}

/**
 * Median (whole line, full dots) and 90th percentile (dashed, rings about them) over time, in minutes, with the limit drawn in; a gap
 * stays a gap. Which line is which stands in the chart's heading, where it lies over nothing. The first and the last name are always there, within the chart.
 */
export function timingTrendOption(points: readonly TrendPoint[], limitMinutes: number | null, words: { readonly limit: string }, tokens: ChartTokens): ChartOption {
  const rule = { lineStyle: { color: tokens.line } }
  const line = (data: readonly (number | null)[], color: string, type: 'solid' | 'dashed', dotRem: number) => ({
    type: 'line' as const, data: [...data], connectNulls: false, symbol: 'circle', symbolSize: tokens.remPx * dotRem,
    itemStyle: { color: type === 'solid' ? color : 'transparent', borderColor: color, borderWidth: tokens.remPx / 10 },
    lineStyle: { color, type, width: Math.max(1, tokens.remPx / 8) },
  })
  const several = points.length > 1
  const ends = several ? { showMinLabel: true, showMaxLabel: true, alignMinLabel: 'left', alignMaxLabel: 'right' } : {}
  const most = Math.max(limitMinutes ?? 0, ...points.map(({ p90 }) => p90 ?? 0))
  const option: object = {
    ...chartBase(tokens),
    grid: { left: 0, right: tokens.remPx, top: tokens.remPx * 1.2, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category', data: points.map(({ label }) => label), boundaryGap: !several, axisLine: rule, axisTick: { show: false },
      axisLabel: { ...axisText(tokens, tokens.text2), ...ends, hideOverlap: true, ...(points.length <= FEW ? { interval: () => true } : {}), width: tokens.remPx * NAME_REM, overflow: 'truncate' },
    },
    yAxis: { type: 'value', min: 0, max: Math.max(1, Math.ceil(most * 1.1)), splitNumber: 3, splitLine: rule, axisLabel: axisText(tokens, tokens.text2) },
    series: [
      line(points.map(({ p90 }) => p90), tokens.text2, 'dashed', 0.9),
      {
        ...line(points.map(({ median }) => median), tokens.normal, 'solid', 0.5),
        ...(limitMinutes === null ? {} : {
          markLine: {
            silent: true, symbol: 'none', animation: false, lineStyle: { color: tokens.missed, type: 'solid', width: Math.max(1, tokens.remPx / 10) },
            label: { show: true, formatter: words.limit, position: 'insideStartTop', backgroundColor: tokens.panel, ...axisText(tokens, tokens.text) },
            data: [{ yAxis: limitMinutes }],
          },
        }),
      },
    ],
  }
  return option as ChartOption
}
