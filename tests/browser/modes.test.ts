import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadSite } from '../../server/site/loadSite.ts'
import type { Mode } from '../../shared/mode/types.ts'
import { launchBrowser } from '../support/browser.ts'
import { wallCookie } from '../support/grants.ts'
import { createRunningClock, MORNING, type RunningClock } from '../support/heldClock.ts'
import { letIn } from '../support/people.ts'
import { startAppOn, type TestApp } from '../support/testApp.ts'
import { withoutMap } from '../support/withoutMap.ts'

const PACK = fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url))
const PAGE_DIR = fileURLToPath(new URL('../../dist/client', import.meta.url))
const READY_WITHIN_MS = 90_000
const SIZE = { width: 1280, height: 720 }
/** Two walls change within this of one another, ms: all changes of a run but one. */
const AT_ONCE_MS = 100
/** And that one within this: two walls, two desks and the server share two processors here, and now and then one page is given none, ms. */
const AT_MOST_MS = 300
/** The frames that show it: on two processors that do without a graphics card each wall waits for the other's, ms. */
const DRAWN_WITHIN_MS = 1_000
/** A wall that has run so long has sampled the server's clock at ten beats of its own (CLOCK-3), ms; its first samples come while its page is being built. */
const CLOCK_SETTLED_MS = 12_000
/** A wall is at rest when so many frames in a row come within so long, ms. */
const CALM_FRAMES = 20
const CALM_WITHIN_MS = 50

const pack = await loadSite(PACK)
/** Each wall has a browser, with processes and a graphics queue of its own, as on the machines of two walls; the desks share the third. */
let browsers: [Browser, Browser, Browser]
let app: TestApp<RunningClock>
let walls: Page[]
let desks: Page[]
/** How far apart the two walls changed, each time. */
const apartMs: number[] = []

beforeAll(async () => {
  browsers = await Promise.all([launchBrowser(), launchBrowser(), launchBrowser()])
  app = await startAppOn({ clock: createRunningClock(MORNING), site: pack.site, pageDir: PAGE_DIR, basemapFile: pack.basemapFile })
  walls = await Promise.all([openPage('/wall', app.grants.wall, browsers[0]), openPage('/wall', app.grants.wall, browsers[1])])
  desks = await Promise.all(['leader-a', 'leader-b'].map((id) => openPage('/desk#modes', letIn(app.access, 'leader', id).secret, browsers[2])))
  for (const wall of walls) {
    await noteScenes(wall)
    await wall.waitForFunction((settled) => performance.now() > settled, CLOCK_SETTLED_MS)
  }
}, READY_WITHIN_MS)
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()))
  await app.close()
})

async function openPage(path: string, secret: string, browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZE })
  await context.addCookies([wallCookie(app.url, { wall: secret })])
  const page = await context.newPage()
  await withoutMap(page)
  await page.goto(app.url + path)
  await page.waitForSelector('[data-link="live"]', { timeout: READY_WITHIN_MS })
  return page
}

type Noted = Window & { scenes: { scene: string; changed: number; drawn: number; mounted: number }[] }

/**
 * Each wall notes when its page has changed to a scene, how many panels it had to mount then, and when the frame with it was handed on to be shown: the one
 * after it begins. By the one clock of the machine, which is the server's.
 */
function noteScenes(wall: Page): Promise<void> {
  return wall.evaluate(() => {
    const scenes: Noted['scenes'] = []
    const place = document.querySelector('.wall')!
    Object.assign(window, { scenes })
    const now = (): number => performance.timeOrigin + performance.now()
    new MutationObserver((records) => {
      if (records.every(({ type }) => type !== 'attributes')) return
      const scene = place.getAttribute('data-scene') ?? ''
      const changed = now()
      const mounted = records.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node instanceof Element && node.matches('.spot')).length
      requestAnimationFrame(() => requestAnimationFrame(() => scenes.push({ scene, changed, drawn: now(), mounted })))
    }).observe(place, { subtree: true, childList: true, attributeFilter: ['data-scene'] })
  })
}

async function notedOf(scene: string): Promise<Noted['scenes']> {
  return Promise.all(walls.map(async (wall) => {
    await wall.waitForFunction((wanted) => (window as unknown as Noted).scenes.at(-1)?.scene === wanted, scene)
    return wall.evaluate((wanted) => (window as unknown as Noted).scenes.filter((each) => each.scene === wanted).at(-1)!, scene)
  }))
}

