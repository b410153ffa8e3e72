import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Incident } from '../../shared/incident/types.ts'
import { AT_IT_MS } from '../../client/keyboard/attended.ts'
import { launchBrowser } from '../support/browser.ts'
import { letIn, type Person } from '../support/people.ts'
import { MORNING } from '../support/heldClock.ts'
import { writeScript } from '../../shared/drill/scriptFile.ts'
import { fireScript } from '../support/drillBuilders.ts'
import { reportBody } from '../support/builders.ts'
import { unitId } from '../support/site.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

const PAGE_DIR = fileURLToPath(new URL('../../dist/client', import.meta.url))
const MINUTE_MS = 60_000
const STEP_MS = 500
/** The phone's clock is set wrong by so much. */
const PHONE_FAST_MS = 7_000
const PHONE = { width: 390, height: 844 }

let browser: Browser
let app: TestApp
let phone: BrowserContext
let page: Page
let id: string
let holder: Person

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

beforeEach(async () => {
  app = await startTestApp({ pageDir: PAGE_DIR })
  id = (await app.post<{ incidentId: string }>('/api/v1/reports', reportBody())).body.incidentId
  phone = await browser.newContext({ viewport: PHONE, hasTouch: true, serviceWorkers: 'allow' })
  holder = letIn(app.access, 'field', 'phone-1', { unit: unitId(1) })
  await phone.addCookies([{ name: 'ruyi', value: holder.secret, url: app.url, httpOnly: true, sameSite: 'Strict' }])
  page = await phone.newPage()
  await page.clock.install({ time: MORNING })
  await page.clock.pauseAt(MORNING + PHONE_FAST_MS)
  await page.goto(`${app.url}/field`)
  await page.locator('.incident').first().tap()
})
afterEach(async () => {
  await phone.close()
  await app.close()
})

const incident = (): Incident => app.incidents()[0]!
const tap = (stage: string): Promise<void> => page.locator(`[data-stage="${stage}"]`).tap()
const saidOf = (stage: string, state: string): Promise<void> =>
  page.locator(`[data-stage="${stage}"] small`, { hasText: state }).waitFor()

