import { init, use } from 'echarts/core'
import { LineChart } from 'echarts/charts'
import { GridComponent, TitleComponent } from 'echarts/components'
import { SVGRenderer } from 'echarts/renderers'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** How one figure moves with a size. */
export interface Curve {
  readonly name: string
  readonly unit: string
  readonly points: readonly (readonly [number, number])[]
}

const RESULTS = fileURLToPath(new URL('../results/', import.meta.url))
const WIDTH = 480
const HEIGHT = 300

use([LineChart, GridComponent, TitleComponent, SVGRenderer])

/** Draws each curve to `bench/results/growth-<name>.svg`, sizes on a logarithmic axis. */
export function drawCurves(curves: readonly Curve[]): void {
  mkdirSync(RESULTS, { recursive: true })
  for (const { name, unit, points } of curves) {
    const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT })
    chart.setOption({
      animation: false, title: { text: `${unit} ~ ${name}`, textStyle: { fontSize: 13 } }, grid: { left: 60, right: 30, bottom: 40 },
      xAxis: { type: 'log', name }, yAxis: { type: 'value', min: 0 },
      series: [{ type: 'line', data: points.map(([n, cost]) => [n, Number(cost.toPrecision(3))]), label: { show: true, formatter: '{@[1]}' } }],
    })
    writeFileSync(`${RESULTS}growth-${name}.svg`, chart.renderToSVGString())
    chart.dispose()
  }
}