/** Frames come without a pause: what the change before left to draw is done. */
function atRest(wall: Page): Promise<unknown> {
  return wall.evaluate(([calm, within]) => new Promise<void>((done) => {
    let [row, before] = [0, performance.now()]
    requestAnimationFrame(function frame(now) {
      row = now - before <= within! ? row + 1 : 0
      before = now
      if (row >= calm!) done()
      else requestAnimationFrame(frame)
    })
  }), [CALM_FRAMES, CALM_WITHIN_MS])
}

async function expectAtOnce(scene: string): Promise<void> {
  const [one, other] = await notedOf(scene)
  apartMs.push(Math.abs(one!.changed - other!.changed))
  expect(apartMs.at(-1), `${scene} on both walls`).toBeLessThanOrEqual(AT_MOST_MS)
  expect([one!.mounted, other!.mounted], `panels mounted only when ${scene} was turned to`).toEqual([0, 0])
  expect(Math.abs(one!.drawn - other!.drawn), `${scene} drawn on both walls`).toBeLessThanOrEqual(DRAWN_WITHIN_MS)
}

/** Chooses a mode, says why and sends, by keys alone. */
async function switchByKeys(desk: Page, to: Mode, reason: string): Promise<void> {
  await desk.bringToFront()
  await desk.focus(`[data-choose="${to}"] input`)
  await desk.keyboard.press('Space')
  await desk.waitForSelector('[data-testid="preview"] li')
  await desk.focus('.switch textarea')
  await desk.keyboard.press('ControlOrMeta+A')
  await desk.keyboard.type(reason)
  await Promise.all(walls.map(atRest))
  await desk.keyboard.press('Control+Enter')
}

const [HOLIDAY, EVENT, NORMAL] = ['holiday', 'event', 'normal'] as const

