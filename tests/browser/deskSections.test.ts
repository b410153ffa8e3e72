import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { loadSite } from '../../server/site/loadSite.ts'
import { stateOf } from '../../shared/alarm/types.ts'
import type { Role } from '../../shared/access/roles.ts'
import { launchBrowser } from '../support/browser.ts'
import { raisedFact } from '../support/alarmBuilders.ts'
import { wallCookie } from '../support/grants.ts'
import { createRunningClock, MORNING, type RunningClock } from '../support/heldClock.ts'
import { letIn } from '../support/people.ts'
import { startAppOn, type TestApp } from '../support/testApp.ts'
import { withoutMap } from '../support/withoutMap.ts'

const PACK = fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url))
const PAGE_DIR = fileURLToPath(new URL('../../dist/client', import.meta.url))
/** With a folder named here each section is kept as a picture, to be looked at. */
const PICTURES = process.env['SECTION_PICTURES'] ?? ''
const SIZE = PICTURES === '' ? { width: 1280, height: 720 } : { width: 1920, height: 1080 }
const PASSWORD = 'correct horse battery'

const pack = await loadSite(PACK)
let browser: Browser
let app: TestApp<RunningClock>
const open: BrowserContext[] = []

beforeAll(async () => {
  browser = await launchBrowser()
  app = await startAppOn({ clock: createRunningClock(MORNING), site: pack.site, pageDir: PAGE_DIR, basemapFile: pack.basemapFile })
})
afterAll(async () => {
  await app.close()
  await browser.close()
})
afterEach(async () => {
  for (const context of open.splice(0)) await context.close()
})

/** A desk of somebody of a role, opened at a section. */
async function deskOf(role: Role, id: string, section: string): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZE })
  open.push(context)
  await context.addCookies([wallCookie(app.url, { wall: letIn(app.access, role, id).secret })])
  const page = await context.newPage()
  if (PICTURES === '') await withoutMap(page)
  await page.goto(`${app.url}/desk#${section}`)
  await page.waitForSelector('[data-link="live"]')
  return page
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === '') return
  await mkdir(PICTURES, { recursive: true })
  await page.screenshot({ path: `${PICTURES}/${name}.png` })
}

const platform = (i: number): string => pack.site.platforms[i]!.id
const alarm = (i: number) => app.app.pipeline.lane.board.alarms.byKey.get(`platformDown:${platform(i)}`)
const stateNow = (i: number) => expect.poll(() => stateOf(alarm(i)))
const lose = (i: number) => app.postReadings('/api/v1/heartbeats', [{ upstream: platform(i), at: app.clock.now(), status: 'down' }])

