import { visibleOf } from '../../blank.ts'
import type { MatterValues } from '../types.ts'

/** ASSUMPTION: one unit's part in one thing told with moments nearer to one another is the same, ms: forms give minutes. */
export const SAME_WITHIN_MS = 60_000

/** What is alike in every record of one unit's part in one thing, but for its moment. */
export function partOf({ unit, activity, about }: MatterValues): string {
  return JSON.stringify([unit, activity, visibleOf(String(about))])
}

/** Are these records of one unit's part in one thing at one time (COMMITTEE-9)? */
export function isSameParticipation(one: MatterValues, other: MatterValues): boolean {
  return partOf(one) === partOf(other) && Math.abs(Number(one['takenAt']) - Number(other['takenAt'])) < SAME_WITHIN_MS
}
