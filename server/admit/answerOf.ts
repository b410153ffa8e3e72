import type { BoardFact } from '../../shared/board.ts'
import type { ModeAnswer } from '../../shared/protocol/modeSchemas.ts'
import type { Refusal } from '../../shared/refusal.ts'
import { reusedCommandId } from '../drill/submitIn.ts'
import type { Outcome } from '../state/factLane.ts'

/** What the first fact of a command tells its sender; a fact that is not of it (`isOf`) refuses the id (INPUT-3). */
export function answerOf(outcome: Outcome, isOf: (fact: BoardFact) => boolean): ModeAnswer | Refusal {
  if ('refused' in outcome) return outcome
  const [fact] = outcome.facts
  if (fact === undefined || !isOf(fact)) return reusedCommandId()
  const { type, at, by, seq } = fact
  return { fact: type, at, by, seq }
}
