import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { growSite } from '../load/sitePack.ts'
import { endWithUs } from '../../tests/support/endWithUs.ts'
import { DEFAULT_FOLDER, installPeer, pinsOf, type Peer } from './install.ts'
import { measureOffering, OFFERINGS, PEERS, type Measure, type Offering, type Round } from './offering.ts'
import { figuresOf, tableOf, type Figures } from './report.ts'

const CAMERAS = 2_197
const UNITS = 200
const RESULTS = new URL('../results/', import.meta.url)

interface Outcome extends Offering {
  readonly figures: readonly Figures[]
  readonly rounds: readonly Round[]
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    calls: { type: 'string', default: OFFERINGS.map(({ name }) => name).join(',') },
    peers: { type: 'string', default: Object.keys(PEERS).join(',') },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    'warm-up': { type: 'string', default: '10' },
    screens: { type: 'string', default: '100' },
    rate: { type: 'string', default: '1000' },
  },
})
const measure: Measure = {
  rounds: Number(values.rounds), seconds: Number(values.seconds), warmUpSeconds: Number(values['warm-up']),
  screens: Number(values.screens), updatesPerSecond: Number(values.rate),
}

const folders = new Map<Peer, string>()
for (const peer of values.peers.split(',') as Peer[]) folders.set(peer, await installPeer(peer, positionals[0] ?? DEFAULT_FOLDER))

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
mkdirSync(RESULTS, { recursive: true })
const outcomes: Outcome[] = []
for (const offering of OFFERINGS.filter(({ name }) => values.calls.split(',').includes(name))) {
  const site = await growSite({ cameras: CAMERAS, units: UNITS })
  const forget = endWithUs([], site.dir)
  try {
    const rounds = await measureOffering(site, folders, offering, measure)
    const figures = figuresOf(rounds, measure.updatesPerSecond)
    outcomes.push({ ...offering, figures, rounds })
    writeFileSync(new URL('peers.json', RESULTS), `${JSON.stringify(resultOf(), null, 1)}\n`)
    console.log(`\n${offering.name}: ${offering.says}`)
    console.log(`CPU and bytes per update delivered to a screen, medians of ${measure.rounds} rounds\n\n${tableOf(figures)}\n`)
  } finally {
    site.remove()
    forget()
  }
}
/** What goes into the file: nothing in it names the machine or its folders. */
function resultOf(): object {
  const product = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
  return {
    at: new Date().toISOString(), node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: availableParallelism(),
    versions: { ours: product.version, ...Object.assign({}, ...[...folders.keys()].map((peer) => pinsOf(peer))) as Record<string, string> },
    load: { cameras: CAMERAS, units: UNITS, ...measure },
    offerings: outcomes,
  }
}
