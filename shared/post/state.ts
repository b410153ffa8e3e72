import type { PostId } from '../ids.ts'
import type { PostDuty, Presence, Shift } from './types.ts'

/** ASSUMPTION: whoever begins a shift may come this much after its start, ms. */
export const LATE_AFTER_MS = 600_000
/** ASSUMPTION: a post may stand empty this long within a shift, ms. */
export const UNATTENDED_AFTER_MS = 300_000

/**
 * `unrostered`: the mode expects it and no roster says when. `notExpected`: nobody has to be there now. `due`: nobody is
 * there, and that is still allowed. `late`: nobody came in time. `unattended`: whoever was there left. `short`: fewer than the
 * shift names are there. `other`: somebody is, and not whom the shift names.
 */
export const POST_STATES = ['unrostered', 'notExpected', 'due', 'manned', 'late', 'unattended', 'short', 'other'] as const
export type PostState = (typeof POST_STATES)[number]

export interface PostNow {
  readonly post: PostId
  readonly state: PostState
  /** Epoch ms: manned since they came, late since the shift's start, unattended and due since nobody is there; null otherwise. */
  readonly since: number | null
  /** The shift `now` lies in. */
  readonly shift: Shift | null
  /** How many of those the shift names are there. */
  readonly onDuty: number
  /** Whoever is there now, expected or not. */
  readonly present: readonly Presence[]
}

/** How a post stands at `now` (epoch ms), from roster and check-ins alone (POST-3). `expected`: does the mode expect it to be staffed? */
export function postNow({ roster, presences }: PostDuty, post: PostId, expected: boolean, now: number): PostNow {
  const shifts = roster?.shifts.filter((each) => each.post === post) ?? []
  const here = presences.filter((each) => each.post === post)
  const present = here.filter(({ from, to }) => from <= now && (to === null || now < to))
  const shift = expected ? shifts.find(({ startsAt, endsAt }) => startsAt <= now && now < endsAt) ?? null : null
  const onDuty = shift === null ? 0 : onDutyOf(shift, present)
  const told = { post, shift, onDuty, present }
  if (expected && shifts.length === 0) return { ...told, state: 'unrostered', since: null }
  if (shift === null) return { ...told, state: 'notExpected', since: null }
  if (present.length > 0) return { ...told, state: onDuty >= shift.count ? 'manned' : onDuty > 0 ? 'short' : 'other', since: Math.min(...present.map(({ from }) => from)) }
  return { ...told, ...empty(shift, here, now) }
}

/**
 * Those of the shift's team or role, as they checked in. ASSUMPTION: a team that says no number came as a whole; of others who say none
 * at least one is there, and who names no role is of the shift's.
 */
function onDutyOf({ unit, role, count }: Shift, present: readonly Presence[]): number {
  if (unit !== null) return present.filter((each) => each.unit === unit).reduce((sum, each) => sum + (each.count ?? count), 0)
  return present.filter((each) => each.unit === null && (each.role === null || each.role === role)).reduce((sum, each) => sum + (each.count ?? 1), 0)
}

/** Nobody is there though a shift runs: since its start, or since the last one left within it. */
function empty({ startsAt }: Shift, here: readonly Presence[], now: number): { readonly state: PostState; readonly since: number } {
  const leftAt = Math.max(...here.flatMap(({ to }) => (to !== null && to > startsAt && to <= now ? [to] : [])))
  if (leftAt === -Infinity) return { state: now - startsAt > LATE_AFTER_MS ? 'late' : 'due', since: startsAt }
  return { state: now - leftAt > UNATTENDED_AFTER_MS ? 'unattended' : 'due', since: leftAt }
}

/** The first moment after `now` (epoch ms) at which time alone may change how a post stands; null when the roster has none. */
export function nextPostTurnAt({ roster, presences }: PostDuty, now: number): number | null {
  let next = Infinity
  const look = (at: number): void => {
    if (at > now && at < next) next = at
  }
  for (const { startsAt, endsAt } of roster?.shifts ?? []) {
    look(startsAt)
    look(startsAt + LATE_AFTER_MS + 1)
    look(endsAt)
  }
  for (const { to } of presences) if (to !== null) look(to + UNATTENDED_AFTER_MS + 1)
  return next === Infinity ? null : next
}

/** All posts in the order of the pack; `expected` are those the mode expects to be staffed. */
export function postsNow(
  duty: PostDuty, posts: readonly { readonly id: PostId }[], expected: readonly PostId[], now: number,
): readonly PostNow[] {
  return posts.map(({ id }) => postNow(duty, id, expected.includes(id), now))
}