/** Time passes for the server and the phone alike: in small steps, as what is asked meanwhile measures one clock by the other. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= STEP_MS) {
    await app.clock.advance(Math.min(STEP_MS, left))
    await page.clock.runFor(Math.min(STEP_MS, left))
  }
}

/** Lets time pass until `holds`. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(async () => (await pass(STEP_MS), holds()), { timeout: 20_000, interval: 50 }).toBe(true)
}

describe("a unit's phone", () => {
  test("FIELD-1 FIELD-3 stamps for itself with the time it pressed, by the server's clock", async () => {
    await tap('respond')
    await saidOf('respond', '已记录')
    const [stamp] = incident().stamps.respond
    expect(stamp).toMatchObject({ unit: unitId(1), by: 'phone-1' })
    expect(stamp!.at).toBe(MORNING)
    expect(await page.locator('[data-stage="respond"]').isDisabled()).toBe(true)
  })

  test('ACCESS-6 what it asks by itself does not keep it signed in, a touch does', async () => {
    const { hash } = app.access.recognise(holder.secret)!
    const seenAt = (): number => app.access.own.describe(holder.id, hash).sessions[0]!.seenAt
    const asked = (): Promise<unknown> => page.waitForResponse((answer) => answer.url().endsWith('/incidents'))
    const askAfter = async (ms: number): Promise<void> => {
      let answered = false
      void asked().then(() => (answered = true))
      await pass(ms)
      await until(() => answered)
    }
    await askAfter(AT_IT_MS + 1)
    const touchedAt = seenAt()
    await askAfter(4_000)
    await askAfter(4_000)
    expect(seenAt()).toBe(touchedAt)
    await page.locator('.sheet > .plain').tap()
    await askAfter(4_000)
    expect(seenAt()).toBeGreaterThan(touchedAt)
  })

  test('FIELD-2 FIELD-3 without a link for a minute, closed and opened again, its stamps and report arrive with their true times', async () => {
    await page.waitForFunction(async () => (await (await caches.open('field-page')).keys()).length >= 4)
    await page.evaluate(() => navigator.serviceWorker.ready)
    await phone.setOffline(true)
    await pass(5_000)
    await page.locator('.link.off').waitFor()
    await tap('respond')
    await saidOf('respond', '待发')
    await pass(20_000)
    await page.locator('textarea').fill('已到现场，火已扑灭')
    await tap('arrive')
    await pass(40_000)
    expect(incident().stamps.respond).toEqual([])

    await page.reload()
    await page.locator('.link.off').waitFor()
    await page.locator('.waiting', { hasText: '2' }).waitFor()
    await pass(MINUTE_MS)
    await phone.setOffline(false)
    await until(() => incident().stamps.arrive.length > 0)
    const { respond, arrive } = incident().stamps
    expect(respond[0]!.at).toBe(MORNING + 5_000)
    expect(arrive[0]!.at).toBe(MORNING + 25_000)
    expect(arrive[0]).toMatchObject({ note: '已到现场，火已扑灭', unit: unitId(1) })
    expect([respond.length, arrive.length]).toEqual([1, 1])
  })

  test('FIELD-7 two tabs of one team lose no press of each other, and the one that stays sends what the closed one left', async () => {
    const other = (await app.post<{ incidentId: string }>('/api/v1/reports', reportBody({ commandId: 'r-2' }))).body.incidentId
    const tab = await phone.newPage()
    await tab.goto(`${app.url}/field`)
    await tab.locator(`[data-incident="${other}"]`).tap()
    await phone.setOffline(true)
    await tap('respond')
    await tab.locator('[data-stage="respond"]').tap()
    await tab.locator('.waiting', { hasText: '2 条待发' }).waitFor()
    await tab.close()
    await page.locator('.waiting', { hasText: '2 条待发' }).waitFor()
    await phone.setOffline(false)
    await until(() => app.incidents().every(({ stamps }) => stamps.respond.length === 1))
  })

  test('FIELD-7 what a team left waiting is kept and told when another signs in on its phone, and goes once it is signed in again', async () => {
    const signIn = (secret: string): Promise<void> => phone.addCookies([{ name: 'ruyi', value: secret, url: app.url, httpOnly: true, sameSite: 'Strict' }])
    await phone.setOffline(true)
    await tap('arrive')
    await saidOf('arrive', '待发')
    await signIn(letIn(app.access, 'field', 'phone-2', { unit: unitId(2) }).secret)
    await phone.setOffline(false)
    await page.reload()
    const told = page.locator(`[data-waits-of="${unitId(1)}"]`, { hasText: '1 条待发' })
    await until(() => told.isVisible())
    await until(() => page.locator('.link:not(.off)').isVisible())
    expect(incident().stamps.arrive).toEqual([])
    await signIn(holder.secret)
    await page.reload()
    await until(() => incident().stamps.arrive.length === 1)
    expect(incident().stamps.arrive).toMatchObject([{ unit: unitId(1), by: 'phone-1' }])
    expect(await told.count()).toBe(0)
  })

  test('FIELD-2 an account that may not stamp is told so, not that there is no link', async () => {
    await phone.addCookies([{ name: 'ruyi', value: letIn(app.access, 'supervisor', 'sup-1').secret, url: app.url, httpOnly: true, sameSite: 'Strict' }])
    await page.reload()
    await page.locator('.incident').tap()
    await tap('respond')
    const refused = page.locator('[data-testid="refused"] li', { hasText: '本账号不能这样做' })
    await until(() => refused.isVisible())
    expect([await page.locator('.link.off').count(), await page.locator('.waiting').count()]).toEqual([0, 0])
  })

  test('FIELD-2 a phone whose session has ended says so and keeps what waits', async () => {
    app.access.administration.revoke('phone-1', { who: 'tests', sourceAddress: 'console' })
    await until(async () => (await page.locator('a[href^="/sign-in"]').count()) === 1)
    await tap('respond')
    await page.locator('.waiting', { hasText: '1' }).waitFor()
    expect(incident().stamps.respond).toEqual([])
  })

  test('FIELD-2 a stamp that is refused says why in the language of the phone and stays until it is read', async () => {
    await phone.setOffline(true)
    await tap('respond')
    await saidOf('respond', '待发')
    await app.post(`/api/v1/incidents/${id}/stamps`, { commandId: 'hq-1', stage: 'respond', unit: unitId(1) })
    await phone.setOffline(false)
    const refused = page.locator('[data-state="refused"]')
    await until(async () => (await refused.count()) === 1)
    expect(await refused.textContent()).toMatch(/收到已签收 · .* 先到/)
    await page.locator('.top button').tap()
    expect(await refused.textContent()).toMatch(/Received *already stamped · .* was first/)
    await refused.locator('button').tap()
    expect(await refused.count()).toBe(0)
    expect(incident().stamps.respond).toHaveLength(1)
  })

  test('FIELD-2 what was pressed at an incident that was cancelled meanwhile is shown though nothing lists it any more, and its report is not lost', async () => {
    await phone.setOffline(true)
    await pass(4_000)
    await app.post(`/api/v1/incidents/${id}/cancel`, { commandId: 'hq-1', reason: '误报' })
    await pass(2_000)
    await page.locator('textarea').fill('两人受伤，需要救护车')
    await tap('arrive')
    await saidOf('arrive', '待发')
    const pressedAt = app.clock.now()
    await phone.setOffline(false)
    const refused = page.locator('[data-testid="refused"] li')
    await until(async () => (await refused.count()) === 1 && incident().notes.length === 1)
    expect(await page.locator('.incident, .sheet').count()).toBe(0)
    const said = (await refused.textContent())!
    for (const part of [incident().number, '到场', '事件已结束', '两人受伤，需要救护车']) expect(said).toContain(part)
    expect(incident().notes).toMatchObject([{ text: '两人受伤，需要救护车', at: pressedAt }])
    expect(incident().stamps.arrive).toEqual([])
    await page.reload()
    await refused.locator('button').tap()
    expect(await refused.count()).toBe(0)
  })

  test('FIELD-5 opened again without a link it shows what it heard last and how old that is, and is pressed as usual', async () => {
    await page.waitForFunction(async () => (await (await caches.open('field-page')).keys()).length >= 4)
    await page.evaluate(() => navigator.serviceWorker.ready)
    await phone.setOffline(true)
    await page.reload()
    await page.locator('.link.off').waitFor()
    await pass(2 * MINUTE_MS)
    await until(() => page.locator('.as-of', { hasText: '2分' }).isVisible())
    await page.locator('.incident').tap()
    await tap('respond')
    await saidOf('respond', '待发')
    const pressedAt = app.clock.now()
    await phone.setOffline(false)
    await until(() => incident().stamps.respond.length > 0)
    expect(incident().stamps.respond).toMatchObject([{ at: pressedAt }])
  })

  test("FIELD-3 a phone's clock that was wrong and is set right before the press is sent loses no stamp and moves none", async () => {
    await phone.setOffline(true)
    await pass(10_000)
    await tap('respond')
    await saidOf('respond', '待发')
    const pressedAt = app.clock.now()
    await page.clock.setSystemTime(pressedAt)
    await phone.setOffline(false)
    await until(() => incident().stamps.respond.length > 0)
    expect(incident().stamps.respond).toMatchObject([{ at: pressedAt }])
  })

  test('FIELD-1 goes on with its own incident after another unit has resolved it, and is told when it is closed', async () => {
    await tap('respond')
    await saidOf('respond', '已记录')
    const stamp = (stage: string, unit: string) => app.post(`/api/v1/incidents/${id}/stamps`, { commandId: `hq-${stage}`, stage, unit })
    await stamp('resolve', unitId(0))
    await pass(5_000)
    await tap('arrive')
    await until(() => incident().stamps.arrive.length > 0)
    await app.post(`/api/v1/incidents/${id}/close`, { commandId: 'hq-close' })
    await until(() => page.locator('.sheet .ended', { hasText: '已办结' }).isVisible())
    expect(await page.locator('[data-stage="resolve"]').isDisabled()).toBe(true)
  })

  test('FIELD-6 says that it is at a post and that it leaves it, without a link too, with the time of its press', async () => {
    await page.locator('.sheet > .plain').tap()
    const { duty } = app.app.pipeline.lane.board
    expect([duty.presences, await page.locator('[data-testid="post-check"]').count()]).toEqual([[], 0])
    expect((await app.post('/api/v1/mode/switch', { commandId: 'holiday', to: 'holiday', reason: '春节' })).status).toBe(201)
    const [come, leave] = [page.locator('[data-check="in"]'), page.locator('[data-check="out"]')]
    await until(() => come.isVisible())
    await phone.setOffline(true)
    const pressedAt = app.clock.now()
    await come.tap()
    await leave.waitFor()
    await pass(20_000)
    const presences = () => app.app.pipeline.lane.board.duty.presences
    expect(presences()).toEqual([])
    await phone.setOffline(false)
    await until(() => presences().length === 1)
    expect(presences()[0]).toMatchObject({ post: 'post-0', unit: unitId(1), by: 'phone-1', to: null })
    expect(Math.abs(presences()[0]!.from - pressedAt)).toBeLessThan(MINUTE_MS / 20)
    await pass(MINUTE_MS)
    await leave.tap()
    await until(() => presences()[0]!.to !== null)
    await until(() => come.isVisible())
  })

  test("FIELD-4 DRILL-8 of a participant stamps in a drill, which is marked, by the drill's clock; a real incident stands over it", async () => {
    await page.locator('.sheet > .plain').tap()
    const post = (path: string, body: object = {}): Promise<{ readonly body: Record<string, unknown> }> => app.post(`/api/v1/drills${path}`, { commandId: `c${path}`, ...body })
    const drill = (await post('', { script: writeScript(fireScript({ participants: { units: [unitId(1)], departments: [], roles: [] } })) })).body['drill'] as string
    await post(`/${drill}/start`)
    await pass(MINUTE_MS)
    await post(`/${drill}/pause`)
    await pass(MINUTE_MS)
    await post(`/${drill}/resume`)
    const listed = page.locator(`[data-drill="drill:${drill}"] [data-incident="${drill}.fire-1"]`)
    await until(async () => (await listed.isVisible()) && !(await page.innerText('[data-testid="drill-mark"]')).includes('暂停'))
    expect(await page.locator(`[data-drill] [data-incident="${id}"]`).count()).toBe(0)
    await page.evaluate((live) => sessionStorage.setItem('field.seenLive', JSON.stringify([`${live}:1`])), id)
    await listed.tap()
    await page.locator('[data-testid="drill-watermark"]').waitFor()
    expect(await page.innerText('[data-testid="drill-mark"]')).toContain('演练 DRILL')
    await until(() => page.locator('[data-stage="respond"]').isEnabled())
    const pressedAt = app.clock.now() - MINUTE_MS
    await tap('respond')
    const inDrill = () => app.app.pipeline.lane.board.drills.get(`drill:${drill}`)!.incidents.get(`${drill}.fire-1`)!
    await until(() => inDrill().stamps.respond.length === 1)
    expect(inDrill().stamps.respond[0]).toMatchObject({ unit: unitId(1), by: 'phone-1' })
    expect(Math.abs(inDrill().stamps.respond[0]!.at - pressedAt)).toBeLessThan(MINUTE_MS / 20)
    expect(incident().stamps.respond).toEqual([])

    const real = (await app.post<{ incidentId: string }>('/api/v1/reports', reportBody({ commandId: 'real' }))).body.incidentId
    await until(() => page.locator(`[data-breaks="${real}"]`).isVisible())
    expect(await page.locator(`[data-breaks="${id}"]`).count()).toBe(0)
    await page.locator(`[data-breaks="${real}"] button`).tap()
    await page.locator('.sheet[data-space="live"]').waitFor()
    expect(await page.locator('[data-testid="drill-mark"]').count()).toBe(0)
  })

  test('DRILL-11 an observer chooses the drill a note is of, and words begun for one that ends are pinned to it, not to the next', async () => {
    const post = (path: string, body: object = {}): Promise<{ readonly body: Record<string, unknown> }> => app.post(`/api/v1/drills${path}`, { commandId: `c${path}`, ...body })
    const startOne = async (name: string): Promise<string> => {
      const drill = (await post('', { commandId: name, script: writeScript(fireScript({ name, injects: [] })) })).body['drill'] as string
      await post(`/${drill}/start`)
      return drill
    }
    const [first, second] = [await startOne('演练A'), await startOne('演练B')]
    // The phone asks what is under way once this is tapped: with both under way by then, none is chosen by itself.
    await page.locator('.sheet > .plain').tap()
    const observed = (drill: string): string[] => app.app.pipeline.lane.board.drills.get(`drill:${drill}`)!.drill!.observations.map(({ text }) => text)
    const of = page.locator('[data-testid="drill-note-of"]')
    await until(() => of.isVisible())
    expect(await page.locator('[data-testid="drill-note"] textarea').count()).toBe(0)
    await of.selectOption(second)
    await page.locator('[data-testid="drill-note"] textarea').fill('B 集结慢')
    await post(`/${second}/stop`)
    await until(() => page.locator('[data-testid="drill-note-over"]').isVisible())
    expect([await of.inputValue(), await page.locator('[data-testid="drill-note"] textarea').inputValue()]).toEqual([second, 'B 集结慢'])
    await page.locator('[data-testid="drill-note"] button').tap()
    await until(() => observed(second).length === 1)
    expect([observed(first), observed(second)]).toEqual([[], ['B 集结慢']])
    await until(async () => (await page.locator('[data-testid="drill-note"] textarea').count()) === 0 || (await page.locator('[data-testid="drill-note"] textarea').inputValue()) === '')
  })
})
