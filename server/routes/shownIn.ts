import type { Board } from '../../shared/board.ts'
import { drillNow } from '../../shared/drill/clock.ts'
import { DRILL_MARK } from '../../shared/drill/types.ts'
import type { Space } from '../../shared/fact.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import type { Pipeline } from '../pipeline.ts'

/** The board a question is about, and now by its clock, epoch ms. */
export interface Shown {
  readonly board: Board
  readonly now: number
}

/** Whose answer it is, and the mark of a drill's (DRILL-1). */
export function signOf(space: Space): { readonly space: Space; readonly mark: typeof DRILL_MARK | null } {
  return { space, mark: space === 'live' ? null : DRILL_MARK }
}

/** What is told outside: the live board alone, unless a drill is named (DRILL-2). */
export function shownIn({ lane, clock }: Pick<Pipeline, 'lane' | 'clock'>, space: Space): Shown | Refusal {
  const board = lane.boardOf(space)
  if (board === undefined) return refuse('unknown', 'space', 'no such drill is kept')
  const now = clock.now()
  return { board, now: board.drill === null ? now : drillNow(board.drill, now) }
}
