import { fileURLToPath } from 'node:url'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadSite } from '../../server/site/loadSite.ts'
import { launchBrowser } from '../support/browser.ts'
import { wallCookie } from '../support/grants.ts'
import { momentText } from '../../client/review/siteMoment.ts'
import { drillThrough, silencedTeam, type DrilledPast } from '../support/drilledPast.ts'
import { liveThrough, PAST } from '../support/pastDay.ts'
import { letIn } from '../support/people.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'
import { withoutMap } from '../support/withoutMap.ts'

const PACK = fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url))
const PAGE_DIR = fileURLToPath(new URL('../../dist/client', import.meta.url))
const SECOND_MS = 1_000
const SHOTS = process.env['REVIEW_SHOTS']

const pack = await loadSite(PACK)
let browser: Browser
let app: TestApp
let page: Page
let incidentId: string
let drills: readonly DrilledPast[]

beforeAll(async () => {
  browser = await launchBrowser()
  app = await startTestApp({ site: pack.site, pageDir: PAGE_DIR, basemapFile: pack.basemapFile })
  incidentId = (await liveThrough(app, pack.site)).incidentId
  drills = [await drillThrough(app, pack.site, '春季火灾演练', 6), await drillThrough(app, pack.site, '秋季火灾演练', 9)]
  page = await (await browser.newContext({ viewport: SHOTS === undefined ? { width: 1280, height: 720 } : { width: 1920, height: 1080 } })).newPage()
  await page.context().addCookies([wallCookie(app.url, { wall: letIn(app.access, 'supervisor', 'drill-1').secret })])
  if (SHOTS === undefined) await withoutMap(page)
})
afterAll(async () => {
  await page.context().close()
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

/** What of the player's bar lies over something else of it, or over its edge: pairs of words. */
async function overlapping(): Promise<string[]> {
  return page.evaluate(() => {
    const bar = document.querySelector('.player-bar')!
    const edge = bar.getBoundingClientRect()
    const leaves = [...bar.querySelectorAll('button, input, select, .moment, .told > span, .keys')].map((element) => ({ name: element.textContent.trim().slice(0, 12) || element.getAttribute('data-testid') || element.tagName, box: element.getBoundingClientRect() }))
    const over = (a: DOMRect, b: DOMRect): boolean => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1
    const pairs = leaves.flatMap((a, i) => leaves.slice(i + 1).filter((b) => over(a.box, b.box)).map((b) => `${a.name} | ${b.name}`))
    return [...pairs, ...leaves.filter(({ box }) => box.right > edge.right + 1).map(({ name }) => `${name} | edge`)]
  })
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
  const stood = page.url()
  for (const outside of ['09:59:59', '2030-01-01 00:00:00']) {
    await page.fill('[data-testid="jump"]', outside)
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-testid="jump-refused"]')
    expect([await page.innerText('[data-testid="jump-refused"]'), page.url()]).toEqual(['不在起止之间', stood])
  }
  await page.fill('[data-testid="jump"]', '10:25:00')
  await page.waitForSelector('[data-testid="jump-refused"]', { state: 'detached' })
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
  await page.setViewportSize({ width: 1920, height: 1080 })
  expect(await overlapping(), 'nothing of the bar lies over another').toEqual([])
  await page.setViewportSize({ width: 1280, height: 720 })
  expect(await overlapping(), 'nor on a small screen').toEqual([])
  await shot('replay-beside')
  expect(requested, 'no socket is opened').toEqual([])
})

/** The time of day at the site, as a wall's clock shows it. */
const clockOf = (at: number): string => momentText(at, pack.site.timeZone).slice(11)

