import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { neededShare, DEFAULT_WALL_HEIGHT_M } from '../../client/theme/textSize.ts'
import { launchBrowser } from '../support/browser.ts'
import { serveWallPage } from '../support/wallPage.ts'

/** The walls the product is made for; `bezels` are where a picture made of several screens is cut. */
const WALLS = [
  { name: '16:9', width: 1920, height: 1080, bezels: { x: [], y: [] } },
  { name: '16:9 in 4K', width: 3840, height: 2160, bezels: { x: [], y: [] } },
  { name: '3 × 1 screens', width: 5760, height: 1080, bezels: { x: [1920, 3840], y: [] } },
  { name: '4 × 2 screens', width: 7680, height: 2160, bezels: { x: [1920, 3840, 5760], y: [1080] } },
] as const
/** Rounding of a browser's layout, px. */
const ROUNDING = 1.5

interface Box {
  readonly name: string
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

let browser: Browser
let served: Awaited<ReturnType<typeof serveWallPage>>
beforeAll(async () => {
  served = await serveWallPage()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await served.server.close()
})

/** The wall without its map, which these tests do not look at and software draws slowly. */
async function withWall<T>(wall: (typeof WALLS)[number], query: string, see: (page: Page) => Promise<T>): Promise<T> {
  const page = await browser.newPage({ viewport: { width: wall.width, height: wall.height } })
  try {
    await page.route('**/client/map/CommandMap.vue*', (route) => route.abort())
    await page.goto(`${served.url}?${query}`)
    await page.locator('[data-breach], .quiet').first().waitFor()
    await page.evaluate(() => document.fonts.ready)
    return await see(page)
  } finally {
    await page.close()
  }
}

function boxes(page: Page, selector: string): Promise<Box[]> {
  return page.locator(selector).evaluateAll((elements) =>
    elements.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect()
      return { name: element.getAttribute('data-panel') ?? element.textContent?.trim() ?? '', left, top, right, bottom }
    }),
  )
}

/** Texts that stand wider or lower than the place that clips them, and panels whose content does. */
function cutTexts(page: Page): Promise<string[]> {
  return page.locator('.wall-page .one-line, .wall-page .note, .wall-page .body, .wall-page .place, .wall-page .what, .wall-page .name, .wall-page li').evaluateAll((elements) =>
    elements
      .filter((element) => getComputedStyle(element).overflow !== 'visible' || element.classList.contains('body'))
      .filter(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 2)
      .map((element) => `${element.closest('[data-panel]')?.getAttribute('data-panel') ?? ''}: ${element.className} ${element.textContent?.trim().slice(0, 40) ?? ''}`),
  )
}

function crossing(box: Box, bezels: (typeof WALLS)[number]['bezels']): boolean {
  const between = (at: number, from: number, to: number): boolean => at > from + ROUNDING && at < to - ROUNDING
  return bezels.x.some((at) => between(at, box.left, box.right)) || bezels.y.some((at) => between(at, box.top, box.bottom))
}

function overlapping(a: Box, b: Box): boolean {
  return a.left < b.right - ROUNDING && b.left < a.right - ROUNDING && a.top < b.bottom - ROUNDING && b.top < a.bottom - ROUNDING
}

describe.each(WALLS)('LOOK-4 the wall at $name, $width × $height', (wall) => {
  it.each(['variant=busy', 'variant=stale', 'variant=calm'])('has every panel on the screen, apart from the others and from the bezels (%s)', (query) =>
    withWall(wall, query, async (page) => {
      const panels = await boxes(page, '[data-panel]')
      expect(panels.length).toBeGreaterThanOrEqual(9)
      expect(panels.filter(({ left, top, right, bottom }) => left < 0 || top < 0 || right > wall.width + ROUNDING || bottom > wall.height + ROUNDING)).toEqual([])
      expect(panels.flatMap((a, i) => panels.slice(i + 1).filter((b) => overlapping(a, b)).map((b) => `${a.name} on ${b.name}`))).toEqual([])
      const marks = await boxes(page, '.header-bar h1, .header-bar li, .level-in-force, .header-bar time, [data-incident]')
      expect([...panels, ...marks].filter((box) => crossing(box, wall.bezels)).map(({ name }) => name)).toEqual([])
    }),
  )

  it.each(['lang=zh', 'lang=en', 'alarms=500', 'alarms=500&lang=en'])('cuts no text (%s)', (query) => withWall(wall, query, async (page) => expect(await cutTexts(page)).toEqual([])))

  it('says how many incidents do not fit', () =>
    withWall(wall, 'incidents=7', async (page) => {
      const shown = await page.locator('[data-panel=incidents] [data-incident]').count()
      const more = await page.locator('[data-testid=more]').allInnerTexts()
      expect(shown).toBeGreaterThanOrEqual(4)
      expect(more.join()).toBe(shown === 7 ? '' : `另有 ${7 - shown} 起`)
    }))

  it('ALARM-2 says that alarms flood, shows one of level I by itself and counts what does not fit', () =>
    withWall(wall, 'alarms=500', async (page) => {
      await page.locator('[data-alarm]').first().waitFor()
      expect(await page.locator('[data-testid=flood]').innerText()).toContain('告警洪峰')
      const rows = await page.locator('[data-alarm] .what').allInnerTexts()
      const rest = await page.locator('[data-testid=more-alarms]').allInnerTexts()
      expect(await page.locator('[data-alarm]').first().getAttribute('data-priority')).toBe('high')
      const counted = [...rows, ...rest].map((text) => Number(/(?:×|另有 )(\d+)/.exec(text)?.[1] ?? 1))
      expect(counted.reduce((sum, n) => sum + n, 0)).toBe(500)
    }))

  it('LOOK-2 has no text smaller than 16 arc-minutes for the viewer at 10 m', () =>
    withWall(wall, 'variant=busy', async (page) => {
      const smallest = await page
        .locator('.wall-page :not(svg *)')
        .evaluateAll((elements) => Math.min(...elements.filter((e) => e.childNodes.length > 0).map((e) => parseFloat(getComputedStyle(e).fontSize))))
      expect(smallest).toBeGreaterThanOrEqual((neededShare(10, DEFAULT_WALL_HEIGHT_M) / 100) * wall.height - 0.1)
    }))
})
