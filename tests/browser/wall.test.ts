import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadSite } from '../../server/site/loadSite.ts'
import { launchBrowser } from '../support/browser.ts'
import { MARKS } from '../../client/marks.ts'
import { wallCookie } from '../support/grants.ts'
import { createRunningClock, MORNING, type RunningClock } from '../support/heldClock.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcpProxy.ts'
import { startAppOn, type TestApp } from '../support/testApp.ts'
import { MAP_SCRIPT, MAP_WORKER, withoutMap } from '../support/withoutMap.ts'

const PACK = fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url))
const PAGE_DIR = fileURLToPath(new URL('../../dist/client', import.meta.url))
const MINUTE_MS = 60_000
const READY_WITHIN_MS = 90_000
/** What the button that leads back to Chinese says. */
const LANGUAGE_BUTTON = '中'
const SIZE = { width: 1280, height: 720 }

const pack = await loadSite(PACK)
let browser: Browser
let app: TestApp<RunningClock>
let network: TcpProxy
let page: Page
const requested: string[] = []

beforeAll(async () => {
  browser = await launchBrowser()
  app = await startAppOn({ clock: createRunningClock(MORNING), site: pack.site, pageDir: PAGE_DIR, basemapFile: pack.basemapFile })
  network = await startTcpProxy(app.port)
  page = await openWall(network.url)
  await page.waitForSelector('[data-ready="true"]', { timeout: READY_WITHIN_MS })
})
afterAll(async () => {
  await browser.close()
  await network.close()
  await app.close()
})

async function openWall(url: string, prepare: (wall: Page) => Promise<unknown> = () => Promise.resolve()): Promise<Page> {
  const wall = await browser.newPage({ viewport: SIZE })
  await prepare(wall)
  await wall.context().addCookies([wallCookie(network.url, app.grants)])
  wall.on('request', (request) => requested.push(new URL(request.url()).host))
  await wall.goto(`${url}/wall`)
  await wall.waitForSelector('[data-link="live"]', { timeout: READY_WITHIN_MS })
  return wall
}

/** Whether a page has shown its first useful picture. */
const isUseful = (wall: Page): Promise<boolean> => wall.evaluate((mark) => performance.getEntriesByName(mark).length > 0, MARKS.useful)

/** What people write here is English, for the wall is looked through for Chinese at the end. */
async function report(commandId: string, more: object = {}): Promise<string> {
  const body = { commandId, kind: 'fire', position: { lon: 113.7206, lat: 34.7731 }, place: 'East shore', summary: 'Smoke', source: '110', ...more }
  const { body: answer } = await app.post<{ incidentId: string }>('/api/v1/reports', body)
  return answer.incidentId
}

/** A clock that jumps is no clock of the product's: the page hears some beats of the new time before it counts, ms. */
const JUMP_BEFORE_MS = 9_000

/** Machine time at which an element first matched, noted inside the page: no polling from outside counts in. */
async function noteFirst(selectors: readonly string[]): Promise<() => Promise<number[]>> {
  await page.evaluate((wanted) => {
    const seen: Record<string, number> = {}
    const look = (): void => {
      for (const selector of wanted) {
        if (!(selector in seen) && document.querySelector(selector) !== null) seen[selector] = performance.timeOrigin + performance.now()
      }
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true })
    Object.assign(window, { seenAt: seen })
  }, selectors)
  return async () => {
    await page.waitForFunction((wanted) => wanted.every((s) => s in (window as unknown as { seenAt: object }).seenAt), selectors)
    return page.evaluate((wanted) => wanted.map((s) => (window as unknown as { seenAt: Record<string, number> }).seenAt[s] ?? NaN), selectors)
  }
}

