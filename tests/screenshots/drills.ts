import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { writeScript } from '../../shared/drill/scriptFile.ts'
import type { Inject, Script } from '../../shared/drill/script.ts'
import type { Site } from '../../shared/site/types.ts'
import { wallCookie } from '../support/grants.ts'
import { cookieOf, type Person } from '../support/people.ts'
import type { ServerProcess } from '../support/serverProcess.ts'

type Post = (path: string, body?: object) => Promise<Record<string, unknown>>

export interface DrillTaking {
  readonly browser: Browser
  readonly server: ServerProcess
  /** Runs the drills; the leader stamps in them for the units. */
  readonly supervisor: Person
  readonly leader: Person
  readonly dir: string
  readonly query: string
  /** Hears of each picture's file, and of what went wrong on a page. */
  readonly told: (file: string) => void
}

const READY_WITHIN_MS = 120_000
const SETTLES_MS = 6_000
const SECOND_MS = 1_000
/** A sheet of A4 on its side, CSS pixels. */
const PAPER = { width: 1123, height: 794 }
const SCREEN = { width: 1920, height: 1080 }
/** What units stamp in a drill: the place of the incident, the stage, and how long after the start, s. */
const STAMPS: readonly (readonly [inject: string, stage: string, afterS: number])[] = [
  ['f1', 'respond', 6], ['f2', 'respond', 10], ['f1', 'dispatch', 14], ['f3', 'respond', 18], ['f2', 'dispatch', 22], ['f1', 'arrive', 28], ['f3', 'dispatch', 30],
  ['f2', 'arrive', 36], ['f4', 'respond', 38], ['f1', 'resolve', 44],
]

/**
 * A drill running on the wall and in its own view, its replay, the comparison with another one and its printed report, of two
 * drills that a supervisor runs on the demo's server through the public API, some seconds apart and at the pace of the clock.
 */
export async function takeDrills({ browser, server, supervisor, leader, dir, query, told }: DrillTaking): Promise<void> {
  const headers = { 'content-type': 'application/json', ...cookieOf(supervisor) }
  const site = (await (await fetch(`${server.url}/api/v1/site`, { headers })).json()) as Site
  const post: Post = async (path, body = {}) => {
    const by = cookieOf(path.startsWith('incidents/') ? leader : supervisor)
    const response = await fetch(`${server.url}/api/v1/${path}`, { method: 'POST', headers: { ...headers, ...by }, body: JSON.stringify({ commandId: `${path}-${JSON.stringify(body)}`.slice(0, 120), ...body }) })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Record<string, unknown>
  }

  async function open(path: string, size: { readonly width: number; readonly height: number }, secret: string): Promise<Page> {
    const page = await browser.newPage({ viewport: size })
    page.on('pageerror', (error) => told(`${path}: ${error.message}`))
    await page.context().addCookies([wallCookie(server.url, { wall: secret })])
    await page.goto(server.url + path)
    return page
  }

  async function take(page: Page, name: string): Promise<void> {
    await page.waitForTimeout(SETTLES_MS)
    const file = join(dir, `${name}.png`)
    await page.screenshot({ path: file, timeout: READY_WITHIN_MS })
    told(file)
  }

  const said = (path: string): string => `${path}${query === '' ? '' : `${path.includes('?') ? '&' : '?'}${query.slice(1)}`}`
  const [first, second] = [await prepareDrill(post, site, '春季火灾专项演练', 0), await prepareDrill(post, site, '秋季火灾专项演练', 3)]
  const [wall, inside] = await Promise.all([open(said('/wall'), SCREEN, server.grants.wall), open(said(`/wall?space=${second.space}`), SCREEN, server.grants.wall)])
  for (const page of [wall, inside]) await page.waitForSelector('[data-ready="true"]', { timeout: READY_WITHIN_MS })
  const runs = [first.run(), second.run()]
  await Promise.all(runs)
  await inside.locator('[data-testid="break-seen"]').dispatchEvent('click', undefined, { timeout: SETTLES_MS }).catch(() => undefined)
  await Promise.all([take(wall, 'wall-drill'), take(inside, 'wall-in-drill')])
  for (const each of [first, second]) await each.stop()
  for (const page of [wall, inside]) await page.close()

  const review = await open(said(`/review?space=${first.space}`), SCREEN, supervisor.secret)
  await shown(review, 0)
  for (let press = 0; press < 45; press += 1) await review.keyboard.press('ArrowRight')
  await take(review, 'replay-drill')
  await review.selectOption('[data-testid="beside-space"]', second.space)
  await shown(review, 1)
  for (let press = 0; press < 40; press += 1) await review.keyboard.press('ArrowRight')
  await take(review, 'replay-two-drills')
  await review.close()

  const report = await browser.newPage({ viewport: PAPER })
  await report.context().addCookies([wallCookie(server.url, { wall: supervisor.secret })])
  await report.addInitScript('window.print = () => undefined')
  await report.goto(`${server.url}${said(`/review?space=${first.space},${second.space}&by=space&report=1`)}#timing`)
  await report.waitForSelector('[data-testid="timing-report"] canvas', { timeout: READY_WITHIN_MS })
  await report.emulateMedia({ media: 'print' })
  await take(report, 'timing-report')
  if (process.env['REPORT_PDF'] !== undefined) await report.pdf({ path: process.env['REPORT_PDF'], preferCSSPageSize: true, printBackground: true })
  await report.close()
}

