import { emptyBoard, fromSnapshot, type Board } from '../../shared/board.ts'
import { foldFact } from '../../shared/fold.ts'
import type { Journal } from '../ports.ts'

const READ_AT_ONCE = 5_000

/** The board at the journal's last fact: its newest snapshot, if any, and the facts after it, folded. */
export async function rebuildBoard(journal: Journal): Promise<Board> {
  const snapshot = await journal.loadSnapshot()
  const board = snapshot === null ? emptyBoard() : fromSnapshot(snapshot)
  while (board.seq < journal.seq) {
    const facts = await journal.readAfter(board.seq, READ_AT_ONCE)
    if (facts.length === 0) throw new Error(`the journal ends at fact ${journal.seq} but gives none after ${board.seq}`)
    for (const fact of facts) foldFact(board, fact)
  }
  return board
}
