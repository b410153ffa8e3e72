import { STAGES } from '../clock/stages.ts'
import { refuse, type First, type Refusal, type RefusalCode } from '../refusal.ts'
import { firstResolve, isResolved, type Handling, type Incident } from './types.ts'

/** Where an incident stands in its life, in order; the last two are ways out of it. */
export const INCIDENT_STATES = [
  'reported', 'responded', 'dispatched', 'arrived', 'resolved', 'closed', 'cancelled', 'merged',
] as const
export type IncidentState = (typeof INCIDENT_STATES)[number]

/** What can be asked of an incident. */
export const INCIDENT_COMMANDS = [
  'stampStage', 'correctStamp', 'withdrawStamp', 'joinDepartment', 'addNote', 'changeLevel', 'decideEscalation', 'acknowledgeHandover', 'takeMeasure',
  'takeIncident', 'leaveIncident', 'closeIncident', 'cancelIncident', 'mergeIncident', 'reopenIncident',
] as const
export type IncidentCommandType = (typeof INCIDENT_COMMANDS)[number]

/** Allowed in this state, or the code it is refused with; what else a command needs is its own affair. */
export type Ruling = 'allowed' | Extract<RefusalCode, 'notResolved' | 'alreadyResolved' | 'notEnded' | 'ended' | 'merged'>
type Rulings = Readonly<Record<IncidentCommandType, Ruling>>

const WORKED: Rulings = {
  stampStage: 'allowed', correctStamp: 'allowed', withdrawStamp: 'allowed', joinDepartment: 'allowed', addNote: 'allowed', changeLevel: 'allowed',
  decideEscalation: 'allowed', acknowledgeHandover: 'allowed', takeMeasure: 'allowed', takeIncident: 'allowed', leaveIncident: 'allowed',
  closeIncident: 'notResolved', cancelIncident: 'allowed', mergeIncident: 'allowed', reopenIncident: 'notEnded',
}

const RESOLVED: Rulings = {
  ...WORKED, changeLevel: 'alreadyResolved', decideEscalation: 'alreadyResolved', closeIncident: 'allowed', cancelIncident: 'alreadyResolved',
  mergeIncident: 'alreadyResolved', reopenIncident: 'allowed',
}

/** Ended: stamps and corrections of what happened before the end still come in, the record is still noted upon, and it may be reopened. */
const ENDED: Rulings = {
  stampStage: 'allowed', correctStamp: 'allowed', withdrawStamp: 'allowed', joinDepartment: 'ended', addNote: 'allowed', changeLevel: 'ended',
  decideEscalation: 'ended', acknowledgeHandover: 'ended', takeMeasure: 'ended', takeIncident: 'ended', leaveIncident: 'ended',
  closeIncident: 'ended', cancelIncident: 'ended', mergeIncident: 'ended', reopenIncident: 'allowed',
}

const MERGED: Rulings = {
  stampStage: 'allowed', correctStamp: 'allowed', withdrawStamp: 'allowed', joinDepartment: 'merged', addNote: 'merged', changeLevel: 'merged',
  decideEscalation: 'merged', acknowledgeHandover: 'merged', takeMeasure: 'merged', takeIncident: 'merged', leaveIncident: 'merged',
  closeIncident: 'merged', cancelIncident: 'merged', mergeIncident: 'merged', reopenIncident: 'allowed',
}

/** LIFE-1: every command in every state. */
export const LIFE: Readonly<Record<IncidentState, Rulings>> = {
  reported: WORKED, responded: WORKED, dispatched: WORKED, arrived: WORKED, resolved: RESOLVED, closed: ENDED, cancelled: ENDED, merged: MERGED,
}

const STATE_AFTER = { respond: 'responded', dispatch: 'dispatched', arrive: 'arrived', resolve: 'resolved' } as const

/** Where a handling stands: how it ended, or else the furthest stage stamped since it began. That earlier ones were reached is not inferred. */
export function stateOf(handling: Pick<Handling, 'stamps' | 'startedAt' | 'end'>): IncidentState {
  if (handling.end !== null) return handling.end.how
  if (isResolved(handling)) return 'resolved'
  const last = [...STAGES].reverse().find((stage) => handling.stamps[stage].some(({ at }) => at >= handling.startedAt))
  return last === undefined ? 'reported' : STATE_AFTER[last]
}

const REASONS: Readonly<Record<Exclude<Ruling, 'allowed'>, string>> = {
  notResolved: 'is not resolved yet: an incident is closed after it was resolved',
  alreadyResolved: 'is resolved already',
  notEnded: 'is still being handled: only a resolved or ended incident is reopened',
  ended: 'has ended; reopen it to go on',
  merged: 'was merged into another incident, where it goes on',
}

/** Who brought the incident where the command came too late: ended, resolved or reopened it. */
function firstOf(incident: Incident, ruling: Ruling): First | null {
  const { end, openedBy, startedAt } = incident
  if (end !== null) return end
  if (ruling === 'notEnded') return openedBy === null ? null : { by: openedBy, at: startedAt }
  return firstResolve(incident)
}

/** Why the life of `incident` does not allow `command` now; null when it does (LIFE-1). */
export function refusedByLife(incident: Incident, command: IncidentCommandType): Refusal | null {
  const state = stateOf(incident)
  const ruling = LIFE[state][command]
  if (ruling === 'allowed') return null
  const where = incident.end?.into == null ? '' : ` (${incident.end.into})`
  return refuse(ruling, 'id', `${incident.number} ${REASONS[ruling]}${where}; it is ${state}`, firstOf(incident, ruling))
}