async function shown(review: Page, place: number): Promise<void> {
  await review.locator('iframe').nth(place).waitFor({ timeout: READY_WITHIN_MS })
  const frame = await (await review.locator('iframe').nth(place).elementHandle())?.contentFrame()
  await frame?.waitForSelector('[data-shown="true"] .wall-page[data-space="drill"]', { timeout: READY_WITHIN_MS })
  await frame?.waitForSelector('[data-ready="true"]', { timeout: READY_WITHIN_MS })
}

function scriptOf({ grids, teams, departments, posts }: Site, name: string): Script {
  const fire = (id: string, atMs: number, place: number, severity: 'severe' | null): Inject => {
    const { name: where, position: [lon, lat] } = posts[place % posts.length]!
    return { id, atMs, what: 'incident', kind: 'fire', severity, position: { lon, lat }, place: where.zh, summary: '演练：冒烟起火' }
  }
  return {
    name, plan: 'fire', observers: 2,
    participants: { units: teams.slice(0, 3).map(({ id }) => id), departments: departments.slice(0, 2).map(({ id }) => id), roles: [{ role: '现场指挥', count: 1 }] },
    injects: [
      fire('f1', 0, 0, null), fire('f2', 6 * SECOND_MS, 3, 'severe'), fire('f3', 12 * SECOND_MS, 6, null),
      { id: 's1', atMs: 20 * SECOND_MS, what: 'silence', subject: 'grid', subjectId: grids[2]!.id, forMs: null },
      { id: 'm1', atMs: 24 * SECOND_MS, what: 'message', to: 'all', text: '请各参演队伍向会展中心集结' }, fire('f4', 30 * SECOND_MS, 9, null),
    ],
  }
}

/** Prepares a drill. `run` starts it, and resolves when its units have stamped all that the table says, each `slowerS` later. */
async function prepareDrill(post: Post, site: Site, name: string, slowerS: number): Promise<{ readonly space: string; run(): Promise<void>; stop(): Promise<unknown> }> {
  const id = (await post('drills', { script: writeScript(scriptOf(site, name)) }))['drill'] as string
  return {
    space: `drill:${id}`,
    async run() {
      await post(`drills/${id}/start`)
      const startedAt = Date.now()
      for (const [i, [inject, stage, afterS]] of STAMPS.entries()) {
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, startedAt + (afterS + slowerS) * SECOND_MS - Date.now())))
        await post(`incidents/${id}.${inject}/stamps?space=drill:${id}`, { stage, unit: site.teams[i % 3]!.id })
      }
      await post(`drills/${id}/observations`, { text: '现场指挥到位，通信受阻时改用有线' })
    },
    stop: () => post(`drills/${id}/stop`),
  }
}
