import { encodeReadings, type Changed, type Origin } from '../../shared/protocol/readingsFrame.ts'
import type { Site } from '../../shared/site/types.ts'
import { originOf } from '../../shared/site/origin.ts'
import type { ReadingHistory } from '../ports.ts'
import { PastPicture } from './past.ts'

const SECOND_MS = 1_000
/** Seconds of frames made without a pause for others. */
const SECONDS_AT_ONCE = 60

/** Frames of readings as screens are sent them, one for each second in which anything changed, and names of their sources. */
export interface FramesOfPast {
  readonly sources: readonly string[]
  readonly frames: readonly Uint8Array[]
}

/**
 * What was recorded in (`from`, `to`], epoch ms, merged by the second: a frame of tick n holds what came up to second n of
 * the epoch, and names as its first tick the second after the frame before it, so that a gap shows (PUSH-2).
 */
export async function framesBetween(site: Site, history: ReadingHistory, from: number, to: number): Promise<FramesOfPast> {
  const { before, after } = await history.recorded(from, to)
  const past = new PastPicture(site)
  past.take(before)
  const origin = originOf(site)
  const frames: Uint8Array[] = []
  const seconds = bySecond([...after.cameras.map(({ recordedAt }) => recordedAt), ...after.positions.map(({ recordedAt }) => recordedAt)])
  let [camera, position, tick] = [0, 0, Math.floor(from / SECOND_MS)]
  for (const [place, second] of seconds.entries()) {
    const cameras = new Set<number>()
    const units = new Set<number>()
    for (let next = after.cameras[camera]; next !== undefined && secondOf(next.recordedAt) <= second; next = after.cameras[(camera += 1)]) add(cameras, past.takeCamera(next))
    for (let next = after.positions[position]; next !== undefined && secondOf(next.recordedAt) <= second; next = after.positions[(position += 1)]) add(units, past.takePosition(next))
    const frame = frameOf(past, { cameras: ascending(cameras), units: ascending(units) }, tick + 1, second, origin)
    if (frame !== null) [tick] = [second, frames.push(frame)]
    if (place % SECONDS_AT_ONCE === SECONDS_AT_ONCE - 1) await pause()
  }
  return { sources: past.sources.names, frames }
}

function frameOf(past: PastPicture, changed: Changed, from: number, to: number, origin: Origin): Uint8Array | null {
  if (changed.cameras.length + changed.units.length === 0) return null
  return encodeReadings({ full: false, from, to, now: to * SECOND_MS }, changed, past.picture, origin)
}

/** The second of the epoch by whose end something recorded then is shown. */
function secondOf(recordedAt: number): number {
  return Math.ceil(recordedAt / SECOND_MS)
}

function bySecond(times: readonly number[]): number[] {
  return [...new Set(times.map(secondOf))].sort((a, b) => a - b)
}

function ascending(places: ReadonlySet<number>): number[] {
  return [...places].sort((a, b) => a - b)
}

function add(places: Set<number>, place: number | null): void {
  if (place !== null) places.add(place)
}

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Frames as one body: how long the head is (u32), the head as JSON, then each frame behind its length (u32), little end first. */
export function packFrames({ sources, frames }: FramesOfPast): Buffer {
  const head = Buffer.from(JSON.stringify({ sources }))
  return Buffer.concat([lengthOf(head), head, ...frames.flatMap((frame) => [lengthOf(frame), frame])])
}

function lengthOf({ byteLength }: Uint8Array): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(byteLength)
  return bytes
}
