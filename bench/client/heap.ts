import type { CDPSession } from 'playwright-core'
import { atMost, tableOf, told, type Figure } from '../measure/figure.ts'
import { openBrowser, openWall } from './wallBrowser.ts'
import { startWallLoad } from './wallLoad.ts'

/** What the page holds after forced collections. */
interface Sample {
  readonly minute: number
  readonly heapBytes: number
  readonly nodes: number
  readonly listeners: number
}

const MINUTE_MS = 60_000
const SAMPLE_MS = 30_000
/**
 * A collection leaves what is on its way at that moment, a tile laid out or a message to the map's worker, which is up to 2 MB
 * one time and nothing another; so a sample is the least of so many readings.
 */
const READINGS = 5
const BETWEEN_READINGS_MS = 300
/**
 * Trails grow for 90 s, code is compiled as it is first run, and in the third and the fifth minute all fifty incidents pass
 * a limit, each of which is a fact the page holds and shows: earlier samples say nothing of leaks.
 */
const FROM_MINUTE = 5.25
/** Told besides. */
const ALSO_FROM_MINUTE = 2
/** Most the heap may grow a minute to count as flat, % of it. */
const FLAT_PERCENT = 1
const DEFAULT_MINUTES = 12

const minutes = Number(process.argv[2] ?? DEFAULT_MINUTES)
const samples = await sampled(minutes)
console.log(tableOf(heapFigures(samples)))

/** The wall under load for so long, looked at every 30 s. */
async function sampled(forMinutes: number): Promise<Sample[]> {
  const load = await startWallLoad()
  const { browser, close } = await openBrowser()
  try {
    const stop = load.run()
    const page = await openWall(browser, load)
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable')
    const taken: Sample[] = []
    const start = performance.now()
    for (let at = 0; at <= forMinutes * MINUTE_MS; at += SAMPLE_MS) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, start + at - performance.now())))
      taken.push(await sample(session, (performance.now() - start) / MINUTE_MS))
      console.log(JSON.stringify(taken.at(-1)))
    }
    await stop()
    return taken
  } finally {
    await close()
    await load.stop()
  }
}

async function sample(session: CDPSession, minute: number): Promise<Sample> {
  let heapBytes = Infinity
  for (let i = 0; i < READINGS; i++) heapBytes = Math.min(heapBytes, await collected(session))
  const { metrics } = await session.send('Performance.getMetrics')
  const metric = (name: string): number => metrics.find((each) => each.name === name)?.value ?? NaN
  return { minute: Number(minute.toFixed(2)), heapBytes, nodes: metric('Nodes'), listeners: metric('JSEventListeners') }
}

/** Bytes in use after a collection. */
async function collected(session: CDPSession): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, BETWEEN_READINGS_MS))
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}

function heapFigures(all: readonly Sample[]): Figure[] {
  const { late, growth, percent } = fitted(all, FROM_MINUTE)
  return [
    atMost(`heap, growth a minute from minute ${FROM_MINUTE} on`, percent, FLAT_PERCENT, '%'),
    told(`heap, growth a minute from minute ${ALSO_FROM_MINUTE} on`, fitted(all, ALSO_FROM_MINUTE).percent, '%'),
    told('heap, mean', mean(late.map(({ heapBytes }) => heapBytes)) / 1e6, 'MB'),
    told('document nodes, growth a minute', growth(({ nodes }) => nodes), ''),
    told('document nodes, last', late.at(-1)?.nodes ?? NaN, ''),
    told('listeners, growth a minute', growth(({ listeners }) => listeners), ''),
    told('samples', late.length, ''),
  ]
}

interface Fitted {
  readonly late: readonly Sample[]
  /** Of the heap, % a minute. */
  readonly percent: number
  growth(of: (sample: Sample) => number): number
}

function fitted(all: readonly Sample[], fromMinute: number): Fitted {
  const late = all.filter(({ minute }) => minute >= fromMinute)
  const growth = (of: (sample: Sample) => number): number => slope(late.map(({ minute }) => minute), late.map(of))
  const heap = ({ heapBytes }: Sample): number => heapBytes
  return { late, percent: (100 * growth(heap)) / mean(late.map(heap)), growth }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Of the straight line that fits best. */
function slope(xs: readonly number[], ys: readonly number[]): number {
  const [x, y] = [mean(xs), mean(ys)]
  const over = xs.reduce((sum, each, i) => sum + (each - x) * ((ys[i] ?? NaN) - y), 0)
  return over / xs.reduce((sum, each) => sum + (each - x) ** 2, 0)
}
