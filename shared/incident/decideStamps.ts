import type { Board } from '../board.ts'
import { responseClock } from '../clock/responseClock.ts'
import { STAGES, type Stage } from '../clock/stages.ts'
import { FUTURE_TOLERANCE_MS, isFuture } from '../clock/tolerance.ts'
import type { UnitId } from '../ids.ts'
import { refuse, type Decision, type First, type Refusal } from '../refusal.ts'
import { decideFor, whoWhen, type CommandBase } from './command.ts'
import { lapsedCauses, proposedByLevel, proposedByLimit } from './decideEscalation.ts'
import { incidentFact, type NewIncidentFact } from './facts.ts'
import { maskPersonal } from './privacy.ts'
import type { ResponseTable } from './response.ts'
import { handlingsOf, isActive, isResolved, type Handling, type Incident, type Stamp } from './types.ts'

/** ASSUMPTION: as often as this a stamp is corrected at most. */
export const MOST_CORRECTIONS = 20

/** ASSUMPTION: so many stamps of a handling are withdrawn at most; they travel to every screen. */
export const MOST_WITHDRAWALS = 20

export interface StampStage extends CommandBase<'stampStage'> {
  readonly stage: Stage
  /** Epoch ms; null for the moment it arrived. */
  readonly at: number | null
  readonly unit: UnitId | null
  /** The department that reached the stage, or with which it was reached. */
  readonly department: string | null
  readonly note: string | null
}

export interface CorrectStamp extends CommandBase<'correctStamp'> {
  /** `seq` of the stamp. */
  readonly stamp: number
  /** The right moment, epoch ms. */
  readonly at: number
  readonly reason: string
  /** Table of levels and leads in force: what turns out not to be resolved is proposed to be handed up again. */
  readonly response: ResponseTable
}

/** `response`: table of levels and leads in force, by which what was resolved by mistake is proposed to be handed up again. */
export interface WithdrawStamp extends CommandBase<'withdrawStamp'> {
  /** `seq` of the stamp. */
  readonly stamp: number
  readonly reason: string
  readonly response: ResponseTable
}

export interface JoinDepartment extends CommandBase<'joinDepartment'> {
  readonly department: string
  readonly at: number | null
}

/**
 * Decides a stamp. Late, out of order or before the report it is recorded as it is (CLOCK-2), in the handling it
 * happened in, also when that has ended meanwhile; refused are only a stamp from the future, one after the end
 * (LIFE-2), and the same unit's or department's second stamp of a stage. One that shows a limit met takes back what
 * was proposed because it had been missed (ESC-1).
 */
export function decideStamp(board: Board, command: StampStage, now: number): Decision<NewIncidentFact> {
  return decideFor(board, command, (incident) => {
    const at = command.at ?? now
    const handling = handlingAt(incident, at)
    const refused = notThen(handling, at, now) ?? stampedAlready(handling, command)
    if (refused !== null) return refused
    const note = command.note === null ? null : maskPersonal(command.note)
    const { stage, unit, department } = command
    const told = { at, unit, department, note, by: command.by, seq: 0, corrections: [] }
    return [
      incidentFact('StageStamped', { ...command, at }, { incidentId: incident.id, handling: handling.handling, stage, unit, department, note }),
      ...(handling === incident && stage !== 'resolve' ? lapsedCauses(withStamps(incident, stage, [...incident.stamps[stage], told]), now) : []),
    ]
  })
}

/** The incident as it is once these are the stamps of a stage. */
function withStamps(incident: Incident, stage: Stage, stamps: readonly Stamp[]): Incident {
  return { ...incident, stamps: { ...incident.stamps, [stage]: stamps } }
}

/** The handling that `at` lies in: the last one begun by then, and the first for what lies before the report. */
function handlingAt(incident: Incident, at: number): Handling {
  const begun = handlingsOf(incident).reverse().find(({ startedAt }) => startedAt <= at)
  return begun ?? incident.earlier[0] ?? incident
}

function notThen({ end }: Handling, at: number, now: number): Refusal | null {
  if (isFuture(at, now)) return refuse('future', 'at', `lies more than ${FUTURE_TOLERANCE_MS} ms ahead of the server's clock`)
  if (end === null || at <= end.at) return null
  const code = end.how === 'merged' ? 'merged' : 'ended'
  return refuse(code, 'at', `lies after the incident was ${end.how}${end.into === null ? '' : ` into ${end.into}`} (${whoWhen(end)})`, end)
}

function stampedAlready(handling: Handling, { stage, unit, department }: StampStage): Refusal | null {
  const stamp = handling.stamps[stage].find((each) => each.unit === unit && each.department === department)
  if (stamp === undefined) return null
  return refuse('alreadyStamped', 'stage', `${stage} is already stamped for ${unit ?? department ?? 'headquarters'}, ${whoWhen(stamp)}`, stamp)
}

