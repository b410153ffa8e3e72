import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Stage } from '../load/offer.ts'
import { growSite } from '../load/sitePack.ts'
import { Workload } from '../load/workload.ts'
import { CAMERAS, UNITS } from '../server/fanOut.ts'
import { createProduct } from '../systems/product.ts'
import { flameGraph, type CpuProfile } from './flameGraph.ts'

const RESULTS = fileURLToPath(new URL('../results/', import.meta.url))
const SCREENS = 100
const SECONDS = 30
const RATES = { '1k': { updatesPerSecond: 1_000, updatesPerCall: 20 }, '20k': { updatesPerSecond: 20_000, updatesPerCall: 400 } } as const

/** `npm run bench:profile`: where the server's time goes, as flame graphs of all its threads in `bench/results`. */
for (const [name, rate] of Object.entries(RATES)) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-profile-'))
  const site = await growSite({ cameras: CAMERAS, units: UNITS })
  const product = createProduct(site, ['--cpu-prof', '--cpu-prof-interval=500', `--cpu-prof-dir=${folder}`])
  const stage = new Stage(await product.start(), SCREENS, new Workload(site.site))
  await stage.open()
  await stage.run({ ...rate, seconds: SECONDS })
  await stage.close()
  site.remove()
  mkdirSync(RESULTS, { recursive: true })
  for (const file of readdirSync(folder)) {
    const thread = /\.0\.\d+\.cpuprofile$/.test(file) ? 'main' : 'journal'
    const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile
    const out = `flame-${name}-${thread}.svg`
    writeFileSync(`${RESULTS}${out}`, flameGraph(profile, `${name} updates a second to ${SCREENS} screens, ${thread} thread, start included`))
    console.log(`bench/results/${out}`)
  }
  rmSync(folder, { recursive: true })
}
