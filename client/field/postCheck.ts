import type { PostState } from '../../shared/post/state.ts'
import type { Site } from '../../shared/site/types.ts'
import { readKept } from './kept.ts'
import { isCheck, type Entry, type Outbox } from './outbox.ts'

/** What a phone takes of `GET /posts`. */
export interface PostsHeard {
  /** `lastRecorded` when it was asked: the answer knows of that press and of those before it. */
  readonly knows: string | null
  readonly posts: readonly {
    readonly post: string
    readonly state: string
    readonly shift: { readonly unit: string | null } | null
    readonly present: readonly { readonly unit: string | null; readonly from: number }[]
  }[]
}

/** What a phone kept of it. */
export function readHeard(kept: string | null): PostsHeard | null {
  return readKept(kept, (value) => Array.isArray((value as PostsHeard | null)?.posts) && (value as PostsHeard).knows !== undefined)
}

/** Where a team may say that it is: posts the mode expects, those it is rostered at first; none where none is expected or nothing was heard. */
export function postsFor(heard: PostsHeard | null, posts: Site['posts'], unit: string): Site['posts'] {
  if (heard === null) return []
  const states = new Map(heard.posts.map((each) => [each.post, each]))
  const isOwn = ({ id }: { readonly id: string }): boolean => states.get(id)?.shift?.unit === unit
  const expected = posts.filter(({ id }) => (states.get(id)?.state ?? 'notExpected') !== 'notExpected')
  return [...expected.filter(isOwn), ...expected.filter((post) => !isOwn(post))]
}

/** The command id of the newest check the server has recorded; null for none. */
export function lastRecorded(outbox: Outbox): string | null {
  return outbox.filter((entry) => isCheck(entry) && entry.state === 'recorded').at(-1)?.commandId ?? null
}

/** The check pressed last here and not refused, as long as no answer knows of it; null for none. */
function unheard(heard: PostsHeard | null, outbox: Outbox): Entry | null {
  const last = outbox.filter((entry) => isCheck(entry) && entry.state !== 'refused').at(-1)
  return last === undefined || heard?.knows === last.commandId ? null : last
}

/**
 * The post a team is at, null for none: what was last pressed here and not refused, until an answer that was asked for after that
 * press was recorded; then what the server knows.
 */
export function postOf(heard: PostsHeard | null, outbox: Outbox, unit: string): string | null {
  const last = unheard(heard, outbox)
  if (last !== null) return last.press === 'checkIn' ? last.incidentId : null
  return heard?.posts.find(({ present }) => present.some((each) => each.unit === unit))?.post ?? null
}

/**
 * Has its next shift at `post` begun while it is there still for one before? Then it comes for that one without leaving first (POST-8), once
 * everything pressed here is known.
 */
export function comesAnew(heard: PostsHeard | null, outbox: Outbox, unit: string, post: string | null): boolean {
  if (unheard(heard, outbox) !== null) return false
  const known = heard?.posts.find((each) => each.post === post)
  return known?.shift?.unit === unit && NOT_COME.has(known.state) && known.present.some((each) => each.unit === unit)
}

/** States of a post at which nobody who came for its shift is there. */
const NOT_COME: ReadonlySet<string> = new Set<PostState>(['due', 'late', 'unattended'])
