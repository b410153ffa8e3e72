import { LONGEST_SHIFT_MS, type Presence, type Shift } from './types.ts'

/** ASSUMPTION: whoever relieves comes at most this much before the shift's start, ms; who came earlier came for the shift before. */
export const EARLY_MS = 1_800_000

/**
 * Did they come for this shift, and not for one before it (POST-8)? `shifts` are those of its post. A team that the roster names for
 * shifts on end stays from one into the next, for a day at most.
 */
export function isForShift({ unit, from }: Presence, shift: Shift, shifts: readonly Shift[]): boolean {
  const startsAt = unit !== null && unit === shift.unit ? startOnEnd(shift, shifts) : shift.startsAt
  return from >= startsAt - EARLY_MS
}

function startOnEnd({ unit, startsAt, endsAt }: Shift, shifts: readonly Shift[]): number {
  const before = shifts.find((each) => each.unit === unit && each.endsAt === startsAt)
  return before === undefined || endsAt - before.startsAt > LONGEST_SHIFT_MS ? startsAt : startOnEnd({ ...before, endsAt }, shifts)
}

/**
 * How many of the shift's team or role these are, as they checked in. ASSUMPTION: a team that says no number came as a whole; of others
 * who say none at least one is there, and who names no role is of the shift's.
 */
export function onDutyOf({ unit, role, count }: Shift, present: readonly Presence[]): number {
  if (unit !== null) return present.filter((each) => each.unit === unit).reduce((sum, each) => sum + (each.count ?? count), 0)
  return present.filter((each) => each.unit === null && (each.role === null || each.role === role)).reduce((sum, each) => sum + (each.count ?? 1), 0)
}
