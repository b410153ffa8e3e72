import { describe, expect, it } from 'vitest'
import { CAMERA_STATUSES } from '../../shared/camera/types.ts'
import { FUTURE_TOLERANCE_MS } from '../../shared/clock/tolerance.ts'
import { fromE7 } from '../../shared/reading/picture.ts'
import { createHeldClock, MORNING } from '../../tests/support/heldClock.ts'
import { MemoryHistory } from '../../tests/support/memoryHistory.ts'
import { cameraId, insideGrid, platformId, smallSite, unitId } from '../../tests/support/site.ts'
import { createReadingLane, type CameraStatusInput, type PositionInput } from './readingLane.ts'
import { createSources } from './sources.ts'

function bench(history = new MemoryHistory(), now = MORNING) {
  const site = smallSite()
  const clock = createHeldClock(now)
  const sources = createSources(5_000)
  const changed = { cameras: [] as number[], units: [] as number[], platforms: 0, calls: 0 }
  const lane = createReadingLane({
    site, clock, history, sources,
    onCamera: (camera) => changed.cameras.push(camera),
    onUnit: (unit) => changed.units.push(unit),
    onTaken: () => (changed.calls += 1),
    onPlatform: () => (changed.platforms += 1),
  })
  return { site, clock, sources, history, lane, changed, source: sources.placeOf('gps') }
}

function position(over: Partial<PositionInput> = {}): PositionInput {
  const [lon, lat] = insideGrid(0, 0.3)
  return { unit: unitId(1), lon, lat, fixAt: MORNING, ...over }
}

function status(over: Partial<CameraStatusInput> = {}): CameraStatusInput {
  return { camera: cameraId(2), status: 'online', at: MORNING, ...over }
}

describe('STALE-3: a position', () => {
  it('is taken in whole numbers with its source, and told of', () => {
    const { lane, changed, source } = bench()
    expect(lane.takePositions(source, [position({ accuracyM: 4.44, speedMps: 1.234, headingDeg: 359.7 })])).toEqual(['accepted'])
    const held = lane.picture.positions[1]
    expect(held).toMatchObject({ fixAt: MORNING, accuracyDm: 44, speedCmps: 123, headingDeg: 0, source })
    expect(fromE7(held?.lonE7 ?? 0)).toBeCloseTo(insideGrid(0, 0.3)[0], 6)
    expect(changed.units).toEqual([1])
  })

  it('from the future beyond 5 s is refused and freezes nothing; at 5 s it is taken', () => {
    const { lane, clock, changed, source } = bench()
    expect(
      lane.takePositions(source, [position({ fixAt: MORNING + FUTURE_TOLERANCE_MS + 1 })]),
    ).toMatchObject([{ code: 'future', field: 'fixAt' }])
    expect(lane.picture.positions[1]).toBeNull()
    expect(lane.takePositions(source, [position({ fixAt: MORNING + FUTURE_TOLERANCE_MS })])).toEqual(['accepted'])
    clock.set(MORNING + 6_000)
    expect(lane.takePositions(source, [position({ fixAt: MORNING + 6_000 })])).toEqual(['accepted'])
    expect(changed.units).toEqual([1, 1])
  })

  it('of a late backlog goes into history and never drags the marker back', async () => {
    const { lane, history, changed, source } = bench()
    const times = [0, -30_000, -20_000, -10_000].map((ms) => MORNING + ms)
    expect(lane.takePositions(source, times.map((fixAt) => position({ fixAt })))).toEqual(['accepted', 'stale', 'stale', 'stale'])
    expect(changed.calls).toBe(1)
    expect(lane.picture.positions[1]?.fixAt).toBe(MORNING)
    expect(changed.units).toEqual([1])
    await lane.flush()
    expect((await history.between(0, MORNING + 1)).positions.map(({ fixAt }) => fixAt - MORNING)).toEqual([-30_000, -20_000, -10_000, 0])
  })

  it('outside the bounds or of an unknown unit is refused by its field, and kept nowhere', async () => {
    const { lane, history, source, site } = bench()
    const [west, south, east, north] = site.bounds
    const results = lane.takePositions(source, [
      position({ unit: 'nobody' }), position({ lon: west - 1e-6 }), position({ lat: north + 1e-6 }), position({ lon: west, lat: south }),
      position({ lon: east, lat: north, fixAt: MORNING + 1 }),
    ])
    expect(results).toMatchObject([
      { code: 'unknown', field: 'unit' }, { code: 'outsideBounds', field: 'lon' }, { code: 'outsideBounds', field: 'lat' }, 'accepted',
      'accepted',
    ])
    await lane.flush()
    expect((await history.between(0, MORNING * 2)).positions).toHaveLength(2)
  })
})

