import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadSite } from '../../server/site/loadSite.ts'
import type { LonLat } from '../../shared/incident/types.ts'
import type { Matter } from '../../shared/matter/types.ts'
import { gridAt } from '../../shared/site/gridAt.ts'
import { launchBrowser } from '../support/browser.ts'
import { wallCookie } from '../support/grants.ts'
import { createRunningClock, MORNING, type RunningClock } from '../support/heldClock.ts'
import { letIn } from '../support/people.ts'
import { startAppOn, type TestApp } from '../support/testApp.ts'

const PACK = fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url))
const PAGE_DIR = fileURLToPath(new URL('../../dist/client', import.meta.url))
const READY_WITHIN_MS = 90_000

const pack = await loadSite(PACK)
let browser: Browser
let app: TestApp<RunningClock>
let desk: Page

beforeAll(async () => {
  browser = await launchBrowser()
  app = await startAppOn({ clock: createRunningClock(MORNING), site: pack.site, pageDir: PAGE_DIR, basemapFile: pack.basemapFile })
  desk = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  await desk.context().addCookies([wallCookie(app.url, { wall: letIn(app.access, 'leader', 'duty-1').secret })])
  await desk.goto(`${app.url}/desk#matters`)
  await desk.waitForSelector('[data-panel="matter-list"]', { timeout: READY_WITHIN_MS })
  await desk.waitForSelector('[data-open="hazard"]', { timeout: READY_WITHIN_MS })
})
afterAll(async () => {
  await desk.close()
  await app.close()
  await browser.close()
})

const matters = (): Matter[] => [...app.app.pipeline.lane.board.matters.values()]

test('MATTER-8 a hazard is recorded with a place off the map and run to its end by keyboard; only what its state allows is offered', async () => {
  await desk.focus('[data-open="hazard"]')
  await desk.keyboard.press('Enter')
  await desk.waitForSelector('[data-panel="matter-form"] [data-field="summary"] input:focus')
  await desk.keyboard.press('Control+Enter')
  await desk.waitForSelector('[data-field="summary"] [role="alert"]')
  expect(matters()).toHaveLength(0)
  await desk.keyboard.type('栏杆松动')
  await desk.keyboard.press('Tab')
  await desk.keyboard.press('Space')
  await desk.keyboard.press('Tab')
  await desk.keyboard.press('Enter')
  await desk.waitForSelector('.el-select-dropdown__item:visible')
  await desk.keyboard.press('ArrowDown')
  await desk.keyboard.press('Enter')
  await desk.waitForSelector('.map canvas', { timeout: READY_WITHIN_MS })
  const box = (await desk.locator('.map .canvas').boundingBox())!
  await desk.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.5)
  await expect.poll(() => desk.inputValue('[data-field="position"] input')).toMatch(/^34\.\d{6}, 113\.\d{6}$/)
  await desk.focus('[data-field="summary"] input')
  await desk.keyboard.press('Control+Enter')
  await expect.poll(() => matters().length).toBe(1)
  const { grid, position } = matters()[0]!.values as { readonly grid: string; readonly position: LonLat }
  expect([grid === pack.site.grids[0]!.id, grid]).toEqual([false, gridAt(pack.site.grids, [position.lon, position.lat])])
  await desk.waitForSelector('[data-chosen-matter][data-state="found"]')
  expect(await desk.locator('[data-move]').evaluateAll((buttons) => buttons.map((button) => button.getAttribute('data-move')))).toEqual(['assign', 'dismiss', 'amend'])

  await desk.focus('[data-move="assign"]')
  await desk.keyboard.press('Enter')
  await desk.waitForSelector('[data-panel="matter-form"] [data-field="assignee"] input:focus')
  const department = desk.locator('[data-panel="matter-form"] [data-field="department"]')
  const asked = [await department.count()]
  for (const assignee of ['department', 'police']) {
    await desk.focus(`[data-panel="matter-form"] [data-field="assignee"] input[value="${assignee}"]`)
    await desk.keyboard.press('Space')
    asked.push(await department.count())
  }
  expect(asked, 'HAZARD-4').toEqual([0, 1, 0])
  await desk.keyboard.press('Control+Enter')
  await desk.waitForSelector('[data-chosen-matter][data-state="assigned"]')
  await desk.focus('[data-tick="warn"]')
  await desk.keyboard.press('Enter')
  await desk.waitForSelector('[data-step="warn"][data-ticked="true"]')
  await desk.focus('[data-move="rectify"]')
  await desk.keyboard.press('Enter')
  await desk.waitForSelector('[data-panel="matter-form"] textarea:focus')
  await desk.keyboard.type('已更换')
  await desk.keyboard.press('Control+Enter')
  await desk.waitForSelector('[data-chosen-matter][data-state="rectified"]')
  expect(matters()[0]).toMatchObject({ values: { summary: '栏杆松动', assignee: 'police', done: '已更换' }, history: [{ by: 'duty-1' }, {}, {}, {}] })
  await desk.waitForSelector('.command-strip [data-phase="journaled"]')
})

