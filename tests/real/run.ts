import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkInventory } from './inventory.ts'
import { findMosquitto, MosquittoMissing } from './mosquitto.ts'
import { checkOwnTracks } from './ownTracks.ts'
import { checkRouteWalks } from './routeWalks.ts'
import { createTally, type Tally } from './tally.ts'
import { checkWalks } from './walks.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SITE = join(ROOT, 'sites', 'ruyi-lake')

/** One kind of real input: where its files lie in the folder, and what is shown with each of them. */
interface RealInput {
  readonly what: string
  readonly folder: string
  readonly file: RegExp
  readonly needsBroker: boolean
  readonly check: (tally: Tally, file: string, siteDir: string) => Promise<void>
}

const INPUTS: readonly RealInput[] = [
  { what: 'walks over MQTT', folder: 'tracks', file: /\.csv$/, needsBroker: true, check: checkWalks },
  { what: 'walks against routes drawn from them', folder: 'tracks', file: /\.csv$/, needsBroker: false, check: checkRouteWalks },
  { what: 'OwnTracks messages', folder: 'protocol', file: /owntracks.*\.json$/i, needsBroker: true, check: checkOwnTracks },
  { what: 'a real camera inventory', folder: 'cameras', file: /\.csv$/, needsBroker: false, check: checkInventory },
]

/** `npm run test:real -- DIR`: real input made by others, from real clients through a real broker to a real browser. */
async function run(dir: string | undefined): Promise<boolean> {
  const tally = createTally((line) => console.log(line))
  if (dir === undefined || !existsSync(dir)) {
    console.log(`${dir === undefined ? 'No folder of real input is named' : `There is no folder ${dir}`}: npm run test:real -- DIR`)
    for (const { what } of INPUTS) tally.skip(what, 'no folder of real input')
  } else {
    await buildIfMissing()
    const broker = missingBroker()
    for (const input of INPUTS) await runInput(tally, input, resolve(dir), broker)
  }
  console.log(tally.sum())
  return tally.failed === 0
}

async function runInput(tally: Tally, input: RealInput, dir: string, missing: string | null): Promise<void> {
  const { what, folder, file, needsBroker, check } = input
  const inFolder = join(dir, folder)
  const files = existsSync(inFolder) ? (await readdir(inFolder)).filter((name) => file.test(name)).sort() : []
  if (files.length === 0) return tally.skip(what, `${inFolder} has no file ${file}`)
  for (const name of files) {
    if (needsBroker && missing !== null) await tally.check(`${name}: ${what}`, () => Promise.reject(new Error(missing)))
    else await check(tally, join(inFolder, name), SITE)
  }
}

/** What the broker and its clients lack to be used, null when they are there. */
function missingBroker(): string | null {
  try {
    findMosquitto('mosquitto')
    findMosquitto('mosquitto_pub')
    return null
  } catch (error) {
    if (error instanceof MosquittoMissing) return error.message
    throw error
  }
}

async function buildIfMissing(): Promise<void> {
  if (existsSync(join(ROOT, 'dist/server/main.js')) && existsSync(join(ROOT, 'dist/client/index.html'))) return
  console.log('dist/ is not there yet: npm run build')
  const [code] = (await once(spawn('npm', ['run', 'build'], { cwd: ROOT, stdio: 'inherit' }), 'close')) as [number | null]
  if (code !== 0) throw new Error(`npm run build ended with ${code}`)
}

process.exitCode = (await run(process.argv[2])) ? 0 : 1
