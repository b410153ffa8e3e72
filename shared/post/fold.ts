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
  const presences = fact.type === 'PostCheckedIn'
    ? [...kept, { post, unit, role: fact.data.role, count: fact.data.count, by, from: at, to: null }]
    : kept.map((each): Presence => (each.post === post && each.unit === unit && each.to === null ? { ...each, to: at } : each))
  board.duty = { ...board.duty, presences }
}
