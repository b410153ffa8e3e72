import type { BoardFact } from '../../shared/board.ts'
import { decideMatter, type MatterCommand, type MatterRules } from '../../shared/matter/decide.ts'
import { isMatterFact } from '../../shared/matter/facts.ts'
import { isFactOfMatter } from '../../shared/matter/sameCommand.ts'
import type { MatterAnswer } from '../../shared/protocol/matterSchemas.ts'
import type { Refusal } from '../../shared/refusal.ts'
import type { CountInput } from '../ingest/doors.ts'
import type { Ids } from '../ports.ts'
import type { FactLane } from '../state/factLane.ts'
import { reusedCommandId } from '../drill/submitIn.ts'

/** Takes commands about matters to the lane of facts; each is counted under `door`. */
export interface MatterAdmission {
  readonly rules: MatterRules
  readonly lane: FactLane
  /** An id for one that is being opened. */
  nextId(): string
  /** @throws JournalUnavailable */
  take(door: string, command: MatterCommand): Promise<MatterAnswer | Refusal>
  /** Counts what a door refuses by itself. */
  refused(door: string, refusal: Refusal): Refusal
}

export function createMatterAdmission(rules: MatterRules, lane: FactLane, ids: Ids, count: CountInput): MatterAdmission {
  function answerOf(command: MatterCommand, fact: BoardFact | undefined): MatterAnswer | Refusal {
    if (fact === undefined || !isMatterFact(fact)) return reusedCommandId()
    const { type, at, by, seq, data: { matterId } } = fact
    const matter = lane.board.matters.get(matterId)
    if (!isFactOfMatter(command, fact, { tables: rules.tables, matter })) return reusedCommandId()
    const number = fact.type === 'MatterOpened' ? fact.data.number : (matter?.number ?? '')
    return { matterId, number, fact: type, at, by, seq }
  }

  return {
    rules,
    lane,
    nextId: () => ids.next(),
    refused(door, refusal) {
      count(door, refusal.code, 1)
      return refusal
    },
    async take(door, command) {
      const outcome = await lane.submit(command.commandId, (board, now) => decideMatter(board, command, rules, now))
      const answer = 'refused' in outcome ? outcome : answerOf(command, outcome.facts[0])
      count(door, 'refused' in answer ? answer.code : 'accepted', 1)
      return answer
    },
  }
}
