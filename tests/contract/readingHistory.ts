import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CameraReading, PositionReading } from '../../server/ports.ts'
import { cameraReadingOf, factOf, factsOf, MORNING, positionReadingOf } from './builders.ts'
import type { OpenedStore, Place, StoreEngine } from './storeEngine.ts'

const MINUTE_MS = 60_000
const EVER = { from: 0, to: MORNING * 2 }

function cameraAt(afterMs: number, over: Partial<CameraReading> = {}): CameraReading {
  return cameraReadingOf({ at: MORNING + afterMs, ...over })
}

function fixAt(afterMs: number, over: Partial<PositionReading> = {}): PositionReading {
  return positionReadingOf({ fixAt: MORNING + afterMs, ...over })
}

/** What every engine's reading history does (JOURNAL-9, JOURNAL-10). One store is emptied before each test. */
export function readingHistoryContract(engine: StoreEngine): void {
  let place: Place
  let store: OpenedStore

  beforeAll(async () => {
    place = engine.place()
    store = await place.open()
  })
  beforeEach(async () => {
    await store.history.expire({ before: EVER.to, thinBefore: 0, everyMs: MINUTE_MS })
  })
  afterAll(async () => {
    await store.close()
    place.remove()
  })
  const all = (): ReturnType<OpenedStore['history']['between']> => store.history.between(EVER.from, EVER.to)
  const cameraTimes = async (): Promise<number[]> => (await all()).cameras.map(({ at }) => at - MORNING)
  const fixTimes = async (): Promise<number[]> => (await all()).positions.map((position) => position.fixAt - MORNING)

  describe(`${engine.name}: readings written and read`, () => {
    it('JOURNAL-9: readings come back as they went in, also after reopening', async () => {
      const positions = [fixAt(0), fixAt(1, { accuracyDm: null, speedCmps: 130, headingDeg: null, source: 'http', latE7: -5 })]
      const cameras = [cameraAt(0), cameraAt(0, { camera: 'cam-0002', status: 4 })]
      await store.history.write(cameras, positions)
      expect(await all()).toEqual({ cameras, positions })
      await store.close()
      store = await place.open()
      expect(await all()).toEqual({ cameras, positions })
    })

    it('JOURNAL-9: an empty history answers with nothing', async () => {
      await store.history.write([], [])
      expect(await all()).toEqual({ cameras: [], positions: [] })
      expect(await store.history.latest()).toEqual({ cameras: [], positions: [] })
    })

    it('JOURNAL-9: of two readings of the same thing and time the first stays, as in the picture', async () => {
      await store.history.write([cameraAt(0, { status: 1 }), cameraAt(0, { status: 2 })], [fixAt(0, { lonE7: 1 })])
      await store.history.write([], [fixAt(0, { lonE7: 2 })])
      expect((await all()).cameras).toEqual([cameraAt(0, { status: 1 })])
      expect((await store.history.latest()).positions).toEqual([fixAt(0, { lonE7: 1 })])
    })

    it('JOURNAL-9: the latest is the newest measured, not the last written', async () => {
      await store.history.write([cameraAt(5), cameraAt(9), cameraAt(7)], [fixAt(3), fixAt(8, { unit: 'team-02' })])
      await store.history.write([cameraAt(1), cameraAt(2, { camera: 'cam-0002' })], [fixAt(2), fixAt(4)])
      expect(await store.history.latest()).toEqual({
        cameras: [cameraAt(9), cameraAt(2, { camera: 'cam-0002' })],
        positions: [fixAt(4), fixAt(8, { unit: 'team-02' })],
      })
    })

    it('JOURNAL-9: between takes its start and leaves out its end, in order of time', async () => {
      const times = [20, 9, 10, 19, 11, 21]
      await store.history.write(times.map((ms) => cameraAt(ms)), times.map((ms) => fixAt(ms)))
      const { cameras, positions } = await store.history.between(MORNING + 10, MORNING + 20)
      expect(cameras.map(({ at }) => at - MORNING)).toEqual([10, 11, 19])
      expect(positions.map((position) => position.fixAt - MORNING)).toEqual([10, 11, 19])
    })

    it('JOURNAL-9: 5,000 readings a call are written and read whole', async () => {
      const idOf = (n: number): string => `cam-${String(n).padStart(4, '0')}`
      const cameras = Array.from({ length: 5_000 }, (_, n) => cameraAt(Math.floor(n / 1_250), { camera: idOf(n) }))
      await store.history.write(cameras, [])
      expect((await all()).cameras).toEqual(cameras)
      expect((await store.history.latest()).cameras).toHaveLength(5_000)
    })

    it('JOURNAL-9: facts taken after a mass of readings are recorded before it is all written', async () => {
      const order: string[] = []
      const cameras = Array.from({ length: 20_000 }, (_, n) => cameraAt(n))
      const written = store.history.write(cameras, []).then(() => order.push('readings'))
      const { seq } = store.journal
      const appended = store.journal.append(factsOf(seq + 1, seq + 3)).then(() => order.push('facts'))
      await Promise.all([written, appended])
      expect(order).toEqual(['facts', 'readings'])
    })

    it('JOURNAL-9: readings leave the record of facts alone', async () => {
      const seq = store.journal.seq + 1
      await store.journal.append([factOf(seq)])
      await store.history.write([cameraAt(0)], [fixAt(0)])
      await store.history.expire({ before: EVER.to, thinBefore: EVER.to, everyMs: 1 })
      expect(await store.journal.readAfter(seq - 1, 10)).toEqual([factOf(seq)])
      expect(await store.journal.verify()).toEqual({ facts: seq, brokenAt: null })
    })
  })

  describe(`${engine.name}: readings expire and are thinned`, () => {
    it('JOURNAL-10: what was measured before the limit goes, what was measured at it stays', async () => {
      await store.history.write([cameraAt(-1), cameraAt(0), cameraAt(1)], [fixAt(-1), fixAt(0), fixAt(1)])
      expect(await store.history.expire({ before: MORNING, thinBefore: 0, everyMs: MINUTE_MS })).toBe(2)
      expect(await cameraTimes()).toEqual([0, 1])
      expect(await fixTimes()).toEqual([0, 1])
    })

    it('JOURNAL-10: what has expired is not the latest any more', async () => {
      await store.history.write([cameraAt(-1), cameraAt(0, { camera: 'cam-0002' })], [fixAt(-1)])
      await store.history.expire({ before: MORNING, thinBefore: 0, everyMs: MINUTE_MS })
      expect(await store.history.latest()).toEqual({ cameras: [cameraAt(0, { camera: 'cam-0002' })], positions: [] })
    })

    it('JOURNAL-10: the newest of each interval stays, for each thing by itself', async () => {
      const times = [0, MINUTE_MS - 1, MINUTE_MS, 2 * MINUTE_MS - 2, 2 * MINUTE_MS - 1]
      await store.history.write(times.map((ms) => cameraAt(ms)), times.map((ms) => fixAt(ms)))
      await store.history.write([cameraAt(3, { camera: 'cam-0002' })], [fixAt(3, { unit: 'team-02' })])
      const dropped = await store.history.expire({ before: 0, thinBefore: MORNING + 2 * MINUTE_MS, everyMs: MINUTE_MS })
      expect(dropped).toBe(6)
      expect(await cameraTimes()).toEqual([3, MINUTE_MS - 1, 2 * MINUTE_MS - 1])
      expect(await fixTimes()).toEqual([3, MINUTE_MS - 1, 2 * MINUTE_MS - 1])
    })

    it('JOURNAL-10: only what was measured before the limit is thinned', async () => {
      await store.history.write([10, 20, 30, 31].map((ms) => cameraAt(ms)), [])
      await store.history.expire({ before: 0, thinBefore: MORNING + 30, everyMs: MINUTE_MS })
      expect(await cameraTimes()).toEqual([20, 30, 31])
      await store.history.expire({ before: 0, thinBefore: MORNING + 31, everyMs: MINUTE_MS })
      expect(await cameraTimes()).toEqual([30, 31])
    })

    it('JOURNAL-10: readings that come late into thin times are thinned too', async () => {
      const rule = { before: 0, thinBefore: MORNING + 5 * MINUTE_MS, everyMs: MINUTE_MS }
      await store.history.write([cameraAt(10), cameraAt(20), cameraAt(4 * MINUTE_MS)], [])
      expect(await store.history.expire(rule)).toBe(1)
      expect(await store.history.expire(rule)).toBe(0)
      await store.history.write([cameraAt(5), cameraAt(15)], [])
      expect(await store.history.expire(rule)).toBe(2)
      expect(await cameraTimes()).toEqual([20, 4 * MINUTE_MS])
    })

    it('JOURNAL-10: a wider interval thins again', async () => {
      await store.history.write([0, 1, MINUTE_MS, 2 * MINUTE_MS].map((ms) => cameraAt(ms)), [])
      const thinBefore = MORNING + 10 * MINUTE_MS
      await store.history.expire({ before: 0, thinBefore, everyMs: MINUTE_MS })
      expect(await cameraTimes()).toEqual([1, MINUTE_MS, 2 * MINUTE_MS])
      await store.history.expire({ before: 0, thinBefore, everyMs: 5 * MINUTE_MS })
      expect(await cameraTimes()).toEqual([2 * MINUTE_MS])
    })

    it('JOURNAL-10: thinning leaves the latest as it was', async () => {
      await store.history.write([cameraAt(0), cameraAt(1)], [fixAt(0), fixAt(1)])
      await store.history.expire({ before: 0, thinBefore: MORNING + 2, everyMs: MINUTE_MS })
      expect(await store.history.latest()).toEqual({ cameras: [cameraAt(1)], positions: [fixAt(1)] })
    })

    it('JOURNAL-10: thousands are dropped and thinned, also by two calls at once', async () => {
      const cameras = Array.from({ length: 4_000 }, (_, n) => cameraAt(n * 1_000))
      await store.history.write(cameras, [])
      const rule = { before: MORNING + 1_000_000, thinBefore: MORNING + 4_000_000, everyMs: 10_000 }
      const [first, second] = await Promise.all([store.history.expire(rule), store.history.expire(rule)])
      expect([first, second]).toEqual([1_000 + 2_700, 0])
      expect((await all()).cameras).toHaveLength(300)
    })

    it('JOURNAL-10: an interval of nothing is refused', async () => {
      await expect(store.history.expire({ before: 0, thinBefore: 0, everyMs: 0 })).rejects.toThrow(RangeError)
    })
  })
}
