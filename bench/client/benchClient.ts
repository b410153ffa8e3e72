import { setTimeout as delay } from 'node:timers/promises'
import { median } from '../measure/figures.ts'
import { otherWork, sampleMachine, tooBusy } from '../measure/processCpu.ts'
import { atMost, told, unless, type Figure } from '../measure/figure.ts'
import { mapWorkerFigures } from './mapWorker.ts'
import { listenToScripts, type Scripts } from './scripts.ts'
import { longTaskFigures, tickFigures } from './ticks.ts'
import { traceTasks } from './trace.ts'
import { firstAt, MAP_WORKER, openBrowser, openWall, threadCpuNs, type WallBrowser } from './wallBrowser.ts'
import { startWallLoad, type WallLoad } from './wallLoad.ts'

const SETTLE_MS = 5_000
const TRACED_SECONDS = 20
const UNTRACED_SECONDS = 10
const LOADS = 5
/** Latest the wall may show something to act on, ms. */
const USEFUL_MS = 2_000

/** The wall in a real browser under 200 units at 5 Hz, 2,197 cameras and 50 incidents; scripts by file, gzipped bytes. */
export interface ClientFigures {
  readonly figures: readonly Figure[]
  readonly scripts: Readonly<Record<string, number>>
}

/** Measures the wall as `npm run build` made it. Takes about two minutes; whatever it starts it ends. */
export async function benchClient(): Promise<ClientFigures> {
  const load = await startWallLoad()
  const browser = await openBrowser()
  try {
    const first = await firstPictures(browser, load)
    const { figures, scripts } = await underLoad(browser, load)
    return { figures: [...first, ...figures], scripts }
  } finally {
    await browser.close()
    await load.stop()
  }
}

/** Each load in a context of its own, so that nothing is cached: without updates coming, and while they come. */
async function firstPictures(wall: WallBrowser, load: WallLoad): Promise<Figure[]> {
  await firstLoads(wall, load, 1)
  const quiet = await firstLoads(wall, load, LOADS)
  const stop = load.run()
  const loaded = await firstLoads(wall, load, LOADS)
  await stop()
  const medianOf = (loads: readonly FirstLoad[], of: keyof FirstLoad): number => median(loads.map((each) => each[of]))
  const busy = tooBusy(medianOf(quiet, 'other'))
  const spread = (of: 'usefulMs' | 'wholeMs'): [number, number] => {
    const all = quiet.map((each) => each[of])
    return [Math.min(...all), Math.max(...all)]
  }
  const [fastest, slowest] = spread('usefulMs')
  const [fastestWhole, slowestWhole] = spread('wholeMs')
  return [
    unless(busy, atMost('first useful picture (queue, clocks, figures), median', medianOf(quiet, 'usefulMs'), USEFUL_MS, 'ms')),
    unless(busy, told('first useful picture, fastest', fastest, 'ms')),
    unless(busy, told('first useful picture, slowest', slowest, 'ms')),
    unless(busy, told('the same with the map whole, median', medianOf(quiet, 'wholeMs'), 'ms')),
    unless(busy, told('with the map whole, fastest', fastestWhole, 'ms')),
    unless(busy, told('with the map whole, slowest', slowestWhole, 'ms')),
    told('first picture, other work on this machine', medianOf(quiet, 'other') * 100, '%'),
    told('first picture with the map, main thread CPU', medianOf(quiet, 'mainMs'), 'ms'),
    told('first picture with the map, map worker CPU', medianOf(quiet, 'workerMs'), 'ms'),
    unless(tooBusy(medianOf(loaded, 'other')), told('first useful picture under load, median', medianOf(loaded, 'usefulMs'), 'ms')),
    unless(tooBusy(medianOf(loaded, 'other')), told('the same under load with the map whole, median', medianOf(loaded, 'wholeMs'), 'ms')),
  ]
}

/** When queue, clocks and figures stood and when the map did as well, and what the page's threads had worked until then, ms. */
interface FirstLoad {
  readonly usefulMs: number
  readonly wholeMs: number
  readonly mainMs: number
  readonly workerMs: number
  /** Share of the machine that other programs took meanwhile, 0–1. */
  readonly other: number
}

