import { CAMERA_STATUSES } from '../camera/types.ts'
import type { Picture, Position } from '../reading/picture.ts'
import { BadFrame, ByteReader, ByteWriter } from './bytes.ts'

/** Bumped with the layout below; a screen that meets another one joins again. */
const FRAME_KIND = 1
const FLAG_FULL = 1

/** Which readings a frame carries: places in the site pack, ascending. */
export interface Changed {
  readonly cameras: readonly number[]
  readonly units: readonly number[]
}

/**
 * Ticks `from`…`to` of the readings, merged newest-per-key. A screen at tick n takes it when `from` ≤ n + 1; a full
 * one replaces all that it holds.
 */
export interface ReadingsFrame {
  readonly full: boolean
  readonly from: number
  readonly to: number
  /** Server time of the frame, epoch ms. */
  readonly now: number
  readonly cameras: readonly { readonly camera: number; readonly status: number; readonly at: number }[]
  readonly positions: readonly { readonly unit: number; readonly position: Position }[]
}

/** Where positions are counted from, 1e-7 degrees: near the site, numbers get short. Both ends take it from the pack. */
export interface Origin {
  readonly lonE7: number
  readonly latE7: number
}

export interface FrameHead {
  readonly full: boolean
  readonly from: number
  readonly to: number
  readonly now: number
}

/**
 * Layout: kind u8, flags u8, from u32, to u32, now f64, then cameras (count, and each: index step, status u8, age),
 * then positions (count, and each: index step, lon, lat, age, present bits u8, accuracy, speed, heading, source).
 * Counts, steps and values are varints; ages (ms, against `now`) and coordinates are signed ones.
 */
export function encodeReadings(head: FrameHead, changed: Changed, picture: Picture, origin: Origin): Uint8Array {
  const out = new ByteWriter()
  out.u8(FRAME_KIND)
  out.u8(head.full ? FLAG_FULL : 0)
  out.u32(head.from)
  out.u32(head.to)
  out.f64(head.now)
  out.varint(changed.cameras.length)
  let before = 0
  for (const camera of changed.cameras) {
    out.varint(camera - before)
    before = camera
    out.u8(picture.cameraStatus[camera] ?? 0)
    out.signed(head.now - (picture.cameraAt[camera] ?? 0))
  }
  const units = changed.units.filter((unit) => picture.positions[unit] != null)
  out.varint(units.length)
  before = 0
  for (const unit of units) {
    out.varint(unit - before)
    before = unit
    writePosition(out, picture.positions[unit] as Position, head.now, origin)
  }
  return out.finish()
}

function writePosition(out: ByteWriter, position: Position, now: number, origin: Origin): void {
  const { lonE7, latE7, fixAt, accuracyDm, speedCmps, headingDeg, source } = position
  out.signed(lonE7 - origin.lonE7)
  out.signed(latE7 - origin.latE7)
  out.signed(now - fixAt)
  out.u8((accuracyDm === null ? 0 : 1) | (speedCmps === null ? 0 : 2) | (headingDeg === null ? 0 : 4))
  for (const value of [accuracyDm, speedCmps, headingDeg]) if (value !== null) out.varint(value)
  out.varint(source)
}

/** @throws BadFrame for anything `encodeReadings` does not write. */
export function decodeReadings(bytes: Uint8Array, origin: Origin): ReadingsFrame {
  const input = new ByteReader(bytes)
  if (input.u8() !== FRAME_KIND) throw new BadFrame('unknown kind of frame')
  const full = (input.u8() & FLAG_FULL) !== 0
  const from = input.u32()
  const to = input.u32()
  const now = input.f64()
  const cameras = readList(input, (camera) => ({ camera, status: readStatus(input), at: now - input.signed() }))
  const positions = readList(input, (unit) => ({ unit, position: readPosition(input, now, origin) }))
  if (!input.done) throw new BadFrame('bytes after the end')
  return { full, from, to, now, cameras, positions }
}

function readList<T>(input: ByteReader, read: (index: number) => T): T[] {
  const list: T[] = []
  let index = 0
  for (let left = input.varint(); left > 0; left--) {
    index += input.varint()
    list.push(read(index))
  }
  return list
}

function readStatus(input: ByteReader): number {
  const status = input.u8()
  if (status >= CAMERA_STATUSES.length) throw new BadFrame('unknown camera status')
  return status
}

function readPosition(input: ByteReader, now: number, origin: Origin): Position {
  const lonE7 = origin.lonE7 + input.signed()
  const latE7 = origin.latE7 + input.signed()
  const fixAt = now - input.signed()
  const present = input.u8()
  const optional = (bit: number): number | null => ((present & bit) === 0 ? null : input.varint())
  return { lonE7, latE7, fixAt, accuracyDm: optional(1), speedCmps: optional(2), headingDeg: optional(4), source: input.varint() }
}

/** Every reading the picture holds: the `Changed` of a full frame. */
export function allReadings(picture: Picture): Changed {
  const cameras: number[] = []
  picture.cameraAt.forEach((at, camera) => at > 0 && cameras.push(camera))
  return { cameras, units: [...picture.positions.keys()].filter((unit) => picture.positions[unit] !== null) }
}

/** Takes a frame into the picture of a screen, in place. Frames overwrite: the server has already decided what is newest. */
export function applyFrame(picture: Picture, frame: ReadingsFrame): void {
  if (frame.full) {
    picture.cameraStatus.fill(0)
    picture.cameraAt.fill(0)
    picture.positions.fill(null)
  }
  for (const { camera, status, at } of frame.cameras) {
    picture.cameraStatus[camera] = status
    picture.cameraAt[camera] = at
  }
  for (const { unit, position } of frame.positions) picture.positions[unit] = position
}
