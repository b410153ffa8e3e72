import type { Board } from '../board.ts'
import type { StageLimits } from '../clock/stages.ts'
import { FUTURE_TOLERANCE_MS, isFuture } from '../clock/tolerance.ts'
import type { IncidentId } from '../ids.ts'
import { refuse, type Decision } from '../refusal.ts'
import { decideFor, whoWhen, type CommandBase } from './command.ts'
import { proposedByLevel } from './decideEscalation.ts'
import { openHandover } from './escalation.ts'
import { incidentFact, type NewIncidentFact } from './facts.ts'
import { stateOf } from './life.ts'
import { limitsOf, type StricterLimits } from './limits.ts'
import { maskPersonal } from './privacy.ts'
import { isGraver, type ResponseTable } from './response.ts'
import { firstResolve } from './types.ts'

/** ASSUMPTION: so many notes an incident has at most; they travel to every screen. */
export const MOST_NOTES = 200

export interface AddNote extends CommandBase<'addNote'> {
  readonly text: string
  /** When it was written, epoch ms; without it the moment it arrived. */
  readonly at?: number | null
}

/** `from`: whose it is to be taken from; null when it is nobody's. */
export interface TakeIncident extends CommandBase<'takeIncident'> {
  readonly from: string | null
}

export type LeaveIncident = CommandBase<'leaveIncident'>

export interface CloseIncident extends CommandBase<'closeIncident'> {
  readonly note: string | null
}

/** A false alarm. */
export interface CancelIncident extends CommandBase<'cancelIncident'> {
  readonly reason: string
}

export interface MergeIncident extends CommandBase<'mergeIncident'> {
  readonly into: IncidentId
  readonly reason: string | null
}

export interface ReopenIncident extends CommandBase<'reopenIncident'> {
  readonly reason: string
  /** Limits in force at the site now, ms, and stricter ones by level and plan. */
  readonly limits: StageLimits
  readonly stricter?: StricterLimits | undefined
  /** Table of levels and leads in force. */
  readonly response: ResponseTable
}

/** Decides a note, which is masked as everything people type (PRIVACY-1); one written without a link comes later with its own time. */
export function decideNote(board: Board, command: AddNote, now: number): Decision<NewIncidentFact> {
  return decideFor(board, command, (incident) => {
    const at = command.at ?? now
    if (isFuture(at, now)) return refuse('future', 'at', `lies more than ${FUTURE_TOLERANCE_MS} ms ahead of the server's clock`)
    if (incident.notes.length >= MOST_NOTES) return refuse('tooMany', 'text', `the incident has ${MOST_NOTES} notes already`)
    return [incidentFact('NoteAdded', { ...command, at }, { incidentId: incident.id, text: maskPersonal(command.text) })]
  })
}

/** Decides whose an incident is (OWNER-1): of two who take it at once the first has it, and the second is told who. */
export function decideTake(board: Board, command: TakeIncident, now: number): Decision<NewIncidentFact> {
  return decideFor(board, command, (incident) => {
    const { owner } = incident
    const mine = owner?.by === command.by
    if (owner !== null && (mine || owner.by !== command.from)) {
      const first = { by: owner.by, at: owner.since }
      return refuse('alreadyTaken', 'from', `was taken ${whoWhen(first)}`, first)
    }
    if (owner === null && command.from !== null) return refuse('notOwner', 'from', `it is nobody's, not ${command.from}'s`)
    return [incidentFact('IncidentTaken', { ...command, at: now }, { incidentId: incident.id, from: command.from })]
  })
}

export function decideLeave(board: Board, command: LeaveIncident, now: number): Decision<NewIncidentFact> {
  return decideFor(board, command, (incident) => {
    const { owner } = incident
    if (owner === null) return refuse('notOwner', '', "it is nobody's")
    if (owner.by !== command.by) return refuse('notOwner', '', `it is ${owner.by}'s`, { by: owner.by, at: owner.since })
    return [incidentFact('IncidentLeft', { ...command, at: now }, { incidentId: incident.id })]
  })
}

/** Decides the end of a resolved incident; an unacknowledged handover has to be acknowledged first (ESC-1). */
export function decideClose(board: Board, command: CloseIncident, now: number): Decision<NewIncidentFact> {
  return decideFor(board, command, (incident) => {
    const handover = openHandover(incident)
    if (handover !== undefined) return refuse('handoverOpen', '', `handed over to ${handover.to} and not acknowledged`, handover.decision)
    const note = command.note === null ? null : maskPersonal(command.note)
    return [incidentFact('IncidentClosed', { ...command, at: now }, { incidentId: incident.id, note })]
  })
}

export function decideCancel(board: Board, command: CancelIncident, now: number): Decision<NewIncidentFact> {
  return decideFor(board, command, ({ id }) => [
    incidentFact('IncidentCancelled', { ...command, at: now }, { incidentId: id, reason: maskPersonal(command.reason) }),
  ])
}

/**
 * Decides that an incident is the same as another one, which is still worked and keeps its clocks, and is not lighter, so that what
 * the graver one called for is not lost (LIFE-3).
 */
export function decideMerge(board: Board, command: MergeIncident, now: number): Decision<NewIncidentFact> {
  return decideFor(board, command, ({ id, level }) => {
    if (command.into === id) return refuse('sameIncident', 'into', 'is the incident itself')
    const into = board.incidents.get(command.into)
    if (into === undefined) return refuse('unknown', 'into', 'no such incident on the board')
    if (into.end !== null) return refuse('ended', 'into', `${into.number} was ${into.end.how} ${whoWhen(into.end)}`, into.end)
    if (stateOf(into) === 'resolved') return refuse('alreadyResolved', 'into', `${into.number} is resolved already`, firstResolve(into))
    if (isGraver(level, into.level)) return refuse('intoLighter', 'into', `${into.number} is of level ${into.level}, lighter than ${level}: merge it the other way round, or raise its level first`)
    const reason = command.reason === null ? null : maskPersonal(command.reason)
    return [incidentFact('IncidentMerged', { ...command, at: now }, { incidentId: id, into: into.id, reason })]
  })
}

/** Decides a new handling, whose clocks start now; the one before stays as it is (CLOCK-5). What its level proposes is proposed again (ESC-1). */
export function decideReopen(board: Board, command: ReopenIncident, now: number): Decision<NewIncidentFact> {
  return decideFor(board, command, (incident) => {
    const { id, handling, kind, level } = incident
    const limits = limitsOf(command.limits, command.stricter, kind, level)
    return [
      incidentFact('IncidentReopened', { ...command, at: now }, { incidentId: id, handling: handling + 1, limits, reason: maskPersonal(command.reason) }),
      ...proposedByLevel(incident, level, command.response, now),
    ]
  })
}