describe('STALE-1: a source', () => {
  it('is heard when something valid comes, not when all is refused', () => {
    const { lane, clock, sources, source } = bench()
    lane.takePositions(source, [position({ unit: 'nobody' })])
    expect(sources.list()[source]?.heardAt).toBe(0)
    clock.set(MORNING + 7)
    lane.takePositions(source, [position({ fixAt: MORNING })])
    expect(sources.list()[source]).toMatchObject({ id: 'gps', heardAt: MORNING + 7 })
  })
})

describe('a camera status', () => {
  it('is taken, and the platform it is behind heard', () => {
    const { lane, changed, source } = bench()
    expect(lane.takeCameraStatuses(source, [status({ status: 'fault' })])).toEqual(['accepted'])
    expect(CAMERA_STATUSES[lane.picture.cameraStatus[2] ?? 0]).toBe('fault')
    expect(changed).toEqual({ cameras: [2], units: [], platforms: 1, calls: 1 })
    expect(lane.platformSigns().map(({ heardAt }) => heardAt)).toEqual([MORNING, 0])
    expect(lane.platformSigns()[0]).toMatchObject({ platform: platformId(0), lostAfterMs: 50_000, cameras: 6 })
  })

  it('STALE-3: of the future, an unknown camera or another upstream is refused by its field', () => {
    const { lane, changed, source } = bench()
    const results = lane.takeCameraStatuses(source, [
      status({ at: MORNING + FUTURE_TOLERANCE_MS + 1 }), status({ camera: 'none' }), status({ upstream: platformId(1) }),
      status({ upstream: platformId(0) }), status({ at: MORNING }),
    ])
    expect(results).toMatchObject(
      [{ code: 'future', field: 'at' }, { code: 'unknown', field: 'camera' }, { code: 'unknown', field: 'upstream' }, 'accepted', 'stale'],
    )
    expect(changed.cameras).toEqual([2])
  })
})

describe('STALE-2: a heartbeat', () => {
  it('tells that its platform lives, or that it is down', () => {
    const { lane, source } = bench()
    expect(lane.takeHeartbeats(source, [{ upstream: platformId(1), at: MORNING - 10 }])).toEqual(['accepted'])
    expect(lane.platformSigns()[1]).toMatchObject({ heardAt: MORNING - 10, saidDown: false })
    expect(lane.takeHeartbeats(source, [{ upstream: platformId(1), at: MORNING, status: 'down' }])).toEqual(['accepted'])
    expect(lane.platformSigns()[1]).toMatchObject({ heardAt: MORNING, saidDown: true })
    expect(lane.takeHeartbeats(source, [{ upstream: platformId(1), at: MORNING, status: 'up' }])).toEqual(['accepted'])
    expect(lane.platformSigns()[1]).toMatchObject({ saidDown: false })
  })

  it.each(['up', 'down'] as const)('STALE-3: of a late backlog (%s) changes nothing', (late) => {
    const { lane, source } = bench()
    const other = late === 'up' ? 'down' : 'up'
    lane.takeHeartbeats(source, [{ upstream: platformId(1), at: MORNING, status: other }])
    expect(lane.takeHeartbeats(source, [{ upstream: platformId(1), at: MORNING - 1, status: late }])).toEqual(['stale'])
    expect(lane.platformSigns()[1]).toMatchObject({ heardAt: MORNING, saidDown: other === 'down' })
  })

  it.each([[0, true], [1, false]])('that says down stands against a camera status measured %i ms after it: %s', (afterMs, down) => {
    const { lane, source } = bench()
    const platform = platformId(1)
    lane.takeHeartbeats(source, [{ upstream: platform, at: MORNING - 5, status: 'down' }])
    const camera = smallSite().cameras.find((known) => known.platform === platform)!.id
    lane.takeCameraStatuses(source, [{ camera, status: 'online', at: MORNING - 5 + afterMs }])
    expect(lane.platformSigns()[1]).toMatchObject({ saidDown: down })
  })

  it('is believed though a camera behind it was heard a moment later by our clock than by its own', () => {
    const { lane, source } = bench()
    lane.takeCameraStatuses(source, [status()])
    expect(lane.takeHeartbeats(source, [{ upstream: platformId(0), at: MORNING - 2_000, status: 'down' }])).toEqual(['accepted'])
    expect(lane.platformSigns()[0]).toMatchObject({ heardAt: MORNING, saidDown: true })
  })

  it('of an unknown platform or the future is refused by its field', () => {
    const { lane, source } = bench()
    expect(
      lane.takeHeartbeats(source, [{ upstream: 'none', at: MORNING }, { upstream: platformId(0), at: MORNING + FUTURE_TOLERANCE_MS + 1 }]),
    ).toMatchObject([
      { code: 'unknown', field: 'upstream' }, { code: 'future', field: 'at' },
    ])
  })
})

