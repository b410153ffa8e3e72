import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listenToScripts, type Scripts } from '../../bench/client/scripts.ts'
import { loadSite } from '../../server/site/loadSite.ts'
import { STAGES } from '../../shared/clock/stages.ts'
import { stateOf } from '../../shared/incident/life.ts'
import type { Incident } from '../../shared/incident/types.ts'
import { launchBrowser } from '../support/browser.ts'
import { wallCookie } from '../support/grants.ts'
import { createRunningClock, MORNING, type RunningClock } from '../support/heldClock.ts'
import { letIn } from '../support/people.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcpProxy.ts'
import { startAppOn, type TestApp } from '../support/testApp.ts'
import { MAP_WORKER, withoutMap } from '../support/withoutMap.ts'

const PACK = fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url))
const PAGE_DIR = fileURLToPath(new URL('../../dist/client', import.meta.url))
const READY_WITHIN_MS = 90_000
/** The pack's zone is Asia/Shanghai, eight hours ahead all year. */
const SITE_OFFSET_MS = 8 * 3_600_000
const SIZE = { width: 1280, height: 720 }
/** What the button that leads back to Chinese says. */
const LANGUAGE_BUTTON = '中'

const pack = await loadSite(PACK)
let browser: Browser
let app: TestApp<RunningClock>
let network: TcpProxy
/** The desks of the leaders duty-1 and duty-2: straight to the server, and by the network that can be held. */
let desk: Page
let second: Page
let reports = 0

beforeAll(async () => {
  browser = await launchBrowser()
  app = await startAppOn({ clock: createRunningClock(MORNING), site: pack.site, pageDir: PAGE_DIR, basemapFile: pack.basemapFile })
  network = await startTcpProxy(app.port)
  desk = await openDesk(app.url, 'duty-1', 'map')
})
afterAll(async () => {
  await browser.close()
  await network.close()
  await app.close()
})

/** The wall's screen, straight to the server. */
const openWall = (prepare: (page: Page) => void): Promise<Page> => open('/wall', app.url, app.grants.wall, 'map', prepare)
/** A desk at which the leader `by` is signed in, by the network that can be held or straight to the server. */
const openDesk = (url: string, by: string, look: 'map' | 'rest'): Promise<Page> => open('/desk', url, letIn(app.access, 'leader', by).secret, look)

async function open(path: string, url: string, secret: string, look: 'map' | 'rest', prepare: (page: Page) => void = () => undefined): Promise<Page> {
  const page = await browser.newPage({ viewport: SIZE })
  await page.context().addCookies([wallCookie(url, { wall: secret })])
  prepare(page)
  if (look === 'rest') await withoutMap(page)
  await page.goto(url + path)
  await page.waitForSelector('[data-link="live"]', { timeout: READY_WITHIN_MS })
  if (look === 'map') await page.waitForSelector('[data-ready="true"]', { timeout: READY_WITHIN_MS })
  return page
}

/** Another incident, for one test alone. */
async function report(): Promise<string> {
  const body = { commandId: `r-${(reports += 1)}`, kind: 'fire', position: { lon: 113.7206, lat: 34.7731 }, place: 'East shore', summary: 'Smoke', source: '110' }
  const { body: answer } = await app.post<{ incidentId: string }>('/api/v1/reports', body)
  return answer.incidentId
}

/** Chooses an incident in a desk's queue. */
async function choose(page: Page, id: string): Promise<void> {
  await page.locator(`[data-panel="desk-queue"] [data-incident="${id}"]`).click()
  await page.waitForSelector(chosen(id))
}

const incident = (id: string): Incident => app.incidents().find((each) => each.id === id)!
const chosen = (id: string): string => `[data-chosen="${id}"]`
const stageOn = (page: Page, scope: string, stage: string, state: string) => page.waitForSelector(`${scope} [data-stage="${stage}"][data-state="${state}"]`)

/** Has the map come to rest after it was thrown and zoomed? */
const isMapStill = (desk: Page): Promise<boolean> => desk.evaluate(async () => {
  const place = (): string => JSON.stringify(document.querySelector('.map-mark[data-look="chosen"]')?.getBoundingClientRect())
  const before = place()
  for (let frame = 0; frame < 10; frame += 1) await new Promise(requestAnimationFrame)
  return before !== undefined && place() === before
})

