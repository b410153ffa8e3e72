import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { neededShare, DEFAULT_WALL_HEIGHT_M } from '../../client/theme/textSize.ts'
import { MODES, type Mode } from '../../shared/mode/types.ts'
import { launchBrowser } from '../support/browser.ts'
import { serveWallPage } from '../support/wallPage.ts'

/** The walls the product is made for; `bezels` are where a picture made of several screens is cut. */
const WALLS = [
  { name: '16:9', width: 1920, height: 1080, bezels: { x: [], y: [] } },
  { name: '16:9 in 4K', width: 3840, height: 2160, bezels: { x: [], y: [] } },
  { name: '3 × 1 screens', width: 5760, height: 1080, bezels: { x: [1920, 3840], y: [] } },
  { name: '4 × 2 screens', width: 7680, height: 2160, bezels: { x: [1920, 3840, 5760], y: [1080] } },
] as const
type Wall = (typeof WALLS)[number]
/** What the wall is loaded with, once each, and the modes it is looked at in. */
const QUERIES = [
  { query: 'variant=busy', modes: MODES }, { query: 'lang=en', modes: MODES }, { query: 'variant=stale', modes: ['normal', 'emergency'] },
  { query: 'variant=calm', modes: ['normal', 'emergency'] }, { query: 'alarms=500', modes: ['normal', 'holiday'] },
  { query: 'alarms=500&lang=en', modes: ['normal', 'holiday'] }, { query: 'plans=all', modes: ['emergency'] }, { query: 'plans=all&lang=en', modes: ['emergency'] },
] as const
type Query = (typeof QUERIES)[number]['query']
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
const pages = new Map<Query, Promise<Page>>()
beforeAll(async () => {
  served = await serveWallPage()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  await served.server.close()
})

/** Stands for the map, which software draws slowly: it counts how often it is mounted. */
const MAP = 'export default { setup() { window.mapsMounted = (window.mapsMounted ?? 0) + 1; return () => null } }'

/** The wall laid out and not painted: that is all these tests look at, and software paints 8K walls slowly. */
async function load(query: Query): Promise<Page> {
  const page = await browser.newPage({ viewport: WALLS[0] })
  await page.route('**/client/map/CommandMap.vue*', (route) => route.fulfill({ contentType: 'text/javascript', body: MAP }))
  await page.goto(`${served.url}?${query}`)
  await page.locator('[data-breach], .quiet').first().waitFor()
  await page.evaluate(() => document.fonts.ready)
  await page.addStyleTag({ content: '* { visibility: hidden !important }' })
  return page
}

/** The wall of a query, loaded once, at a size and in a mode; resolves when it has settled. */
async function wallAt(query: Query, wall: Wall, mode: Mode): Promise<Page> {
  const loading = pages.get(query) ?? load(query)
  pages.set(query, loading)
  const page = await loading
  if (page.viewportSize()?.width !== wall.width) await page.setViewportSize(wall)
  await page.evaluate(async (next) => {
    ;(window as unknown as { showMode(mode: string): void }).showMode(next)
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
  }, mode)
  expect(await page.locator('.wall').getAttribute('data-scene')).toBe(mode)
  return page
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
  return page.locator('.wall-page .one-line, .wall-page .share, .wall-page .note, .wall-page .body, .wall-page .place, .wall-page .what, .wall-page .name, .wall-page li, .wall-page th, .wall-page dd').evaluateAll((elements) =>
    elements
      .filter((element) => getComputedStyle(element).overflow !== 'visible' || element.classList.contains('body'))
      .filter(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 2)
      .map((element) => `${element.closest('[data-panel]')?.getAttribute('data-panel') ?? ''}: ${element.className} ${element.textContent?.trim().slice(0, 40) ?? ''}`),
  )
}

function crossing(box: Box, bezels: Wall['bezels']): boolean {
  const between = (at: number, from: number, to: number): boolean => at > from + ROUNDING && at < to - ROUNDING
  return bezels.x.some((at) => between(at, box.left, box.right)) || bezels.y.some((at) => between(at, box.top, box.bottom))
}

function overlapping(a: Box, b: Box): boolean {
  return a.left < b.right - ROUNDING && b.left < a.right - ROUNDING && a.top < b.bottom - ROUNDING && b.top < a.bottom - ROUNDING
}

/** Panels that hang out of their area, lie on one another or on a bezel, or are not on the screen. */
async function misplaced(page: Page, wall: Wall): Promise<string[]> {
  const panels = await boxes(page, '[data-panel]')
  expect(panels.length).toBeGreaterThanOrEqual(9)
  const outside = panels.filter(({ left, top, right, bottom }) => left < 0 || top < 0 || right > wall.width + ROUNDING || bottom > wall.height + ROUNDING)
  const marks = await boxes(page, '.header-bar h1, .header-bar li, .level-in-force, .header-bar time, [data-incident]')
  return [
    ...outside.map(({ name }) => `${name} is off the screen`),
    ...panels.flatMap((a, i) => panels.slice(i + 1).filter((b) => overlapping(a, b)).map((b) => `${a.name} lies on ${b.name}`)),
    ...[...panels, ...marks].filter((box) => crossing(box, wall.bezels)).map(({ name }) => `${name} lies on a bezel`),
  ]
}

