import type { Site } from '../../shared/site/types.ts'
import { isCheck, pressedTime, type Outbox } from './outbox.ts'

/** What a phone takes of `GET /posts`. */
export interface PostsHeard {
  readonly now: number
  readonly posts: readonly {
    readonly post: string
    readonly state: string
    readonly shift: { readonly unit: string | null } | null
    readonly present: readonly { readonly unit: string | null; readonly from: number }[]
  }[]
}

/** Where a team may say that it is: posts the mode expects, those it is rostered at first; none where none is expected or nothing was heard. */
export function postsFor(heard: PostsHeard | null, posts: Site['posts'], unit: string): Site['posts'] {
  if (heard === null) return []
  const states = new Map(heard.posts.map((each) => [each.post, each]))
  const isOwn = ({ id }: { readonly id: string }): boolean => states.get(id)?.shift?.unit === unit
  const expected = posts.filter(({ id }) => (states.get(id)?.state ?? 'notExpected') !== 'notExpected')
  return [...expected.filter(isOwn), ...expected.filter((post) => !isOwn(post))]
}

/**
 * The post a team is at, null for none: what was last pressed here and not refused, once the server's answer is older than that
 * press, as the server's clock, `offsetMs` ahead of the phone's, shows it; otherwise what the server knows.
 */
export function postOf(heard: PostsHeard | null, outbox: Outbox, unit: string, offsetMs: number): string | null {
  const last = outbox.filter((entry) => isCheck(entry) && entry.state !== 'refused').at(-1)
  if (last !== undefined && (last.state === 'waiting' || heard === null || pressedTime(last, offsetMs) >= heard.now)) return last.press === 'checkIn' ? last.incidentId : null
  return heard?.posts.find(({ present }) => present.some((each) => each.unit === unit))?.post ?? null
}
