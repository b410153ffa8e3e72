import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { MODES, type Mode } from '../../shared/mode/types.ts'
import { wallCookie } from '../support/grants.ts'
import { cookieOf, type Person } from '../support/people.ts'
import type { ServerProcess } from '../support/serverProcess.ts'

export interface SceneTaking {
  readonly browser: Browser
  readonly server: ServerProcess
  readonly leaders: readonly Person[]
  readonly dir: string
  readonly query: string
  readonly sizes: readonly (readonly [width: number, height: number])[]
  /** Sets a roster and checks people in, as the simulator does by itself. */
  readonly staff: boolean
  /** Hears of each picture's file. */
  readonly told: (file: string) => void
}

const READY_WITHIN_MS = 120_000
/** The map and what fits a panel settle within this after a change, ms. */
const SETTLES_MS = 6_000
const HOUR_MS = 3_600_000
/** Posts of the demo where nobody has checked in, by their place: a wall where all is well shows nothing. */
const EMPTY_POSTS: readonly number[] = [4, 9]

type Post = (path: string, body: object, by?: number) => Promise<Record<string, unknown>>

/** `scene-<mode>.png` of each mode, switched through the public API as a leader would. */
export async function takeScenes({ browser, server, leaders, dir, query, sizes, staff, told }: SceneTaking): Promise<void> {
  const post: Post = async (path, body, by = 0) => {
    const response = await fetch(`${server.url}/api/v1/${path}`, {
      method: 'POST', body: JSON.stringify({ commandId: `${path}-${JSON.stringify(body)}`.slice(0, 120), ...body }),
      headers: { 'content-type': 'application/json', ...cookieOf(leaders[by]!) },
    })
    return await response.json() as Record<string, unknown>
  }
  const pages = await Promise.all(sizes.map(([width, height]) => openWall(browser, server, query, width, height)))
  if (staff) await staffPosts(server, leaders[0]!, post)
  for (const mode of MODES) {
    await enter(mode, post)
    for (const [i, page] of pages.entries()) {
      await page.waitForSelector(`.wall[data-scene="${mode}"]`)
      await page.waitForTimeout(SETTLES_MS)
      const file = join(dir, i === 0 ? `scene-${mode}.png` : `scene-${mode}-${sizes[i]!.join('x')}.png`)
      await page.screenshot({ path: file, timeout: READY_WITHIN_MS })
      told(file)
    }
  }
}

async function openWall(browser: Browser, server: ServerProcess, query: string, width: number, height: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height } })
  await page.context().addCookies([wallCookie(server.url, server.grants)])
  await page.goto(`${server.url}/wall${query}`)
  await page.waitForSelector('[data-ready="true"]', { timeout: READY_WITHIN_MS })
  return page
}

async function enter(mode: Mode, post: Post): Promise<void> {
  const { seq } = await post('mode/switch', { to: mode, reason: `演示${mode}` })
  if (mode === 'emergency') await post('mode/confirm', { prepared: seq }, 1)
}

async function staffPosts(server: ServerProcess, leader: Person, post: Post): Promise<void> {
  const site = await (await fetch(`${server.url}/api/v1/site`, { headers: cookieOf(leader) })).json() as { readonly posts: readonly { readonly id: string }[] }
  const now = Date.now()
  const shifts = site.posts.map(({ id }) => ({ post: id, startsAt: now - HOUR_MS / 4, endsAt: now + 4 * HOUR_MS, role: 'guard', count: 4 }))
  await post('posts/roster', { shifts })
  for (const [i, { id }] of site.posts.entries()) if (!EMPTY_POSTS.includes(i)) await post(`posts/${id}/check-in`, { at: now - (i + 1) * 60_000 })
}
