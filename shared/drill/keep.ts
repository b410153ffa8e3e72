import { emptyBoard, type Board } from '../board.ts'
import type { Space } from '../fact.ts'

/** ASSUMPTION: the boards of so many drills that have ended are kept beside the live one; the journal keeps all. */
export const KEPT_ENDED_DRILLS = 50

/** A board for a drill just prepared; the oldest ended ones leave, and all that were withdrawn. */
export function keepDrill(drills: Map<Space, Board>, space: Space): Board {
  for (const { space: old, drill } of [...drills.values()]) if (drill?.state === 'withdrawn') drills.delete(old)
  const board = drills.get(space) ?? emptyBoard(space)
  drills.set(space, board)
  const ended = [...drills.values()].filter(({ drill }) => drill?.state === 'ended')
  for (const old of ended.slice(0, Math.max(0, ended.length - KEPT_ENDED_DRILLS))) drills.delete(old.space)
  return board
}
