import { expect, it } from 'vitest'
import { replaySeed } from './fuzzWorld.ts'
import { replayStored } from './storedWorld.ts'

const FROM = Number(process.env['FUZZ_FROM'] ?? 1)
const SEEDS = Number(process.env['REPLAY_SEEDS'] ?? 200)
/** Worlds over the real store: each has a file and a thread of its own. */
const STORED_SEEDS = Number(process.env['REPLAY_STORED_SEEDS'] ?? 5)

it(`REPLAY-1: in ${SEEDS} worlds the board replayed at random instants has the hash the live board had then`, async () => {
  const failures: string[] = []
  let [instants, facts, restarts, drills] = [0, 0, 0, 0]
  for (let seed = FROM; seed < FROM + SEEDS; seed += 1) {
    const result = await replaySeed(seed)
    for (const { t, live, replayed } of result.instants) if (live !== replayed) failures.push(`seed ${seed}: at ${t} the replay shows another board`)
    instants += result.instants.length
    facts += result.facts
    restarts += result.restarts
    drills += result.drills
  }
  expect(failures, failures.join('\n')).toEqual([])
  expect.soft(instants, 'instants compared').toBeGreaterThan(SEEDS * 3)
  expect.soft(facts, 'facts recorded').toBeGreaterThan(SEEDS * 5)
  expect.soft(restarts, 'restarts').toBeGreaterThan(SEEDS / 2)
  expect.soft(drills, 'drills').toBeGreaterThan(SEEDS / 2)
}, 30_000 + SEEDS * 200)

it(`REPLAY-1: in ${STORED_SEEDS} worlds over the real store, board, drills and readings replayed at random instants are what they were then`, async () => {
  const differs: string[] = []
  let [drills, facts, restarts] = [0, 0, 0]
  for (let seed = FROM; seed < FROM + STORED_SEEDS; seed += 1) {
    const result = await replayStored(seed)
    differs.push(...result.differs)
    drills += result.drills
    facts += result.facts
    restarts += result.restarts
  }
  expect(differs, differs.join('\n')).toEqual([])
  expect.soft(drills, 'drills compared').toBeGreaterThan(STORED_SEEDS * 2)
  expect.soft(facts, 'facts recorded').toBeGreaterThan(STORED_SEEDS * 10)
  expect.soft(restarts, 'restarts').toBeGreaterThan(STORED_SEEDS / 2)
}, 30_000 + STORED_SEEDS * 10_000)