describe('the wall in a real browser', () => {
  test('WALL-4 WALL-6 a report sent by HTTP stands in the queue and on the map within 500 ms, and nothing came from elsewhere', async () => {
    const seen = await noteFirst(['[data-incident]', '[data-incident-id]'])
    const sentAt = Date.now()
    const id = await report('r-1')
    const [inQueue, onMap] = await seen()
    expect(await page.locator(`[data-incident="${id}"]`).first().textContent()).toContain('East shore')
    expect(await page.locator(`[data-incident-id="${id}"]`).count()).toBe(1)
    expect(inQueue! - sentAt).toBeLessThan(500)
    expect(onMap! - sentAt).toBeLessThan(500)
    expect(new Set(requested)).toEqual(new Set([new URL(network.url).host]))
  })

  test('CLOCK-4 the third minute is missed on screen in the second in which it passes, and the fact says the limit itself', async () => {
    const reportedAt = app.clock.now()
    const id = await report('r-2', { reportedAt })
    const respond = `[data-incident="${id}"] [data-stage="respond"]`
    app.clock.set(reportedAt + 3 * MINUTE_MS - JUMP_BEFORE_MS)
    await page.waitForSelector(`${respond}[data-state="dueSoon"]`)
    const seen = await noteFirst([`${respond}[data-state="missed"]`])
    const offsetMs = app.clock.now() - Date.now()
    const [missedAt] = await seen()
    const serverTimeMs = missedAt! + offsetMs - reportedAt
    expect(serverTimeMs).toBeGreaterThanOrEqual(3 * MINUTE_MS)
    expect(serverTimeMs).toBeLessThan(3 * MINUTE_MS + 1_500)
    await expect.poll(() => app.incidents().find((each) => each.id === id)?.missed).toEqual(['respond'])
    const fact = (await app.journal.readAfter(0, 50)).find((each) => each.type === 'LimitMissed' && each.data.incidentId === id)
    expect(fact?.at).toBe(reportedAt + 3 * MINUTE_MS)
  })

  test('LINK-1 a cut network shows STALE within 3 s, and what happened meanwhile is there within 2 s of its return', async () => {
    const stale = await noteFirst(['[data-testid="stale"]'])
    const cutAt = Date.now()
    network.hold()
    const [staleAt] = await stale()
    expect(staleAt! - cutAt).toBeLessThan(3_000)
    const id = await report('r-3')
    const back = await noteFirst([`[data-incident="${id}"]`])
    const returnedAt = Date.now()
    network.release()
    const [shownAt] = await back()
    expect(shownAt! - returnedAt).toBeLessThan(2_000)
    await page.waitForSelector('[data-link="live"]')
    expect(await page.locator('[data-testid="stale"]').count()).toBe(0)
  })

  test('CLOCK-3 two walls turn the same second at the same time', async () => {
    const other = await openWall(app.url, withoutMap)
    const turns = (wall: Page): Promise<[string, number][]> =>
      wall.evaluate(async () => {
        const clock = document.querySelector('[data-testid="server-time"]')!
        const seen: [string, number][] = []
        await new Promise<void>((resolve) => {
          new MutationObserver(() => {
            seen.push([clock.textContent ?? '', performance.timeOrigin + performance.now()])
            if (seen.length === 4) resolve()
          }).observe(clock, { subtree: true, childList: true, characterData: true })
        })
        return seen
      })
    const [here, there] = await Promise.all([turns(page), turns(other)])
    const both = here.flatMap(([text, at]) => there.filter(([also]) => also === text).map(([, otherAt]) => Math.abs(at - otherAt)))
    await other.close()
    expect(both.length).toBeGreaterThanOrEqual(2)
    expect(Math.max(...both)).toBeLessThan(500)
  })

  test.each([['script', MAP_SCRIPT, [true, true]], ["worker's script", MAP_WORKER, [true, true, true]]])('WALL-7 queue and clocks stand before the map is asked for, and for a %s that did not come the page is loaded anew', async (_, script, asked) => {
    const usefulWhenAsked: boolean[] = []
    let letFail = (): void => undefined
    const looked = new Promise<void>((resolve) => (letFail = resolve))
    const wall = await openWall(network.url, (opened) =>
      opened.route(script, async (route) => {
        usefulWhenAsked.push(await isUseful(opened))
        if (usefulWhenAsked.length > 1) return route.continue()
        await looked
        return route.abort()
      }))
    await wall.waitForSelector('[data-incident] [data-stage="respond"]')
    await expect.poll(() => usefulWhenAsked).toEqual([true])
    expect(await wall.locator('.at-map').textContent()).toBe('地图绘制中')
    await wall.evaluate(() => Object.assign(window, { isFirstPage: true }))
    letFail()
    await wall.waitForSelector('text=地图程序未取到')
    await wall.waitForFunction(() => !('isFirstPage' in window), undefined, { timeout: READY_WITHIN_MS })
    await wall.waitForSelector('[data-ready="true"]', { timeout: READY_WITHIN_MS })
    expect(usefulWhenAsked).toEqual(asked)
    expect(await wall.locator('.map-coming').count()).toBe(0)
    await wall.close()
  })

  test('WALL-7 a wall whose server sends no board has its map, and no mark of a useful picture', async () => {
    const wall = await browser.newPage({ viewport: SIZE })
    await wall.context().addCookies([wallCookie(app.url, app.grants)])
    await wall.routeWebSocket(/socket\.io/, () => undefined)
    await wall.goto(`${app.url}/wall`)
    await wall.waitForSelector('[data-ready="true"]', { timeout: READY_WITHIN_MS })
    expect(await wall.locator('.connecting-wall').count()).toBe(1)
    expect(await isUseful(wall)).toBe(false)
    await wall.close()
  })

  test.each([
    ['keeps nothing for its page', `for (const kept of ['sessionStorage', 'localStorage']) Object.defineProperty(window, kept, { get() { throw new DOMException('refused', 'SecurityError') } })`],
    ['has no room to keep anything', `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }`],
  ])('LINK-1 a wall whose browser %s is live, and shows the queue', async (_, refuse) => {
    const wall = await openWall(network.url, (opened) => Promise.all([withoutMap(opened), opened.addInitScript(refuse)]))
    await wall.waitForSelector('[data-incident] [data-stage="respond"]')
    await wall.close()
  })

  test('WALL-5 in English no Chinese is left but what people wrote', async () => {
    await page.click('.header-bar button[title]')
    await page.waitForSelector('html[lang^="en"]')
    const id = await report('r-4')
    await page.waitForSelector(`[data-incident="${id}"]`)
    const shown = await page.evaluate(() => document.body.innerText)
    expect(shown.replace(LANGUAGE_BUTTON, '')).not.toMatch(/\p{Script=Han}/u)
  })
})
