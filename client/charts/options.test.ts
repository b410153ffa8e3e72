import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../shared/clock/stages.ts'
import { incidentsByHour } from '../../shared/incident/byHour.ts'
import { incidentWith } from '../../tests/support/incidentBuilder.ts'
import type { ChartTokens } from './chartTokens.ts'
import { incidentsByHourOption } from './incidentsByHourOption.ts'

const NOW = 1_700_000_000_000
const TOKENS: ChartTokens = {
  text: 'text', text2: 'text2', text3: 'text3', line: 'line', panel: 'panel', normal: 'normal', missed: 'missed', fontFamily: 'Barlow, Noto', remPx: 20, animation: false,
}

interface Drawn {
  readonly xAxis: { readonly axisLabel: { readonly interval: (index: number, value: string) => boolean } }
}

describe('the chart of reports by hour', () => {
  it('stacks those over a limit on those in time', () => {
    const hours = incidentsByHour([incidentWith(NOW), incidentWith(NOW - MINUTE_MS), incidentWith(NOW - 4 * MINUTE_MS)], NOW)
    const { series } = incidentsByHourOption(hours, () => 7, TOKENS) as unknown as { series: { data: number[] }[] }
    expect(series.map(({ data }) => data.at(-1))).toEqual([2, 1])
  })

  it('writes in the font of the wall and leaves aria to the page', () => {
    const option = incidentsByHourOption([], () => 0, TOKENS)
    expect(option.textStyle).toMatchObject({ fontFamily: 'Barlow, Noto', fontSize: 20 })
    expect(option.aria).toEqual({ enabled: false })
  })

  it('labels every sixth hour of the day', () => {
    const { xAxis } = incidentsByHourOption([], () => 0, TOKENS) as unknown as Drawn
    expect(['0', '5', '6', '18', '23'].filter((hour) => xAxis.axisLabel.interval(0, hour))).toEqual(['0', '6', '18'])
  })
})
