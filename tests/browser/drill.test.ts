import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { loadSite } from '../../server/site/loadSite.ts'
import { writeScript } from '../../shared/drill/scriptFile.ts'
import { KEPT_ENDED_DRILLS } from '../../shared/drill/keep.ts'
import { spaceOfDrill, type Drill } from '../../shared/drill/types.ts'
import type { Script } from '../../shared/drill/script.ts'
import { launchBrowser } from '../support/browser.ts'
import { wallCookie } from '../support/grants.ts'
import { createRunningClock, MORNING, type RunningClock } from '../support/heldClock.ts'
import { letIn } from '../support/people.ts'
import { startAppOn, type TestApp } from '../support/testApp.ts'
import { withoutMap } from '../support/withoutMap.ts'

const PACK = fileURLToPath(new URL('../../sites/ruyi-lake', import.meta.url))
const PAGE_DIR = fileURLToPath(new URL('../../dist/client', import.meta.url))
const READY_WITHIN_MS = 60_000
/** With SHOTS a folder, the pages' pictures are put there. */
const SHOTS = process.env['SHOTS']
const SIZE = SHOTS === undefined ? { width: 1280, height: 720 } : { width: 1920, height: 1080 }

const pack = await loadSite(PACK)
let browser: Browser
let app: TestApp<RunningClock>

beforeAll(async () => {
  browser = await launchBrowser()
  app = await startAppOn({ clock: createRunningClock(MORNING), site: pack.site, pageDir: PAGE_DIR, basemapFile: pack.basemapFile })
})
/** A page that goes on drawing takes the next test's time. */
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
})
afterAll(async () => {
  await browser.close()
  await app.close()
})

/** A page of its own; `look` at its map where the test does, or a picture is taken. */
async function open(path: string, secret: string, look: 'map' | 'rest' = 'rest'): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZE })
  await context.addCookies([wallCookie(app.url, { wall: secret })])
  const page = await context.newPage()
  if (look === 'rest' && SHOTS === undefined) await withoutMap(page)
  await page.goto(app.url + path)
  await page.waitForSelector('[data-link="live"]', { timeout: READY_WITHIN_MS })
  return page
}

async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return
  await page.waitForSelector('[data-ready="true"]', { timeout: READY_WITHIN_MS }).catch(() => undefined)
  await page.waitForTimeout(1_500)
  await page.screenshot({ path: `${SHOTS}/${name}.png` })
}

/** What the wall says of the real thing, the drill's own panel left out. */
const liveFigures = (wall: Page): Promise<string> => wall.evaluate(() =>
  ['incidents', 'breach', 'alarms', 'force', 'cameras', 'stageTimes', 'byHour', 'patrol'].flatMap((name) => [...document.querySelectorAll(`[data-panel="${name}"]`)]).concat([...document.querySelectorAll('.level-in-force')]).map(({ textContent }) => textContent).join('|'))
/** What the wall says was refused. */
const refusedFigure = async (wall: Page): Promise<string | undefined> => /拒收\D*(\d+)/.exec((await wall.locator('[data-panel="health"]').textContent()) ?? '')?.[1]
/** Parts of the drill's panel that are cut, or stand outside their column. */
const cutOff = (wall: Page): Promise<string[]> => wall.evaluate(() => {
  const beside = document.querySelector('.drill-beside')
  const column = beside?.parentElement?.getBoundingClientRect().bottom ?? 0
  return [...(beside?.querySelectorAll<HTMLElement>('.real, .drill, .drill li, .drill p') ?? [])].filter((each) => {
    const outer = each.closest<HTMLElement>('.drill')?.getBoundingClientRect()
    const { top, bottom } = each.getBoundingClientRect()
    return bottom > column + 1 || (outer !== undefined && (bottom > outer.bottom + 1 || top < outer.top - 1)) || (each.matches('.real, .drill') && each.scrollHeight > each.clientHeight + 1)
  }).map(({ textContent }) => textContent)
})
const report = (commandId: string): Promise<unknown> => app.post('/api/v1/reports', {
  commandId, kind: 'fire', position: { lon: 113.7206, lat: 34.7731 }, place: '如意湖东岸', summary: '真实起火', source: '119', severity: 'critical',
})

