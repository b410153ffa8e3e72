import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Figure } from './measure/figure.ts'
import { benchFanOut } from './server/fanOut.ts'
import { benchStorm } from './server/storm.ts'

const BASELINE = fileURLToPath(new URL('baseline.json', import.meta.url))
/** Worse than the committed figure by more than this fails. */
const MOST_WORSE = 1.15
const ROUNDS = 5
const SECONDS_EACH = 2

/**
 * `npm run bench:check`: measures what is the same on every machine (CPU as a share of a baseline that runs beside it, and
 * bytes) and compares it with `bench/baseline.json`. `--write` makes that file anew instead.
 */
const figures = [...(await benchFanOut({ rounds: ROUNDS, secondsEach: SECONDS_EACH })), ...(await benchStorm({ rounds: ROUNDS }))]
const measured = new Map(figures.filter(({ lasting }) => lasting !== undefined).map(({ name, value }) => [name, value]))
if (process.argv.includes('--write')) {
  writeFileSync(BASELINE, `${JSON.stringify(Object.fromEntries([...measured].map(([name, value]) => [name, Number(value.toFixed(3))])), null, 1)}\n`)
  console.log(`wrote ${measured.size} figures`)
} else {
  const worse = compare(JSON.parse(readFileSync(BASELINE, 'utf8')) as Record<string, number>, measured)
  const lost = figures.filter((figure: Figure) => figure.holds === false && figure.name.includes('lost an update'))
  for (const { name } of lost) console.log(`FAILED ${name}`)
  console.log(`${measured.size - worse} passed, ${worse + lost.length} failed`)
  process.exitCode = worse + lost.length > 0 ? 1 : 0
}

/** Tells each figure beside the committed one; answers how many are worse or missing. */
function compare(baseline: Readonly<Record<string, number>>, now: ReadonlyMap<string, number>): number {
  let worse = 0
  for (const [name, before] of Object.entries(baseline)) {
    const value = now.get(name) ?? NaN
    const kept = value <= before * MOST_WORSE
    if (!kept) worse += 1
    console.log(`${kept ? 'kept  ' : 'FAILED'} ${name}: ${value.toFixed(3)}, committed ${before.toFixed(3)}`)
  }
  return worse
}