describe('STALE-1: after a restart', () => {
  it('the last readings are recalled with their own times, and what the site no longer has is left out', async () => {
    const { lane, history, source } = bench()
    lane.takePositions(source, [position(), position({ unit: unitId(0), fixAt: MORNING - 5_000 })])
    lane.takeCameraStatuses(source, [status({ status: 'offline' })])
    await lane.flush()
    await history.write([{ camera: 'gone', status: 1, at: MORNING, recordedAt: MORNING }], [])
    const later = bench(history, MORNING + 3_600_000)
    later.sources.placeOf('mqtt')
    later.lane.recall(await history.latest())
    expect(later.lane.picture.positions.map((held) => held?.fixAt ?? null)).toEqual([MORNING - 5_000, MORNING, null])
    expect(
      later.lane.picture.positions.map((held) => (held === null ? null : later.sources.nameOf(held.source))),
    ).toEqual(['gps', 'gps', null])
    expect([later.lane.picture.cameraStatus[2], later.lane.picture.cameraAt[2]]).toEqual([CAMERA_STATUSES.indexOf('offline'), MORNING])
    expect(later.lane.platformSigns()[0]).toMatchObject({ heardAt: MORNING, watchedSince: MORNING + 3_600_000 })
  })
})

describe('flush', () => {
  it('writes each reading once', async () => {
    const { lane, history, source } = bench()
    lane.takePositions(source, [position()])
    await Promise.all([lane.flush(), lane.flush()])
    await lane.flush()
    expect((await history.latest()).positions).toMatchObject([{ unit: unitId(1), source: 'gps', recordedAt: MORNING }])
  })

  it('JOURNAL-9: thousands at once come back as they were taken, null among them', async () => {
    const { lane, history, source } = bench()
    const times = Array.from({ length: 3_000 }, (_, i) => MORNING - i)
    lane.takePositions(source, times.map((fixAt, i) => position({ fixAt, ...(i % 2 === 0 ? { accuracyM: 4.5, headingDeg: 90 } : { speedMps: 1.5 }) })))
    lane.takeCameraStatuses(source, times.map((at) => status({ at })))
    await lane.flush()
    const { positions, cameras } = await history.between(MORNING - 2_999, MORNING + 1)
    expect([positions.length, cameras.length]).toEqual([3_000, 3_000])
    expect(positions.at(-1)).toMatchObject({ fixAt: MORNING, accuracyDm: 45, speedCmps: null, headingDeg: 90 })
    expect(positions.at(-2)).toMatchObject({ fixAt: MORNING - 1, accuracyDm: null, speedCmps: 150, headingDeg: null })
    expect(cameras[0]).toEqual({ camera: cameraId(2), status: CAMERA_STATUSES.indexOf('online'), at: MORNING - 2_999, recordedAt: MORNING })
  })

  it('JOURNAL-9: what could not be written waits no longer, and the next is written', async () => {
    const { lane, history, source } = bench(new FullOnce())
    lane.takePositions(source, [position({ fixAt: MORNING - 1 })])
    await expect(lane.flush()).rejects.toThrow('full')
    lane.takePositions(source, [position()])
    await lane.flush()
    expect((await history.between(0, MORNING + 1)).positions).toMatchObject([{ fixAt: MORNING }])
  })
})

/** A store whose disk is full at first. */
class FullOnce extends MemoryHistory {
  #full = true

  override async write(...readings: Parameters<MemoryHistory['write']>): Promise<void> {
    if (!this.#full) return super.write(...readings)
    this.#full = false
    throw new Error('full')
  }
}
