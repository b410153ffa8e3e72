import type { GridId, PostId, UnitId } from '../ids.ts'
import { courseNow } from '../patrol/course.ts'
import type { Patrol } from '../patrol/types.ts'
import { nextPostTurnAt, postsNow, type PostNow } from '../post/state.ts'
import type { PostDuty } from '../post/types.ts'
import { conditionOf, type Condition } from './condition.ts'

/** What a mode expects, with what was heard of it. Epoch ms. */
export interface DutySigns {
  readonly posts: readonly { readonly id: PostId; readonly grid: GridId }[]
  /** Posts the mode expects to be staffed. */
  readonly expectedPosts: readonly PostId[]
  readonly duty: PostDuty
  /** The teams the mode expects on their routes: their newest position, 0 for none, and the grid it lies in. */
  readonly teams: readonly { readonly unit: UnitId; readonly fixAt: number; readonly grid: GridId | null }[]
  readonly patrols: ReadonlyMap<UnitId, Patrol>
  readonly positionIntervalMs: number
}

/**
 * Teams off their route, and posts that nobody came to in time, were left too long, or have had fewer or others than their shift names
 * for too long, at `now` (epoch ms), among those the mode expects (ALARM-15). A team that is lost is silent, and not said to be off its route.
 */
export function dutyConditions({ posts, expectedPosts, duty, teams, patrols, positionIntervalMs }: DutySigns, now: number): Condition[] {
  const off = teams.flatMap(({ unit, fixAt, grid }) => {
    const { course, since } = courseNow(patrols.get(unit), fixAt, positionIntervalMs, now)
    return course === 'off' ? [conditionOf('patrolOffRoute', unit, since ?? now, { grid })] : []
  })
  if (expectedPosts.length === 0) return off
  const gridOf = new Map(posts.map(({ id, grid }) => [id, grid]))
  return [...off, ...postsNow(duty, posts, expectedPosts, now).flatMap((post) => postCondition(post, gridOf.get(post.post) ?? null))]
}

function postCondition({ post, state, since, wantingSince }: PostNow, grid: GridId | null): Condition[] {
  if ((state === 'late' || state === 'unattended') && since !== null) return [conditionOf('postUnattended', post, since, { grid })]
  return (state === 'short' || state === 'other') && wantingSince !== null ? [conditionOf('postShort', post, wantingSince, { grid })] : []
}

/** The next moment after `now` (epoch ms) at which time alone would change that of the posts; null when nothing runs. */
export function nextDutyAt({ duty, expectedPosts }: Pick<DutySigns, 'duty' | 'expectedPosts'>, now: number): number | null {
  return expectedPosts.length === 0 ? null : nextPostTurnAt(duty, now)
}
