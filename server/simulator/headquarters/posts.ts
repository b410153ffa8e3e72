import type { Post } from '../../../shared/site/types.ts'
import type { PostRole } from '../../../shared/post/types.ts'
import { applied, isApplied } from '../../../shared/post/packRoster.ts'
import { seededChance } from '../chance.ts'
import { SIMULATOR_SOURCE } from '../output.ts'
import { act, type Job, type Work, type WorkAct } from './acts.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** A shift's length; those of the posts begin one after another, so that somewhere one always changes. */
const SHIFT_MS = 2 * HOUR_MS
/** A roster reaches so far, and a new one is set when less than this is left of it. */
const ROSTER_MS = 24 * HOUR_MS
const RENEW_MS = 2 * SHIFT_MS
/** Where the pack has a roster ready it is set for so many days. */
const PACK_DAYS = 2
/** Every so many shifts of the whole site one begins late, by so much. */
const LATE_EVERY = 3
const LATE_BY_MS = [18 * MINUTE_MS, 32 * MINUTE_MS] as const
/** Others come within minutes of the shift's start; who was there leaves a little before it. */
const COMES_MS = [0, 4 * MINUTE_MS] as const
const LEAVES_MS = MINUTE_MS
/** In each of these spans one post is left empty from a few minutes in, for so long. */
const GAP_EVERY_MS = 30 * MINUTE_MS
const GAP_AFTER_MS = 4 * MINUTE_MS
const GAP_MS = 24 * MINUTE_MS
const ROLES: readonly PostRole[] = ['police', 'gridWorker', 'guard', 'property', 'department']

interface Shift { readonly startsAt: number; readonly endsAt: number }

/** Posts: a roster by shifts, check-ins by it, of which some come late and some leave for a while. A roster that people set is theirs: nobody checks in for it, unless it is the pack's. */
export const posts: Job = (work) => {
  const { view: { now, duty: { roster } }, site } = work
  const isOwn = roster === null || roster.by === SIMULATOR_SOURCE
  if (site.posts.length === 0 || (!isOwn && !isApplied(roster.shifts, site.rosters, site.timeZone))) return []
  const lastEnd = Math.max(0, ...(roster?.shifts ?? []).map(({ endsAt }) => endsAt))
  const renewed = isOwn && lastEnd - now < RENEW_MS ? [act('posts/roster', { shifts: rosterFrom(work) })] : []
  return [...renewed, ...(roster === null ? [] : site.posts.flatMap((post, place) => checks(work, post, place)))]
}

/** Without a roster in the pack: the shift of a post that `at` lies in. */
function shiftAt(work: Work, place: number, at: number): Shift {
  const offset = (place * SHIFT_MS) / work.site.posts.length
  const startsAt = Math.floor((at - offset) / SHIFT_MS) * SHIFT_MS + offset
  return { startsAt: Math.round(startsAt), endsAt: Math.round(startsAt + SHIFT_MS) }
}

function rosterFrom(work: Work): readonly Record<string, unknown>[] {
  const { view: { now }, site } = work
  const [ready] = site.rosters
  if (ready !== undefined) return applied(ready, site.timeZone, now, PACK_DAYS).map(({ unit: _, ...shift }) => shift)
  return site.posts.flatMap(({ id }, place) => {
    const first = shiftAt(work, place, now)
    return Array.from({ length: Math.ceil(ROSTER_MS / SHIFT_MS) + 1 }, (_, i) => ({
      post: id, startsAt: first.startsAt + i * SHIFT_MS, endsAt: first.endsAt + i * SHIFT_MS, role: ROLES[(place + i) % ROLES.length]!, count: 2 + (place % 3),
    }))
  })
}

/** What the post's people have done last by now, if the record does not say so yet. */
function checks(work: Work, { id }: Post, place: number): WorkAct[] {
  const { view: { now, duty } } = work
  const last = duty.presences.filter(({ post, unit }) => post === id && unit === null).at(-1)
  const isThere = last !== undefined && last.to === null
  const begun = (duty.roster?.shifts ?? []).filter(({ post, startsAt }) => post === id && startsAt <= now).sort((a, b) => a.startsAt - b.startsAt).slice(-2)
  const passed = begun.flatMap((shift) => goings(work, place, shift)).filter(({ at }) => at <= now)
  const wanted = passed.sort((a, b) => a.at - b.at).at(-1)
  const at = Math.max(wanted?.at ?? 0, last?.to ?? last?.from ?? 0)
  const isHeldOver = isThere && begun.some(({ startsAt, endsAt }) => last.from < startsAt && startsAt <= at && at < endsAt)
  if (wanted === undefined || wanted.comes === (isThere && !(wanted.comes && isHeldOver))) return []
  if (!wanted.comes) return [act(`posts/${encodeURIComponent(id)}/check-out`, { at: Math.round(at) })]
  const shift = duty.roster?.shifts.find(({ post, startsAt, endsAt }) => post === id && startsAt <= at && at < endsAt)
  const who = shift?.role == null ? {} : { role: shift.role, count: shift.count }
  return [act(`posts/${encodeURIComponent(id)}/check-in`, { ...who, at: Math.round(at) })]
}

interface Going { readonly at: number; readonly comes: boolean }

/** When somebody comes and goes in a shift, epoch ms. */
function goings(work: Work, place: number, { startsAt, endsAt }: Shift): Going[] {
  const { seed, site } = work
  const chance = seededChance(seed, `post ${place} ${startsAt}`)
  const ordinal = place + Math.round((startsAt * site.posts.length) / SHIFT_MS)
  const [low, high] = ordinal % LATE_EVERY === 0 ? LATE_BY_MS : COMES_MS
  const cameAt = startsAt + chance.between(low, high)
  return [{ at: cameAt, comes: true }, ...gaps(work, place, cameAt, endsAt), { at: endsAt - LEAVES_MS * chance.next(), comes: false }]
}

/** The times within a shift at which it is this post that is left empty; who is gone at its end does not come back for it. */
function gaps({ seed, site }: Work, place: number, cameAt: number, endsAt: number): Going[] {
  const first = Math.ceil((cameAt - GAP_AFTER_MS) / GAP_EVERY_MS)
  const found: Going[] = []
  for (let span = first; span * GAP_EVERY_MS + GAP_AFTER_MS + GAP_MS < endsAt - 2 * MINUTE_MS; span += 1) {
    if (Math.floor(seededChance(seed, `gap ${span}`).next() * site.posts.length) !== place) continue
    const from = span * GAP_EVERY_MS + GAP_AFTER_MS
    found.push({ at: from, comes: false }, { at: from + GAP_MS, comes: true })
  }
  return found
}
