import type { Patrol } from '../../shared/patrol/types.ts'
import { courseNow } from '../../shared/patrol/course.ts'
import type { RosterEntry } from '../../shared/patrol/roster.ts'

/** What the roster says of a team on patrol, as a message of `patrol.course`; null leaves it at whether the team is heard. */
export type CourseWord = { readonly word: 'on' | 'unknown' } | { readonly word: 'off'; readonly forMs: number }

/** On its route, off it and for how long at `now` (epoch ms), or not known yet. Of a team that is late, lost or excused nothing. */
export function courseWord({ team, position, freshness }: RosterEntry, patrol: Patrol | undefined, intervalMs: number, now: number): CourseWord | null {
  if (freshness !== 'fresh' || position === null || patrol === undefined || patrol.route !== team.route) return null
  const { course, since } = courseNow(patrol, position.fixAt, intervalMs, now)
  if (course === 'excused') return null
  return course === 'off' ? { word: 'off', forMs: Math.max(0, now - (since ?? now)) } : { word: course }
}