/** Decides a correction of a stamp, also of an earlier handling; the old value stays in the record, beside the new one (CLOCK-5). */
export function decideCorrection(board: Board, command: CorrectStamp, now: number): Decision<NewIncidentFact> {
  return decideFor(board, command, (incident) => {
    const found = stampNamed(incident, command.stamp)
    if ('refused' in found) return found
    const { handling, stage, stamp } = found
    const refused = notThen(handling, command.at, now)
    if (refused !== null) return refused
    if (stamp.at === command.at) return refuse('unchanged', 'at', 'is what the stamp says already', setBy(stamp))
    if (stamp.corrections.length >= MOST_CORRECTIONS) return refuse('tooMany', 'stamp', `was corrected ${MOST_CORRECTIONS} times already`)
    const then = withStamps(incident, stage, incident.stamps[stage].map((each) => (each === stamp ? { ...stamp, at: command.at } : each)))
    const current = handling === incident
    const closed = current ? closedUpon(incident, then, 'at') : null
    if (closed !== null) return closed
    return [
      incidentFact('StampCorrected', { ...command, at: now }, {
        incidentId: incident.id, stamp: stamp.seq, stage, from: stamp.at, to: command.at, reason: maskPersonal(command.reason),
      }),
      ...(current ? [...lapsedCauses(then, now), ...proposedAnew(incident, then, stage, command.response, now)] : []),
    ]
  })
}

/**
 * Decides that a stamp was a mistake, also one of an earlier handling (CLOCK-5). Its clock is then as if it had never been; an
 * incident that was resolved by it alone is worked again, and what it had disproved is proposed again. What was closed on its word
 * has to be reopened before.
 */
export function decideWithdrawal(board: Board, command: WithdrawStamp, now: number): Decision<NewIncidentFact> {
  return decideFor(board, command, (incident) => {
    const found = stampNamed(incident, command.stamp)
    if ('refused' in found) return found
    const { handling, stage, stamp } = found
    const current = handling === incident
    const without = withStamps(incident, stage, incident.stamps[stage].filter((each) => each !== stamp))
    const closed = current ? closedUpon(incident, without, 'stamp') : null
    if (closed !== null) return closed
    if (handling.withdrawn.length >= MOST_WITHDRAWALS) return refuse('tooMany', 'stamp', `${MOST_WITHDRAWALS} stamps were withdrawn already`)
    const data = { incidentId: incident.id, handling: handling.handling, stamp: stamp.seq, stage, was: stamp.at, reason: maskPersonal(command.reason) }
    return [
      incidentFact('StampWithdrawn', { ...command, at: now }, data),
      ...(current ? proposedAnew(incident, without, stage, command.response, now) : []),
    ]
  })
}

/** What was closed upon a stamp stays so: the stamp is not taken from it. */
function closedUpon(was: Incident, then: Incident, field: string): Refusal | null {
  if (was.end?.how !== 'closed' || !isResolved(was) || isResolved(then)) return null
  return refuse('ended', field, `was closed upon it (${whoWhen(was.end)}); reopen it instead`, was.end)
}

/** What holds again of an incident worked on `then`: its level's proposal where it had been resolved, and a missed limit's. */
function proposedAnew(was: Incident, then: Incident, stage: Stage, response: ResponseTable, now: number): NewIncidentFact[] {
  if (!isActive(then)) return []
  return [...(isResolved(was) ? proposedByLevel(was, was.level, response, now) : []), ...proposedAgain(then, stage, now)]
}

/** What a missed limit had proposed, and a stamp disproved that was withdrawn or corrected since, holds again. */
function proposedAgain(incident: Incident, stage: Stage, now: number): NewIncidentFact[] {
  const missed = incident.missed.includes(stage) && responseClock(incident, now).some((clock) => clock.stage === stage && (clock.state === 'missed' || clock.state === 'late'))
  const stands = incident.escalations.some(({ state, causes }) => state !== 'lapsed' && causes.some((cause) => cause.why === 'limitMissed' && cause.stage === stage))
  return missed && !stands ? proposedByLimit(incident, stage, now) : []
}

/** Who gave a stamp the value it has, and when. */
function setBy({ by, at, corrections }: Stamp): First {
  const last = corrections.at(-1)
  return last === undefined ? { by, at } : { by: last.by, at: last.correctedAt }
}

interface NamedStamp {
  readonly handling: Handling
  readonly stage: Stage
  readonly stamp: Stamp
}

function stampNamed(incident: Incident, seq: number): NamedStamp | Refusal {
  for (const handling of handlingsOf(incident)) {
    for (const stage of STAGES) {
      const stamp = handling.stamps[stage].find((each) => each.seq === seq)
      if (stamp !== undefined) return { handling, stage, stamp }
    }
    const gone = handling.withdrawn.find((each) => each.seq === seq)
    if (gone !== undefined) return refuse('alreadyWithdrawn', 'stamp', `was withdrawn ${whoWhen(gone.withdrawal)}`, gone.withdrawal)
  }
  return refuse('unknown', 'stamp', 'the incident has no such stamp')
}

/** Decides that a department joins in the handling. */
export function decideJoin(board: Board, command: JoinDepartment, now: number): Decision<NewIncidentFact> {
  return decideFor(board, command, (incident) => {
    const at = command.at ?? now
    const refused = notThen(incident, at, now)
    if (refused !== null) return refused
    const joined = incident.departments.find(({ department }) => department === command.department)
    if (joined !== undefined) return refuse('alreadyJoined', 'department', `was joined ${whoWhen(joined)}`, joined)
    return [incidentFact('DepartmentJoined', { ...command, at }, { incidentId: incident.id, department: command.department })]
  })
}