test('REPLAY-7 DRILL-1 DRILL-9 EXPORT-6: a drill and an incident are chosen in the page, and another drill beside it from its start; the link opens the moment of both', async () => {
  const [spring, autumn] = drills as [DrilledPast, DrilledPast]
  await page.goto(`${app.url}/review?from=${PAST.to - SECOND_MS}&to=${PAST.to}`)
  await page.waitForSelector(`[data-testid="space"] option[value="${autumn.space}"]`, { state: 'attached' })
  await page.waitForSelector(`[data-testid="incident"] option[value="${incidentId}"]`, { state: 'attached' })
  await page.selectOption('[data-testid="incident"]', incidentId)
  await showsTime(await stage(), clockOf(PAST.reported))
  await (await stage()).waitForSelector(`[data-incident="${incidentId}"]`)

  await page.selectOption('[data-testid="space"]', spring.space)
  const first = await stage()
  await first.waitForSelector('.wall-page[data-space="drill"]')
  await showsTime(first, clockOf(spring.from))
  expect(await first.innerText('[data-testid="drill-strip"]')).toContain('春季火灾演练')
  expect(await first.locator('[data-testid="to-live"]').count()).toBe(0)
  expect(await first.locator('[data-testid="drill-frame"] [data-testid="drill-watermark"]').count()).toBe(1)
  await first.waitForSelector(`[data-panel="incidents"] [data-incident="${spring.id}.i1"]`)
  expect(await first.locator(`[data-incident="${incidentId}"]`).count()).toBe(0)
  expect(await page.inputValue('[data-testid="to"]')).toBe(momentText(spring.to, pack.site.timeZone))

  await page.selectOption('[data-testid="beside-space"]', autumn.space)
  await showsTime(await stage(0), clockOf(spring.from))
  await showsTime(await stage(1), clockOf(autumn.from))
  expect(await page.inputValue('[data-testid="to"]')).toBe(momentText(spring.from + autumn.to - autumn.from, pack.site.timeZone))
  for (let minute = 0; minute < 4; minute += 1) await page.keyboard.press('Shift+ArrowRight')
  const link = page.url()
  await page.goto('about:blank')
  await page.goto(link)
  await page.locator('.lines > :nth-child(2) [data-mark="scripted"][data-of="grid"]').waitFor({ state: 'attached' })
  expect(await page.innerText('[data-testid="missing"]')).toContain('按演练脚本中断')
  for (const [place, { from, id, name }] of drills.entries()) {
    const wall = await stage(place)
    await showsTime(wall, clockOf(from + 4 * 60 * SECOND_MS))
    expect(await wall.innerText('[data-testid="drill-strip"]')).toContain(name)
    expect(await wall.locator('[data-testid="drill-frame"] [data-testid="drill-watermark"]').count()).toBe(1)
    await wall.waitForSelector(`[data-panel="incidents"] [data-incident="${id}.i2"]`)
    await wall.waitForSelector(`[data-team="${silencedTeam(pack.site)}"][data-freshness="lost"]`)
  }
  await shot('replay-two-drills')

  const paper = await page.context().newPage()
  await paper.addInitScript('window.print = () => undefined')
  await paper.goto(app.url + (await page.getAttribute('[data-testid="report"]', 'href') ?? ''))
  await paper.waitForSelector('[data-testid="timing-report"] canvas')
  await paper.emulateMedia({ media: 'print' })
  expect(await paper.locator('[data-testid="timing-report"] [data-testid="drill-watermark"]').evaluate((mark) => getComputedStyle(mark).position)).toBe('fixed')
  expect((await paper.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')).toMatch(/NotoSansSC/)
  await paper.close()

  await page.selectOption('[data-testid="beside-space"]', '')
  await page.selectOption('[data-testid="space"]', 'live')
  await page.fill('[data-testid="from"]', momentText(spring.from, pack.site.timeZone))
  await page.fill('[data-testid="to"]', momentText(spring.to, pack.site.timeZone))
  await page.press('[data-testid="to"]', 'Enter')
  for (let minute = 0; minute < 4; minute += 1) await page.keyboard.press('Shift+ArrowRight')
  const live = await stage()
  await showsTime(live, clockOf(spring.from + 4 * 60 * SECOND_MS))
  await live.waitForSelector(`[data-panel="drill"] [data-drill-incident="${spring.id}.i2"]`)
  await live.waitForSelector(`[data-team="${silencedTeam(pack.site)}"][data-freshness="fresh"]`)
})
