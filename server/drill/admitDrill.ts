import type { Board } from '../../shared/board.ts'
import type { DrillSite } from '../../shared/drill/checkScript.ts'
import { decideDrill, FACT_OF_DRILL_COMMAND, type DrillCommand, type PrepareDrill } from '../../shared/drill/decide.ts'
import { spaceOfDrill, type Improvement } from '../../shared/drill/types.ts'
import type { IncidentKind } from '../../shared/incident/kinds.ts'
import type { DrillAnswer } from '../../shared/protocol/drillSchemas.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import type { CountInput } from '../ingest/doors.ts'
import type { Ids } from '../ports.ts'
import type { FactLane } from '../state/factLane.ts'
import { reusedCommandId } from './submitIn.ts'

/** Takes commands about drills to the lane of facts, each in its drill's space; counted under `drills-<type>`. */
export interface DrillAdmission {
  /** Prepares a drill under an id of its own. @throws JournalUnavailable */
  prepare(command: Omit<PrepareDrill, 'drill' | 'carried'>): Promise<DrillAnswer | Refusal>
  /** @throws JournalUnavailable */
  command(command: Exclude<DrillCommand, PrepareDrill>): Promise<DrillAnswer | Refusal>
}

export function createDrillAdmission(site: DrillSite, lane: FactLane, ids: Ids, count: CountInput): DrillAdmission {
  async function submit(command: DrillCommand): Promise<DrillAnswer | Refusal> {
    const outcome = await lane.submit(command.commandId, (board, now) => decideDrill(board, command, site, now), spaceOfDrill(command.drill))
    if ('refused' in outcome) return outcome
    const fact = outcome.facts[0]
    if (fact === undefined || fact.by !== command.by || fact.type !== FACT_OF_DRILL_COMMAND[command.type]) return reusedCommandId()
    const drill = fact.space.slice('drill:'.length)
    if (command.type !== 'prepareDrill' && drill !== command.drill) return reusedCommandId()
    return { drill, space: fact.space, fact: fact.type, at: fact.at, by: fact.by, seq: fact.seq }
  }

  async function counted(command: DrillCommand): Promise<DrillAnswer | Refusal> {
    const answer = await submit(command)
    count(`drills-${command.type}`, 'refused' in answer ? answer.code : 'accepted', 1)
    return answer
  }

  return {
    prepare: (command) => counted({ ...command, drill: ids.next(), carried: leftOpen(lane.board, command.script.plan) }),
    command: async (command) =>
      lane.boardOf(spaceOfDrill(command.drill)) === undefined ? refuse('unknown', 'id', 'no such drill is kept') : counted(command),
  }
}

/** What the kept drills of a plan left to be made better, each item once, as its newest drill has it (DRILL-7). */
export function leftOpen(board: Board, plan: IncidentKind): Improvement[] {
  const items = new Map<string, Improvement>()
  for (const { drill } of board.drills.values()) {
    if (drill?.script.plan !== plan) continue
    for (const item of drill.improvements) if (items.get(item.id)?.done == null) items.set(item.id, item)
  }
  return [...items.values()].filter(({ done }) => done === null)
}