describe('DESK-11 ALARM-12: the alarms at the desk', () => {
  test('are acknowledged, shelved and taken off the shelf by keys; of two who acknowledge at once the second sees who was first; ALARM-10 they sound once the sound is on', async () => {
    await lose(0)
    await lose(1)
    const [first, second] = await Promise.all([deskOf('leader', 'duty-1', 'alarms'), deskOf('leader', 'duty-2', 'alarms')])
    const line = `[data-alarm="platformDown:${platform(0)}"]`
    for (const desk of [first, second]) {
      await desk.click(line)
      await desk.waitForSelector(`[data-chosen-alarm="platformDown:${platform(0)}"]`)
    }

    let letGo: () => void = () => undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    await second.route('**/acknowledge', async (route) => {
      await held
      await route.continue()
    })
    await second.keyboard.press('a')
    await second.waitForSelector('[data-panel="desk-alarm"] [data-phase="sending"]')
    await first.keyboard.press('a')
    await first.waitForSelector('[data-panel="desk-alarm"] [data-phase="journaled"]')
    letGo()
    const refused = await second.waitForSelector('[data-panel="desk-alarm"] [data-phase="refused"][data-code="alreadyAcknowledged"]')
    expect(await refused.textContent()).toContain('duty-1')
    expect(alarm(0)).toMatchObject({ acknowledged: true, acknowledgedBy: 'duty-1' })
    await second.waitForSelector('[data-alarm-action="acknowledge"][aria-disabled="true"]')

    await first.keyboard.press('s')
    await first.waitForSelector('[data-testid="shelve-dialog"] input:focus')
    await first.keyboard.press('ArrowRight')
    await first.keyboard.press('Tab')
    await first.keyboard.type('检修，电话 13800138000')
    await first.keyboard.press('Control+Enter')
    await stateNow(0).toBe('shelved')
    expect(alarm(0)?.shelf?.reason).not.toContain('13800138000')
    expect(alarm(0)!.shelf!.until - app.clock.now()).toBeGreaterThan(59 * 60_000)
    for (const desk of [first, second]) await desk.waitForSelector(`${line}[data-state="shelved"]`)
    await picture(second, 'alarms-shelved')
    await first.keyboard.press('u')
    await stateNow(0).toBe('unacknowledged')

    await first.keyboard.press('k')
    await first.click('[data-alarm-action="acknowledge"]')
    await first.waitForSelector('[data-figure="standing"]')
    await picture(first, 'alarms')
    const sound = (state: string): Promise<unknown> => first.waitForSelector(`.section-tabs [data-sound="${state}"]`)
    await sound('off')
    for (const state of ['on', 'muted', 'on', 'muted']) {
      await first.locator('.section-tabs [data-sound]').click()
      await sound(state)
    }
    await first.keyboard.press(']')
    await first.waitForSelector('[data-panel="desk-alarm"]', { state: 'detached' })
    await sound('muted')
    await first.keyboard.press('[')
    await first.waitForSelector('[data-panel="desk-alarm"]')
    await first.keyboard.press('l')
    await picture(first, 'alarms-en')
  })

  test('SOURCE-3 a silent source is retired with a reason by a leader, from its alarm', async () => {
    await app.app.pipeline.lane.submit(null, () => [raisedFact('sourceSilent', 'radio', app.clock.now())])
    const desk = await deskOf('leader', 'duty-4', 'alarms')
    await desk.click('[data-alarm="sourceSilent:radio"]')
    await desk.waitForSelector('[data-alarm-action="retire"][aria-disabled="false"]')
    await desk.keyboard.press('x')
    await desk.waitForSelector('[data-testid="retire-dialog"] textarea:focus')
    await desk.keyboard.type('试用结束')
    await picture(desk, 'retire')
    await desk.keyboard.press('Control+Enter')
    await desk.waitForSelector('[data-alarm="sourceSilent:radio"]', { state: 'detached' })
    expect(app.app.pipeline.lane.board.alarms.byKey.has('sourceSilent:radio')).toBe(false)
    await desk.waitForSelector('[data-panel="desk-alarm"] [data-phase="journaled"]')
  })

  test('ALARM-14 stand in groups in a flood, which open to their own; who may not act is told so', async () => {
    for (let i = 0; i < 14; i += 1) {
      const at = app.clock.now() - 150_000 - i
      await app.post('/api/v1/reports', { commandId: `f-${i}`, kind: 'fire', position: { lon: 113.7206, lat: 34.7731 }, summary: '烟', source: '110', reportedAt: at, level: i === 0 ? 'I' : 'IV' })
    }
    const desk = await deskOf('supervisor', 'watch-1', 'alarms')
    await desk.waitForSelector('[data-testid="desk-flood"]')
    await desk.waitForSelector('[data-group]')
    const before = await desk.locator('[data-alarm]').count()
    await desk.locator('[role="listbox"]').focus()
    while (await desk.locator('[data-group][aria-selected="true"]').count() === 0) await desk.keyboard.press('j')
    await desk.keyboard.press('Enter')
    await expect.poll(() => desk.locator('[data-alarm]').count()).toBeGreaterThan(before + 1)
    await desk.keyboard.press('j')
    expect(await desk.getAttribute('[data-alarm-action="acknowledge"]', 'title')).toBe('本席位无此权限')
    await picture(desk, 'alarms-flood')

    const leader = await deskOf('leader', 'duty-3', 'alarms')
    await leader.waitForSelector('[data-group]')
    await leader.locator('[role="listbox"]').focus()
    await leader.waitForSelector('[data-group^="limit"]')
    while (await leader.locator('[data-group^="limit"][aria-selected="true"]').count() === 0) await leader.keyboard.press('j')
    await leader.waitForSelector('[data-testid="chosen-group"]')
    await expect.poll(async () => {
      await leader.keyboard.press('a')
      return leader.locator('[data-panel="desk-alarm"] [data-phase="journaled"]').count()
    }, { message: 'ALARM-17: the group by one act' }).toBe(1)
    expect([...app.app.pipeline.lane.board.alarms.byKey.values()].filter(({ acknowledgedBy }) => acknowledgedBy === 'duty-3').length).toBeGreaterThan(1)
  })
})

