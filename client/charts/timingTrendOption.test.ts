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
const WORDS = { median: '中位', p90: '九成位', limit: '限' }

/** Where the words at the ends of the two lines are drawn, px from the top. */
function heights(points: readonly TrendPoint[]): number[] {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 600, height: 300 })
  chart.setOption(timingTrendOption(points, 3, WORDS, TOKENS))
  const svg = chart.renderToSVGString()
  chart.dispose()
  return [WORDS.p90, WORDS.median].map((word) => {
    const [, translated, matrix] = new RegExp(`<text[^>]*transform="(?:translate\\([\\d.-]+ ([\\d.-]+)\\)|matrix\\([^)]*,([\\d.-]+)\\))"[^>]*>${word}<`).exec(svg) ?? []
    return Number(translated ?? matrix)
  })
}

describe('TIMING-3: the words at the ends of a trend', () => {
  it.each([
    [[{ label: 'a', median: 2, p90: 2 }]], [[{ label: 'a', median: 1, p90: 2 }, { label: 'b', median: 2, p90: 2.05 }]],
  ])('do not lie over each other where the lines end at one height: %j', (points) => {
    const [p90 = 0, median = 0] = heights(points)
    expect(Math.abs(median - p90)).toBeGreaterThanOrEqual(TOKENS.remPx * 0.9)
  })
})