/** A place on the map where no mark stands, px from the map's corner. */
async function freePlace(desk: Page, { x, y, width, height }: { x: number; y: number; width: number; height: number }): Promise<{ x: number; y: number }> {
  for (const share of [0.6, 0.7, 0.8, 0.5]) {
    const at = { x: width * share, y: height * 0.5 }
    const isFree = ([left, top]: readonly [number, number]): boolean => document.elementFromPoint(left, top)?.closest('[data-incident-id]') === null
    if (await desk.evaluate(isFree, [x + at.x, y + at.y] as const)) return at
  }
  throw new Error('marks everywhere')
}

/** Sends what an action asks for, and waits until it is recorded and the dialog gone. */
async function sendDialog(desk: Page, action: string): Promise<void> {
  await desk.keyboard.press('Control+Enter')
  await desk.waitForSelector(`[data-testid="action-${action}"]`, { state: 'hidden' })
}

describe('the desk in a real browser', () => {
  test('DESK-4 ? lists the keys, Escape closes, / searches; in English no Chinese is left', async () => {
    const id = await report()
    await choose(desk, id)
    await desk.keyboard.press('l')
    await desk.waitForSelector('html[lang^="en"]')
    await desk.keyboard.press('?')
    await desk.waitForSelector('[data-testid="key-help"] dl')
    await desk.keyboard.press('1')
    expect(incident(id).stamps.respond).toHaveLength(0)
    const shown = await desk.evaluate(() => document.body.innerText)
    expect(shown.replace(LANGUAGE_BUTTON, '')).not.toMatch(/\p{Script=Han}/u)
    await desk.keyboard.press('Escape')
    await desk.waitForSelector('[data-testid="key-help"]', { state: 'detached' })
    await desk.keyboard.press('/')
    await desk.keyboard.type('drowning')
    await desk.waitForSelector(`[data-panel="desk-queue"] [data-incident="${id}"]`, { state: 'detached' })
    await desk.keyboard.press('Escape')
    await desk.keyboard.press('Escape')
    await desk.waitForSelector(`[data-panel="desk-queue"] [data-incident="${id}"]`)
    await desk.keyboard.press('l')
    await desk.waitForSelector('html[lang^="zh"]')
    expect((await app.post(`/api/v1/incidents/${id}/cancel`, { commandId: 'x-1', reason: 'false alarm' })).status).toBe(201)
  })

  test('DESK-1 DESK-4 DESK-5 DESK-7 an incident is reported and worked to its end by keyboard, and the wall agrees at every step', async () => {
    let scripts: () => Promise<Scripts> = () => Promise.reject(new Error('not opened'))
    const wall = await openWall((page) => (scripts = listenToScripts(page)))
    const before = app.incidents().length
    await desk.keyboard.press('n')
    await desk.waitForSelector('[data-panel="desk-report"] .el-autocomplete input:focus')
    await desk.keyboard.type('会展中心')
    await desk.waitForSelector('.el-autocomplete-suggestion li.highlighted')
    await desk.keyboard.type('南门')
    await desk.keyboard.press('Enter')
    await desk.waitForSelector('[data-panel="desk-report"] .kinds input:focus')
    await desk.keyboard.press('4')
    await desk.keyboard.press('Control+Enter')
    await expect.poll(() => app.incidents().length).toBe(before + 1)
    const { id } = app.incidents().at(-1)!
    expect(incident(id)).toMatchObject({ kind: 'fire', place: '会展中心南门', source: 'desk', summary: '火情', level: 'III' })
    await desk.waitForSelector(`${chosen(id)}[data-state="reported"]`)
    await wall.waitForSelector(`[data-incident="${id}"]`)
    await desk.waitForSelector('.command-strip [data-phase="journaled"]')

    for (const [i, stage] of STAGES.slice(0, 3).entries()) {
      await desk.keyboard.press(String(i + 1))
      await stageOn(desk, chosen(id), stage, 'met')
      await stageOn(wall, `[data-incident="${id}"]`, stage, 'met')
      expect(incident(id).stamps[stage]).toHaveLength(1)
    }

    await desk.keyboard.press('v')
    await desk.waitForSelector('[data-testid="action-level"] .el-radio-button input:focus')
    await desk.keyboard.press('Tab')
    await desk.keyboard.press('ArrowRight')
    await desk.waitForSelector('[data-testid="level-result"]')
    await desk.keyboard.press('ArrowRight')
    await desk.keyboard.press('ArrowRight')
    await expect.poll(() => desk.locator('[data-testid="level-result"]').textContent()).toMatch(/I 级：管委会牵头，.*主责/)
    await desk.keyboard.press('Tab')
    await desk.keyboard.type('火势扩大')
    await sendDialog(desk, 'level')
    await wall.waitForSelector(`[data-incident="${id}"] [data-level="I"]`)
    await desk.waitForSelector(`${chosen(id)} .head [data-level="I"]`)
    expect(incident(id)).toMatchObject({ severity: 'critical', reportedBy: 'duty-1' })
    expect(await desk.locator('[data-testid="level-lead"]').textContent()).toMatch(/^I 级：管委会牵头/)

    await desk.keyboard.press('e')
    await desk.waitForSelector('[data-testid="action-decide"] .el-radio-button input:focus')
    expect(await desk.locator('[data-testid="aim"]').textContent()).toBe('建议升级至管委会：等级 I')
    await desk.keyboard.press('Space')
    await desk.keyboard.press('Tab')
    await desk.keyboard.type('需要管委会')
    await sendDialog(desk, 'decide')
    await expect.poll(() => incident(id).escalations[0]?.state).toBe('handedOver')
    await desk.waitForSelector('[data-action="acknowledge"][aria-disabled="true"][title*="接收方"]')
    await wall.waitForSelector('[data-testid="handover"]')
    const acknowledged = await app.post(`/api/v1/incidents/${id}/acknowledgements`, { commandId: 'ack-1', escalation: incident(id).escalations[0]!.seq })
    expect([acknowledged.status, incident(id).lead]).toEqual([201, 'committee'])
    await wall.waitForSelector('[data-testid="handover"]', { state: 'detached' })
    await wall.waitForSelector('[data-testid="measures"]')
    await desk.waitForSelector('[data-from="record"] [data-fact="acknowledged"]')

    await desk.keyboard.press('4')
    await desk.waitForSelector(`${chosen(id)}[data-state=resolved]`)
    await wall.waitForSelector('[data-testid="calm"]')
    await desk.waitForSelector('[data-action="close"][aria-disabled="false"]')
    await desk.keyboard.press('c')
    await desk.waitForSelector('[data-testid="action-close"] textarea:focus')
    await sendDialog(desk, 'close')
    await desk.waitForSelector(`${chosen(id)}[data-state="closed"]`)
    expect(stateOf(incident(id))).toBe('closed')
    await expect.poll(() => desk.locator(`${chosen(id)} [data-fact="closed"]`).count()).toBe(1)

    const { figures } = await scripts()
    await wall.close()
    expect(figures.filter(({ holds }) => holds === false)).toEqual([])
  })

  test('DESK-5 DESK-10 three gestures with a mouse on a map zoomed and drawn along: click the map, choose the kind, send', async () => {
    await choose(desk, await report())
    const before = app.incidents().length
    const box = (await desk.locator('.desk-map .canvas').boundingBox())!
    const { width, height } = box
    await desk.keyboard.press('+')
    await desk.mouse.move(box.x + width * 0.3, box.y + height * 0.3)
    await desk.mouse.down()
    await desk.mouse.move(box.x + width * 0.4, box.y + height * 0.4, { steps: 4 })
    await desk.mouse.up()
    expect(await desk.locator('[data-panel="desk-report"]').count()).toBe(0)
    await expect.poll(() => isMapStill(desk)).toBe(true)
    const at = await freePlace(desk, box)
    await desk.mouse.click(box.x + at.x, box.y + at.y)
    await desk.locator('.kinds .el-radio-button').nth(2).click()
    await desk.locator('[data-testid="send-report"]').click()
    await expect.poll(() => app.incidents().length).toBe(before + 1)
    expect(app.incidents().at(-1)!.kind).toBe('drowning')
    const mark = await desk.locator('.map-mark[data-look="chosen"]').evaluate((element) => element.getBoundingClientRect().toJSON() as DOMRect)
    expect(Math.abs(mark.x - box.x - at.x)).toBeLessThan(1.5)
    expect(Math.abs(mark.y - box.y - at.y)).toBeLessThan(1.5)
  })

  test('DESK-2 DESK-9 PRESENCE-1 two leaders press the same thing: one effect, and the second sees who was first', async () => {
    const id = await report()
    second = await openDesk(network.url, 'duty-2', 'rest')
    await choose(desk, id)
    await choose(second, id)
    const looking = desk.locator('[data-testid="viewers"]')
    await expect.poll(() => looking.textContent()).toMatch(/也在查看：duty-2（值班长）/)
    await expect.poll(() => desk.locator(`[data-incident="${id}"] [data-testid="row-viewers"]`).textContent()).toContain('duty-2')
    for (const [state, shown] of [['hidden', false], ['visible', true]] as const) {
      await second.evaluate((to) => {
        Object.defineProperty(document, 'visibilityState', { value: to, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }, state)
      await expect.poll(async () => (await looking.textContent())?.includes('duty-2'), { message: `a tab that is ${state}` }).toBe(shown)
    }
    network.hold()
    await desk.keyboard.press('1')
    await desk.waitForSelector('.command-strip [data-phase="journaled"]')
    await second.keyboard.press('1')
    await second.waitForSelector('.command-strip [data-phase="sending"]')
    network.release()
    const refused = second.locator('.command-strip [data-code="alreadyStamped"]')
    await refused.waitFor()
    await expect.poll(() => refused.textContent()).toMatch(/先到者 duty-1.*字段 stage/)
    expect(incident(id).stamps.respond).toHaveLength(1)
    await second.waitForSelector('[data-stamp="respond"][data-done="true"][aria-disabled="true"]')

    const other = await app.post<{ incidentId: string; number: string }>('/api/v1/reports', { commandId: 'merged-1', kind: 'fire', position: { lon: 113.7206, lat: 34.7731 }, summary: 'Smoke', source: '119' })
    expect((await app.post(`/api/v1/incidents/${other.body.incidentId}/merge`, { commandId: 'm-1', into: id, reason: '同一起火情' })).status).toBe(201)
    const absorbed = await desk.waitForSelector(`${chosen(id)} [data-from="record"] [data-fact="absorbed"]`)
    expect(await absorbed.textContent()).toContain('同一起火情')
  })

  test('DESK-3 a lost link disables what cannot be sent and says so; what was pressed just before is recorded once', async () => {
    const id = await report()
    const desk = second
    await choose(desk, id)
    network.hold()
    await desk.keyboard.press('1')
    await desk.waitForSelector('[data-testid="blocked"]', { timeout: 4_000 })
    expect(await desk.locator('.stamp[aria-disabled="true"]').count()).toBe(STAGES.length)
    const sent = await desk.locator('.command-strip .outcome').count()
    await desk.keyboard.press('2')
    expect(await desk.locator('.command-strip .outcome').count()).toBe(sent)
    network.release()
    await desk.waitForSelector('[data-link="live"]')
    await desk.waitForSelector('.command-strip [data-phase="journaled"]')
    expect(await desk.locator('[data-testid="blocked"]').count()).toBe(0)
    expect([incident(id).stamps.respond.length, incident(id).stamps.dispatch.length]).toEqual([1, 0])
  })

  test('DESK-15 Escape leaves every dialog, an open list of it first, and what only cancels an input method or lies beside it none', async () => {
    const [id, other] = [await report(), await report()]
    await choose(desk, id)
    const dialog = (action: string) => desk.locator(`[data-testid="action-${action}"]`)
    for (const [key, action] of [['g', 'merge'], ['d', 'department']] as const) {
      const list = dialog(action).locator('[role="combobox"]')
      await desk.keyboard.press(key)
      await desk.waitForSelector(`[data-testid="action-${action}"] input:focus`)
      await dialog(action).locator('.el-select__wrapper').click()
      await expect.poll(() => list.getAttribute('aria-expanded')).toBe('true')
      if (action === 'merge') expect(await desk.locator('.el-select-dropdown__item', { hasText: incident(other).number.slice(-3) }).first().textContent()).toMatch(/ · III 较大 · /)
      await desk.keyboard.press('Escape')
      await expect.poll(() => list.getAttribute('aria-expanded')).toBe('false')
      expect(await dialog(action).count()).toBe(1)
      await desk.keyboard.press('Escape')
      await dialog(action).waitFor({ state: 'detached' })
    }
    await desk.keyboard.press('m')
    const words = dialog('note').locator('textarea')
    await desk.waitForSelector('[data-testid="action-note"] textarea:focus')
    await desk.keyboard.type('东门')
    for (const composed of [{ key: 'Process', code: 'Escape', keyCode: 229 }, { key: 'Escape', code: 'Escape', isComposing: true }]) {
      await words.dispatchEvent('keydown', { ...composed, bubbles: true, cancelable: true })
    }
    await desk.mouse.click(5, SIZE.height / 2)
    expect(await words.inputValue()).toBe('东门')
    await desk.keyboard.press('Escape')
    await dialog('note').waitFor({ state: 'detached' })
  })

  test('DESK-15 a report that is left with Escape waits as a draft until it is sent or dropped', async () => {
    const summary = desk.locator('[data-panel="desk-report"] textarea')
    await desk.keyboard.press('n')
    await summary.fill('南门冒烟')
    await desk.keyboard.press('Escape')
    await summary.waitFor({ state: 'detached' })
    await desk.keyboard.press('n')
    expect(await summary.inputValue()).toBe('南门冒烟')
    await desk.locator('[data-testid="drop-report"]').click()
    await desk.keyboard.press('n')
    expect(await summary.inputValue()).toBe('')
    await desk.locator('[data-testid="drop-report"]').click()
  })

  test('DESK-6 a stamp that leaves an earlier stage unrecorded is asked for twice', async () => {
    const id = await report()
    await choose(desk, id)
    await desk.keyboard.press('3')
    await desk.waitForSelector('[data-stamp="arrive"][data-confirming="true"]')
    expect(incident(id).stamps.arrive).toHaveLength(0)
    await desk.keyboard.press('3')
    await stageOn(desk, chosen(id), 'arrive', 'met')
    await stageOn(desk, chosen(id), 'respond', 'unrecorded')
  })

  test('DESK-14 a stamp told by radio is given with its own time; what is no time or lies ahead is not sent', async () => {
    const id = await report()
    await choose(desk, id)
    const reportedAt = incident(id).reportedAt
    const clockText = (at: number): string => new Date(at + SITE_OFFSET_MS).toISOString().slice(11, 19)
    const write = async (text: string): Promise<void> => {
      await desk.keyboard.press('h')
      await desk.keyboard.press('Control+A')
      await desk.keyboard.type(text)
      await desk.keyboard.press('Enter')
    }
    for (const text of ['25:00', clockText(app.clock.now() + 3_600_000)]) {
      await write(text)
      await desk.waitForSelector('[data-stamp="respond"][aria-disabled="true"]')
      await desk.keyboard.press('1')
    }
    const told = Math.ceil(reportedAt / 1_000) * 1_000
    await write(clockText(told))
    await desk.waitForSelector('[data-stamp="respond"][aria-disabled="false"]')
    await desk.keyboard.press('1')
    await stageOn(desk, chosen(id), 'respond', 'met')
    expect(incident(id).stamps.respond.map(({ at }) => at)).toEqual([told])
    expect(await desk.inputValue('#desk-stamp-time')).toBe('')
  })
})

describe('WALL-7 a desk whose map does not come', () => {
  test('says so and is loaded anew when somebody wants it', async () => {
    let asked = 0
    const page = await browser.newPage({ viewport: SIZE })
    await page.context().addCookies([wallCookie(app.url, { wall: letIn(app.access, 'leader', 'duty-3').secret })])
    await page.route(MAP_WORKER, (route) => ((asked += 1) === 1 ? route.abort() : route.continue()))
    await page.goto(`${app.url}/desk`)
    const map = page.locator('[data-testid="desk-map"]')
    await map.locator('[role="alert"]:has-text("地图程序未取到")').waitFor({ timeout: READY_WITHIN_MS })
    await map.locator('[data-zoom="in"]').click()
    await page.evaluate(() => Object.assign(window, { isFirstPage: true }))
    await map.locator('[role="alert"] button').click()
    await page.waitForFunction(() => !('isFirstPage' in window))
    await page.waitForSelector('[data-ready="true"]', { timeout: READY_WITHIN_MS })
    await page.close()
  })
})
