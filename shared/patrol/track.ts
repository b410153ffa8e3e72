import type { RouteId, UnitId } from '../ids.ts'
import type { LonLatPair } from '../site/types.ts'
import type { NewPatrolFact } from './facts.ts'
import { pointAt, type RouteLine } from './routeLine.ts'
import type { Course, Direction, Loop, Patrol } from './types.ts'

/** What a team is held against: its route, and what the site expects of it. */
export interface Watch {
  readonly unit: UnitId
  readonly route: RouteId
  readonly line: RouteLine
  /** Silent for longer than this, where it went is not known, ms (STALE-1). */
  readonly lostAfterMs: number
  /** Time the pack gives a loop, ms; null claims nothing late. */
  readonly loopMs: number | null
  /** Stay the pack asks for at each checkpoint, ms; null claims nothing. */
  readonly dwells: readonly ({ readonly leastMs: number; readonly mostMs: number } | null)[]
  /** The site's day of a moment, `YYYYMMDD`. */
  readonly dayOf: (at: number) => string
}

/** A position as the tracker reads it: WGS-84, epoch ms, m. */
export interface Fix {
  readonly position: LonLatPair
  readonly at: number
  readonly accuracyM: number | null
}

/** A stay at a checkpoint, under way. `beforeAt`: the last position before it. Times in epoch ms. */
export interface Visit {
  readonly checkpoint: number
  readonly beforeAt: number
  readonly sinceAt: number
  readonly lastAt: number
  /** What is too long is said once, while it lasts. */
  readonly said: boolean
}

/** Consecutive positions that speak for something else than what was said. */
export interface Doubt {
  readonly side: 'on' | 'off' | 'astray'
  readonly since: number
  readonly fixes: number
}

/** What the tracker knows of a team: never changed in place. Times in epoch ms. */
export interface Track {
  /** Newest position taken, 0 for none. */
  readonly fixAt: number
  /** As the facts have it. */
  readonly course: Course
  readonly since: number
  readonly hadLeft: boolean
  readonly doubt: Doubt | null
  /** Where on the line it was last, and where it stood then. */
  readonly spot: { readonly alongM: number; readonly position: LonLatPair; readonly at: number } | null
  /** What kept it from being followed since then. */
  readonly broken: 'no' | 'off' | 'unseen'
  /** Positions near the line, but not near where it was on it. */
  readonly astray: Doubt | null
  readonly direction: Direction
  /** Metres it went against its direction, net. */
  readonly againstM: number
  readonly visits: readonly Visit[]
  readonly loop: Loop | null
}

/** A track after a position, and the facts that position shows. */
export interface Tracked {
  readonly track: Track
  readonly facts: readonly NewPatrolFact[]
}

export const NEW_TRACK: Track = {
  fixAt: 0, course: 'unknown', since: 0, hadLeft: false, doubt: null, spot: null, broken: 'no', astray: null, direction: 1, againstM: 0,
  visits: [], loop: null,
}

/**
 * The track after a restart, from what the board holds and the time of the newest position (epoch ms, 0 for none). Lost are
 * positions that had begun to speak for a change, a stay under way and metres walked since the last fact.
 */
export function restoredTrack({ line, route }: Watch, patrol: Patrol | undefined, fixAt: number): Track {
  if (patrol === undefined || patrol.route !== route) return { ...NEW_TRACK, fixAt }
  const { course, since, hadLeft, alongM, alongAt, direction, loop } = patrol
  return {
    ...NEW_TRACK, fixAt: Math.max(fixAt, alongAt), course: course === 'excused' ? 'unknown' : course, since, hadLeft, direction,
    spot: { alongM, position: pointAt(line, alongM), at: alongAt },
    loop: loop?.marks.length === line.checkpointsM.length ? loop : null,
  }
}