test('GUARANTEE-4 one act at the desk assigns today\'s tasks to each department of the pack, with one list of what became of each', async () => {
  await desk.goto(`${app.url}/desk#platforms`)
  await desk.waitForSelector('[data-testid="assign-guarantees"][aria-disabled="false"]', { timeout: READY_WITHIN_MS })
  await desk.focus('[data-testid="assign-guarantees"]')
  await desk.keyboard.press('Enter')
  await expect.poll(() => desk.locator('[data-panel="guarantee-act"] [data-phase="journaled"]').count()).toBe(5)
  const sets = matters().filter(({ kind }) => kind === 'guaranteeTask')
  expect(sets.map(({ values, state }) => [values['department'], state])).toEqual(
    ['trafficPolice', 'police', 'waterAffairs', 'lawEnforcement', 'urbanManagement'].map((department) => [department, 'assigned']))
  await desk.waitForSelector('[data-testid="assign-guarantees"][aria-disabled="true"]')
  expect(await desk.locator('[data-panel="guarantees"] [data-row]').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/^公安\s+已下达\s+0 \/ 2$/)]))
})

test('PROFILE-3 a grid nobody told of is shown as not connected, never as zero; one that was told of with its counts and day', async () => {
  await desk.goto(`${app.url}/desk#platforms`)
  await desk.waitForSelector('[data-panel="profile"] [data-row]', { timeout: READY_WITHIN_MS })
  const rows = () => desk.locator('[data-panel="profile"] [data-row]').allInnerTexts()
  expect((await rows()).filter((row) => /–\s+–\s+–\s+–\s+未接入$/.test(row))).toHaveLength(6)
  const { status } = await app.post('/api/v1/grid-profile', { commandId: 'told', grid: 'G1', asOf: '2023-11-20', buildings: 12, residents: 3_400, companies: { finance: 8 }, fraudCases: 0 })
  expect(status).toBe(201)
  await expect.poll(async () => (await rows())[0]).toMatch(/12\s+3400\s+8\s+0\s+2023-11-20$/)
  // PROFILE-4
  const byKind = desk.locator('[data-panel="companies-by-kind"]')
  expect(await byKind.locator('[data-row="G1"]').innerText()).toMatch(/8\s+–\s+–\s+–\s+–\s+–$/)
  expect(await byKind.locator('[data-row="all"]').innerText()).toMatch(/8\s+–\s+–\s+–\s+–\s+–$/)
  expect(await byKind.locator('[data-row]').count()).toBe(7)
})