async function firstLoads(wall: WallBrowser, load: WallLoad, count: number): Promise<FirstLoad[]> {
  const loads: FirstLoad[] = []
  for (let i = 0; i < count; i++) {
    const before = sampleMachine(await ownPids(wall, load))
    const page = await openWall(wall.browser, load)
    const other = otherWork(before, sampleMachine(await ownPids(wall, load)))
    const renderer = await busiestRenderer(wall)
    const [mainMs, workerMs] = [threadCpuNs(renderer, '') / 1e6, threadCpuNs(renderer, MAP_WORKER) / 1e6]
    loads.push({ usefulMs: await firstAt(page, 'useful'), wholeMs: await firstAt(page, 'whole'), mainMs, workerMs, other })
    await page.context().close()
  }
  return loads
}

/** What takes part: the server, this program, which offers the load, and the browser with its pages. */
async function ownPids(wall: WallBrowser, load: WallLoad): Promise<number[]> {
  return [load.pid, process.pid, ...(await wall.pids()).all]
}

async function underLoad(wall: WallBrowser, load: WallLoad): Promise<Pick<ClientFigures, 'figures' | 'scripts'>> {
  let scripts = async (): Promise<Scripts> => ({ figures: [], files: {} })
  const stop = load.run()
  const page = await openWall(wall.browser, load, async (opened) => {
    scripts = listenToScripts(opened)
    await opened.addInitScript(observeLongTasks)
  })
  await delay(SETTLE_MS)
  const renderer = await busiestRenderer(wall)
  await page.evaluate(forgetLongTasks)
  const pids = await ownPids(wall, load)
  const before = sampleMachine(pids)
  const share = await untracedShare(renderer)
  const long = await page.evaluate(longTasks)
  const tasks = await traceTasks(wall.session, TRACED_SECONDS)
  const other = otherWork(before, sampleMachine(pids))
  const busy = tooBusy(other)
  const longTasksTold = [...longTaskFigures(tasks), ...observed(long)].map((figure) => unless(busy, figure))
  await stop()
  const script = await scripts()
  await page.context().close()
  const worker = await mapWorkerAlone(wall, load)
  return {
    figures: [...tickFigures(tasks), ...share, ...longTasksTold, told('under load, other work on this machine', other * 100, '%'), ...worker, ...script.figures],
    scripts: script.files,
  }
}

/** On a page opened anew, so that no trails of the load before are drawn meanwhile. */
async function mapWorkerAlone(wall: WallBrowser, load: WallLoad): Promise<Figure[]> {
  const page = await openWall(wall.browser, load)
  await delay(SETTLE_MS)
  const figures = await mapWorkerFigures(page, load, await busiestRenderer(wall))
  await page.context().close()
  return figures
}

async function busiestRenderer(wall: WallBrowser): Promise<number> {
  const { renderers } = await wall.pids()
  const [busiest] = renderers.sort((a, b) => threadCpuNs(b, MAP_WORKER) - threadCpuNs(a, MAP_WORKER))
  if (busiest === undefined) throw new Error('the browser has no renderer')
  return busiest
}

/** What the threads took without a tracer listening. */
async function untracedShare(renderer: number): Promise<Figure[]> {
  const main = threadCpuNs(renderer, '')
  const worker = threadCpuNs(renderer, MAP_WORKER)
  await delay(UNTRACED_SECONDS * 1_000)
  const perSecond = (now: number, before: number): number => (now - before) / 1e6 / UNTRACED_SECONDS
  return [
    told('main thread without tracing, CPU', perSecond(threadCpuNs(renderer, ''), main), 'ms/s'),
    told('map worker without tracing, CPU', perSecond(threadCpuNs(renderer, MAP_WORKER), worker), 'ms/s'),
  ]
}

function observed(long: readonly number[]): Figure[] {
  return [
    told(`long tasks the browser told in ${UNTRACED_SECONDS} s without tracing`, long.length, ''),
    told('longest of them', Math.max(0, ...long), 'ms'),
  ]
}

interface Observed {
  readonly longTasks: number[]
}

/** The following run inside the page. */
function observeLongTasks(): void {
  const seen: number[] = []
  Object.assign(globalThis, { longTasks: seen })
  const observer = new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => duration)))
  observer.observe({ entryTypes: ['longtask' as 'mark'] })
}

function forgetLongTasks(): void {
  const { longTasks } = globalThis as unknown as Observed
  longTasks.length = 0
}

function longTasks(): number[] {
  return (globalThis as unknown as Observed).longTasks
}