describe('DESK-13: accounts at the desk', () => {
  test('are added with a link that is shown once, revoked by two presses, and the own password is set', async () => {
    const desk = await deskOf('administrator', 'chief', 'accounts')
    await desk.waitForSelector('[data-holder="chief"]')
    await desk.fill('[data-testid="add-keys"] [name="id"]', 'gps-2')
    await desk.fill('[data-testid="add-keys"] [name="name"]', '定位平台')
    await desk.check('[data-testid="add-keys"] [value="positions"]')
    await desk.keyboard.press('Enter')
    const key = await desk.inputValue('[data-testid="one-time-secret"] textarea')
    expect(app.access.recognise(key)?.caller).toMatchObject({ id: 'gps-2', role: 'source' })
    if (PICTURES !== '') await desk.waitForTimeout(500)
    await picture(desk, 'accounts-secret')
    await desk.click('[data-testid="one-time-secret"] .el-button:not(.el-button--primary)')
    await desk.waitForSelector('[data-testid="one-time-secret"]', { state: 'hidden' })
    expect(await desk.content()).not.toContain(key)

    await desk.click('[data-holder="gps-2"] [data-testid="revoke"]')
    expect(app.access.recognise(key)).not.toBeNull()
    await desk.click('[data-holder="gps-2"] [data-confirming]')
    await desk.waitForSelector('[data-panel="access-keys"] [data-told="done"]')
    expect(app.access.recognise(key)).toBeNull()

    const form = desk.locator('[data-testid="add-accounts"]')
    const choose = async (which: string, words: string): Promise<void> => {
      await form.locator(`.el-select:has([aria-label="${which}"])`).click()
      await desk.locator('.el-select-dropdown__item:visible', { hasText: words }).first().click()
    }
    const [department] = app.site.departments
    await form.locator('[name="id"]').fill('fire-desk')
    await form.locator('[name="name"]').fill('部门席')
    await choose('角色', '部门')
    expect(await form.locator('button[type="submit"]').isDisabled(), 'which department?').toBe(true)
    await choose('部门', department!.name.zh)
    await form.locator('[data-testid="acts-for"] [value="committee"]').check()
    await form.locator('button[type="submit"]').click()
    await desk.waitForSelector('[data-testid="one-time-secret"]')
    expect(app.access.administration.list().find(({ id }) => id === 'fire-desk')).toMatchObject({ role: 'department', department: department!.id, leads: ['committee'] })
    await desk.click('[data-testid="one-time-secret"] .el-button:not(.el-button--primary)')

    await desk.fill('[data-testid="own-password"] [name="fresh"]', PASSWORD)
    await desk.fill('[data-testid="own-password"] [name="again"]', PASSWORD)
    await desk.keyboard.press('Enter')
    await desk.waitForSelector('[data-testid="own-password"] [data-told="done"]')
    await desk.fill('[data-testid="own-totp"] [name="proof"]', PASSWORD)
    await desk.click('[data-testid="bind-totp"]')
    await desk.waitForSelector('[data-testid="totp-secret"]')
    expect((await desk.locator('[data-testid="qr-code"] path').getAttribute('d'))?.length).toBeGreaterThan(1_000)
    await picture(desk, 'accounts')
  })

  test('who manages none sees the own one alone', async () => {
    const desk = await deskOf('operator', 'desk-9', 'accounts')
    await desk.waitForSelector('[data-session="current"]')
    expect(await desk.locator('[data-panel^="access-"]').count()).toBe(0)
    expect(await desk.locator('[data-testid="section-audit"]').count()).toBe(0)
    await picture(desk, 'accounts-own')
  })
})

describe('DESK-12 ACCESS-3: the trail at the desk', () => {
  test('is shown to the auditor, newest first, and looked through', async () => {
    for (let i = 0; i < 45; i += 1) app.access.refusedTo({ who: 'desk-9', sourceAddress: '127.0.0.1' }, 'GET /api/v1/audit')
    const desk = await deskOf('auditor', 'auditor-1', 'audit')
    await desk.waitForSelector('[data-audit="shown"] [data-entry="sign-in"]')
    await picture(desk, 'audit')
    await desk.click('[data-testid="audit-older"]')
    await desk.waitForSelector('[data-page="2"]')
    await desk.fill('[name="what"]', 'key:add')
    await desk.keyboard.press('Enter')
    await desk.waitForSelector('[data-page="1"]')
    await expect.poll(() => desk.locator('tbody tr').allTextContents()).toEqual(expect.arrayContaining([expect.stringContaining('gps-2')]))
    expect(await desk.locator('[data-entry="sign-in"]').count()).toBe(0)
  })
})

test('ACCESS-13: the wall opened by nobody leads to signing in and counts as no refused input', async () => {
  const refused = async (): Promise<string> => (await app.get<string>('/metrics')).body.split('\n').filter((line) => /outcome="(notSignedIn|noSuchRoute)"/.test(line)).join()
  const before = await refused()
  const context = await browser.newContext({ viewport: SIZE })
  open.push(context)
  const page = await context.newPage()
  await page.goto(`${app.url}/wall`)
  await page.waitForURL(/\/sign-in/)
  await page.waitForSelector('[name="account"]')
  expect(await refused()).toBe(before)
})
