import type { BoardFact } from '../board.ts'
import type { PlatformId } from '../ids.ts'
import { CAMERA_STATUSES } from './types.ts'

/** How often something was out, and for how long: only what has ended. ms. */
export interface OutageTimes {
  readonly count: number
  readonly longestMs: number
  readonly totalMs: number
}

/** An outage of a platform that has ended. Epoch ms; a loss at the very moment of its end lasted 0 ms. */
export interface EndedOutage {
  readonly platform: PlatformId
  readonly lostAt: number
  readonly restoredAt: number
  /** Cameras behind it. */
  readonly cameras: number
}

/** Outages of platforms as the record has them: those under way by platform, and those that ended, in order of the record. */
export interface OutageRecord {
  readonly open: Map<PlatformId, Omit<EndedOutage, 'restoredAt'>>
  readonly ended: EndedOutage[]
}

export function emptyOutageRecord(): OutageRecord {
  return { open: new Map(), ended: [] }
}

/** Takes a fact into the record, in place; what is no fact of a platform, or of a drill, changes nothing. */
export function takeOutage({ open, ended }: OutageRecord, fact: BoardFact): void {
  if (fact.space !== 'live') return
  if (fact.type === 'PlatformLost') open.set(fact.data.platform, { platform: fact.data.platform, lostAt: fact.at, cameras: fact.data.cameras })
  if (fact.type !== 'PlatformRestored') return
  const { platform } = fact.data
  const lost = open.get(platform)
  open.delete(platform)
  if (lost !== undefined) ended.push({ ...lost, restoredAt: Math.max(lost.lostAt, fact.at) })
}

/** What a camera said of itself. `status`: number of CAMERA_STATUSES, `at` epoch ms. */
export interface CameraSaid {
  readonly camera: string
  readonly status: number
  readonly at: number
}

/** A camera that was out by its own word and is not any more. Epoch ms. */
export interface EndedCameraOutage {
  readonly camera: string
  readonly from: number
  readonly until: number
}

/** Cameras that are out, and since when, epoch ms. */
export type CamerasOut = Map<string, number>

/** A camera that is out by its own word. `from`: epoch ms; `atLeast`: nothing is known of it from before, so it may be out for longer. */
export interface CameraOut {
  readonly camera: string
  readonly from: number
  readonly atLeast: boolean
}

/** Does a word, number of CAMERA_STATUSES, end an outage? One of `unknown` does not. */
export function isBack(status: number): boolean {
  const word = CAMERA_STATUSES[status]
  return word === 'online' || word === 'maintenance'
}

/** Does a word, number of CAMERA_STATUSES, say that a camera is out? */
export function isOut(status: number): boolean {
  const word = CAMERA_STATUSES[status]
  return word === 'offline' || word === 'fault'
}

/**
 * Takes in what cameras said, in order of time, and gives the outages that ended with it: offline or fault until online or
 * maintenance; a word of `unknown` says nothing either way. `out` is brought up to date in place.
 */
export function endedCameraOutages(out: CamerasOut, said: Iterable<CameraSaid>): EndedCameraOutage[] {
  const ended: EndedCameraOutage[] = []
  for (const { camera, status, at } of said) {
    const from = out.get(camera)
    if (isOut(status)) {
      if (from === undefined) out.set(camera, at)
    } else if (from !== undefined && isBack(status)) {
      out.delete(camera)
      ended.push({ camera, from, until: Math.max(from, at) })
    }
  }
  return ended
}

/** Count, longest and sum of lengths (ms). */
export function timesOf(lengths: readonly number[]): OutageTimes {
  return { count: lengths.length, longestMs: lengths.reduce((most, ms) => Math.max(most, ms), 0), totalMs: lengths.reduce((sum, ms) => sum + ms, 0) }
}
