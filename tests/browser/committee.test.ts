import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadSite } from '../../server/site/loadSite.ts'
import type { Matter } from '../../shared/matter/types.ts'
import { launchBrowser } from '../support/browser.ts'
import { wallCookie } from '../support/grants.ts'
import { createRunningClock, MORNING, type RunningClock } from '../support/heldClock.ts'
import { letIn } from '../support/people.ts'
import { startAppOn, type TestApp } from '../support/testApp.ts'

const PACK = fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url))
const PAGE_DIR = fileURLToPath(new URL('../../dist/client', import.meta.url))
const READY_WITHIN_MS = 90_000
const MINUTE_MS = 60_000
const SHOTS = process.env['SHOTS_DIR']

let browser: Browser
let app: TestApp<RunningClock>
let desk: Page
let made = 0

beforeAll(async () => {
  const pack = await loadSite(PACK)
  browser = await launchBrowser()
  app = await startAppOn({ clock: createRunningClock(MORNING), site: pack.site, pageDir: PAGE_DIR, basemapFile: pack.basemapFile })
  desk = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
  await desk.context().addCookies([wallCookie(app.url, { wall: letIn(app.access, 'leader', 'duty-1').secret })])
  await desk.goto(`${app.url}/desk#committee`)
  await desk.waitForSelector('[data-panel="evaluation"] [data-unit]', { timeout: READY_WITHIN_MS })
})
afterAll(async () => {
  await desk.close()
  await app.close()
  await browser.close()
})

const matters = (): Matter[] => [...app.app.pipeline.lane.board.matters.values()]
const post = async (path: string, body: object = {}): Promise<string> =>
  (await app.post<{ matterId: string }>(`/api/v1/matters${path}`, { commandId: `c-${(made += 1)}`, ...body })).body.matterId
const shot = async (name: string): Promise<unknown> => (SHOTS === undefined ? null : desk.screenshot({ path: `${SHOTS}/${name}.png` }))

test('COMMITTEE-5 branches and units stand there with their counts; a meeting is held by ticking who came, its work set from it, and the ranking opens to the facts', async () => {
  expect(await desk.locator('[data-branch]').count()).toBe(6)
  expect(await desk.textContent('[data-panel="committee"] .note')).toMatch(/105.*15/)
  expect(await desk.locator('[data-unit-name]').count()).toBe(15)
  const startsAt = MORNING
  const units = app.site.memberUnits.map(({ id }) => id)
  await post('/meeting', { subject: '元旦假期联合保障', meetingKind: 'holiday', startsAt, endsAt: startsAt + 60 * MINUTE_MS, invited: units.slice(0, 8) })
  const work = await post('/keyWork', { title: '会展中心周边占道整治', workKind: 'keyWork', unit: units[0], dueAt: startsAt + 600 * MINUTE_MS, weight: 3 })
  await post(`/${work}/finish`, { result: '已整治' })
  await post(`/${work}/accept`)
  const part = await post('/participation', { about: '周末区域巡查', unit: units[1], activity: 'areaPatrol', takenAt: MORNING })
  await post(`/${part}/count`)

  await desk.locator('[data-panel="matter-list"] [role="option"]', { hasText: '元旦假期联合保障' }).click()
  await desk.focus('[data-move="hold"]')
  await desk.keyboard.press('Enter')
  await desk.waitForSelector('[data-panel="matter-form"] [data-field="attended"] input:focus')
  expect(await desk.locator('[data-field="attended"] input:checked').count()).toBe(8)
  await desk.keyboard.press('Tab')
  await desk.keyboard.press('Space')
  await shot('committee-attendance')
  await desk.keyboard.press('Control+Enter')
  await desk.waitForSelector('[data-chosen-matter][data-state="held"]')
  expect(matters()[0]?.values['attended']).toEqual(units.slice(0, 8).filter((_, i) => i !== 1))
  await desk.focus('[data-open="followUp"]')
  await desk.keyboard.press('Enter')
  await desk.waitForSelector('[data-panel="matter-form"] [data-field="meeting"]')
  expect(await desk.inputValue('[data-field="meeting"] input')).toBe(matters()[0]?.number)
  await desk.keyboard.press('Escape')

  await desk.waitForSelector(`[data-unit="${units[0]}"][data-rank="1"]`)
  expect(await desk.getAttribute(`[data-unit="${units[1]}"]`, 'data-rank')).toBe('2')
  await desk.focus(`[data-unit="${units[0]}"] button`)
  await desk.keyboard.press('Enter')
  expect(await desk.locator('[data-item]').count()).toBe(2)
  expect(await desk.textContent('[data-panel="evaluation"] .basis')).toMatch(/按期完成.*#/s)
  await shot('committee-ranking')
  expect(await desk.getAttribute('[data-testid="evaluation-export"]', 'href')).toMatch(/^\/api\/v1\/evaluation\/export\.csv\?from=\d+&to=\d+$/)
  await desk.click('[data-period="earlier"]')
  await expect.poll(() => desk.locator('[data-unit][data-rank]').count()).toBe(0)
})

test('EVAL-8 a month that is over is told to the units from its ranking, and the desk shows who acknowledged it', async () => {
  const part = await post('/participation', { about: '国庆巡查', unit: app.site.memberUnits[2]!.id, activity: 'areaPatrol', takenAt: Date.parse('2023-10-03T10:00:00+08:00') })
  await post(`/${part}/count`)
  await expect.poll(() => desk.textContent('[data-testid="period"]')).toBe('2023-10')
  await desk.waitForSelector(`[data-unit="${app.site.memberUnits[2]!.id}"][data-rank="1"]`)
  await desk.focus('[data-testid="tell"]')
  await desk.keyboard.press('Enter')
  await expect.poll(() => desk.textContent('[data-testid="acknowledged"]')).toBe('已签收 0/15')
  await desk.click('[data-testid="to-told"]')
  await desk.waitForSelector('[data-chosen-matter][data-state="told"]')
  await desk.locator('[data-tick]').first().click()
  await expect.poll(() => desk.textContent('[data-testid="acknowledged"]')).toBe('已签收 1/15')
  await shot('committee-told')
  await desk.click('[data-period="later"]')
  await desk.waitForSelector('[data-testid="tell"]:disabled')
})
