import { expect, it } from 'vitest'
import { runSeed, type FuzzResult } from './fuzzWorld.ts'
import pinned from './pinned.json'

/** Seeds of every run; `FUZZ_FROM` and `FUZZ_SEEDS` try others. */
const FROM = Number(process.env['FUZZ_FROM'] ?? 1)
const SEEDS = Number(process.env['FUZZ_SEEDS'] ?? 1_000)

function whatDiffers({ server, broken, screens }: FuzzResult): string[] {
  return [
    ...broken,
    ...screens.flatMap((screen, i) => (screen === server ? [] : [`screen ${i} does not show what the server holds`])),
  ]
}

async function failuresOf(seeds: readonly number[], results: FuzzResult[] = []): Promise<string[]> {
  const failures: string[] = []
  for (const seed of seeds) {
    const result = await runSeed(seed)
    results.push(result)
    for (const difference of whatDiffers(result)) failures.push(`seed ${seed}: ${difference}`)
  }
  return failures
}

it(`PUSH-1 PUSH-2 PUSH-3 PUSH-4 LOG-1 CLOCK-4: in ${SEEDS} worlds every screen ends equal to the server`, async () => {
  const results: FuzzResult[] = []
  const failures = await failuresOf(Array.from({ length: SEEDS }, (_, i) => FROM + i), results)
  expect(failures, failures.join('\n')).toEqual([])
  const sum = (of: (result: FuzzResult) => number): number => results.reduce((total, result) => total + of(result), 0)
  expect.soft(sum(({ facts }) => facts), 'facts recorded').toBeGreaterThan(SEEDS * 5)
  expect.soft(sum(({ restarts }) => restarts), 'restarts').toBeGreaterThan(SEEDS / 2)
  expect.soft(sum(({ cuts }) => cuts), 'screens cut').toBeGreaterThan(SEEDS / 20)
  expect.soft(sum(({ failures }) => failures), 'commands a full disk refused').toBeGreaterThan(SEEDS / 20)
}, 30_000 + SEEDS * 100)

it('seeds that once failed stay whole', async () => {
  expect(await failuresOf(pinned)).toEqual([])
})