const SCRIPT: Script = {
  name: '火灾专项预案演练', plan: 'fire',
  participants: { units: [pack.site.teams[0]!.id], departments: ['fireRescue'], roles: [{ role: '现场指挥', count: 1 }] }, observers: 1,
  injects: [
    { id: 'i1', atMs: 0, what: 'incident', kind: 'fire', severity: null, position: { lon: 113.7276, lat: 34.7751 }, place: '会展中心', summary: '演练起火' },
    { id: 'i2', atMs: 120_000, what: 'incident', kind: 'fire', severity: 'severe', position: { lon: 113.7276, lat: 34.7711 }, place: '第二着火点', summary: '演练蔓延' },
    { id: 'i3', atMs: 180_000, what: 'silence', subject: 'grid', subjectId: pack.site.grids[2]!.id, forMs: null },
    { id: 'i4', atMs: 200_000, what: 'message', to: 'all', text: '请各参演队伍集结' },
  ],
}

describe('a drill in a real browser', () => {
  test('DRILL-8 DRILL-6 is run by its script while a real incident arrives: the wall shows both rightly, live figures stay unchanged to the digit', async () => {
    const [wall, desk] = await Promise.all([open('/wall', app.grants.wall, 'map'), open('/desk#drills', letIn(app.access, 'supervisor', 'supervisor-1').secret)])
    await wall.waitForSelector('[data-panel="incidents"] [data-testid="calm"]')
    const before = await liveFigures(wall)
    expect(before.split('|').length).toBeGreaterThanOrEqual(6)

    await desk.click('[data-testid="new-drill"]')
    await desk.setInputFiles('[data-testid="import-script"]', { name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"ruyi-drill-script","version":7}') })
    await desk.waitForSelector('[data-testid="script-problems"]')
    await desk.setInputFiles('[data-testid="import-script"]', { name: 's.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(writeScript(SCRIPT))) })
    await desk.waitForSelector('[data-inject="i2"]')
    await desk.click('[data-testid="add-note"]')
    await desk.fill('[data-inject="i5"] .text', '导演组就位')
    await desk.click('[data-testid="save-script"]')
    await desk.click('[data-testid="drill-start"]')
    await wall.waitForSelector('[data-panel="drill"] [data-drill-incident$=".i1"]')
    await desk.click('[data-testid="fire-i2"]')
    await wall.waitForSelector('[data-panel="drill"] [data-drill-incident$=".i2"]')
    await desk.click('[data-testid="jump-i3"]')
    await wall.getByText('演练无线电中断').waitFor()
    const links = await Promise.all(['drill-replay', 'drill-report'].map((id) => desk.getAttribute(`[data-testid="${id}"]`, 'href')))
    expect(links).toEqual([expect.stringMatching(/^\/review\?space=drill:/), expect.stringMatching(/&report=1#timing$/)])
    expect(await wall.getByText('演-002').count()).toBe(1)
    expect(await wall.locator('[data-panel="drill"] [data-testid="drill-watermark"]').count()).toBe(1)
    const drillId = [...app.app.pipeline.lane.board.drills.values()][0]!.drill!.id
    const refusedBefore = await refusedFigure(wall)
    expect(refusedBefore).toMatch(/^\d+$/)
    expect((await app.post(`/api/v1/drills/${drillId}/resume`, { commandId: 'not-paused' })).status).toBe(409)
    expect((await app.post('/api/v1/reports', { kind: 'nothing' })).status).toBe(400)
    await expect.poll(() => refusedFigure(wall)).toBe(String(Number(refusedBefore) + 1))
    expect(await liveFigures(wall)).toBe(before)
    expect(await cutOff(wall)).toEqual([])
    expect(await wall.locator('[data-look="drill"]').count()).toBe(2)
    await shot(desk, 'desk-drill')
    await shot(wall, 'wall-drill-calm')

    const [drill] = app.app.pipeline.lane.board.drills.values()
    const inside = await open(`/wall?space=${drill!.space}`, app.grants.wall, 'map')
    await inside.waitForSelector('[data-panel="incidents"] [data-incident$=".i1"]')
    await inside.waitForSelector('[data-testid="drill-frame"] [data-testid="drill-watermark"]')
    expect(await inside.locator('[data-testid="breakthrough"]').count()).toBe(0)
    expect(await inside.locator('[data-look="drill"]').count()).toBe(0)
    await shot(inside, 'wall-whole-drill')

    await report('real-1')
    const { id } = app.incidents()[0]!
    await Promise.all([
      wall.waitForSelector(`[data-panel="incidents"] [data-incident="${id}"]`), wall.waitForSelector('[data-testid="real-first"]'),
      inside.waitForSelector(`[data-breaks="${id}"]`), desk.waitForSelector(`[data-breaks="${id}"]`),
    ])
    expect(app.incidents().map(({ number }) => number)).toEqual([expect.stringMatching(/^\d{8}-001$/)])
    expect(await inside.locator(`[data-panel="incidents"] [data-incident="${id}"]`).count()).toBe(0)
    expect(await cutOff(wall)).toEqual([])
    await shot(wall, 'wall-drill')
    await shot(inside, 'wall-breakthrough')
    await inside.click('[data-testid="break-seen"]')
    await inside.waitForSelector('[data-testid="breakthrough"]', { state: 'detached' })
    expect(await desk.locator('.desk-page').getAttribute('data-space')).toBe('live')
    await desk.click('[data-testid="break-to-live"]')
    await desk.waitForSelector(`[role="option"][data-incident="${id}"]`)
    expect([new URL(desk.url()).hash, await desk.locator('[data-testid="breakthrough"]').count()]).toEqual(['#incidents', 0])
    await inside.reload()
    await inside.waitForSelector('[data-testid="drill-strip"] .live[data-any]')
    expect(await inside.locator('[data-testid="breakthrough"]').count()).toBe(0)
  }, 120_000)

  test('DRILL-7 what is written on the sheet of one drill is not that of another, and a printed sheet says its day with the offset, dark on light', async () => {
    const desk = await open('/desk#drills', letIn(app.access, 'supervisor', 'supervisor-2').secret)
    const { drill: first } = [...app.app.pipeline.lane.board.drills.values()][0]!
    await desk.click('[data-testid="break-seen"]')
    await desk.click(`[data-drill="${first!.id}"]`)
    await desk.fill('[data-row="injects"] input', 'A队集结慢')
    await app.post('/api/v1/drills', { commandId: 'second', script: writeScript({ ...SCRIPT, name: '第二场' }) })
    const second = (): Drill => [...app.app.pipeline.lane.board.drills.values()].at(-1)!.drill!
    await app.post(`/api/v1/drills/${second().id}/start`, { commandId: 'second-start' })
    await desk.click(`[data-drill="${second().id}"]`)
    await desk.selectOption('[data-row="injects"] select', '3')
    await expect.poll(() => second().judgements).toMatchObject([{ indicator: 'injects', score: 3, remark: null }])
    expect(await desk.inputValue('[data-row="injects"] input')).toBe('')
    await desk.fill('[data-row="observations"] input', '只有评语')
    await desk.locator('[data-row="observations"] input').blur()
    await expect.poll(() => second().judgements.at(-1)).toMatchObject({ indicator: 'observations', score: null, remark: '只有评语' })
    const watermark = () => desk.locator('.score-sheet [data-testid="drill-watermark"]').evaluate((each) => [getComputedStyle(each).display, getComputedStyle(each).position])
    expect((await watermark())[0]).toBe('none')
    await desk.emulateMedia({ media: 'print' })
    expect(await watermark()).toEqual(['flex', 'fixed'])
    const { ground, head } = await desk.evaluate(() => ({ ground: getComputedStyle(document.documentElement).backgroundColor, head: document.querySelector('.score-sheet > p.only-print')?.textContent ?? '' }))
    expect([ground, head]).toEqual(['rgb(255, 255, 255)', expect.stringMatching(/第二场.*\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*\+08:00/s)])
    if (SHOTS !== undefined) await desk.pdf({ path: `${SHOTS}/sheet.pdf`, printBackground: true, preferCSSPageSize: true })
    const { id } = second()
    await app.post(`/api/v1/drills/${id}/stop`, { commandId: 'second-stop' })
    for (let i = 0; i < KEPT_ENDED_DRILLS; i += 1) {
      await app.post('/api/v1/drills', { commandId: `more-${i}`, script: writeScript({ ...SCRIPT, name: `又一场${i}`, injects: [] }) })
      for (const act of ['start', 'stop']) await app.post(`/api/v1/drills/${second().id}/${act}`, { commandId: `more-${i}-${act}` })
    }
    expect(app.app.pipeline.lane.boardOf(spaceOfDrill(id))).toBeDefined()
    await app.post('/api/v1/drills', { commandId: 'last', script: writeScript({ ...SCRIPT, name: '末场', injects: [] }) })
    expect(app.app.pipeline.lane.boardOf(spaceOfDrill(id))).toBeUndefined()
    await desk.emulateMedia({ media: 'screen' })
    await desk.reload()
    await desk.click(`[data-past="${id}"]`)
    const remark = desk.locator('[data-row="observations"] input')
    await expect.poll(() => remark.inputValue()).toBe('只有评语')
    expect(await remark.isDisabled()).toBe(true)
  }, 120_000)

  test('DRILL-4 a double press prepares one drill, which can be withdrawn; its incidents are put on the map; a script that is refused stays unsaved and says why', async () => {
    const desk = await open('/desk#drills', letIn(app.access, 'supervisor', 'supervisor-3').secret, 'map')
    if (app.incidents().length > 0) await desk.click('[data-testid="break-seen"]')
    const named = (name: string): Drill[] => [...app.app.pipeline.lane.board.drills.values()].flatMap(({ drill }) => (drill?.script.name === name ? [drill] : []))
    const make = async (name: string, clicks: number): Promise<Drill> => {
      await desk.click('[data-testid="new-drill"]')
      await desk.setInputFiles('[data-testid="import-script"]', { name: 's.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(writeScript({ ...SCRIPT, name }))) })
      await desk.waitForSelector('[data-inject="i4"]')
      await desk.click('[data-testid="save-script"]', { clickCount: clicks })
      await desk.waitForSelector('[data-testid="drill-start"]')
      return named(name)[0]!
    }
    const twice = await make('双击', 2)
    expect(named('双击')).toHaveLength(1)
    await desk.click('[data-testid="drill-withdraw"]')
    await desk.click('[data-testid="drill-withdraw"]')
    await desk.waitForSelector(`[data-drill="${twice.id}"]`, { state: 'detached' })
    expect([named('双击')[0]?.state, await desk.locator('.script-editor').count()]).toEqual(['withdrawn', 0])

    const { id } = await make('改脚本', 1)
    await desk.fill('[data-testid="degrees-i2"]', '113.727600, 34.771200')
    await desk.locator('[data-testid="degrees-i2"]').blur()
    await desk.click('[data-testid="pick-i1"]')
    await desk.waitForSelector('[data-testid="place-map"] [data-look="picked"]', { state: 'attached' })
    await desk.click('[data-testid="place-map"] .canvas', { position: { x: 120, y: 150 } })
    await expect.poll(() => desk.inputValue('[data-testid="place-i1"]')).toBe('')
    const clicked = await desk.inputValue('[data-testid="degrees-i1"]')
    await desk.click('[data-testid="placed"]')
    await desk.click('[data-testid="save-script"]')
    await desk.waitForSelector('[data-testid="unsaved"]', { state: 'detached' })
    await expect.poll(() => named('改脚本')[0]?.script.injects.slice(0, 2).map((each) => (each.what === 'incident' ? `${each.position.lon}, ${each.position.lat}` : ''))).toEqual([clicked, '113.7276, 34.7712'])
    expect(clicked).not.toBe('113.7276, 34.7751')
    await desk.click('[data-testid="drill-start"]')
    await desk.waitForSelector('[data-testid="drill-pause"]')
    await desk.fill('[data-inject="i4"] .text', '另一句话')
    await app.post(`/api/v1/drills/${id}/injects`, { commandId: 'somebody-else', inject: 'i4' })
    await desk.waitForSelector('[data-inject="i4"][data-state="otherwise"]')
    await desk.click('[data-testid="save-script"]')
    await desk.waitForSelector('[data-testid="save-refused"]')
    expect([await desk.locator('[data-testid="unsaved"]').count(), await desk.locator('[data-inject="i4"][data-state="fired"]').count()]).toEqual([1, 0])
    await desk.click('[data-testid="restore-i4"]')
    await desk.waitForSelector('[data-inject="i4"][data-state="fired"]')
    await desk.fill('[data-inject="i2"] .text', '改后的情况')
    await desk.click('[data-testid="save-script"]')
    await desk.waitForSelector('[data-testid="unsaved"]', { state: 'detached' })
    await expect.poll(() => named('改脚本')[0]?.script.injects.find((each) => each.id === 'i2')).toMatchObject({ summary: '改后的情况' })
    expect(await desk.locator('[data-testid="save-refused"]').count()).toBe(0)
    await app.post(`/api/v1/drills/${id}/stop`, { commandId: 'stop-changed' })
  }, 120_000)

  test('DRILL-9 a team silenced in a drill is lost where it was heard last, also on a page that was opened after', async () => {
    const [team] = pack.site.teams
    const [lon, lat] = pack.site.view.centre
    const fix = (): Promise<unknown> => app.postReadings('/api/v1/positions', [{ unit: team!.id, lon, lat, fixAt: app.clock.now() }])
    await fix()
    const { body: { drill } } = await app.post('/api/v1/drills', { commandId: 'silent', script: writeScript({ ...SCRIPT, name: '静默', injects: [{ id: 's', atMs: 0, what: 'silence', subject: 'unit', subjectId: team!.id, forMs: null }] }) })
    await app.post(`/api/v1/drills/${drill as string}/start`, { commandId: 'silent-start' })
    await expect.poll(() => app.app.pipeline.lane.boardOf(spaceOfDrill(drill as string))?.drill?.silences.length).toBe(1)
    await fix()
    const wall = await open(`/wall?space=${spaceOfDrill(drill as string)}`, app.grants.wall)
    const row = wall.locator(`[data-panel="patrol"] [data-team="${team!.id}"]`)
    await row.waitFor()
    await expect.poll(() => row.getAttribute('data-freshness'), { timeout: 30_000 }).not.toBe('never')
    await app.post(`/api/v1/drills/${drill as string}/stop`, { commandId: 'silent-stop' })
  }, 120_000)

  test('DRILL-8 at the desk a switch tints and marks the whole desk, its commands go to the drill, and what is real breaks through', async () => {
    const desk = await open('/desk', letIn(app.access, 'leader', 'leader-1').secret)
    const [drill] = app.app.pipeline.lane.board.drills.values()
    const live = app.app.pipeline.lane.board.incidents.size
    await desk.click('[data-testid="to-drill"]')
    await desk.waitForSelector('.desk-page[data-space="drill"]')
    await desk.click('[data-testid="break-seen"]')
    await desk.waitForSelector('[data-testid="drill-watermark"]')
    await desk.click('[role="option"][data-incident$=".i1"]')
    await desk.waitForSelector('[data-chosen$=".i1"]')
    await shot(desk, 'desk-in-drill')
    await desk.keyboard.press('1')
    await expect.poll(() => drill!.incidents.get(`${drill!.drill!.id}.i1`)?.stamps.respond.length).toBe(1)
    await desk.fill('[data-testid="observer-note"]', '响应及时')
    await desk.keyboard.press('Enter')
    await expect.poll(() => drill!.drill!.observations.map(({ text }) => text)).toEqual(['响应及时'])
    expect(app.app.pipeline.lane.board.incidents.size).toBe(live)
    await report('real-2')
    await desk.waitForSelector('[data-testid="breakthrough"]')
    await desk.keyboard.press('Enter')
    await desk.waitForSelector('.desk-page[data-space="live"]')
    expect(new URL(desk.url()).search).toBe('')
  }, 120_000)

  test('DRILL-8 a wall busy with real incidents keeps their cards as they are: the drills beside give way, to a line at the least', async () => {
    const own = await startAppOn({ clock: createRunningClock(MORNING), site: pack.site, pageDir: PAGE_DIR, basemapFile: pack.basemapFile })
    try {
      const context = await browser.newContext({ viewport: SIZE })
      await context.addCookies([wallCookie(own.url, { wall: own.grants.wall })])
      const wall = await context.newPage()
      if (SHOTS === undefined) await withoutMap(wall)
      await wall.goto(`${own.url}/wall`)
      await wall.waitForSelector('[data-link="live"]', { timeout: READY_WITHIN_MS })
      const cards = (): Promise<(string | null)[]> => wall.locator('[data-panel="incidents"] .incident-card').evaluateAll((all) => all.map((each) => each.getAttribute('data-size')))
      const severities = ['critical', 'slight', 'slight', 'severe', 'slight', 'slight'] as const
      let commands = 0
      const post = (path: string, body: object): Promise<{ readonly body: Record<string, unknown> }> => own.post(`/api/v1/${path}`, { commandId: `busy-${commands += 1}`, ...body })
      /** The cards as they stand with one real incident, with two and so on. */
      async function asTheyCome(): Promise<(string | null)[][]> {
        const shown: (string | null)[][] = []
        for (const severity of severities) {
          await post('reports', { kind: 'fire', position: { lon: 113.7206, lat: 34.7731 }, place: '如意湖东岸', summary: '真实', source: '119', severity })
          const working = [...own.incidents()].filter(({ end }) => end === null).length
          await wall.waitForFunction((n) => [...document.querySelectorAll('[data-panel="incidents"] .incident-card')].length + Number(/\d+/.exec(document.querySelector('[data-testid="more"]')?.textContent ?? '0')) === n, working)
          await wall.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
          shown.push(await cards())
          expect(await cutOff(wall)).toEqual([])
          rows.push(await wall.locator('[data-drill-incident]').count())
        }
        return shown
      }
      const rows: number[] = []
      const alone = await asTheyCome()
      expect(alone.map((each) => each.length)).toEqual([1, 2, 3, 4, 5, 5])
      for (const { id } of [...own.incidents()]) await post(`incidents/${id}/cancel`, { reason: '重来' })
      await wall.waitForSelector('[data-panel="incidents"] [data-testid="calm"]')
      for (const name of ['甲', '乙']) {
        const { body } = await post('drills', { script: writeScript({ ...SCRIPT, name, injects: SCRIPT.injects.map((each) => ({ ...each, atMs: 0 })) }) })
        await post(`drills/${body['drill'] as string}/start`, {})
      }
      await expect.poll(() => wall.locator('[data-drill-incident]').count()).toBe(4)
      rows.length = 0
      const beside = await asTheyCome()
      expect(beside.slice(0, -1)).toEqual(alone.slice(0, -1))
      expect([beside.at(-1)?.length, rows[0], rows.at(-1), await wall.locator('[data-folded]').count()]).toEqual([4, 4, 0, 1])
      await shot(wall, 'wall-drill-busy')
    } finally {
      await own.close()
    }
  }, 120_000)
})
