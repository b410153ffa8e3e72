import type { Board, BoardFact } from '../board.ts'
import { foldFact } from '../fold.ts'

/**
 * Takes a fact into the board of one space, in place, by the one fold. The live board takes every fact, those of drills to
 * their boards beside it, as it did when it lived; a drill's board takes its own alone and stays where it is at any other
 * (DRILL-2). Facts must come in order of `seq`; a drill's board needs none of other spaces.
 */
export function foldSpace(board: Board, fact: BoardFact): void {
  if (board.space !== 'live') {
    if (fact.space !== board.space) return
    board.seq = fact.seq - 1
  }
  foldFact(board, fact)
}
