import { expect, it } from 'vitest'
import { replaySeed, type ReplayedInstant } from './fuzzWorld.ts'
import { replayStored } from './storedWorld.ts'

const FROM = Number(process.env['FUZZ_FROM'] ?? 1)
const SEEDS = Number(process.env['REPLAY_SEEDS'] ?? 200)
/** Worlds over the real store: each has a file and a thread of its own. */
const STORED_SEEDS = Number(process.env['REPLAY_STORED_SEEDS'] ?? 5)

/** Facts of what the worlds have to hold to say anything of it. */
const HELD = [
  'IncidentReported', 'LimitMissed', 'StampCorrected', 'StampWithdrawn', 'IncidentMerged', 'IncidentReopened', 'HandoverAcknowledged', 'AlarmAcknowledged', 'AlarmShelved',
  'AlarmUnshelved', 'ModeSwitched', 'ModeSwitchPrepared', 'RosterSet', 'PostCheckedIn', 'PostCheckedOut', 'MatterOpened', 'MatterMoved', 'SceneTaken', 'DrillPrepared', 'DrillStarted',
  'DrillPaused', 'DrillResumed', 'DrillJumped', 'InjectFired', 'DrillStopped', 'ObservationPinned', 'IndicatorJudged', 'ImprovementAdded',
]

function differing({ t, live, replayed }: ReplayedInstant): string[] {
  return Object.keys(live).filter((space) => live[space] !== replayed[space]).map((space) => `at ${t} the replay of ${space} shows another board`)
}

it(`REPLAY-1 DRILL-2: in ${SEEDS} worlds the boards replayed at random instants, the live one with its drills and each drill's own, have the hashes they had then`, async () => {
  const failures: string[] = []
  const types = new Map<string, number>()
  let [instants, ofDrills, restarts] = [0, 0, 0]
  for (let seed = FROM; seed < FROM + SEEDS; seed += 1) {
    const result = await replaySeed(seed)
    failures.push(...result.instants.flatMap(differing).map((differs) => `seed ${seed}: ${differs}`))
    ofDrills += result.instants.reduce((sum, { live }) => sum + Object.keys(live).length - 1, 0)
    instants += result.instants.length
    for (const [type, count] of result.types) types.set(type, (types.get(type) ?? 0) + count)
    restarts += result.restarts
  }
  expect(failures, failures.join('\n')).toEqual([])
  expect.soft(instants, 'instants compared').toBeGreaterThan(SEEDS * 3)
  expect.soft(ofDrills, "drills' boards compared").toBeGreaterThan(SEEDS * 2)
  expect.soft(restarts, 'restarts').toBeGreaterThan(SEEDS / 2)
  if (SEEDS >= 100) expect.soft(HELD.filter((type) => !types.has(type)), 'never happened').toEqual([])
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
