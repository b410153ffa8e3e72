import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadSite } from '../../server/site/loadSite.ts'
import { runReviewCommand } from '../../server/review/cli.ts'
import { launchBrowser } from '../support/browser.ts'
import { createHeldClock, MORNING, type HeldClock } from '../support/heldClock.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

const PACK = fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url))
const PAGE_DIR = fileURLToPath(new URL('../../dist/client', import.meta.url))
/** Days and incidents a day of the imported year. */
const [DAYS, A_DAY] = [12, 25]
/** The row that has no report. */
const UNDATED = 30

let dir = ''
let browser: Browser
let app: TestApp<HeldClock>
let page: Page
const problems: string[] = []

/** A table of another system, whose times follow from the row's number: 12 days in March 2024 across the change to daylight saving. */
function pastYear(): string {
  const rows = Array.from({ length: DAYS * A_DAY }, (_, i) => {
    const at = (seconds: number): string => new Date(Date.UTC(2024, 2, 4 + Math.floor(i / A_DAY), 0, (i % A_DAY) * 55, 7) + seconds * 1_000).toISOString().slice(0, 19)
    const dispatched = 20 + ((i * 37) % 230)
    const enRoute = dispatched + 15 + ((i * 53) % 120)
    const onScene = enRoute + 90 + ((i * 71) % 420)
    return [`N${i}`, i === UNDATED ? '' : at(0), at(dispatched), at(enRoute), i % 17 === 0 ? '' : at(onScene), at(onScene + 300 + ((i * 97) % 1_500)), `B${i % 4}`].join(',')
  })
  return ['id,received,dispatched,enRoute,onScene,closed,beat', ...rows].join('\n')
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'timing-'))
  const pack = await loadSite(PACK)
  const reviewDir = join(dir, 'review')
  await writeFile(join(dir, 'year.csv'), pastYear())
  const map = 'id=id,received=received,dispatched=dispatched,enRoute=enRoute,onScene=onScene,closed=closed,grid=beat,zone=America/New_York'
  const world = { now: () => MORNING + 2 * 365 * 86_400_000, reviewDir, onProgress: () => undefined }
  expect(await runReviewCommand(['import', join(dir, 'year.csv'), '--map', map], world)).toMatchObject({ code: 0 })
  app = await startTestApp({ clock: createHeldClock(MORNING), site: pack.site, pageDir: PAGE_DIR, basemapFile: pack.basemapFile, reviewDir })
  browser = await launchBrowser()
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
  const [name = '', value = ''] = cookieOf(letIn(app.access, 'supervisor', 'supervisor-1')).cookie.split('=')
  await context.addCookies([{ name, value, url: app.url }])
  page = await context.newPage()
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await page.goto(`${app.url}/review?space=import:year&by=day#timing`)
})
afterAll(async () => {
  await browser.close()
  await app.close()
  await rm(dir, { recursive: true })
})

describe('TIMING-5: in a real browser', () => {
  test('an imported year is shown by day, marked, with its distribution and trend', async () => {
    await page.waitForSelector('.charts canvas')
    expect(await page.textContent('[data-testid="timing-mark"]')).toBe('导入数据')
    expect(await page.locator('.tables table').nth(1).locator('tbody tr').count()).toBe(DAYS)
    expect(await page.locator('.charts canvas').count()).toBe(2)
    expect(await page.locator('.tables').evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true)
  })

  test('TIMING-3: a figure opens the incidents behind it, and the keyboard does so too', async () => {
    const figure = page.locator('.tables table').first().locator('tbody tr').nth(2).locator('[data-testid="figure-late"], [data-testid="figure-met"]').first()
    const counted = Number(await figure.textContent())
    await figure.focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-testid="behind-row"]')
    expect(await page.locator('[data-testid="behind-row"]').count()).toBe(Math.min(200, counted))
    expect(await page.locator('.behind .scroll').evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true)
    await page.click('[data-testid="behind-close"]')
    await page.waitForSelector('.charts canvas')
  })

  test('TIMING-3: the share opens all of its n, and what the import counted opens its records, also those without a report', async () => {
    const line = page.locator('.tables table').first().locator('tbody tr').nth(2)
    const n = await line.locator('[data-testid="figure-n"]').textContent()
    await line.locator('[data-testid="figure-within"]').click()
    await page.waitForSelector('[data-testid="behind-row"]')
    expect(await page.textContent('[data-testid="behind"] header')).toContain(`共 ${n} 起`)
    for (const count of ['rows-all', 'rows-counted', 'rows-faulty', 'rows-undated', 'undated']) {
      const button = page.locator(`[data-testid="${count}"]`)
      const records = /\d+/.exec((await button.textContent())!)![0]
      await button.click()
      await page.waitForFunction((of) => document.querySelector('[data-testid="behind"] header')?.textContent?.includes(of), `共 ${records} 起`)
    }
    const undated = await page.locator('[data-testid="behind-row"]').allTextContents()
    expect(undated).toContainEqual(expect.stringMatching(/N30.*–.*missing\(received/))
    await page.click('[data-testid="behind-close"]')
    await page.waitForSelector('.charts canvas')
  })

  test('TIMING-3: a bar of the distribution and a point of the trend open the incidents behind them', async () => {
    for (const [chart, place, title] of [['timing-bars', 0.3, /\d+–\d+%/], ['timing-trend', 0.4, /2024-03-\d\d/]] as const) {
      const { x, y, width, height } = (await page.locator(`[data-testid="${chart}"]`).boundingBox())!
      await page.mouse.click(x + width * place, y + height * 0.6)
      await page.waitForSelector('[data-testid="behind-row"]')
      expect(await page.textContent('[data-testid="behind"] h2')).toMatch(title)
      await page.click('[data-testid="behind-close"]')
      await page.waitForSelector('.charts canvas')
    }
  })

  test('EXPORT-5: the report prints on numbered pages with fonts of its own, and leaves the page as it was', async () => {
    await page.evaluate(() => {
      window.print = () => undefined
    })
    await page.click('[data-testid="timing-print"]')
    await page.waitForSelector('[data-testid="timing-report"] canvas')
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    const text = pdf.toString('latin1')
    expect(text.match(/\/Type\s*\/Page\b/g)!.length).toBeGreaterThan(2)
    expect(text).toMatch(/NotoSansSC/)
    await page.evaluate(() => dispatchEvent(new Event('afterprint')))
    await page.waitForSelector('[data-testid="timing-report"]', { state: 'detached' })
    expect(await page.evaluate(() => document.documentElement.classList.contains('on-paper'))).toBe(false)
  })

  test('nothing went wrong on the page', () => {
    expect(problems).toEqual([])
  })
})
