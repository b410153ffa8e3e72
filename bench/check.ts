import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { betterOf, compareWith } from './compare.ts'
import type { Figure } from './measure/figure.ts'
import { benchFanOut } from './server/fanOut.ts'
import { benchStorm } from './server/storm.ts'

const BASELINE = fileURLToPath(new URL('baseline.json', import.meta.url))
const ROUNDS = 9
const SECONDS_EACH = 2
/** A figure that looks worse is measured so often in all: other work on the machine makes one worse, a slower program each. */
const TRIES = 3
const STORM = 'storm of 500'

/**
 * `npm run bench:check`: measures what is the same on every machine (CPU as a share of a baseline that runs beside it, and
 * bytes) and compares it with `bench/baseline.json`. `--write` makes that file anew instead.
 */
const first = await measure(null)
if (process.argv.includes('--write')) {
  const figures = lasting(first)
  writeFileSync(BASELINE, `${JSON.stringify(Object.fromEntries([...figures].map(([name, value]) => [name, Number(value.toFixed(3))])), null, 1)}\n`)
  console.log(`wrote ${figures.size} figures`)
} else {
  process.exitCode = (await check(first)) > 0 ? 1 : 0
}

/** Tells each committed figure beside what was measured; answers how many are worse, plus how often an update was lost. */
async function check(figures: Figure[]): Promise<number> {
  const baseline = JSON.parse(readFileSync(BASELINE, 'utf8')) as Record<string, number>
  let lost = figures.filter(isLoss)
  let measured = lasting(figures)
  for (let attempt = 1; ; attempt++) {
    const compared = compareWith(baseline, measured)
    const worse = compared.filter(({ kept }) => !kept)
    for (const { name, now, before } of attempt === 1 ? compared : worse) {
      console.log(`${now <= before ? 'better' : worse.some((one) => one.name === name) ? 'WORSE ' : 'kept  '} ${name}: ${now.toFixed(3)}, committed ${before.toFixed(3)}`)
    }
    if (worse.length === 0 || attempt === TRIES) {
      for (const { name } of lost) console.log(`FAILED ${name}`)
      console.log(`${compared.length - worse.length} passed, ${worse.length + lost.length} failed`)
      return worse.length + lost.length
    }
    console.log(`measured again: ${worse.map(({ name }) => name).join('; ')}`)
    const again = await measure(worse.map(({ name }) => groupOf(name)))
    lost = [...lost, ...again.filter(isLoss)]
    measured = betterOf(measured, lasting(again))
  }
}

/** `groups`: rates of the fan-out and the storm, by what their figures' names begin with; all for null. */
async function measure(groups: readonly string[] | null): Promise<Figure[]> {
  const rates = groups?.filter((group) => group !== STORM)
  const fanOut = rates?.length === 0 ? [] : await benchFanOut({ starts: 1, rounds: ROUNDS, secondsEach: SECONDS_EACH, ...(rates === undefined ? {} : { only: rates }) })
  const storm = groups === null || groups.includes(STORM) ? await benchStorm({ rounds: ROUNDS }) : []
  return [...fanOut, ...storm]
}

function groupOf(name: string): string {
  return name.slice(0, name.indexOf(':'))
}

function lasting(figures: readonly Figure[]): Map<string, number> {
  return new Map(figures.filter((figure) => figure.lasting !== undefined).map(({ name, value }) => [name, value]))
}

function isLoss({ name, holds }: Figure): boolean {
  return holds === false && name.includes('lost an update')
}
