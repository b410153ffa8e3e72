import { expect, it } from 'vitest'
import { replaySeed } from './fuzzWorld.ts'

const FROM = Number(process.env['FUZZ_FROM'] ?? 1)
const SEEDS = Number(process.env['REPLAY_SEEDS'] ?? 200)

it(`REPLAY-1: in ${SEEDS} worlds the board replayed at random instants has the hash the live board had then`, async () => {
  const failures: string[] = []
  let [instants, facts, restarts] = [0, 0, 0]
  for (let seed = FROM; seed < FROM + SEEDS; seed += 1) {
    const result = await replaySeed(seed)
    for (const { t, live, replayed } of result.instants) if (live !== replayed) failures.push(`seed ${seed}: at ${t} the replay shows another board`)
    instants += result.instants.length
    facts += result.facts
    restarts += result.restarts
  }
  expect(failures, failures.join('\n')).toEqual([])
  expect.soft(instants, 'instants compared').toBeGreaterThan(SEEDS * 3)
  expect.soft(facts, 'facts recorded').toBeGreaterThan(SEEDS * 5)
  expect.soft(restarts, 'restarts').toBeGreaterThan(SEEDS / 2)
}, 30_000 + SEEDS * 200)
