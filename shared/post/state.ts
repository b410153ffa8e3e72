import type { PostId } from '../ids.ts'
import { isForShift, onDutyOf } from './relief.ts'
import type { PostDuty, Presence, Shift } from './types.ts'

/** ASSUMPTION: whoever begins a shift may come this much after its start, ms. */
export const LATE_AFTER_MS = 600_000
/** ASSUMPTION: a post may stand empty this long within a shift, ms. */
export const UNATTENDED_AFTER_MS = 300_000
/** ASSUMPTION: a post between two shifts is empty no longer than this by plan; whose next shift begins later was not planned for now, ms. */
export const NEXT_SHIFT_WITHIN_MS = 86_400_000

/**
 * `unrostered`: the mode expects it and the roster has no shift of it that runs or begins within a day. `notExpected`: nobody has to be there now. `due`: nobody came for the
 * shift, and that is still allowed. `late`: nobody came for it in time. `unattended`: whoever came for it left. `short`: fewer than
 * the shift names are there. `other`: somebody is, and not whom the shift names.
 */
export const POST_STATES = ['unrostered', 'notExpected', 'due', 'manned', 'late', 'unattended', 'short', 'other'] as const
export type PostState = (typeof POST_STATES)[number]

export interface PostNow {
  readonly post: PostId
  readonly state: PostState
  /**
   * Epoch ms: manned since they came, late since the shift's start, unattended and due since nobody is there, unrostered since its
   * last shift was over; null otherwise.
   */
  readonly since: number | null
  /** Epoch ms since when fewer than the shift names are there, for longer than is allowed; null where enough are, or it is allowed still. */
  readonly wantingSince: number | null
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
  const present = presentAt(here, now)
  const shift = expected ? shifts.find(({ startsAt, endsAt }) => startsAt <= now && now < endsAt) ?? null : null
  if (shift === null) return { post, shift, onDuty: 0, present, wantingSince: null, ...offShift(shifts, expected, now) }
  const own = here.filter((each) => isForShift(each, shift, shifts))
  const ownPresent = presentAt(own, now)
  const onDuty = onDutyOf(shift, ownPresent)
  const told = { post, shift, onDuty, present, wantingSince: onDuty >= shift.count ? null : wantingSince(shift, own, now) }
  if (ownPresent.length === 0) return { ...told, ...empty(shift, own, now) }
  return { ...told, state: onDuty >= shift.count ? 'manned' : onDuty > 0 ? 'short' : 'other', since: Math.min(...ownPresent.map(({ from }) => from)) }
}

/** Between shifts nobody has to be there; where none is to come soon nobody was planned, though the mode expects the post (POST-3). */
function offShift(shifts: readonly Shift[], expected: boolean, now: number): Pick<PostNow, 'state' | 'since'> {
  if (!expected || shifts.some(({ startsAt }) => startsAt > now && startsAt - now <= NEXT_SHIFT_WITHIN_MS)) return { state: 'notExpected', since: null }
  const last = Math.max(...shifts.map(({ endsAt }) => endsAt).filter((endsAt) => endsAt <= now))
  return { state: 'unrostered', since: last === -Infinity ? null : last }
}

function presentAt(presences: readonly Presence[], at: number): Presence[] {
  return presences.filter(({ from, to }) => from <= at && (to === null || at < to))
}

/** Nobody who came for it is there though a shift runs: since its start, or since the last one left within it. */
function empty({ startsAt }: Shift, own: readonly Presence[], now: number): { readonly state: PostState; readonly since: number } {
  const leftAt = Math.max(...leavings(startsAt, own, now))
  if (leftAt === -Infinity) return { state: now - startsAt > LATE_AFTER_MS ? 'late' : 'due', since: startsAt }
  return { state: now - leftAt > UNATTENDED_AFTER_MS ? 'unattended' : 'due', since: leftAt }
}

/** Since the last one left with whom enough were there, or since the shift's start where there never were. */
function wantingSince(shift: Shift, own: readonly Presence[], now: number): number | null {
  const lastFull = Math.max(...leavings(shift.startsAt, own, now).filter((at) => onDutyOf(shift, presentAt(own, at - 1)) >= shift.count))
  const [since, allowedMs] = lastFull === -Infinity ? [shift.startsAt, LATE_AFTER_MS] : [lastFull, UNATTENDED_AFTER_MS]
  return now - since > allowedMs ? since : null
}

function leavings(startsAt: number, own: readonly Presence[], now: number): number[] {
  return own.flatMap(({ to }) => (to !== null && to > startsAt && to <= now ? [to] : []))
}

/** What a post lacks: anybody at all, for longer than is allowed, or enough of whom its shift names; null for nothing. */
export type PostLack = 'all' | 'some'
const LACKS: Partial<Record<PostState, PostLack>> = { late: 'all', unattended: 'all', short: 'some', other: 'some' }

export function lackOf({ state }: Pick<PostNow, 'state'>): PostLack | null {
  return LACKS[state] ?? null
}

/** Since when a post lacks it for longer than is allowed, epoch ms; null where it lacks nothing, or is allowed to still (POST-9). */
export function lacksSince(post: Pick<PostNow, 'state' | 'since' | 'wantingSince'>): number | null {
  const lack = lackOf(post)
  return lack === null ? null : lack === 'all' ? post.since : post.wantingSince
}

/** The first moment after `now` (epoch ms) at which time alone may change how a post stands; null when the roster has none. */
export function nextPostTurnAt({ roster, presences }: PostDuty, now: number): number | null {
  let next = Infinity
  const look = (at: number): void => {
    if (at > now && at < next) next = at
  }
  for (const { startsAt, endsAt } of roster?.shifts ?? []) {
    look(startsAt - NEXT_SHIFT_WITHIN_MS)
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