describe('the modes in a real browser', () => {
  test.each([[HOLIDAY, '春节保障'], [EVENT, '音乐节'], [NORMAL, '活动结束']] as const)(
    'MODE-1 SCENE-1 %s is entered at the desk by keyboard, and both walls change their scene at the same instant', async (mode, reason) => {
      await switchByKeys(desks[0]!, mode, reason)
      await expectAtOnce(mode)
      await desks[1]!.waitForSelector(`[data-testid="mode-now"][data-mode="${mode}"]`)
      expect(app.app.pipeline.lane.board.modeRecord.history.at(-1)).toMatchObject({ to: mode, by: 'leader-a', reason })
      await desks[0]!.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('.switch textarea')!.value === '')
    })

  test('MODE-4 of two leaders who switch at once one is recorded, and the other is told who was first', async () => {
    for (const desk of desks) {
      await desk.bringToFront()
      await desk.focus(`[data-choose="${HOLIDAY}"] input`)
      await desk.keyboard.press('Space')
      await desk.fill('.switch textarea', '春节保障')
    }
    const before = app.app.pipeline.lane.board.modeRecord.history.length
    await Promise.all(desks.map((desk) => desk.locator('[data-testid="send-switch"]').dispatchEvent('click')))
    await Promise.race(desks.map((desk) => desk.waitForSelector('[data-testid="was-first"]')))
    const { history } = app.app.pipeline.lane.board.modeRecord
    expect(history).toHaveLength(before + 1)
    const told = (await Promise.all(desks.map((desk) => desk.locator('[data-testid="was-first"]').allInnerTexts()))).flat()
    expect(told).toEqual([expect.stringMatching(new RegExp(`^${history.at(-1)!.by} 已于 .* 先行转换为节假日$`))])
  })

  test('MODE-2 MODE-4 emergency is asked for at one desk, counted down on both, and confirmed at the other alone', async () => {
    const [first, second] = desks as [Page, Page]
    await switchByKeys(first, 'emergency', '大面积停电')
    for (const desk of desks) {
      const left = await desk.waitForSelector('[data-testid="confirm-left"]')
      expect(await left.innerText()).toMatch(/剩 (1:[0-5]\d|2:00) 失效/)
    }
    expect(await first.locator('[data-testid="confirm-switch"]').isDisabled()).toBe(true)
    await second.bringToFront()
    await second.focus('[data-testid="confirm-switch"]')
    await Promise.all(walls.map(atRest))
    await second.keyboard.press('Enter')
    await expectAtOnce('emergency')
    expect(await first.locator('[data-switch]').first().innerText()).toContain('leader-b 确认，leader-a 发起')
  })

  test('SCENE-2 a scene is pinned at the desk for both walls whatever the mode, and follows the mode again when released', async () => {
    const [desk] = desks as [Page]
    await desk.bringToFront()
    await desk.focus('[data-take="holiday"]')
    await Promise.all(walls.map(atRest))
    await desk.keyboard.press('Enter')
    await expectAtOnce('holiday')
    expect(await walls[0]!.locator('[data-testid="scene-pinned"]').innerText()).toBe('场景固定：节假日')
    await desk.waitForSelector('[data-testid="release-scene"]:not([disabled])')
    await desk.focus('[data-testid="release-scene"]')
    await Promise.all(walls.map(atRest))
    await desk.keyboard.press('Enter')
    await expectAtOnce('emergency')
  })

  test('POST-2 POST-4 POST-5 a roster is written and sent, refused with its row and field, the pack\'s is applied in one act, and somebody checks in', async () => {
    const [desk] = desks as [Page]
    await desk.bringToFront()
    await desk.evaluate(() => (location.hash = '#posts'))
    const post = pack.site.posts[0]!.id
    const table = (end: string): string => `post,start,end,who,count\n${post},2023-11-23 00:00,2023-11-23 01:00,guard,2\n${post},2023-11-23 01:00,${end},police,1\n`
    const load = (text: string) => desk.setInputFiles('[data-testid="roster-file"]', { name: 'roster.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await desk.waitForSelector('[data-testid="roster-file"]', { state: 'attached' })
    await load(table('2023-11-23 01:00'))
    await desk.waitForSelector('[data-testid="roster-problem"]')
    expect(await desk.locator('[data-testid="roster-problem"]').innerText()).toBe('第 2 行 · 结束：结束须晚于开始')
    await load(table('2023-11-23 02:00'))
    await desk.waitForSelector('[data-testid="roster-problem"]', { state: 'detached' })
    await desk.focus('[data-testid="send-roster"]')
    await desk.keyboard.press('Enter')
    await desk.waitForSelector('[data-panel="desk-roster"] [data-phase="journaled"]')
    expect(app.app.pipeline.lane.board.duty.roster?.shifts).toHaveLength(2)
    await desk.focus('[data-testid="apply-roster"]')
    await desk.keyboard.press('Enter')
    await expect.poll(() => app.app.pipeline.lane.board.duty.roster!.shifts.length).toBeGreaterThan(3 * pack.site.posts.length)
    expect(app.app.pipeline.lane.board.duty.roster!.shifts.filter(({ post: of, startsAt, endsAt }) => of === post && startsAt <= app.clock.now() && app.clock.now() < endsAt)).toHaveLength(1)
    await desk.focus(`[data-in="${post}"]`)
    await desk.keyboard.press('Enter')
    await desk.waitForSelector(`[data-out="${post}"]`)
    expect(app.app.pipeline.lane.board.duty.presences).toMatchObject([{ post, unit: null, to: null }])
  })

  test('MODE-8 what was chosen of another mode is chosen, and its preview read, anew; what is sent names the mode it was of', async () => {
    const [, desk] = desks as [Page, Page]
    await desk.bringToFront()
    const chosen = desk.locator(`[data-choose="${NORMAL}"] input`)
    await chosen.focus()
    await desk.keyboard.press('Space')
    await desk.waitForSelector('[data-testid="preview"] li')
    await desk.fill('.switch textarea', '已平息')
    expect(await desk.locator('[data-testid="send-switch"]').isEnabled()).toBe(true)
    expect((await app.post('/api/v1/mode/switch', { commandId: 'meanwhile', to: EVENT, reason: '音乐节' })).status).toBe(201)
    await desk.waitForSelector(`[data-testid="mode-now"][data-mode="${EVENT}"]`)
    await desk.waitForSelector('[data-testid="preview"]', { state: 'detached' })
    expect([await desk.locator('[data-testid="send-switch"]').isDisabled(), await desk.inputValue('.switch textarea')]).toEqual([true, '已平息'])
    await chosen.focus()
    await desk.keyboard.press('Space')
    const sent = desk.waitForRequest((request) => request.url().endsWith('/mode/switch'))
    await desk.waitForSelector('[data-testid="send-switch"]:not([disabled])')
    await desk.keyboard.press('Control+Enter')
    expect((await sent).postDataJSON()).toMatchObject({ from: EVENT, to: NORMAL, reason: '已平息' })
    await desk.waitForSelector(`[data-testid="mode-now"][data-mode="${NORMAL}"]`)
  })

  test('SCENE-1 the walls have changed within 100 ms of one another, but for one change at the most', () => {
    expect(apartMs.length).toBeGreaterThanOrEqual(6)
    expect(apartMs.filter((ms) => ms > AT_ONCE_MS).length, `changes more than ${AT_ONCE_MS} ms apart, of ${apartMs.map(Math.round).join(', ')}`).toBeLessThanOrEqual(1)
  })
})
