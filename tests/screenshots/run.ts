import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { takeScenes } from './scenes.ts'
import { takeDrills } from './drills.ts'
import { peopleOf } from './people.ts'
import { launchBrowser } from '../support/browser.ts'
import { wallCookie } from '../support/grants.ts'
import { dataFolder, PROJECT_BUILD, startServerProcess } from '../support/serverProcess.ts'

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url))

/** A page's picture, named by the page and its size in CSS pixels. */
type Picture = readonly [page: 'wall' | 'desk', width: number, height: number]

const README_SIZES: readonly Picture[] = [
  ['wall', 1920, 1080],
  ['wall', 5760, 1080],
  ['desk', 1920, 1080],
]
const FURTHER_SIZES: readonly Picture[] = [
  ['wall', 3840, 2160],
  ['wall', 7680, 2160],
  ['desk', 1366, 768],
]

/** Pictures of each mode's scene; the wide ones with `--all`. */
const SCENE_SIZES: readonly (readonly [width: number, height: number])[] = [[1920, 1080]]
const FURTHER_SCENE_SIZES = [[5760, 1080]] as const

/** The simulator's own teams need this long to leave a trail and a first stage to run, ms. */
const LIVE_FOR_MS = Number(process.env['LIVE_FOR_MS'] ?? 45_000)
const READY_WITHIN_MS = 120_000

/**
 * `npm run screenshots [-- --all] [-- DIR]`: pictures of the demo's wall in each mode's scene and of its desk, from the real server in the real browser. With
 * `--all` also the 4K walls and a small desk; with `--drills` only a drill on the wall, its replay, two compared and the printed report. DIR is docs/images unless named.
 */
async function run(args: readonly string[]): Promise<void> {
  const dir = args.find((arg) => !arg.startsWith('--')) ?? IMAGES
  const sizes = args.includes('--all') ? [...README_SIZES, ...FURTHER_SIZES] : README_SIZES
  const query = args.includes('--en') ? '?lang=en' : ''
  await mkdir(dir, { recursive: true })
  const data = await dataFolder()
  const { leaders, supervisor } = peopleOf(data.dir, !args.includes('--empty'))
  const server = await startServerProcess(PROJECT_BUILD, data.dir, { SIMULATOR: args.includes('--empty') ? 'off' : 'on' })
  const browser = await launchBrowser()
  try {
    await new Promise((resolve) => setTimeout(resolve, LIVE_FOR_MS))
    const drills = (): Promise<void> => takeDrills({ browser, server, supervisor, leader: leaders[0]!, dir, query, told: (file) => console.log(file) })
    if (args.includes('--drills')) return await drills()
    for (const [path, width, height] of sizes) {
      const name = `${path}-${width}x${height}`
      const page = await browser.newPage({ viewport: { width, height } })
      await page.context().addCookies([wallCookie(server.url, server.grants)])
      page.on('pageerror', (error) => console.error(`${name}: ${error.message}`))
      await page.goto(`${server.url}/${path}${query}`)
      await page.waitForSelector('[data-link="live"]', { timeout: READY_WITHIN_MS })
      await page.waitForSelector('[data-ready="true"]', { timeout: READY_WITHIN_MS })
      await page.waitForTimeout(3_000)
      await page.screenshot({ path: join(dir, `${name}.png`), timeout: READY_WITHIN_MS })
      console.log(join(dir, `${name}.png`))
      await page.close()
    }
    const scenes = args.includes('--all') ? [...SCENE_SIZES, ...FURTHER_SCENE_SIZES] : SCENE_SIZES
    await takeScenes({ browser, server, leaders, dir, query, sizes: scenes, told: (file) => console.log(file) })
    await drills()
  } finally {
    await browser.close()
    await server.stop()
    await data.remove()
  }
}

await run(process.argv.slice(2))
