import { readdirSync, readFileSync } from 'node:fs'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { launchBrowser } from '../../tests/support/browser.ts'
import { wallCookie } from '../../tests/support/grants.ts'
import { MARKS } from '../../client/marks.ts'
import type { WallLoad } from './wallLoad.ts'

/** As large as software rendering bears. */
export const SIZE = { width: 1_280, height: 720 }
const READY_WITHIN_MS = 60_000

/** A browser of its own, and which processes are its. */
export interface WallBrowser {
  readonly browser: Browser
  readonly session: CDPSession
  /** Every process of the browser, the page's renderers apart. */
  pids(): Promise<{ readonly all: number[]; readonly renderers: number[] }>
  close(): Promise<void>
}

export async function openBrowser(): Promise<WallBrowser> {
  const browser = await launchBrowser()
  const session = await browser.newBrowserCDPSession()
  return {
    browser,
    session,
    async pids() {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo')
      return { all: processInfo.map(({ id }) => id), renderers: processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id) }
    },
    close: () => browser.close(),
  }
}

/** The bench's own compiler calls this in functions that are handed to the page. */
const KEEP_NAMES = 'globalThis.__name = (value) => value'

/** The wall in a context of its own, so with an empty cache, once its map stands as well. `prepare` runs before. */
export async function openWall(browser: Browser, { url, grants }: Pick<WallLoad, 'url' | 'grants'>, prepare?: (page: Page) => Promise<void>): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZE })
  await context.addCookies([wallCookie(url, grants)])
  const page = await context.newPage()
  await page.addInitScript(KEEP_NAMES)
  await prepare?.(page)
  await page.goto(`${url}/wall`)
  await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, MARKS.whole, { timeout: READY_WITHIN_MS })
  return page
}

/** When the page first showed what there is to act on, or its map as well, ms from the start of the navigation. */
export function firstAt(page: Page, name: keyof typeof MARKS): Promise<number> {
  return page.evaluate((mark) => performance.getEntriesByName(mark)[0]?.startTime ?? NaN, MARKS[name])
}

/** Nanoseconds on a CPU of a process' threads whose name starts with `name`; an empty name means its main thread. Linux only. */
export function threadCpuNs(pid: number, name: string): number {
  const folder = `/proc/${pid}/task`
  const read = (tid: string, file: string): string => readFileSync(`${folder}/${tid}/${file}`, 'utf8')
  const isWanted = (tid: string): boolean => (name === '' ? tid === String(pid) : read(tid, 'comm').startsWith(name))
  return readdirSync(folder).filter(isWanted).reduce((sum, tid) => sum + Number(read(tid, 'schedstat').split(' ')[0]), 0)
}

/** The thread that cuts and lays out the map's tiles. */
export const MAP_WORKER = 'DedicatedWorker'
