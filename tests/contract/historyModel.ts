import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CameraReading, PositionReading } from '../../server/ports.ts'
import { MemoryHistory } from '../support/memoryHistory.ts'
import { seeded } from '../support/seeded.ts'
import { cameraReadingOf, MORNING, positionReadingOf } from './builders.ts'
import type { OpenedStore, Place, StoreEngine } from './storeEngine.ts'

const HOUR_MS = 3_600_000
/** Does not divide an hour. */
const SEVEN_MINUTES_MS = 7 * 60_000
const MINUTE_MS = 60_000
const MINUTES = 2_500
const EVER = { from: -HOUR_MS, to: MORNING * 2 }
const RUNS = 40
const LONG_MS = 120_000

type Step =
  | { readonly do: 'write'; readonly cameras: CameraReading[]; readonly positions: PositionReading[] }
  | { readonly do: 'expire'; readonly before: number; readonly thinBefore: number; readonly everyMs: number }
  | { readonly do: 'between'; readonly from: number; readonly to: number }
  | { readonly do: 'reopen' }

/** Times that meet: about now, about some hours' beginnings, anywhere in five hours, between milliseconds, long ago. */
const time = fc.oneof(
  { weight: 6, arbitrary: fc.nat(20).map((n) => MORNING + n * 100) },
  { weight: 3, arbitrary: fc.tuple(fc.nat(4), fc.integer({ min: -2, max: 2 })).map(([hour, ms]) => MORNING + hour * HOUR_MS + ms) },
  { weight: 3, arbitrary: fc.nat(5 * HOUR_MS).map((ms) => MORNING + ms) },
  { weight: 1, arbitrary: fc.nat(8).map((n) => MORNING + n / 4) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, -1.5, 86_400_000, MORNING / 3) },
)
const orNull = (most: number): fc.Arbitrary<number | null> => fc.option(fc.nat(most), { nil: null })
const camera = fc.record({ camera: fc.constantFrom('cam-1', 'cam-2', '北-3', ''), status: fc.nat(4), at: time, recordedAt: time })
const position = fc.record({
  unit: fc.constantFrom('team-1', 'team-2', 'cam-1'),
  lonE7: fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }),
  latE7: fc.integer({ min: -900_000_000, max: 900_000_000 }),
  fixAt: time,
  accuracyDm: orNull(2 ** 33),
  speedCmps: orNull(300),
  headingDeg: orNull(359),
  source: fc.constantFrom('mqtt', 'http', 'team-1'),
  recordedAt: time,
})
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      cameras: fc.array(camera, { maxLength: 12 }),
      positions: fc.array(position, { maxLength: 12 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('expire' as const),
      before: fc.oneof(fc.constant(EVER.from), time),
      thinBefore: time,
      everyMs: fc.constantFrom(1, 250, 60_000, SEVEN_MINUTES_MS, 2.5 * HOUR_MS),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('between' as const), from: time, to: time }) },
  { weight: 1, arbitrary: fc.constant({ do: 'reopen' as const }) },
)

