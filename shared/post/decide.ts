import type { Board } from '../board.ts'
import { FUTURE_TOLERANCE_MS, isFuture } from '../clock/tolerance.ts'
import type { CommandId, PostId, UnitId } from '../ids.ts'
import { refuse, type Decision, type Refusal } from '../refusal.ts'
import { postFact, type NewPostFact } from './facts.ts'
import { EARLY_MS, isForShift, onDutyOf } from './relief.ts'
import { FARTHEST_SHIFT_MS, LONGEST_SHIFT_MS, type PostDuty, type PostRole, type Presence, type Shift } from './types.ts'

interface CommandBase<T extends string> {
  readonly type: T
  readonly commandId: CommandId
  /** Who gives it: an account, a key or headquarters; never a person's name. */
  readonly by: string
}

export interface SetRoster extends CommandBase<'setRoster'> {
  readonly shifts: readonly Shift[]
}

/** `unit` null: whoever an operator says is there, of a `role` and so many where that is said. `at` null: now. */
export interface CheckIn extends CommandBase<'checkIn'> {
  readonly post: PostId
  readonly unit: UnitId | null
  readonly role: PostRole | null
  readonly count: number | null
  readonly at: number | null
}

/**
 * `unit` null: whoever is there without a team, of `role` and of the check-in `presence` (its `seq`) where these are said. `count`: so many
 * of one check-in; null for all.
 */
export interface CheckOut extends CommandBase<'checkOut'> {
  readonly post: PostId
  readonly unit: UnitId | null
  readonly role: PostRole | null
  readonly presence: number | null
  readonly count: number | null
  readonly at: number | null
}

export type PostCommand = SetRoster | CheckIn | CheckOut

/** The posts and teams of the site pack. */
export interface Known {
  readonly posts: ReadonlySet<PostId>
  readonly units: ReadonlySet<UnitId>
}

/** Decides any command about the posts; what names something unknown or does not fit together is refused whole (POST-1, POST-2, POST-8). */
export function decidePost(board: Board, command: PostCommand, known: Known, now: number): Decision<NewPostFact> {
  if (command.type === 'setRoster') return decideRoster(command, known, now)
  const moment = command.at ?? now
  const refusal = refusedNames(command, known) ?? refusedMoment(moment, now)
  if (refusal !== null) return refusal
  return command.type === 'checkOut' ? decideCheckOut(board.duty, command, moment) : decideCheckIn(board.duty, command, moment)
}

function decideRoster(command: SetRoster, known: Known, now: number): Decision<NewPostFact> {
  const { shifts } = command
  for (const [place, shift] of shifts.entries()) {
    const refusal = refusedShift(shift, place, known) ?? refusedFar(shift, place, now)
    if (refusal !== null) return refusal
  }
  return overlap(shifts) ?? refusedOver(shifts, now) ?? [postFact('RosterSet', { ...command, at: now }, { shifts })]
}

function refusedShift({ post, unit, role, startsAt, endsAt }: Shift, place: number, { posts, units }: Known): Refusal | null {
  const field = (name: string): string => `shifts.${place}.${name}`
  if (!posts.has(post)) return refuse('unknown', field('post'), `there is no post ${post} in the site pack`)
  if (unit !== null && !units.has(unit)) return refuse('unknown', field('unit'), `there is no team ${unit} in the site pack`)
  if ((unit === null) === (role === null)) return refuse('ambiguous', field('unit'), 'a shift names a unit or a role, and not both')
  if (endsAt <= startsAt) return refuse('reversed', field('endsAt'), 'a shift ends after it starts')
  return endsAt - startsAt > LONGEST_SHIFT_MS ? refuse('tooLong', field('endsAt'), 'a shift is at most 24 h long') : null
}

function refusedFar({ startsAt }: Shift, place: number, now: number): Refusal | null {
  return startsAt - now > FARTHEST_SHIFT_MS ? refuse('future', `shifts.${place}.startsAt`, 'begins more than 366 days ahead') : null
}

function refusedOver(shifts: readonly Shift[], now: number): Refusal | null {
  return shifts.length > 0 && shifts.every(({ endsAt }) => endsAt <= now) ? refuse('tooOld', 'shifts.0.endsAt', 'every shift of this roster is over') : null
}

/** The first shift that begins before another one of its post or its unit is over; one that begins at the end itself does not. */
function overlap(shifts: readonly Shift[]): Refusal | null {
  const ordered = shifts.map((shift, place) => ({ ...shift, place })).sort((a, b) => a.startsAt - b.startsAt || a.place - b.place)
  const last = new Map<string, (typeof ordered)[number]>()
  for (const shift of ordered) {
    for (const [what, id] of [['post', shift.post], ['unit', shift.unit]] as const) {
      if (id === null) continue
      const before = last.get(`${what} ${id}`)
      if (before !== undefined && shift.startsAt < before.endsAt) {
        return refuse('overlap', `shifts.${shift.place}.startsAt`, `overlaps shifts.${before.place} of the same ${what} ${id}`)
      }
      last.set(`${what} ${id}`, shift)
    }
  }
  return null
}

