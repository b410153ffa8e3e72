import type { Board } from '../board.ts'
import type { ENDS } from '../incident/types.ts'
import type { Matter } from '../matter/types.ts'

/** How the incident ended that a plan or scheme runs for; `left`: it is not on the board any more. */
export interface ProposedEnd {
  readonly incident: string
  readonly how: (typeof ENDS)[number] | 'left'
  /** The move that would end the run, which a person decides. */
  readonly command: 'end' | 'cancelPlan' | 'lift'
}

/** A plan or scheme that runs on though the incident it runs for has ended is proposed to be ended (PLAN-5); null for any other matter. */
export function proposedEnd({ incidents }: Pick<Board, 'incidents'>, { kind, endedAt, values: { incident: id } }: Matter): ProposedEnd | null {
  if (endedAt !== null || typeof id !== 'string' || (kind !== 'planRun' && kind !== 'schemeRun')) return null
  const incident = incidents.get(id)
  const how = incident === undefined ? 'left' : (incident.end?.how ?? null)
  if (how === null) return null
  const inVain = how === 'cancelled' || how === 'merged'
  return { incident: id, how, command: kind === 'schemeRun' ? 'lift' : inVain ? 'cancelPlan' : 'end' }
}
