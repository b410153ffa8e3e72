import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { GridComponent } from 'echarts/components'
import { describe, expect, it } from 'vitest'
import type { ChartTokens } from './chartTokens.ts'
import { timingTrendOption, type TrendPoint } from './timingTrendOption.ts'

use([SVGRenderer, GridComponent])

const TOKENS: ChartTokens = {
  text: '#111', text2: '#222', text3: '#333', line: '#444', panel: '#fff', normal: '#555', missed: '#c00', fontFamily: 'sans-serif', remPx: 16, animation: false,
}
const WORDS = { limit: '限' }
const WIDTH = 600
const DRILLS = ['演练 春季火灾专项预案综合演练（会展中心）\n2026-11-22 10:00', '演练 夏\n2026-11-23 10:00', '演练 秋\n2026-11-24 10:00', '演练 冬季火灾专项预案综合演练（会展中心）\n2026-11-25 10:00']

/** Words of a chart as they are drawn, with where they begin and end, px from the left. */
function drawn(points: readonly TrendPoint[]): { readonly word: string; readonly from: number; readonly to: number }[] {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: 300 })
  chart.setOption(timingTrendOption(points, 3, WORDS, TOKENS))
  const svg = chart.renderToSVGString()
  chart.dispose()
  return [...svg.matchAll(/<text([^>]*)>([^<]*)</g)].map(([, given = '', word = '']) => {
    const [, x = '', xOfMatrix = ''] = /transform="(?:translate\(([\d.-]+) |matrix\((?:[^,]*,){4}([\d.-]+),)/.exec(given) ?? []
    const anchor = /text-anchor="(\w+)"/.exec(given)?.[1] ?? 'start'
    const width = getWidth(word)
    const from = Number(x || xOfMatrix) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0)
    return { word, from, to: from + width }
  })
}

/** As wide as ECharts takes words to be where there is no canvas to measure them: a Chinese sign is as wide as high. */
function getWidth(word: string): number {
  return [...word].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0xff ? 1 : 0.55), 0) * TOKENS.remPx
}

const trend = (figures: readonly (number | null)[]): TrendPoint[] => figures.map((figure, i) => ({ label: DRILLS[i]!, median: figure, p90: figure }))

describe('TIMING-3: the trend over drills', () => {
  it.each([[[1, null, null, null]], [[null, null, null, 1]], [[1, 2, 2, 2]], [[1, 2]], [[2]]])('of %j names the first and the last, whole or cut with dots, within the chart', (figures) => {
    const names = drawn(trend(figures)).filter(({ word }) => /演练|2026/.test(word))
    for (const name of [DRILLS[0]!, DRILLS[figures.length - 1]!]) expect(names.map(({ word }) => word)).toContain(name.split('\n')[1])
    for (const { word, from, to } of names) expect([word, from >= 0, to <= WIDTH]).toEqual([word, true, true])
  })

  it.each([[[1, null, null, null]], [[1, 2, 2, 2]]])('of %j has no word in it but of its axes and limit: nothing lies over them', (figures) => {
    const others = drawn(trend(figures)).map(({ word }) => word).filter((word) => !/演练|2026|^\d+$/.test(word))
    expect(others).toEqual(['限'])
  })
})
