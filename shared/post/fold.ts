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
  const ended = kept.map((each): Presence => (each.to === null && ends(fact, each) ? { ...each, to: at } : each))
  const presences = fact.type === 'PostCheckedIn' ? [...ended, { seq, post, unit, role: fact.data.role, count: fact.data.count, by, from: at, to: null }] : ended
  board.duty = { ...board.duty, presences }
}

function ends(fact: Exclude<PostFact, { readonly type: 'RosterSet' }>, { seq, post, unit }: Presence): boolean {
  if (fact.type === 'PostCheckedIn') return fact.data.relieves.includes(seq)
  const { leaves } = fact.data
  return leaves === null ? post === fact.data.post && unit === fact.data.unit : leaves.includes(seq)
}
