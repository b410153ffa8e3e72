import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { benchGrowth } from './growth/growth.ts'
import { tableOf, type Figure } from './measure/figure.ts'
import { benchDrillReplay } from './server/drillReplay.ts'
import { benchFacts } from './server/facts.ts'
import { benchFanOut } from './server/fanOut.ts'
import { benchJournal } from './server/journalRate.ts'
import { benchReplay } from './server/replay.ts'
import { benchStorm } from './server/storm.ts'

const RESULTS = fileURLToPath(new URL('results/', import.meta.url))
const ROUNDS = 5
const STARTS = 3
const SECONDS_EACH = 4

/** What can be measured, by the name `--only` takes. */
const BENCHES: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  fanout: () => benchFanOut({ starts: STARTS, rounds: ROUNDS, secondsEach: SECONDS_EACH }),
  storm: () => benchStorm({ rounds: ROUNDS }),
  facts: () => benchFacts({ seconds: 10 }),
  journal: () => benchJournal({ rounds: ROUNDS }),
  client: async () => (await (await import('./client/benchClient.ts')).benchClient()).figures,
  replay: async () => [...(await benchReplay()), ...(await benchDrillReplay())],
  growth: () => benchGrowth(),
}

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values
const names = only === undefined ? Object.keys(BENCHES) : only.split(',')
const unknown = names.find((name) => !(name in BENCHES))
if (unknown !== undefined) {
  console.error(`--only takes ${Object.keys(BENCHES).join(', ')}, not ${unknown}`)
  process.exit(2)
}
mkdirSync(RESULTS, { recursive: true })
const machine = { node: process.version, processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length }
console.log(`node ${machine.node}, ${machine.cores} × ${machine.processor}`)
for (const name of names) {
  console.log(`\n== ${name}`)
  const figures = await BENCHES[name]!()
  console.log(tableOf(figures))
  writeFileSync(`${RESULTS}${name}.json`, `${JSON.stringify({ measuredOn: new Date().toISOString().slice(0, 10), ...machine, figures }, null, 1)}\n`)
}
