import type { Board, BoardFact } from '../board.ts'
import type { Space } from '../fact.ts'
import { foldFact } from '../fold.ts'

/**
 * Takes a fact into the board of one space, in place, by the one fold. The live board takes a drill's to the drill's board
 * beside it, as it did when it lived; in a drill, what belongs elsewhere only moves the place in the record on (DRILL-1).
 * Facts must come in order of `seq`; those left out must be of other spaces.
 */
export function foldSpace(board: Board, fact: BoardFact, space: Space): void {
  if (space !== 'live' && fact.space !== space) {
    board.seq = fact.seq
    return
  }
  board.seq = fact.seq - 1
  foldFact(board, fact)
}
