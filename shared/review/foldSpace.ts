import type { Board, BoardFact } from '../board.ts'
import type { Space } from '../fact.ts'
import { foldFact } from '../fold.ts'

/**
 * Takes a fact into the board of one space, in place, by the one fold: what belongs elsewhere only moves the place in the
 * record on (DRILL-1). Facts must come in order of `seq`; those left out must be of other spaces.
 */
export function foldSpace(board: Board, fact: BoardFact, space: Space): void {
  if (fact.space !== space) {
    board.seq = fact.seq
    return
  }
  board.seq = fact.seq - 1
  foldFact(board, fact)
}
