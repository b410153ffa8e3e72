import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { median } from '../measure/figures.ts'
import { atMost, told, type Figure } from '../measure/figure.ts'
import { addEverything, findMap, removeEverything, setEverything } from './wallMap.ts'
import { MAP_WORKER, threadCpuNs } from './wallBrowser.ts'
import { UNITS, type WallLoad } from './wallLoad.ts'

/** Most of the worker's time a patrol update may take, of one that sets everything, %. */
const MOST_PERCENT = 5
const ROUNDS = 5
const ALL = 'bench-everything'

/** As often as the patrols report, Hz. */
const HZ = 5

/**
 * CPU of the map's worker thread for an update of all patrol positions as the wall draws it, one of the five a second that
 * come, against `setData` of one source that holds every camera and team, drawn by the layers that are drawn from sources on
 * the wall; by turns in the same page, without other load. What the worker does anyway in as long a time (trails, once a
 * second) is measured in each round too, and taken off both. One update after a rest is told beside: most of it is what is
 * done once a second however many updates come.
 */
export async function mapWorkerFigures(page: Page, load: WallLoad, renderer: number): Promise<Figure[]> {
  await page.evaluate(findMap)
  await page.evaluate(addEverything, ALL)
  const [idle, moved, once, everything]: number[][] = [[], [], [], []]
  for (let round = 0; round < ROUNDS; round++) {
    idle!.push(await workerMs(load, renderer, async () => undefined))
    moved!.push(await workerMs(load, renderer, () => offerSteadily(load)))
    once!.push(await workerMs(load, renderer, () => load.offer(load.everyUnit())))
    everything!.push(await workerMs(load, renderer, () => page.evaluate(setEverything, ALL)))
  }
  await page.evaluate(removeEverything, ALL)
  const own = (median(moved!) - median(idle!)) / UPDATES
  const all = median(everything!) - median(idle!)
  return [
    atMost(`map worker, ${UNITS} patrols moved at ${HZ} Hz, an update, of setting everything`, (100 * own) / all, MOST_PERCENT, '%'),
    told(`map worker, ${UNITS} patrols moved at ${HZ} Hz, an update`, own, 'ms'),
    told(`map worker, ${UNITS} patrols moved once after a rest`, median(once!) - median(idle!), 'ms'),
    told('map worker, setData of everything', all, 'ms'),
    told(`map worker, what it does anyway in ${SPAN_MS + AFTER_MS} ms`, median(idle!), 'ms'),
  ]
}

/** Before each measurement, for what came before to be drawn, ms. */
const REST_MS = 2_000
/** How long updates come, and how long after for the worker to have done with them, ms. Whole seconds: each has the same share of what comes once a second. */
const [SPAN_MS, AFTER_MS] = [2_000, 1_000]
const UPDATES = (SPAN_MS / 1_000) * HZ

/** Every patrol's position, as many times as fit in the span. */
async function offerSteadily(load: WallLoad): Promise<void> {
  for (let i = 0; i < UPDATES; i++) {
    await load.offer(load.everyUnit())
    if (i < UPDATES - 1) await delay(1_000 / HZ)
  }
}

/** CPU of the worker from `act` on, ms. Every patrol was heard of shortly before: one that is late has its age written anew each second. */
async function workerMs(load: WallLoad, renderer: number, act: () => Promise<unknown>): Promise<number> {
  await load.offer(load.everyUnit())
  await delay(REST_MS)
  const before = threadCpuNs(renderer, MAP_WORKER)
  const until = performance.now() + SPAN_MS + AFTER_MS
  await act()
  await delay(until - performance.now())
  return (threadCpuNs(renderer, MAP_WORKER) - before) / 1e6
}
