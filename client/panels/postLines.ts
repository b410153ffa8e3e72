import { postAlarm } from '../../shared/alarm/dutyConditions.ts'
import { priorityOf } from '../../shared/alarm/priority.ts'
import { priorityRank, type AlarmPriority } from '../../shared/alarm/types.ts'
import { lackOf, lacksSince, type PostNow } from '../../shared/post/state.ts'

/** Height of a line below the posts, rem. */
export const LINE_REM = 1.3

/** A post that is not well, with the priority of its alarm and since when (epoch ms); both null where it may still be so. */
export interface WantingPost {
  readonly now: PostNow
  readonly priority: AlarmPriority | null
  readonly since: number | null
}

/** How grave the alarm of a post is, as its row among the alarms says it; null where it has none (ALARM-3). */
export function priorityOfPost(now: PostNow): AlarmPriority | null {
  const kind = postAlarm(now)
  return kind === null ? null : priorityOf(kind, null)
}

/** Posts with nobody, too few or others there, worst first: by the priority of their alarm, then those that are so the longest. */
export function postsWanting(posts: Iterable<PostNow>): WantingPost[] {
  return [...posts]
    .filter((now) => lackOf(now) !== null)
    .map((now) => ({ now, priority: priorityOfPost(now), since: lacksSince(now) }))
    .sort((a, b) => rankOf(a) - rankOf(b) || (a.since ?? 0) - (b.since ?? 0))
}

const rankOf = ({ priority }: WantingPost): number => (priority === null ? Infinity : priorityRank(priority))

/** How many of words in so many lines each stand in `roomRem`: all, or as many as leave a line for the count of the others (LOOK-4). */
export function linesThatFit(lines: readonly number[], roomRem: number): number {
  const fits = (n: number): boolean => lines.slice(0, n).reduce((sum, each) => sum + each, n < lines.length ? 1 : 0) * LINE_REM <= roomRem
  let shown = lines.length
  while (shown > 0 && !fits(shown)) shown -= 1
  return shown
}
