import type { Patrol } from '../../shared/patrol/types.ts'
import { courseNow } from '../../shared/patrol/course.ts'
import type { RosterEntry } from '../../shared/patrol/roster.ts'

/** What the roster says of a team on patrol, as a message of `patrol.course`; null leaves it at whether the team is heard. */
export type CourseWord = { readonly word: 'on' | 'unknown' | 'notExpected' } | { readonly word: 'off'; readonly forMs: number }

/**
 * On its route, off it and for how long at `now` (epoch ms), not known yet, or not expected there by the mode (MODE-3). Of a team
 * that is late, lost or excused nothing.
 */
export function courseWord(
  { team, position, freshness }: RosterEntry, patrol: Patrol | undefined,
  { intervalMs, expected }: { readonly intervalMs: number; readonly expected: boolean }, now: number,
): CourseWord | null {
  if (!expected) return freshness === 'fresh' ? { word: 'notExpected' } : null
  if (freshness !== 'fresh' || position === null || patrol === undefined || patrol.route !== team.route) return null
  const { course, since } = courseNow(patrol, position.fixAt, intervalMs, now)
  if (course === 'excused') return null
  return course === 'off' ? { word: 'off', forMs: Math.max(0, now - (since ?? now)) } : { word: course }
}
