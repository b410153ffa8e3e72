import type { PlatformId } from '../ids.ts'
import type { CameraOut, EndedOutage } from './outageTimes.ts'

/** A platform that is lost, with its length so far, ms. One upstream, one outage, whatever it hides (STALE-2). */
export interface LastingLoss extends Omit<EndedOutage, 'restoredAt'> {
  readonly lengthMs: number
}

/** Platforms that are lost, longest first (CAMERA-2). */
export function lastingLosses(open: Iterable<Omit<EndedOutage, 'restoredAt'>>, now: number): LastingLoss[] {
  return [...open].map((each) => ({ ...each, lengthMs: Math.max(0, now - each.lostAt) })).sort((a, b) => b.lengthMs - a.lengthMs)
}

/** A camera that is out by its own word, with its length so far, ms. */
export interface LastingOutage extends CameraOut {
  readonly platform: PlatformId
  readonly lengthMs: number
}

/** Cameras of one upstream platform that are out by their own word (CAMERA-5). */
export interface OutageGroup {
  readonly platform: PlatformId
  /** Cameras of it that are out, listed or not. */
  readonly camerasOut: number
  /** Since when the one that is out the longest is so, epoch ms, and for how long, ms. */
  readonly from: number
  readonly longestMs: number
  /** One of them may be out for longer than is known, so the longest is at least so long. */
  readonly atLeast: boolean
  /** Longest first. */
  readonly cameras: Omit<LastingOutage, 'platform'>[]
  readonly camerasLeftOut: number
}

/**
 * Outages of single cameras by their upstream platform, the group with the longest first, in each the longest first. At most `most`
 * cameras are listed in all: of every platform its longest, as many of each as there is room for; the others are counted.
 */
export function outagesByUpstream(outages: readonly LastingOutage[], most: number): OutageGroup[] {
  const groups = new Map<PlatformId, LastingOutage[]>()
  for (const outage of [...outages].sort((a, b) => b.lengthMs - a.lengthMs)) {
    const own = groups.get(outage.platform)
    if (own === undefined) groups.set(outage.platform, [outage])
    else own.push(outage)
  }
  const each = roomOfEach([...groups.values()].map(({ length }) => length), most)
  return [...groups].map(([platform, own]) => ({
    platform,
    camerasOut: own.length,
    from: own[0]!.from,
    longestMs: own[0]!.lengthMs,
    atLeast: own.some(({ atLeast }) => atLeast),
    cameras: own.slice(0, each).map(({ camera, from, lengthMs, atLeast }) => ({ camera, from, lengthMs, atLeast })),
    camerasLeftOut: Math.max(0, own.length - each),
  }))
}

/** The most that each of several lists may show while all together show at most `most`. */
function roomOfEach(lengths: readonly number[], most: number): number {
  const shown = (each: number): number => lengths.reduce((sum, length) => sum + Math.min(length, each), 0)
  let each = 0
  while (each < Math.max(0, ...lengths) && shown(each + 1) <= most) each += 1
  return each
}
