import { describe, expect, it } from 'vitest'
import { ARTICLE_LIMITS_MS, MINUTE_MS } from '../../shared/clock/stages.ts'
import { stageStatistics } from '../../shared/clock/stageStatistics.ts'
import { incidentsByHour } from '../../shared/incident/byHour.ts'
import { incidentWith } from '../../tests/support/incidentBuilder.ts'
import type { ChartTokens } from './chartTokens.ts'
import { incidentsByHourOption } from './incidentsByHourOption.ts'
import { stageTimesOption } from './stageTimesOption.ts'

const NOW = 1_700_000_000_000
const TOKENS: ChartTokens = {
  text: 'text', text2: 'text2', text3: 'text3', line: 'line', panel: 'panel', normal: 'normal', missed: 'missed', fontFamily: 'Barlow, Noto', remPx: 20, animation: false,
}

interface Drawn {
  readonly xAxis: { readonly max: number; readonly axisLabel: { readonly interval: (index: number, value: string) => boolean } }
  readonly series: readonly { readonly data: readonly { readonly value: number; readonly itemStyle: { readonly color: string } }[] }[]
}

describe('CLOCK-6 the chart of stage times', () => {
  const worked = [2, 4].map((respond) => incidentWith(NOW - 60 * MINUTE_MS, { respond, dispatch: 4, arrive: 5, resolve: 15 }))
  const statistics = stageStatistics(worked, NOW)
  const words = { stage: (stage: string) => stage, figures: ({ n, met }: { n: number; met: number }) => `${met}/${n}` }
  const option = stageTimesOption(statistics, ARTICLE_LIMITS_MS, words, TOKENS)
  const drawn = option as unknown as Drawn

  it('draws median and 90th percentile as shares of the limit', () => {
    expect(drawn.series[1]?.data.map(({ value }) => value)).toEqual([2 / 3, 4 / 5, 5 / 10, 15 / 30])
    expect(drawn.series[0]?.data[0]?.value).toBeCloseTo(4 / 3)
  })

  it('colours only what lies beyond the limit', () => {
    expect(drawn.series[0]?.data.map(({ itemStyle }) => itemStyle.color)).toEqual(['missed', 'normal', 'normal', 'normal'])
  })

  it('keeps the limit in sight, however late somebody was', () => {
    const late = stageStatistics([incidentWith(NOW - 90 * MINUTE_MS, { respond: 60 })], NOW)
    expect((stageTimesOption(late, ARTICLE_LIMITS_MS, words, TOKENS) as unknown as Drawn).xAxis.max).toBe(2)
    expect((stageTimesOption([], ARTICLE_LIMITS_MS, words, TOKENS) as unknown as Drawn).xAxis.max).toBe(1.25)
  })

  it('writes in the font of the wall and leaves aria to the page', () => {
    expect(option.textStyle).toMatchObject({ fontFamily: 'Barlow, Noto', fontSize: 20 })
    expect(option.aria).toEqual({ enabled: false })
  })
})

describe('the chart of reports by hour', () => {
  it('stacks those over a limit on those in time', () => {
    const hours = incidentsByHour([incidentWith(NOW), incidentWith(NOW - MINUTE_MS), incidentWith(NOW - 4 * MINUTE_MS)], NOW)
    const { series } = incidentsByHourOption(hours, () => 7, TOKENS) as unknown as { series: { data: number[] }[] }
    expect(series.map(({ data }) => data.at(-1))).toEqual([2, 1])
  })

  it('labels every sixth hour of the day', () => {
    const { xAxis } = incidentsByHourOption([], () => 0, TOKENS) as unknown as Drawn
    expect(['0', '5', '6', '18', '23'].filter((hour) => xAxis.axisLabel.interval(0, hour))).toEqual(['0', '6', '18'])
  })
})
