import { drillNow } from '../../shared/drill/clock.ts'
import { hinderedAct } from '../../shared/drill/decide.ts'
import type { Space } from '../../shared/fact.ts'
import type { CommandId } from '../../shared/ids.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import type { Decide, FactLane, Outcome } from '../state/factLane.ts'

/**
 * Submits what somebody does in a space: in a drill's only while that is running, and at the time of its clock. `did`: when it
 * was done, epoch ms of that clock, where it may be told later than it was done; else null. A command sent before in another
 * space is another command (INPUT-3).
 * @throws JournalUnavailable
 */
export async function submitIn(lane: FactLane, space: Space, commandId: CommandId, decide: Decide, did: number | null = null): Promise<Outcome> {
  const outcome = await lane.submit(commandId, space === 'live' ? decide : inDrill(decide, did), space)
  const first = 'refused' in outcome ? undefined : outcome.facts[0]
  return first === undefined || first.space === space ? outcome : reusedCommandId()
}

function inDrill(decide: Decide, did: number | null): Decide {
  return (board, now) => {
    if (board.drill === null) return refuse('unknown', 'space', 'no such drill is kept')
    const hindered = hinderedAct(board, did)
    return hindered === null ? decide(board, drillNow(board.drill, now)) : { ...hindered, field: 'space' }
  }
}

/** The id stands in the record for another command (INPUT-3). */
export function reusedCommandId(): Refusal {
  return refuse('commandIdReused', 'commandId', 'was already used for another command')
}
