import { growSite } from '../load/sitePack.ts'
import { Stage } from '../load/offer.ts'
import { Workload } from '../load/workload.ts'
import { atMost, told, type Figure } from '../measure/figure.ts'
import { median } from '../measure/figures.ts'
import { createProduct } from '../systems/product.ts'
import { drawCurves, type Curve } from './curves.ts'
import { bootTimes } from './boot.ts'

/** One size of a district and its load. */
interface Size {
  readonly cameras: number
  readonly units: number
  readonly screens: number
}

const USUAL: Size = { cameras: 2_197, units: 200, screens: 20 }
const PACE = { updatesPerSecond: 1_000, updatesPerCall: 20, seconds: 3 }
const ROUNDS = 5
/** More than this of the smallest size's cost per delivery is more than linear. */
const MOST_OF_SMALLEST = 1.15

const CAMERAS = [2_197, 20_000, 100_000]
const UNITS = [10, 100, 500, 2_000]
const SCREENS = [1, 5, 20, 100, 500]

/** How cost per update delivered moves with each size while the load stays, and the start with the length of the record. */
export async function benchGrowth(): Promise<Figure[]> {
  const cameras = await curve('cameras', CAMERAS, (n) => ({ ...USUAL, cameras: n }))
  const units = await curve('units', UNITS, (n) => ({ ...USUAL, units: n }))
  const screens = await curve('walls', SCREENS, (n) => ({ ...USUAL, screens: n }))
  const boots = await bootTimes()
  drawCurves([cameras, units, screens, boots.curve])
  return [...verdicts(cameras), ...verdicts(units), ...verdicts(screens), ...boots.figures]
}

async function curve(name: string, sizes: readonly number[], sizeOf: (n: number) => Size): Promise<Curve> {
  const points: [number, number][] = []
  for (const n of sizes) points.push([n, await costOf(sizeOf(n))])
  return { name, unit: 'CPU per update and wall, µs', points }
}

async function costOf({ cameras, units, screens }: Size): Promise<number> {
  const site = await growSite({ cameras, units })
  const stage = new Stage(await createProduct(site).start(), screens, new Workload(site.site))
  try {
    await stage.open()
    await stage.warmUp()
    const costs: number[] = []
    for (let round = 0; round < ROUNDS; round++) costs.push((await stage.run(PACE)).cpuUs)
    return median(costs)
  } finally {
    await stage.close()
    site.remove()
  }
}

/** Linear in updates × walls means: the cost of a delivery does not rise with size. */
function verdicts({ name, points }: Curve): Figure[] {
  const [[, smallest]] = points as [[number, number]]
  return points.map(([n, cost], i) =>
    i === 0 ? told(`growth: ${n} ${name}, CPU per update and wall`, cost, 'µs') : atMost(`growth: ${n} ${name}, of ${points[0]![0]}`, cost / smallest, MOST_OF_SMALLEST, '×'))
}
