import { fileURLToPath } from 'node:url'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadSite } from '../../server/site/loadSite.ts'
import { launchBrowser } from '../support/browser.ts'
import { wallCookie } from '../support/grants.ts'
import { liveThrough, PAST } from '../support/pastDay.ts'
import { letIn } from '../support/people.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

const PACK = fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url))
const PAGE_DIR = fileURLToPath(new URL('../../dist/client', import.meta.url))
const SECOND_MS = 1_000
const SHOTS = process.env['REVIEW_SHOTS']

const pack = await loadSite(PACK)
let browser: Browser
let app: TestApp
let page: Page
let incidentId: string

beforeAll(async () => {
  browser = await launchBrowser()
  app = await startTestApp({ site: pack.site, pageDir: PAGE_DIR, basemapFile: pack.basemapFile })
  incidentId = (await liveThrough(app, pack.site)).incidentId
  page = await browser.newPage({ viewport: SHOTS === undefined ? { width: 1280, height: 720 } : { width: 1920, height: 1080 } })
  await page.context().addCookies([wallCookie(app.url, { wall: letIn(app.access, 'supervisor', 'drill-1').secret })])
})
afterAll(async () => {
  await page.close()
  await app.close()
  await browser.close()
})

/** The wall in the `i`th frame, once it shows something. */
async function stage(i = 0): Promise<Frame> {
  await page.waitForFunction((place) => document.querySelectorAll('iframe').length > place, i)
  const frame = await (await page.locator('iframe').nth(i).elementHandle())?.contentFrame()
  if (frame == null) throw new Error('no stage')
  await frame.waitForSelector('[data-shown="true"]')
  return frame
}

/** Waits until the wall's own clock says so. */
async function showsTime(frame: Frame, time: string): Promise<void> {
  await frame.waitForFunction((wanted) => document.querySelector('[data-testid="server-time"]')?.textContent === wanted, time)
}

async function shot(name: string): Promise<void> {
  if (SHOTS === undefined) return
  await page.waitForTimeout(4_000)
  await page.screenshot({ path: `${SHOTS}/${name}.png` })
}

test('REPLAY-2 REPLAY-3 REPLAY-5 REPLAY-6: a link opens the moment on the wall, marked as replay and with its clock, which is stepped, jumped and compared by keys', async () => {
  const { from, to } = PAST
  const requested: string[] = []
  page.on('websocket', (socket) => requested.push(socket.url()))
  await page.goto(`${app.url}/review?from=${from}&to=${to}&at=${PAST.reported + 5 * SECOND_MS}&incident=${incidentId}`)
  const wall = await stage()
  await showsTime(wall, '10:02:05')
  expect(await wall.getAttribute('.wall-page', 'data-link')).toBe('replay')
  expect(await wall.isVisible('[data-testid="replayed"]')).toBe(true)
  expect(await wall.locator('[data-testid="watermark"]').count()).toBe(1)
  expect(await page.innerText('.not-live')).toContain('回放')
  await wall.waitForSelector(`[data-incident="${incidentId}"]`)
  await page.waitForSelector('[data-testid="fact"]')
  await shot('replay-open')

  const seqAt = async (): Promise<number> => Number(await page.getAttribute('[data-testid="fact"]', 'data-seq'))
  const before = await seqAt()
  await page.keyboard.press('.')
  expect(await seqAt()).toBe(before + 1)
  await page.keyboard.press(',')
  expect(await seqAt()).toBe(before)
  const stepped = (await page.innerText('[data-testid="moment"]')).slice(11)
  await showsTime(wall, stepped)
  await page.keyboard.press('ArrowRight')
  await showsTime(wall, (await page.innerText('[data-testid="moment"]')).slice(11))
  expect(await page.innerText('[data-testid="moment"]')).not.toContain(stepped)

  await page.keyboard.press('g')
  await page.waitForFunction(() => (document.activeElement as HTMLInputElement | null)?.selectionEnd === 19)
  await page.keyboard.type('10:25:00')
  await page.keyboard.press('Enter')
  await showsTime(wall, '10:25:00')
  expect(new URL(page.url()).searchParams.get('at')).toBe(String(from + 25 * 60 * SECOND_MS))
  expect(await page.innerText('[data-testid="missing"]')).toContain('中断')
  expect(await page.locator('[data-mark="silent"]').count()).toBeGreaterThan(0)
  await shot('replay-silent')

  await page.click('[data-rate="60"]')
  await page.keyboard.press('k')
  await wall.waitForFunction(() => (document.querySelector('[data-testid="server-time"]')?.textContent ?? '') >= '10:25:30')
  await page.keyboard.press('k')

  await page.fill('[data-testid="beside"]', '2023-11-22 10:10:00')
  await page.press('[data-testid="beside"]', 'Enter')
  await showsTime(await stage(0), '10:00:00')
  await showsTime(await stage(1), '10:10:00')
  await shot('replay-beside')
  expect(requested, 'no socket is opened').toEqual([])
})
