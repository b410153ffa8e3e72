import { doubtOn } from './doubt.ts'
import { patrolFact, type NewPatrolFact } from './facts.ts'
import { followAlong } from './followAlong.ts'
import { overdueLoop } from './loops.ts'
import { nearestPlace, type Place } from './routeLine.ts'
import type { Doubt, Fix, Track, Tracked, Watch } from './track.ts'

/** ASSUMPTION: off the route is said after so many consecutive positions beyond the corridor, the last so long after the first. */
export const OFF_AFTER_FIXES = 3
export const OFF_AFTER_MS = 15_000
/** ASSUMPTION: on the route is said after so many consecutive positions within, the last so long after the first. */
export const ON_AFTER_FIXES = 2
export const ON_AFTER_MS = 5_000
/**
 * ASSUMPTION: who has left is back after so many consecutive positions well within, the last so long after the first. A minute,
 * since errors of positions drift for tens of seconds, and positions that jitter about the edge must make nobody chatter.
 */
export const BACK_AFTER_FIXES = 3
export const BACK_AFTER_MS = 60_000
/** ASSUMPTION: who has left the corridor is back only within this share of its width, so that its edge makes nobody chatter. */
export const BACK_SHARE = 2 / 3
/** ASSUMPTION: in a silence this long, at this pace, it may have been all round, m/s. */
const PACE_MPS = 1.2

/**
 * A team's track after a position, and what that position shows (ROUTE-1 to ROUTE-4). A position not newer than the last shows
 * nothing (STALE-3), one less accurate than the corridor is wide only that the team is alive.
 */
export function trackFix(watch: Watch, held: Track, fix: Fix): Tracked {
  if (fix.at <= held.fixAt) return { track: held, facts: [] }
  const silence = afterSilence(watch, held, fix)
  const overdue = overdueLoop(watch, silence.track, fix.at)
  const heard: Track = { ...overdue.track, fixAt: fix.at }
  const facts = [...silence.facts, ...overdue.facts]
  if ((fix.accuracyM ?? 0) > watch.line.corridorM) return { track: heard, facts }
  const near = nearestPlace(watch.line, fix.position)
  const judged = judgeCourse(watch, heard, fix, near)
  const followed = followAlong(watch, judged.track, { fix, near, beforeAt: held.fixAt })
  return { track: followed.track, facts: [...facts, ...judged.facts, ...followed.facts] }
}

/** Where a team went in a silence is not known: what had begun to show begins anew, and nothing is said of the way between. */
function afterSilence(watch: Watch, track: Track, { at }: Fix): Tracked {
  if (track.fixAt === 0 || at - track.fixAt <= watch.lostAfterMs) return { track, facts: [] }
  const forgets = (at - track.fixAt) * (PACE_MPS / 1000) >= watch.line.lengthM
  const unseen: Track = {
    ...track, course: 'unknown', since: track.fixAt, doubt: null, astray: null, broken: 'unseen', visits: [], againstM: 0,
    spot: forgets ? null : track.spot, loop: forgets ? null : track.loop,
  }
  if (track.course === 'unknown') return { track: unseen, facts: [] }
  const { unit, route } = watch
  const alongM = Math.round(track.spot?.alongM ?? 0)
  return { track: unseen, facts: [patrolFact('TeamUnseen', at, { unit, route, alongM, since: track.fixAt, forgets })] }
}

/** On or off, with hysteresis in width and in time (ROUTE-1). */
function judgeCourse(watch: Watch, track: Track, fix: Fix, { offM, alongM }: Place): Tracked {
  const side = sideOf(watch, track, fix, offM)
  if (side === null || side === track.course) return { track: { ...track, doubt: null }, facts: [] }
  const doubt = doubtOn(track.doubt, side, fix.at)
  if (!isSure(doubt, fix.at, track.hadLeft)) return { track: { ...track, doubt }, facts: [] }
  const where = { unit: watch.unit, route: watch.route, alongM: Math.round(track.spot?.alongM ?? alongM) }
  const fact: NewPatrolFact = side === 'off'
    ? patrolFact('TeamLeftRoute', doubt.since, { ...where, offM: Math.round(offM) })
    : patrolFact('TeamBackOnRoute', doubt.since, { ...where, offSince: track.course === 'off' ? track.since : null })
  return { track: { ...track, course: side, since: doubt.since, hadLeft: side === 'off', doubt: null }, facts: [fact] }
}

/** What a position speaks for; null between the two widths, and for nothing new. */
function sideOf({ line: { corridorM } }: Watch, { hadLeft }: Track, { accuracyM }: Fix, offM: number): 'on' | 'off' | null {
  if (offM > corridorM + (accuracyM ?? 0)) return 'off'
  return !hadLeft || offM <= corridorM * BACK_SHARE ? 'on' : null
}

function isSure({ side, since, fixes }: Doubt, at: number, hadLeft: boolean): boolean {
  if (side === 'off') return fixes >= OFF_AFTER_FIXES && at - since >= OFF_AFTER_MS
  return hadLeft ? fixes >= BACK_AFTER_FIXES && at - since >= BACK_AFTER_MS : fixes >= ON_AFTER_FIXES && at - since >= ON_AFTER_MS
}
