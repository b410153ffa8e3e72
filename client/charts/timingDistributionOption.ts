import { LineChart } from 'echarts/charts'
import { MarkLineComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { BIN_SHARE, BINS } from '../../shared/timing/bins.ts'
import { axisText, chartBase, type ChartOption } from './chartOption.ts'
import type { ChartTokens } from './chartTokens.ts'

/** The limit is a mark of a line: one of bars would stand half a bar beside its value. */
use([LineChart, MarkLineComponent])

/** Bars that lie within the limit. */
const WITHIN = Math.round(1 / BIN_SHARE)
const PER_CENT = 100
/** Width of a bar, % of the limit. */
const BAR = BIN_SHARE * PER_CENT

/**
 * How long a stage took, in tenths of its limit: bars up to the limit, the limit drawn in, then those beyond it, which are
 * hatched so that they are told apart without colour. The last bar holds all beyond twice the limit.
 */
export function timingDistributionOption(bins: readonly number[], words: { readonly limit: string; readonly beyond: string }, tokens: ChartTokens): ChartOption {
  const rule = { lineStyle: { color: tokens.line } }
  const late = {
    color: tokens.missed,
    decal: { symbol: 'rect', color: tokens.panel, dashArrayX: [1, 0], dashArrayY: [1, tokens.remPx / 6], rotation: -Math.PI / 4 },
  }
  return {
    ...chartBase(tokens),
    grid: { left: 0, right: tokens.remPx * 2, top: tokens.remPx * 1.8, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'value',
      min: 0,
      max: (BINS + 1) * BAR,
      interval: PER_CENT / 2,
      axisLine: { show: true, ...rule },
      splitLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...axisText(tokens, tokens.text2), formatter: (share: number) => (share > BINS * BAR ? words.beyond : String(share)) },
    },
    yAxis: { type: 'value', minInterval: 1, splitNumber: 3, splitLine: rule, axisLabel: axisText(tokens, tokens.text2) },
    series: [
      {
        type: 'bar',
        barWidth: '85%',
        data: bins.map((count, i) => ({ value: [(i + 0.5) * BAR, count], itemStyle: i < WITHIN ? { color: tokens.normal } : late })),
      },
      {
        type: 'line',
        data: [],
        markLine: {
          silent: true,
          symbol: 'none',
          animation: false,
          lineStyle: { color: tokens.text, type: 'solid', width: Math.max(1, tokens.remPx / 8) },
          label: { show: true, formatter: words.limit, position: 'end', ...axisText(tokens, tokens.text) },
          data: [{ xAxis: PER_CENT }],
        },
      },
    ],
  } as ChartOption
}
