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
/** More than this of a smaller size's cost per delivery is more than linear. */
const MOST_OF_BASE = 1.15

const CAMERAS = [2_197, 20_000, 100_000]
const UNITS = [10, 100, 500, 2_000]
/** From so many on no update overtakes another of its unit before it is sent: fewer units make an update cheaper than it is. */
const UNITS_APART = 100
const SCREENS = [1, 5, 20, 100, 500]

/** How cost per update delivered moves with each size while the load stays, and the start with the length of the record. */
export async function benchGrowth(): Promise<Figure[]> {
  const cameras = await curve('cameras', CAMERAS, (n) => ({ ...USUAL, cameras: n }))
  const units = await curve('units', UNITS, (n) => ({ ...USUAL, units: n }))
  const screens = await curve('walls', SCREENS, (n) => ({ ...USUAL, screens: n }))
  const boots = await bootTimes()
  drawCurves([cameras, units, screens, boots.curve])
  return [...verdicts(cameras), ...verdicts(units, { from: UNITS.indexOf(UNITS_APART) }), ...verdicts(screens, { step: true }), ...boots.figures]
}

/** All sizes stand at once and are measured by turns, so that what the machine does otherwise meets them alike. */
async function curve(name: string, sizes: readonly number[], sizeOf: (n: number) => Size): Promise<Curve> {
  const grown: GrownStage[] = []
  try {
    for (const n of sizes) grown.push(await stageOf(sizeOf(n)))
    for (let round = 0; round < ROUNDS; round++) for (const { stage, costs } of grown) costs.push((await stage.run(PACE)).cpuUs)
  } finally {
    for (const { close } of grown) await close()
  }
  return { name, unit: 'CPU per update and wall, µs', points: sizes.map((n, i) => [n, median(grown[i]!.costs)]) }
}

interface GrownStage {
  readonly stage: Stage
  readonly costs: number[]
  close(): Promise<void>
}

/** A server for a district of a size, with its load and its walls, warm. */
async function stageOf({ cameras, units, screens }: Size): Promise<GrownStage> {
  const site = await growSite({ cameras, units })
  const stage = new Stage(await createProduct(site).start(), screens, new Workload(site.site))
  const close = async (): Promise<void> => {
    await stage.close()
    site.remove()
  }
  try {
    await stage.open()
    await stage.warmUp()
  } catch (error) {
    await close()
    throw error
  }
  return { stage, costs: [], close }
}

/**
 * Linear in updates × walls means: the cost of a delivery does not rise with size. Of the size before it where cost is shared
 * by more and more (`step`), since of the smallest any growth would pass; else of the first size from `from` on.
 */
function verdicts({ name, points }: Curve, { from = 0, step = false } = {}): Figure[] {
  return points.map(([n, cost], i) => {
    if (i <= from) return told(`growth: ${n} ${name}, CPU per update and wall`, cost, 'µs')
    const [size, base] = points[step ? i - 1 : from]!
    return atMost(`growth: ${n} ${name}, of ${size}`, cost / base, MOST_OF_BASE, '×')
  })
}
