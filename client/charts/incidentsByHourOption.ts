import type { HourCount } from '../../shared/incident/byHour.ts'
import { axisText, chartBase, type ChartOption } from './chartOption.ts'
import type { ChartTokens } from './chartTokens.ts'

/** Every how many hours the axis is labelled. */
const LABEL_EVERY = 6

/** Reports by hour, oldest first; those with a limit passed stand hatched on top of the others. `hour` names an hour of the day. */
export function incidentsByHourOption(counts: readonly HourCount[], hour: (startAt: number) => number, tokens: ChartTokens): ChartOption {
  const rule = { lineStyle: { color: tokens.line } }
  const most = Math.max(4, ...counts.map(({ reported }) => reported))
  return {
    ...chartBase(tokens),
    grid: { left: 0, right: 0, top: tokens.remPx * 0.4, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: counts.map(({ startAt }) => String(hour(startAt))),
      axisLine: rule,
      axisTick: { show: false },
      axisLabel: { ...axisText(tokens, tokens.text2), interval: (_, value) => Number(value) % LABEL_EVERY === 0 },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      max: most,
      splitNumber: 2,
      splitLine: rule,
      axisLabel: axisText(tokens, tokens.text2),
    },
    series: [
      {
        type: 'bar',
        stack: 'reports',
        barWidth: '60%',
        itemStyle: { color: tokens.normal },
        data: counts.map(({ reported, breached }) => reported - breached),
      },
      {
        type: 'bar',
        stack: 'reports',
        barWidth: '60%',
        itemStyle: {
          color: tokens.missed,
          decal: { symbol: 'rect', color: tokens.panel, dashArrayX: [1, 0], dashArrayY: [1, tokens.remPx / 6], rotation: -Math.PI / 4 },
        },
        data: counts.map(({ breached }) => breached),
      },
    ],
  }
}
