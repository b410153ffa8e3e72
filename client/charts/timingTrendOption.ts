import { LineChart } from 'echarts/charts'
import { MarkLineComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { axisText, chartBase, type ChartOption } from './chartOption.ts'
import type { ChartTokens } from './chartTokens.ts'

use([LineChart, MarkLineComponent, LabelLayout])

/** One point of a trend: minutes, null where nothing was stamped. */
export interface TrendPoint {
  readonly label: string
  readonly median: number | null
  readonly p90: number | null
}

/** Median and 90th percentile over time, in minutes, with the limit drawn in; a gap stays a gap. */
export function timingTrendOption(
  points: readonly TrendPoint[], limitMinutes: number | null, words: { readonly median: string; readonly p90: string; readonly limit: string }, tokens: ChartTokens,
): ChartOption {
  const rule = { lineStyle: { color: tokens.line } }
  const line = (name: string, data: readonly (number | null)[], color: string, type: 'solid' | 'dashed') => ({
    type: 'line' as const, name, data: [...data], connectNulls: false, symbol: 'circle', symbolSize: tokens.remPx * 0.5, color,
    lineStyle: { color, type, width: Math.max(1, tokens.remPx / 8) },
    labelLayout: { moveOverlap: 'shiftY' },
    endLabel: { show: true, formatter: name, ...axisText(tokens, color) },
  })
  const most = Math.max(limitMinutes ?? 0, ...points.map(({ p90 }) => p90 ?? 0))
  const option: object = {
    ...chartBase(tokens),
    grid: { left: 0, right: tokens.remPx * 4.5, top: tokens.remPx * 1.2, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category', data: points.map(({ label }) => label), boundaryGap: points.length === 1, axisLine: rule, axisTick: { show: false },
      axisLabel: { ...axisText(tokens, tokens.text2), hideOverlap: true },
    },
    yAxis: { type: 'value', min: 0, max: Math.max(1, Math.ceil(most * 1.1)), splitNumber: 3, splitLine: rule, axisLabel: axisText(tokens, tokens.text2) },
    series: [
      line(words.p90, points.map(({ p90 }) => p90), tokens.text2, 'dashed'),
      {
        ...line(words.median, points.map(({ median }) => median), tokens.normal, 'solid'),
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
