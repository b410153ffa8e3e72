import { expect, it } from 'vitest'
import { replaySeed, type ReplayedInstant } from './fuzzWorld.ts'

const FROM = Number(process.env['FUZZ_FROM'] ?? 1)
const SEEDS = Number(process.env['REPLAY_SEEDS'] ?? 200)

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
