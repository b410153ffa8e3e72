import type { GridId, PostId, UnitId } from '../ids.ts'
import { courseNow } from '../patrol/course.ts'
import type { Patrol } from '../patrol/types.ts'
import { lackOf, lacksSince, nextPostTurnAt, postsNow, type PostNow } from '../post/state.ts'
import type { PostDuty } from '../post/types.ts'
import { conditionOf, type Condition } from './condition.ts'

/** What a mode expects, with what was heard of it. Epoch ms. */
export interface DutySigns {
  readonly posts: readonly { readonly id: PostId; readonly grid: GridId }[]
  /** Posts the mode expects to be staffed. */
  readonly expectedPosts: readonly PostId[]
  readonly duty: PostDuty
  /** When the mode was entered; 0 while nobody has switched. */
  readonly modeSince: number
  /** The teams the mode expects on their routes: their newest position, 0 for none, and the grid it lies in. */
  readonly teams: readonly { readonly unit: UnitId; readonly fixAt: number; readonly grid: GridId | null }[]
  readonly patrols: ReadonlyMap<UnitId, Patrol>
  readonly positionIntervalMs: number
}

/** All posts without a shift are one alarm: the roster is its cause. */
export const ROSTER = 'roster'

/**
 * Teams off their route, a roster that leaves out posts or is over (POST-10), and posts that nobody came to in time, were left too
 * long, or have had fewer or others than their shift names for too long, at `now` (epoch ms), among those the mode expects (ALARM-15).
 * A team that is lost is silent, and not said to be off its route.
 */
export function dutyConditions({ posts, expectedPosts, duty, modeSince, teams, patrols, positionIntervalMs }: DutySigns, now: number): Condition[] {
  const off = teams.flatMap(({ unit, fixAt, grid }) => {
    const { course, since } = courseNow(patrols.get(unit), fixAt, positionIntervalMs, now)
    return course === 'off' ? [conditionOf('patrolOffRoute', unit, since ?? now, { grid })] : []
  })
  if (expectedPosts.length === 0) return off
  const gridOf = new Map(posts.map(({ id, grid }) => [id, grid]))
  const standing = postsNow(duty, posts, expectedPosts, now)
  return [...off, ...rosterCondition(standing, duty, modeSince), ...standing.flatMap((post) => postCondition(post, gridOf.get(post.post) ?? null))]
}

function rosterCondition(posts: readonly PostNow[], { roster }: PostDuty, modeSince: number): Condition[] {
  const without = posts.filter(({ state }) => state === 'unrostered')
  const since = Math.min(...without.map(({ since }) => since ?? roster?.setAt ?? modeSince))
  return without.length === 0 ? [] : [conditionOf('rosterWanting', ROSTER, Math.max(modeSince, since))]
}

function postCondition(post: PostNow, grid: GridId | null): Condition[] {
  const kind = postAlarm(post)
  return kind === null ? [] : [conditionOf(kind, post.post, lacksSince(post)!, { grid })]
}

/** The alarm there is of a post as it stands; null for none (POST-9). */
export function postAlarm(post: PostNow): 'postUnattended' | 'postShort' | null {
  return lacksSince(post) === null ? null : lackOf(post) === 'all' ? 'postUnattended' : 'postShort'
}

/** The next moment after `now` (epoch ms) at which time alone would change that of the posts; null when nothing runs. */
export function nextDutyAt({ duty, expectedPosts }: Pick<DutySigns, 'duty' | 'expectedPosts'>, now: number): number | null {
  return expectedPosts.length === 0 ? null : nextPostTurnAt(duty, now)
}
