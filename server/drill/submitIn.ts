import { drillNow } from '../../shared/drill/clock.ts'
import { hinderedBy } from '../../shared/drill/decide.ts'
import type { Space } from '../../shared/fact.ts'
import type { CommandId } from '../../shared/ids.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import type { Decide, FactLane, Outcome } from '../state/factLane.ts'

/**
 * Submits what somebody does in a space: in a drill's only while that is running, and at the time of its clock. A command
 * sent before in another space is another command (INPUT-3).
 * @throws JournalUnavailable
 */
export async function submitIn(lane: FactLane, space: Space, commandId: CommandId, decide: Decide): Promise<Outcome> {
  const outcome = await lane.submit(commandId, space === 'live' ? decide : inDrill(decide), space)
  const first = 'refused' in outcome ? undefined : outcome.facts[0]
  return first === undefined || first.space === space ? outcome : reusedCommandId()
}

function inDrill(decide: Decide): Decide {
  return (board, now) => {
    if (board.drill === null) return refuse('unknown', 'space', 'no such drill is kept')
    const hindered = hinderedBy(board, 'act')
    return hindered === null ? decide(board, drillNow(board.drill, now)) : { ...hindered, field: 'space' }
  }
}

/** The id stands in the record for another command (INPUT-3). */
export function reusedCommandId(): Refusal {
  return refuse('commandIdReused', 'commandId', 'was already used for another command')
}
