import type { Board } from '../board.ts'
import type { CommandId, IncidentId } from '../ids.ts'
import { isRefusal, refuse, type Decision, type Refusal } from '../refusal.ts'
import type { NewIncidentFact } from './facts.ts'
import { refusedByLife, type IncidentCommandType } from './life.ts'
import type { Incident } from './types.ts'

/** What every command about an incident carries. */
export interface CommandBase<T extends IncidentCommandType> {
  readonly type: T
  readonly commandId: CommandId
  readonly incidentId: IncidentId
  /** Who gives it: the id of an account or key, never a person's name, and never what the sender says of itself. */
  readonly by: string
}

/** The incident a command is about, if it is on the board and its life allows the command (LIFE-1). */
export function admitted(board: Board, { incidentId, type }: Pick<CommandBase<IncidentCommandType>, 'incidentId' | 'type'>): Incident | Refusal {
  const incident = board.incidents.get(incidentId)
  if (incident === undefined) return refuse('unknown', 'id', 'no such incident on the board')
  return refusedByLife(incident, type) ?? incident
}

/** Decides about the incident a command names, or refuses it before. */
export function decideFor<T extends IncidentCommandType>(
  board: Board, command: CommandBase<T>, decide: (incident: Incident) => Decision<NewIncidentFact>,
): Decision<NewIncidentFact> {
  const incident = admitted(board, command)
  return isRefused(incident) ? incident : decide(incident)
}

function isRefused(incident: Incident | Refusal): incident is Refusal {
  return isRefusal(incident as Refusal)
}

/** `at` as people here read it in a reason: which they do beside the screen's own words. */
export function whoWhen({ by, at }: { readonly by: string; readonly at: number }): string {
  return `by ${by} at ${new Date(at).toISOString()}`
}
