import { describe, expect, it } from 'vitest'
import { alarmRates, type AlarmRates } from '../../shared/alarm/rates.ts'
import { createHeldClock, MORNING, nextTurn, type HeldClock } from '../../tests/support/heldClock.ts'
import { MemoryJournal, MemoryPlace } from '../../tests/support/memoryStore.ts'
import { startPipeline, type Pipeline } from '../pipeline.ts'
import { advance, createWorld } from '../simulator/world.ts'
import { loadSite } from '../site/loadSite.ts'
import { SIMULATOR_SOURCE, type IncidentKey, type Output } from '../simulator/output.ts'

const HOURS = 8
const STEP_MS = 5_000
const HOUR_MS = 3_600_000
const FEED = { source: SIMULATOR_SOURCE, sourceKey: SIMULATOR_SOURCE }

async function send({ doors }: Pipeline, { commands, positions, cameraStatus, heartbeats }: Output, ids: Map<IncidentKey, string>): Promise<void> {
  if (positions.length > 0) doors.positions(FEED, [...positions])
  if (cameraStatus.length > 0) doors.cameraStatuses(FEED, [...cameraStatus])
  if (heartbeats.length > 0) doors.heartbeats(FEED, [...heartbeats])
  for (const command of commands) {
    if (command.type === 'stamp') await doors.stamp(ids.get(command.incident) ?? '', command.body, SIMULATOR_SOURCE)
    else {
      const result = await doors.report(command.body, 'tests')
      if ('answer' in result) ids.set(command.incident, result.answer.incidentId)
    }
  }
}

/** The rates of what the demo's district brings in `HOURS` hours, through the whole pipeline but its network. */
async function liveThroughADay(clock: HeldClock, journal: MemoryJournal): Promise<AlarmRates> {
  const { site } = await loadSite('sites/ruyi-lake')
  let last = 0
  const pipeline = await startPipeline({
    site, journal, history: new MemoryPlace().history, clock, ids: { next: () => `id-${(last += 1)}` }, demo: true,
    countInput: () => undefined, refused: () => 0, onReadings: () => undefined,
    onError: (error) => {
      throw error
    },
  })
  clock.settle = async () => {
    await pipeline.lane.settled()
    await nextTurn()
  }
  const world = createWorld({ site, seed: 20231123, speed: 1, now: MORNING })
  const ids = new Map<IncidentKey, string>()
  for (let now = MORNING; now < MORNING + HOURS * HOUR_MS; now += STEP_MS) {
    await clock.advanceTo(now)
    await send(pipeline, advance(world, now), ids)
  }
  await pipeline.close()
  return alarmRates(pipeline.lane.board.alarms, clock.now())
}

describe('ALARM-3: a usual day', () => {
  it('brings about 5 % high, 15 % medium and 80 % low alarms, each counted once by its gravest priority', { timeout: 120_000 }, async () => {
    const { total, mix } = await liveThroughADay(createHeldClock(), new MemoryJournal())
    expect(total).toBeGreaterThan(200)
    expect(mix!.high).toBeGreaterThan(0.01)
    expect(mix!.high).toBeLessThan(0.08)
    expect(mix!.medium).toBeGreaterThan(0.1)
    expect(mix!.medium).toBeLessThan(0.22)
    expect(mix!.low).toBeGreaterThan(0.72)
    expect(mix!.low).toBeLessThan(0.88)
  })
})
