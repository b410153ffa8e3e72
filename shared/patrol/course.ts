import { freshness } from '../reading/freshness.ts'
import type { Course, Patrol } from './types.ts'

/** On the route, off it, or unknown, and since when (epoch ms; null when it was never known). */
export interface CourseNow {
  readonly course: Course
  readonly since: number | null
}

/**
 * What may be said at `now` of a team whose newest position is of `fixAt` (epoch ms, 0 for none): nothing once that is lost
 * (STALE-1), from then on unknown since that position.
 */
export function courseNow(patrol: Patrol | undefined, fixAt: number, intervalMs: number, now: number): CourseNow {
  if (patrol === undefined) return { course: 'unknown', since: null }
  if (freshness(fixAt, now, intervalMs) === 'lost') return { course: 'unknown', since: fixAt }
  return { course: patrol.course, since: patrol.since }
}