/** An engine's history against the one in memory: whatever is done to both, both answer the same. */
export function historyModelContract(engine: StoreEngine): void {
  let place: Place
  let store: OpenedStore

  beforeAll(async () => {
    place = engine.place()
    store = await place.open()
  })
  afterAll(async () => {
    await store.close()
    place.remove()
  })

  const begin = async (): Promise<MemoryHistory> => {
    await store.history.expire({ before: EVER.to, thinBefore: 0, everyMs: 1 })
    return new MemoryHistory()
  }
  const expectSame = async (model: MemoryHistory, from: number, to: number): Promise<void> => {
    expect(await store.history.between(from, to)).toEqual(await model.between(from, to))
    expect(await store.history.latest()).toEqual(await model.latest())
  }
  const take = async (model: MemoryHistory, each: Step): Promise<void> => {
    if (each.do === 'reopen') {
      await store.close()
      store = await place.open()
    }
    for (const history of [store.history, model]) {
      if (each.do === 'write') await history.write(each.cameras, each.positions)
      if (each.do === 'expire') await history.expire(each)
    }
    if (each.do === 'between') await expectSame(model, each.from, each.to)
    else await expectSame(model, EVER.from, EVER.to)
  }

  describe(`${engine.name}: history against its model`, { timeout: LONG_MS }, () => {
    it('JOURNAL-9, JOURNAL-10: writes, late ones, expiry, thinning and reopening in any order', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
          const model = await begin()
          for (const each of steps) await take(model, each)
        }),
        { numRuns: RUNS },
      )
    })

    it.each([1, 1_000, 30_000, 3 * HOUR_MS])('JOURNAL-10: hundreds of blocks are thinned to one each %i ms', async (everyMs) => {
      const model = await begin()
      const chance = seeded(everyMs)
      const someTime = (): number => MORNING + chance.below(2) * chance.below(4 * HOUR_MS) + chance.below(60_000)
      const writeSome = async (calls: number): Promise<void> => {
        for (let call = 0; call < calls; call += 1) {
          const at = someTime()
          const cameras = Array.from({ length: 4 }, (_, n) =>
            cameraReadingOf({ camera: `cam-${n}`, at: at + chance.below(900), status: chance.below(5) }),
          )
          const positions = [positionReadingOf({ fixAt: at, unit: `team-${chance.below(3)}`, lonE7: call })]
          for (const history of [store.history, model]) await history.write(cameras, positions)
        }
      }
      for (const hours of [0.5, 3, 3, 5]) {
        await writeSome(400)
        const rule = { before: MORNING + 10_000 * hours, thinBefore: MORNING + hours * HOUR_MS + 17, everyMs }
        await store.history.expire(rule)
        await model.expire(rule)
        await expectSame(model, EVER.from, EVER.to)
        await expectSame(model, MORNING + HOUR_MS, MORNING + 2 * HOUR_MS)
      }
    })

    /** Where an interval of 7 minutes begins that goes on past the end of an hour, and where that hour ends. */
    const hourEnd = MORNING + 128 * HOUR_MS
    const across = Math.floor(hourEnd / SEVEN_MINUTES_MS) * SEVEN_MINUTES_MS

    it.each([
      ['nothing to merge yet', HOUR_MS, [[['a', across - 5], ['a', across + 1]], [['b', hourEnd + 1]], [['a', hourEnd + 2]]]],
      ['merged already', 1_000, [[['a', across - 10], ['a', across - 5], ['a', across + 1]], [['b', hourEnd + 1]]]],
    ] as const)('JOURNAL-10: a block across the end of what is merged at once, %s', async (_what, apart, ends) => {
      const model = await begin()
      const before = Array.from({ length: 126 }, (_, n) => [['before', across - SEVEN_MINUTES_MS - n * apart]] as const)
      for (const block of [...before, ...ends]) {
        const cameras = block.map(([id, at]) => cameraReadingOf({ camera: id, at }))
        for (const history of [store.history, model]) await history.write(cameras, [])
      }
      const rule = { before: 0, thinBefore: EVER.to, everyMs: SEVEN_MINUTES_MS }
      await store.history.expire(rule)
      await model.expire(rule)
      await expectSame(model, EVER.from, EVER.to)
    })

    it('JOURNAL-10: who reads while it is thinned misses nothing that stays, and sees nothing twice', async () => {
      await begin()
      for (let minute = 0; minute < MINUTES; minute += 1) {
        const times = Array.from({ length: 10 }, (_, n) => MORNING + minute * MINUTE_MS + n * 600)
        await store.history.write(times.map((at) => cameraReadingOf({ at })), [])
      }
      const thinning = store.history.expire({ before: 0, thinBefore: EVER.to, everyMs: MINUTE_MS })
      const reads: { readonly from: number; readonly times: number[] }[] = []
      let thin = false
      void thinning.then(() => (thin = true))
      for (let offset = 0; !thin; offset += 37) {
        const from = MORNING + (offset % 120) * MINUTE_MS
        reads.push({ from, times: (await store.history.between(from, EVER.to)).cameras.map(({ at }) => at) })
      }
      expect(await thinning).toBe(MINUTES * 9)
      const stayed = (await store.history.between(EVER.from, EVER.to)).cameras.map(({ at }) => at)
      expect(stayed).toHaveLength(MINUTES)
      for (const { from, times } of reads) {
        expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
        const seen = new Set(times)
        expect(stayed.filter((at) => at >= from && !seen.has(at))).toEqual([])
      }
      expect(reads.length).toBeGreaterThan(0)
    })
  })
}