test('CAMERA-3 the section of city operation shows the estate by platform, grid and kind, outages and posts nobody sees', async () => {
  await desk.goto(`${app.url}/desk#operations`)
  await desk.waitForSelector('[data-panel="estate-kind"] [data-row="waterside"]', { timeout: READY_WITHIN_MS })
  const totals = await desk.locator('[data-panel="estate-grid"] td:nth-child(2)').allInnerTexts()
  expect(totals.reduce((sum, text) => sum + Number(text), 0)).toBe(2_197)
  expect(await desk.locator('[data-panel="estate-platform"] [data-row]').count()).toBe(5)
  expect(await desk.locator('[data-eye]').count()).toBe(12)
  // CAMERA-4
  await desk.waitForSelector('[data-panel="past-outages"] [data-row]')
  expect(await desk.locator('[data-panel="past-outages"] [data-row]').count()).toBe(5)
  await desk.waitForSelector('[data-panel="outages-now"] :is([data-row], p)')
  // CAMERA-5
  const [first, second] = app.site.cameras.filter(({ platform }) => platform === app.site.cameras[0]!.platform)
  const other = app.site.cameras.find(({ platform }) => platform !== first!.platform)!
  const out = (camera: string, minutes: number) => ({ camera, status: 'offline', at: MORNING - minutes * 60_000 })
  await app.post('/api/v1/camera-status', [out(first!.id, 1), out(second!.id, 3), out(other.id, 2)])
  await desk.reload()
  const upstreams = desk.locator('[data-panel="outages-now"] [data-upstream]')
  await expect.poll(() => upstreams.count(), { timeout: READY_WITHIN_MS }).toBe(2)
  expect(await upstreams.evaluateAll((lines) => lines.map((line) => line.getAttribute('data-upstream')))).toEqual([first!.platform, other.platform])
  expect(await upstreams.first().innerText()).toMatch(/2 路\s+最长 至少 \d+分/)
  expect(await upstreams.locator('[data-row]:visible').count()).toBe(0)
  await upstreams.first().locator('summary').focus()
  await desk.keyboard.press('Enter')
  expect(await upstreams.locator('[data-row]:visible').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row')))).toEqual([second!.id, first!.id])
  expect(await upstreams.locator('[data-row]:visible').first().innerText()).toContain(second!.name)
})

test('EVENT-7 an event shows which departments have not answered; an opinion is given with its words, and the assessment says who is missing', async () => {
  const hour = 3_600_000
  const [lon, lat] = app.site.view.centre
  await app.post('/api/v1/matters/event', {
    commandId: 'event-opinions', eventName: '湖畔灯会', organiser: 'government', venue: '会展中心', position: { lon, lat }, crowd: 8_000, askedDepartments: ['police', 'waterAffairs'],
    doorsAt: MORNING + 96 * hour, startsAt: MORNING + 97 * hour, endsAt: MORNING + 100 * hour, dispersedAt: MORNING + 101 * hour,
  })
  await desk.goto(`${app.url}/desk#matters`)
  await desk.locator('[data-panel="matter-list"] [role="option"]', { hasText: '湖畔灯会' }).click({ timeout: READY_WITHIN_MS })
  await desk.waitForSelector('[data-step="opinion-police"] [data-choice="none"]')
  await desk.click('[data-tick="opinion-police"]')
  await desk.locator('[data-field="choice"] label', { hasText: '附条件可行' }).click()
  await desk.keyboard.press('Control+Enter')
  await desk.waitForSelector('[data-field="note"] [role="alert"]')
  await desk.locator('[data-field="note"] textarea').fill('东门单向通行')
  await desk.keyboard.press('Control+Enter')
  await desk.waitForSelector('[data-step="opinion-police"] [data-choice="fitWithConditions"]')
  expect(await desk.textContent('[data-step="opinion-waterAffairs"]')).toContain('未答复')
  await desk.click('[data-move="assess"]')
  expect(await desk.textContent('[data-added="missingOpinions"]')).toMatch(/未答复部门\s*水务/)
  await desk.locator('[data-field="risk"] label').first().click()
  await desk.locator('[data-field="assessment"] textarea').fill('可控')
  await desk.keyboard.press('Control+Enter')
  await desk.waitForSelector('[data-field="withoutOpinions"] [role="alert"]')
  await desk.locator('[data-field="withoutOpinions"] textarea').fill('水位正常')
  await desk.keyboard.press('Control+Enter')
  await desk.waitForSelector('[data-chosen-matter][data-state="assessed"]')
  expect(matters().find(({ kind }) => kind === 'event')?.values).toMatchObject({ withoutOpinions: '水位正常', missingOpinions: ['waterAffairs'] })
})
