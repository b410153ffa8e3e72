import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MORNING } from '../../tests/support/heldClock.ts'
import { seeded } from '../../tests/support/seeded.ts'
import { CAMERA_STATUSES } from '../camera/types.ts'
import { emptyPicture, takeCameraStatus, takePosition, type Picture, type Position } from '../reading/picture.ts'
import { BadFrame } from './bytes.ts'
import { allReadings, applyFrame, decodeReadings, encodeReadings } from './readingsFrame.ts'

const ORIGIN = { lonE7: 1_137_300_000, latE7: 347_700_000 }
const CAMERAS = 2_197
const UNITS = 10

const optional = (max: number): fc.Arbitrary<number | null> => fc.option(fc.nat(max), { nil: null })
const anyPosition: fc.Arbitrary<Position> = fc.record({
  lonE7: fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }), latE7: fc.integer({ min: -900_000_000, max: 900_000_000 }),
  fixAt: fc.integer({ min: 1, max: MORNING + 5_000 }), accuracyDm: optional(1_000_000), speedCmps: optional(20_000),
  headingDeg: optional(359), source: fc.nat(31),
})
const anyCamera = fc.record(
  { camera: fc.nat(CAMERAS - 1), status: fc.nat(CAMERA_STATUSES.length - 1), at: fc.integer({ min: 1, max: MORNING + 5_000 }) },
)
const anyPicture = fc.tuple(
  fc.array(anyCamera, { maxLength: 60 }), fc.array(fc.tuple(fc.nat(UNITS - 1), anyPosition), { maxLength: UNITS }),
).map(([cameras, positions]) => {
  const picture = emptyPicture(CAMERAS, UNITS)
  for (const { camera, status, at } of cameras) takeCameraStatus(picture, camera, status, at)
  for (const [unit, position] of positions) takePosition(picture, unit, position)
  return picture
})
const anyHead = fc.record({ full: fc.boolean(), from: fc.nat(2 ** 32 - 1), to: fc.nat(2 ** 32 - 1), now: fc.constant(MORNING) })

describe('PUSH-3: a frame of readings', () => {
  it('comes out as it went in, and makes an equal picture', () => {
    fc.assert(fc.property(anyHead, anyPicture, (head, picture) => {
      const changed = allReadings(picture)
      const frame = decodeReadings(encodeReadings(head, changed, picture, ORIGIN), ORIGIN)
      expect(frame).toMatchObject(head)
      expect(frame.cameras.map(({ camera }) => camera)).toEqual(changed.cameras)
      const copy = emptyPicture(CAMERAS, UNITS)
      applyFrame(copy, frame)
      expect(copy).toEqual(picture)
    }))
  })

  it('carries only what changed', () => {
    const picture = emptyPicture(4, 2)
    for (const camera of [0, 1, 2, 3]) takeCameraStatus(picture, camera, 1, MORNING)
    const frame = decodeReadings(
      encodeReadings({ full: false, from: 1, to: 1, now: MORNING }, { cameras: [1, 3], units: [0] }, picture, ORIGIN), ORIGIN,
    )
    expect(frame.cameras.map(({ camera }) => camera)).toEqual([1, 3])
    expect(frame.positions).toEqual([])
  })

  it('that is full empties what it does not carry, another leaves it', () => {
    const held = (full: boolean): number[] => {
      const picture = emptyPicture(3, 1)
      takeCameraStatus(picture, 0, 1, MORNING)
      const news = emptyPicture(3, 1)
      takeCameraStatus(news, 1, 2, MORNING)
      applyFrame(
        picture, decodeReadings(encodeReadings({ full, from: 1, to: 1, now: MORNING }, { cameras: [1], units: [] }, news, ORIGIN), ORIGIN),
      )
      return [...picture.cameraStatus]
    }
    expect([held(true), held(false)]).toEqual([[0, 2, 0], [1, 2, 0]])
  })

  it('of any other bytes is refused as a bad frame and nothing else', () => {
    fc.assert(fc.property(fc.oneof(
      fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 60 }).map((bytes) => Uint8Array.of(1, ...bytes)),
    ), (bytes) => {
      try {
        decodeReadings(bytes, ORIGIN)
      } catch (error) {
        expect(error).toBeInstanceOf(BadFrame)
      }
    }), { numRuns: 2_000 })
  })

  it('cut short, lengthened or of another kind is refused', () => {
    const picture = emptyPicture(3, 1)
    takeCameraStatus(picture, 2, 3, MORNING)
    const bytes = encodeReadings({ full: true, from: 1, to: 1, now: MORNING }, allReadings(picture), picture, ORIGIN)
    for (let length = 0; length < bytes.length; length += 1) expect(() => decodeReadings(bytes.slice(0, length), ORIGIN)).toThrow(BadFrame)
    expect(() => decodeReadings(Uint8Array.of(...bytes, 0), ORIGIN)).toThrow(BadFrame)
    expect(() => decodeReadings(Uint8Array.of(2, ...bytes.slice(1)), ORIGIN)).toThrow(BadFrame)
  })

  it('with a status that is none is refused', () => {
    const picture = emptyPicture(1, 0)
    picture.cameraStatus[0] = CAMERA_STATUSES.length
    picture.cameraAt[0] = MORNING
    expect(() => decodeReadings(
      encodeReadings({ full: true, from: 1, to: 1, now: MORNING }, allReadings(picture), picture, ORIGIN), ORIGIN,
    )).toThrow(BadFrame)
  })
})

/** Cameras that said something within the last ten minutes. */
function livelyPicture(): Picture {
  const chance = seeded(7)
  const picture = emptyPicture(CAMERAS, UNITS)
  for (let camera = 0; camera < CAMERAS; camera += 1) takeCameraStatus(
    picture, camera, 1 + chance.below(4), MORNING - chance.below(600_000),
  )
  for (let unit = 0; unit < UNITS; unit += 1) {
    takePosition(picture, unit, {
      lonE7: ORIGIN.lonE7 + chance.below(200_000) - 100_000, latE7: ORIGIN.latE7 + chance.below(200_000) - 100_000,
      fixAt: MORNING - chance.below(5_000),
      accuracyDm: 30 + chance.below(60), speedCmps: chance.below(200), headingDeg: chance.below(360), source: 0,
    })
  }
  return picture
}

describe('PUSH-3: bytes', () => {
  it('of a full frame of 2,197 cameras and 10 teams are 27 KB at most', () => {
    const picture = livelyPicture()
    const bytes = encodeReadings({ full: true, from: 9, to: 9, now: MORNING }, allReadings(picture), picture, ORIGIN)
    expect(decodeReadings(bytes, ORIGIN).cameras).toHaveLength(CAMERAS)
    expect(bytes.length).toBeLessThanOrEqual(27 * 1024)
  })

  it('of a frame with 16 changes are 16 or fewer for each', () => {
    const picture = livelyPicture()
    const cameras = Array.from({ length: 8 }, (_, i) => i * 270)
    const bytes = encodeReadings(
      { full: false, from: 9, to: 9, now: MORNING }, { cameras, units: [0, 1, 2, 3, 4, 5, 6, 7] }, picture, ORIGIN,
    )
    expect(bytes.length / 16).toBeLessThanOrEqual(16)
  })
})
