import type { Board } from '../board.ts'
import type { Decision } from '../refusal.ts'
import {
  decideAcknowledgement, decideEscalation, decideLevel, decideMeasure, type AcknowledgeHandover, type ChangeLevel, type DecideEscalation,
  type TakeMeasure,
} from './decideEscalation.ts'
import {
  decideCancel, decideClose, decideLeave, decideMerge, decideNote, decideReopen, decideTake, type AddNote, type CancelIncident,
  type CloseIncident, type LeaveIncident, type MergeIncident, type ReopenIncident, type TakeIncident,
} from './decideLife.ts'
import {
  decideCorrection, decideJoin, decideStamp, decideWithdrawal, type CorrectStamp, type JoinDepartment, type StampStage, type WithdrawStamp,
} from './decideStamps.ts'
import type { IncidentFactType, NewIncidentFact } from './facts.ts'

/** Everything that can be asked of an incident once it was reported. */
export type IncidentCommand =
  | StampStage | CorrectStamp | WithdrawStamp | JoinDepartment | AddNote | ChangeLevel | DecideEscalation | AcknowledgeHandover | TakeMeasure
  | TakeIncident | LeaveIncident | CloseIncident | CancelIncident | MergeIncident | ReopenIncident

/** Decides any command about an incident; its own fact comes first, and what follows from it after. */
export function decideCommand(board: Board, command: IncidentCommand, now: number): Decision<NewIncidentFact> {
  switch (command.type) {
    case 'stampStage': return decideStamp(board, command, now)
    case 'correctStamp': return decideCorrection(board, command, now)
    case 'withdrawStamp': return decideWithdrawal(board, command, now)
    case 'joinDepartment': return decideJoin(board, command, now)
    case 'addNote': return decideNote(board, command, now)
    case 'changeLevel': return decideLevel(board, command, now)
    case 'decideEscalation': return decideEscalation(board, command, now)
    case 'acknowledgeHandover': return decideAcknowledgement(board, command, now)
    case 'takeMeasure': return decideMeasure(board, command, now)
    case 'takeIncident': return decideTake(board, command, now)
    case 'leaveIncident': return decideLeave(board, command, now)
    case 'closeIncident': return decideClose(board, command, now)
    case 'cancelIncident': return decideCancel(board, command, now)
    case 'mergeIncident': return decideMerge(board, command, now)
    case 'reopenIncident': return decideReopen(board, command, now)
  }
}

/** The type of fact a command leads to first: by it a command id used for something else is known (INPUT-3). */
export function factOfCommand(command: IncidentCommand): IncidentFactType {
  if (command.type === 'decideEscalation') return command.accept ? 'HandoverStarted' : 'EscalationDeclined'
  return FIRST_FACT[command.type]
}

const FIRST_FACT = {
  stampStage: 'StageStamped',
  correctStamp: 'StampCorrected',
  withdrawStamp: 'StampWithdrawn',
  joinDepartment: 'DepartmentJoined',
  addNote: 'NoteAdded',
  changeLevel: 'LevelChanged',
  acknowledgeHandover: 'HandoverAcknowledged',
  takeMeasure: 'MeasureTaken',
  takeIncident: 'IncidentTaken',
  leaveIncident: 'IncidentLeft',
  closeIncident: 'IncidentClosed',
  cancelIncident: 'IncidentCancelled',
  mergeIncident: 'IncidentMerged',
  reopenIncident: 'IncidentReopened',
} as const satisfies Record<Exclude<IncidentCommand['type'], 'decideEscalation'>, IncidentFactType>
