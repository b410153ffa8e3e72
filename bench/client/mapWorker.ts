import type { Page } from 'playwright-core'
import { median } from '../measure/figures.ts'
import { atMost, told, type Figure } from '../measure/figure.ts'
import { addEverything, findMap, removeEverything, setEverything } from './wallMap.ts'
import { MAP_WORKER, threadCpuNs } from './wallBrowser.ts'
import { UNITS, type WallLoad } from './wallLoad.ts'

/** Most of the worker's time a patrol update may take, of one that sets everything, %. */
const MOST_PERCENT = 5
const ROUNDS = 7
const ALL = 'bench-everything'

/**
 * CPU of the map's worker thread for one update of all patrol positions as the wall draws it, against `setData` of one source
 * that holds every camera and team, drawn by the same layers; by turns in the same page, without other load. What the worker
 * does anyway in as long a time (trails, once a second) is measured in each round too, and taken off both.
 */
export async function mapWorkerFigures(page: Page, load: WallLoad, renderer: number): Promise<Figure[]> {
  await page.evaluate(findMap)
  await page.evaluate(addEverything, ALL)
  const [idle, moved, everything]: number[][] = [[], [], []]
  for (let round = 0; round < ROUNDS; round++) {
    idle!.push(await workerMs(renderer, async () => undefined))
    moved!.push(await workerMs(renderer, () => load.offer(load.everyUnit())))
    everything!.push(await workerMs(renderer, () => page.evaluate(setEverything, ALL)))
  }
  await page.evaluate(removeEverything, ALL)
  const own = median(moved!) - median(idle!)
  const all = median(everything!) - median(idle!)
  return [
    atMost(`map worker, ${UNITS} patrols moved, of setting everything`, (100 * own) / all, MOST_PERCENT, '%'),
    told(`map worker, ${UNITS} patrols moved`, own, 'ms'),
    told('map worker, setData of everything', all, 'ms'),
    told(`map worker, what it does anyway in ${SPAN_MS} ms`, median(idle!), 'ms'),
  ]
}

/** Long enough for the worker to have done with either, and for the same share of what comes once a second. */
const SPAN_MS = 2_000

/** CPU of the worker from `act` on, ms. */
async function workerMs(renderer: number, act: () => Promise<unknown>): Promise<number> {
  const before = threadCpuNs(renderer, MAP_WORKER)
  await act()
  await new Promise((resolve) => setTimeout(resolve, SPAN_MS))
  return (threadCpuNs(renderer, MAP_WORKER) - before) / 1e6
}
