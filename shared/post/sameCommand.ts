import { isLeftOrSame, isSameContent } from '../sameContent.ts'
import type { CheckOut, PostCommand } from './decide.ts'
import type { PostFact, PostFactData } from './facts.ts'
import type { PostDuty } from './types.ts'

/**
 * Did this command lead to the fact, or was its id used by somebody else or with other content (INPUT-3)? `duty`: as it stands now. In records of
 * before POST-12 a team's coming and going is by the team itself, whoever said it.
 */
export function isFactOfPost(command: PostCommand, fact: PostFact, duty: PostDuty): boolean {
  if (command.type === 'setRoster') return fact.type === 'RosterSet' && fact.by === command.by && isSameContent(command.shifts, fact.data.shifts)
  if (fact.type === 'RosterSet' || (fact.by !== command.by && fact.by !== fact.data.unit) || fact.data.post !== command.post || fact.data.unit !== command.unit || !isLeftOrSame(command.at, fact.at)) return false
  if (command.type === 'checkOut') return fact.type === 'PostCheckedOut' && isCheckOutOf(command, fact.data, duty)
  return fact.type === 'PostCheckedIn' && fact.data.role === command.role && fact.data.count === command.count
}

/**
 * The fact says which check-ins ended and how many of one left; of which role they were, and how many all of them, is known as long as
 * they stand on the board, a day longer than they were there.
 */
function isCheckOutOf({ role, presence, count }: CheckOut, { leaves, left }: PostFactData['PostCheckedOut'], { presences }: PostDuty): boolean {
  const gone = presences.filter(({ seq }) => leaves?.includes(seq))
  if (presence !== null && leaves !== null && !(leaves.length === 1 && leaves[0] === presence)) return false
  if (role !== null && gone.some((each) => each.role !== role)) return false
  return (left ?? null) === null ? count === null || gone.every((each) => each.count === count) : count === left
}
