import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchBrowser } from '../support/browser.ts'
import { wallCookie } from '../support/grants.ts'
import { dataFolder, PROJECT_BUILD, startServerProcess } from '../support/serverProcess.ts'

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url))

/** Name of the picture, and the wall's size in CSS pixels. */
const README_SIZES: readonly [string, number, number][] = [
  ['wall-1920x1080', 1920, 1080],
  ['wall-5760x1080', 5760, 1080],
]
const FURTHER_SIZES: readonly [string, number, number][] = [
  ['wall-3840x2160', 3840, 2160],
  ['wall-7680x2160', 7680, 2160],
]

/** The simulator's own teams need this long to leave a trail and a first stage to run, ms. */
const LIVE_FOR_MS = Number(process.env['LIVE_FOR_MS'] ?? 45_000)
const READY_WITHIN_MS = 120_000

/**
 * `npm run screenshots [-- --all] [-- DIR]`: pictures of the demo wall, from the real server in the real browser. With
 * `--all` also the 4K walls; DIR is docs/images unless named.
 */
async function run(args: readonly string[]): Promise<void> {
  const dir = args.find((arg) => !arg.startsWith('--')) ?? IMAGES
  const sizes = args.includes('--all') ? [...README_SIZES, ...FURTHER_SIZES] : README_SIZES
  const query = args.includes('--en') ? '?lang=en' : ''
  await mkdir(dir, { recursive: true })
  const data = await dataFolder()
  const server = await startServerProcess(PROJECT_BUILD, data.dir, { SIMULATOR: args.includes('--empty') ? 'off' : 'on' })
  const browser = await launchBrowser()
  try {
    await new Promise((resolve) => setTimeout(resolve, LIVE_FOR_MS))
    for (const [name, width, height] of sizes) {
      const page = await browser.newPage({ viewport: { width, height } })
      await page.context().addCookies([wallCookie(server.url, server.grants)])
      page.on('pageerror', (error) => console.error(`${name}: ${error.message}`))
      await page.goto(`${server.url}/wall${query}`)
      await page.waitForSelector('[data-link="live"]', { timeout: READY_WITHIN_MS })
      await page.waitForSelector('[data-ready="true"]', { timeout: READY_WITHIN_MS })
      await page.waitForTimeout(3_000)
      await page.screenshot({ path: join(dir, `${name}.png`), timeout: READY_WITHIN_MS })
      console.log(join(dir, `${name}.png`))
      await page.close()
    }
  } finally {
    await browser.close()
    await server.stop()
    await data.remove()
  }
}

await run(process.argv.slice(2))
