import type { DrillSite } from '../../shared/drill/checkScript.ts'
import { decideDrill, type DrillCommand, type PrepareDrill } from '../../shared/drill/decide.ts'
import { isFactOfDrill } from '../../shared/drill/sameCommand.ts'
import { spaceOfDrill, type Drill } from '../../shared/drill/types.ts'
import type { DrillAnswer } from '../../shared/protocol/drillSchemas.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import type { CountInput } from '../ingest/doors.ts'
import type { Ids } from '../ports.ts'
import type { FactLane } from '../state/factLane.ts'
import { leftOpen, type DrillRecords } from './drillRecords.ts'
import { reusedCommandId } from './submitIn.ts'

/** Takes commands about drills to the lane of facts, each in its drill's space; counted under `drills-<type>`. */
export interface DrillAdmission {
  /** Prepares a drill under an id of its own. @throws JournalUnavailable */
  prepare(command: Omit<PrepareDrill, 'drill' | 'carried'>): Promise<DrillAnswer | Refusal>
  /** @throws JournalUnavailable */
  command(command: Exclude<DrillCommand, PrepareDrill>): Promise<DrillAnswer | Refusal>
}

export function createDrillAdmission(site: DrillSite, lane: FactLane, records: DrillRecords, ids: Ids, count: CountInput): DrillAdmission {
  async function submit(command: DrillCommand): Promise<DrillAnswer | Refusal> {
    const outcome = await lane.submit(command.commandId, (board, now) => decideDrill(board, command, site, now), spaceOfDrill(command.drill))
    if ('refused' in outcome) return outcome
    const fact = outcome.facts[0]
    if (fact === undefined || !isFactOfDrill(command, fact)) return reusedCommandId()
    const drill = fact.space.slice('drill:'.length)
    return { drill, space: fact.space, fact: fact.type, at: fact.at, by: fact.by, seq: fact.seq }
  }

  async function counted(command: DrillCommand): Promise<DrillAnswer | Refusal> {
    const answer = (await doneElsewhere(command)) ?? (await submit(command))
    count(`drills-${command.type}`, 'refused' in answer ? answer.code : 'accepted', 1, spaceOfDrill(command.drill))
    return answer
  }

  const drills = async (): Promise<Drill[]> => (await records.all()).map(({ drill }) => drill)

  /** An item that another drill has as done is not done again (DRILL-7). */
  async function doneElsewhere(command: DrillCommand): Promise<Refusal | null> {
    if (command.type !== 'finishImprovement') return null
    const done = (await drills()).some(({ id, improvements }) => id !== command.drill && improvements.some((item) => item.id === command.improvement && item.done !== null))
    return done ? refuse('alreadyDone', 'improvement', 'is done, in another drill') : null
  }

  /** What the others of its plan have open goes along with the start: they may have found it since this one was prepared (DRILL-7). */
  async function asSubmitted(command: Exclude<DrillCommand, PrepareDrill>, own: Drill | null): Promise<DrillCommand> {
    if (command.type !== 'startDrill' || own === null) return command
    return { ...command, carried: leftOpen(await drills(), own.script.plan).filter(({ from }) => from.drill !== own.id) }
  }

  return {
    prepare: async (command) => counted({ ...command, drill: ids.next(), carried: leftOpen(await drills(), command.script.plan) }),
    async command(command) {
      const board = lane.boardOf(spaceOfDrill(command.drill))
      return board === undefined ? refuse('unknown', 'id', 'no such drill is kept') : counted(await asSubmitted(command, board.drill))
    },
  }
}