describe.each(QUERIES)('LOOK-4 SCENE-4 the wall with $query', ({ query, modes }) => {
  describe.each(WALLS)('at $name, $width × $height', (wall) => {
    it.each(modes)('has every panel of the scene %s apart from the others and from the bezels, and cuts no text', async (mode) => {
      const page = await wallAt(query, wall, mode)
      expect(await misplaced(page, wall)).toEqual([])
      if (query !== 'variant=stale') expect(await cutTexts(page)).toEqual([])
    })
  })
})

describe('SCENE-3 the incident in focus', () => {
  it.each([['emergency', '异常聚集 · 重大'], ['normal', '维稳安保 · 一般']] as const)('in the scene %s is %s', async (mode, words) => {
    const page = await wallAt('variant=busy', WALLS[2], mode)
    expect(await page.locator('[data-panel=focus] .kind').textContent()).toContain(words)
  })
})

describe('SCENE-5 the map', () => {
  it('stays as it is through every scene and size, in its place at each size', async () => {
    const page = await wallAt('variant=busy', WALLS[0], 'normal')
    for (const wall of [WALLS[0], WALLS[2]]) {
      const places = new Set<string>()
      for (const mode of MODES) {
        await wallAt('variant=busy', wall, mode)
        places.add(await page.locator('.wall').evaluate((element) => `${getComputedStyle(element).gridTemplateColumns} / ${getComputedStyle(element).gridTemplateRows}`))
      }
      expect([...places]).toHaveLength(1)
    }
    expect(await page.evaluate(() => (window as unknown as { mapsMounted: number }).mapsMounted)).toBe(1)
  })
})

describe.each(WALLS)('LOOK-4 the wall at $name', (wall) => {
  it('CLOCK-6 has the figures of each stage whole in their panel', async () => {
    const page = await wallAt('variant=busy', wall, 'event')
    const [panel] = await boxes(page, '[data-panel=stageTimes] .body')
    const figures = await boxes(page, '[data-panel=stageTimes] [data-stage] > :not(.axis)')
    expect(figures.map(({ name }) => name)).toEqual(expect.arrayContaining([expect.stringMatching(/^\d+:\d\d$/), expect.stringMatching(/^\d+\/\d+$/)]))
    expect(figures).toHaveLength(16)
    expect(figures.filter(({ left, right, top, bottom }) => left < panel!.left || right > panel!.right + ROUNDING || top < panel!.top || bottom > panel!.bottom + ROUNDING)).toEqual([])
  })

  it.each(['holiday', 'event'] as const)('POST-13 says in the scene %s of the worst post what is wrong and for how long', async (mode) => {
    const page = await wallAt('variant=busy', wall, mode)
    const said = (await page.locator('[data-panel=posts] .body').textContent())?.replace(/\s+/gu, ' ')
    expect(said).toMatch(/如意湖东岸 迟到 1[12]分\d+秒/)
  })

  it('says how many incidents do not fit', async () => {
    const page = await wallAt('variant=busy', wall, 'normal')
    const shown = await page.locator('[data-panel=incidents] [data-incident]').count()
    const more = await page.locator('[data-panel=incidents] [data-testid=more]').allTextContents()
    expect(shown).toBeGreaterThanOrEqual(4)
    expect(more.join()).toBe(shown === 7 ? '' : `另有 ${7 - shown} 起`)
  })

  it('ALARM-2 says that alarms flood, shows one of level I by itself and counts what does not fit', async () => {
    const page = await wallAt('alarms=500', wall, 'normal')
    expect(await page.locator('[data-testid=flood]').textContent()).toContain('告警洪峰')
    const rows = await page.locator('[data-alarm] .what').allTextContents()
    const rest = await page.locator('[data-testid=more-alarms]').allTextContents()
    expect(await page.locator('[data-alarm]').first().getAttribute('data-priority')).toBe('high')
    const counted = [...rows, ...rest].map((text) => Number(/(?:×|另有 )(\d+)/.exec(text)?.[1] ?? 1))
    expect(counted.reduce((sum, n) => sum + n, 0)).toBe(500)
  })

  it.each(MODES)('LOOK-2 has no text smaller than 16 arc-minutes for the viewer at 10 m in the scene %s', async (mode) => {
    const page = await wallAt('variant=busy', wall, mode)
    const smallest = await page
      .locator('.wall-page :not(svg *)')
      .evaluateAll((elements) => Math.min(...elements.filter((e) => e.isConnected && e.childNodes.length > 0).map((e) => parseFloat(getComputedStyle(e).fontSize))))
    expect(smallest).toBeGreaterThanOrEqual((neededShare(10, DEFAULT_WALL_HEIGHT_M) / 100) * wall.height - 0.1)
  })
})
