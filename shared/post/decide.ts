import type { Board } from '../board.ts'
import { FUTURE_TOLERANCE_MS, isFuture } from '../clock/tolerance.ts'
import type { CommandId, PostId, UnitId } from '../ids.ts'
import { refuse, type Decision, type Refusal } from '../refusal.ts'
import { postFact, type NewPostFact, type PostFact } from './facts.ts'
import { LONGEST_SHIFT_MS, type PostRole, type Presence, type Shift } from './types.ts'

interface CommandBase<T extends string> {
  readonly type: T
  readonly commandId: CommandId
  /** Who gives it: a unit, an account or headquarters; never a person's name. */
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

export interface CheckOut extends CommandBase<'checkOut'> {
  readonly post: PostId
  readonly unit: UnitId | null
  readonly at: number | null
}

export type PostCommand = SetRoster | CheckIn | CheckOut

/** The posts and teams of the site pack. */
export interface Known {
  readonly posts: ReadonlySet<PostId>
  readonly units: ReadonlySet<UnitId>
}

/** Decides any command about the posts; what names something unknown or does not fit together is refused whole (POST-1, POST-2). */
export function decidePost(board: Board, command: PostCommand, known: Known, now: number): Decision<NewPostFact> {
  if (command.type === 'setRoster') return decideRoster(command, known, now)
  const refusal = refusedCheck(board, command, known, now)
  if (refusal !== null) return refusal
  const { post, unit } = command
  const stamp = { ...command, at: command.at ?? now }
  if (command.type === 'checkOut') return [postFact('PostCheckedOut', stamp, { post, unit })]
  const { role, count } = command
  return unit !== null && role !== null ? refuse('ambiguous', 'role', 'a check-in names a unit or a role, and not both') : [postFact('PostCheckedIn', stamp, { post, unit, role, count })]
}

function decideRoster(command: SetRoster, known: Known, now: number): Decision<NewPostFact> {
  const { shifts } = command
  for (const [place, shift] of shifts.entries()) {
    const refusal = refusedShift(shift, place, known)
    if (refusal !== null) return refusal
  }
  return overlap(shifts) ?? [postFact('RosterSet', { ...command, at: now }, { shifts })]
}

function refusedShift({ post, unit, role, startsAt, endsAt }: Shift, place: number, { posts, units }: Known): Refusal | null {
  const field = (name: string): string => `shifts.${place}.${name}`
  if (!posts.has(post)) return refuse('unknown', field('post'), `there is no post ${post} in the site pack`)
  if (unit !== null && !units.has(unit)) return refuse('unknown', field('unit'), `there is no team ${unit} in the site pack`)
  if ((unit === null) === (role === null)) return refuse('ambiguous', field('unit'), 'a shift names a unit or a role, and not both')
  if (endsAt <= startsAt) return refuse('reversed', field('endsAt'), 'a shift ends after it starts')
  return endsAt - startsAt > LONGEST_SHIFT_MS ? refuse('tooLong', field('endsAt'), 'a shift is at most 24 h long') : null
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

function refusedCheck({ duty }: Board, { type, post, unit, at }: CheckIn | CheckOut, known: Known, now: number): Refusal | null {
  if (!known.posts.has(post)) return refuse('unknown', 'id', 'no such post in the site pack')
  if (unit !== null && !known.units.has(unit)) return refuse('unknown', 'unit', 'no such unit in the site pack')
  const moment = at ?? now
  if (isFuture(moment, now)) return refuse('future', 'at', `lies more than ${FUTURE_TOLERANCE_MS} ms ahead of the server's clock`)
  const latest = duty.presences.filter((each) => each.post === post && each.unit === unit).at(-1)
  const isThere = latest !== undefined && latest.to === null
  const elsewhere = unit === null ? undefined : duty.presences.find((each) => each.unit === unit && each.post !== post && each.to === null)
  if (type === 'checkIn' && elsewhere !== undefined) return refuse('alreadyCheckedIn', 'unit', `is checked in at ${elsewhere.post}`)
  if (type === 'checkIn' && isThere) return refuse('alreadyCheckedIn', 'unit', `is there since ${new Date(latest.from).toISOString()}`)
  if (type === 'checkOut' && !isThere) return refuse('notCheckedIn', 'unit', 'is not checked in at this post')
  return moment < lastMoment(latest) || now - moment > LONGEST_SHIFT_MS
    ? refuse('tooOld', 'at', 'lies before its last check at this post, or more than 24 h back') : null
}

function lastMoment(presence: Presence | undefined): number {
  return presence === undefined ? -Infinity : (presence.to ?? presence.from)
}

/** Did this command lead to the fact, or was its id used for another one (INPUT-3)? */
export function isFactOfPost(command: PostCommand, { type, data }: Pick<PostFact, 'type' | 'data'>): boolean {
  if (command.type === 'setRoster') return type === 'RosterSet'
  const { post, unit } = data as { readonly post?: PostId; readonly unit?: UnitId | null }
  return type === (command.type === 'checkIn' ? 'PostCheckedIn' : 'PostCheckedOut') && post === command.post && unit === command.unit
}