function refusedNames({ type, post, unit, role }: CheckIn | CheckOut, known: Known): Refusal | null {
  if (!known.posts.has(post)) return refuse('unknown', 'id', 'no such post in the site pack')
  if (unit !== null && !known.units.has(unit)) return refuse('unknown', 'unit', 'no such unit in the site pack')
  return type === 'checkIn' && unit !== null && role !== null ? refuse('ambiguous', 'role', 'a check-in names a unit or a role, and not both') : null
}

function refusedMoment(moment: number, now: number): Refusal | null {
  if (isFuture(moment, now)) return refuse('future', 'at', `lies more than ${FUTURE_TOLERANCE_MS} ms ahead of the server's clock`)
  return now - moment > LONGEST_SHIFT_MS ? refuse('tooOld', 'at', 'lies more than 24 h back') : null
}

function decideCheckOut({ presences }: PostDuty, command: CheckOut, moment: number): Decision<NewPostFact> {
  const { post, unit, role, presence } = command
  const leaving = presences.filter((each) => each.post === post && each.unit === unit && each.to === null
    && (role === null || each.role === role) && (presence === null || each.seq === presence))
  if (leaving.length === 0) return refuse('notCheckedIn', presence === null ? 'unit' : 'presence', 'is not checked in at this post')
  const refusal = beforeAny(leaving, moment) ?? refusedPart(leaving, command.count)
  if (refusal !== null) return refusal
  const left = command.count === leaving[0]?.count ? null : command.count
  return [postFact('PostCheckedOut', { ...command, at: moment }, { post, unit, leaves: leaving.map(({ seq }) => seq), left })]
}

/** Some leave of one check-in that said how many came (POST-11). */
function refusedPart([first, ...others]: readonly Presence[], count: number | null): Refusal | null {
  if (count === null || first === undefined) return null
  if (others.length > 0) return refuse('ambiguous', 'presence', 'there are several check-ins: of which do they leave?')
  if (first.count === null) return refuse('ambiguous', 'count', 'nobody said how many came: they leave as a whole')
  return count > first.count ? refuse('outOfRange', 'count', `only ${first.count} came`) : null
}

/** Whoever comes takes the place of those of the same team, role or of none said who came for a shift before (POST-8). */
function decideCheckIn(duty: PostDuty, command: CheckIn, moment: number): Decision<NewPostFact> {
  const { post, unit, role, count } = command
  const shifts = duty.roster?.shifts.filter((each) => each.post === post) ?? []
  const turns = shifts.filter(({ startsAt, endsAt }) => startsAt - EARLY_MS <= moment && moment < endsAt)
  const alike = duty.presences.filter((each) => each.post === post && each.to === null && isAlike(each, command, turns))
  const relieved = alike.filter((each) => moment - each.from > LONGEST_SHIFT_MS || (turns.length > 0 && !turns.some((shift) => isForShift(each, shift, shifts))))
  const refusal = refusedAgain(duty, command, moment) ?? beforeAny(relieved, moment) ?? crowded(command, turns, shifts, alike.filter((each) => !relieved.includes(each)))
  return refusal ?? [postFact('PostCheckedIn', { ...command, at: moment }, { post, unit, role, count, relieves: relieved.map(({ seq }) => seq) })]
}

/** The same team; or of no team and the same role, where who says none is of the shift's. */
function isAlike(present: Presence, { unit, role }: CheckIn, turns: readonly Shift[]): boolean {
  if (unit !== null || present.unit !== null) return present.unit === unit
  const isShifts = (each: PostRole | null): boolean => each === null || turns.some((shift) => shift.role === each)
  return present.role === role || (isShifts(present.role) && isShifts(role) && (present.role === null || role === null))
}

/** A team is at one post at a time, and does not come before it left. */
function refusedAgain({ presences }: PostDuty, { post, unit }: CheckIn, moment: number): Refusal | null {
  if (unit === null) return null
  const own = presences.filter((each) => each.unit === unit)
  const elsewhere = own.find((each) => each.post !== post && each.to === null)
  if (elsewhere !== undefined) return refuse('alreadyCheckedIn', 'unit', `is checked in at ${elsewhere.post}`)
  return own.some((each) => each.post === post && each.to !== null && moment < each.to) ? refuse('tooOld', 'at', 'lies before it left this post') : null
}

function beforeAny(presences: readonly Presence[], moment: number): Refusal | null {
  return presences.some(({ from }) => moment < from) ? refuse('tooOld', 'at', 'lies before they came to this post') : null
}

/** More of a role come beside those `there` as long as a shift has room for all of them; a team comes once. */
function crowded({ unit, role, count }: CheckIn, turns: readonly Shift[], shifts: readonly Shift[], there: readonly Presence[]): Refusal | null {
  const [first] = there
  if (first === undefined) return null
  const hasRoom = (shift: Shift): boolean => unit === null && shift.unit === null && (role === null || role === shift.role)
    && onDutyOf(shift, there.filter((each) => isForShift(each, shift, shifts))) + (count ?? 1) <= shift.count
  return turns.some(hasRoom) ? null : refuse('alreadyCheckedIn', 'unit', `is there since ${new Date(first.from).toISOString()}; a check-in says who comes, beside those there`)
}
