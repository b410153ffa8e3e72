import type { BarSeriesOption } from 'echarts/charts'
import type { GridComponentOption, MarkLineComponentOption } from 'echarts/components'
import type { ComposeOption } from 'echarts/core'
import type { ChartTokens } from './chartTokens.ts'

/** Options of the few ECharts parts the page loads. */
export type ChartOption = ComposeOption<BarSeriesOption | GridComponentOption | MarkLineComponentOption>

/** Milliseconds a change may move for (LOOK-5). */
const CHANGE_MS = 300

/** What all charts share: the wall's font and pace, and no aria text of ECharts' own. */
export function chartBase(tokens: ChartTokens): ChartOption {
  return {
    aria: { enabled: false },
    animation: tokens.animation,
    animationDuration: CHANGE_MS,
    animationDurationUpdate: CHANGE_MS,
    textStyle: { fontFamily: tokens.fontFamily, fontSize: tokens.remPx, color: tokens.text2 },
  }
}

/** Text of an axis: ECharts does not hand the chart's own on to it. */
export function axisText(tokens: ChartTokens, color: string): { fontFamily: string; fontSize: number; color: string } {
  return { fontFamily: tokens.fontFamily, fontSize: tokens.remPx, color }
}
