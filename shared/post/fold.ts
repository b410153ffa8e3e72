import type { Board } from '../board.ts'
import type { PostFact } from './facts.ts'
import { LONGEST_SHIFT_MS, type Presence } from './types.ts'

/** Takes a fact about the posts into the board. */
export function foldPostFact(board: Board, fact: PostFact): void {
  const { seq, at, by } = fact
  if (fact.type === 'RosterSet') {
    board.duty = { ...board.duty, roster: { seq, setAt: at, by, shifts: fact.data.shifts } }
    return
  }
  const { post, unit } = fact.data
  const kept = board.duty.presences.filter(({ to }) => to === null || fact.recordedAt - to <= LONGEST_SHIFT_MS)
  const ended = kept.flatMap((each): Presence[] => (each.to === null && ends(fact, each) ? endedBy(fact, each) : [each]))
  const presences = fact.type === 'PostCheckedIn' ? [...ended, { seq, post, unit, role: fact.data.role, count: fact.data.count, by, from: at, to: null }] : ended
  board.duty = { ...board.duty, presences }
}

function ends(fact: Exclude<PostFact, { readonly type: 'RosterSet' }>, { seq, post, unit }: Presence): boolean {
  if (fact.type === 'PostCheckedIn') return fact.data.relieves.includes(seq)
  const { leaves } = fact.data
  return leaves === null ? post === fact.data.post && unit === fact.data.unit : leaves.includes(seq)
}

/** All of a check-in that is over; where only some of it left, those under the check-out's own `seq`, and beside them the others, who came when they came. */
function endedBy({ seq, at, ...fact }: Exclude<PostFact, { readonly type: 'RosterSet' }>, presence: Presence): Presence[] {
  const left = fact.type === 'PostCheckedOut' ? fact.data.left : null
  if (left === null || presence.count === null) return [{ ...presence, to: at }]
  return [{ ...presence, count: presence.count - left }, { ...presence, seq, count: left, to: at }]
}
