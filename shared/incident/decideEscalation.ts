import type { Board } from '../board.ts'
import { responseClock } from '../clock/responseClock.ts'
import { BY_SYSTEM } from '../fact.ts'
import { refuse, type Decision, type Refusal } from '../refusal.ts'
import { decideFor, whoWhen, type CommandBase } from './command.ts'
import { HANDOVER_LIMIT_MS, openProposal, upByLevel, upByLimit, type Escalation, type EscalationCause } from './escalation.ts'
import { incidentFact, type NewIncidentFact } from './facts.ts'
import type { Level } from './kinds.ts'
import { maskPersonal } from './privacy.ts'
import { higher, isGraver, levelOf, MEASURES_OF, type Lead, type Measure, type ResponseTable, type Severity } from './response.ts'
import type { Incident } from './types.ts'

/** `level` says it outright; without one the table gives it from `severity`. */
export interface ChangeLevel extends CommandBase<'changeLevel'> {
  readonly level: Level | null
  readonly severity: Severity | null
  readonly reason: string
  readonly response: ResponseTable
}

export interface DecideEscalation extends CommandBase<'decideEscalation'> {
  /** `seq` of the proposal. */
  readonly escalation: number
  readonly accept: boolean
  readonly reason: string
  /** To whom the proposal handed up when it was looked at; null where that was not said. */
  readonly to: Lead | null
}

export interface AcknowledgeHandover extends CommandBase<'acknowledgeHandover'> {
  readonly escalation: number
  /** Whom the sender may act for (`shared/access/leads.ts`). */
  readonly leads: readonly Lead[]
}

export interface TakeMeasure extends CommandBase<'takeMeasure'> {
  readonly measure: Measure
  readonly note: string | null
}

/** Decides a change of level or severity (LEVEL-2): a rise proposes an escalation where somebody above leads, and calls for measures. */
export function decideLevel(board: Board, command: ChangeLevel, now: number): Decision<NewIncidentFact> {
  return decideFor(board, command, (incident) => {
    if (command.level === null && command.severity === null) return refuse('unchanged', 'level', 'names neither a level nor a severity')
    const severity = command.severity ?? incident.severity
    const level = command.level ?? levelOf(command.response, incident.kind, severity)
    const field = command.level === null ? 'severity' : 'level'
    if (level === incident.level && severity === incident.severity) return refuse('unchanged', field, `the incident is at level ${level} already`, incident.levelSet)
    const data = { incidentId: incident.id, from: incident.level, to: level, severity, reason: maskPersonal(command.reason) }
    const risen = isGraver(level, incident.level)
    return [
      incidentFact('LevelChanged', { ...command, at: now }, data),
      ...(risen ? proposedByLevel(incident, level, command.response, now) : []),
      ...(risen ? calledMeasures(incident, level, now) : []),
    ]
  })
}

type Proposable = Pick<Incident, 'id' | 'lead' | 'escalations'>

/** The escalation a level proposes where its lead stands above whoever leads (ESC-1); `at` is when the level came into force. */
export function proposedByLevel(incident: Proposable, level: Level, response: ResponseTable, at: number): NewIncidentFact[] {
  const to = upByLevel(incident, response.leads[level].lead)
  return to === null ? [] : [proposed(incident, { why: 'level', stage: null, level }, to, at)]
}

/** The escalation a missed limit proposes (ESC-1), `at` the limit itself; none above the city. */
export function proposedByLimit(incident: Incident, stage: EscalationCause['stage'], at: number): NewIncidentFact[] {
  const to = upByLimit(incident)
  return to === null ? [] : [proposed(incident, { why: 'limitMissed', stage, level: incident.level }, to, at)]
}

/** The proposal's causes that `then`, the incident with what was just told of it, disproves: limits that were met after all (ESC-1). */
export function lapsedCauses(then: Incident, now: number): NewIncidentFact[] {
  const proposal = openProposal(then)
  const met = responseClock(then, now).filter(({ state }) => state === 'met').map(({ stage }) => stage)
  return (proposal?.causes ?? []).flatMap(({ why, stage }) => (why !== 'limitMissed' || stage === null || !met.includes(stage) ? [] : [
    incidentFact('EscalationCauseLapsed', { at: now, by: BY_SYSTEM, commandId: null }, { incidentId: then.id, escalation: proposal?.seq ?? 0, stage }),
  ]))
}

function proposed(incident: Proposable, cause: EscalationCause, to: Lead, at: number): NewIncidentFact {
  const target = higher(to, openProposal(incident)?.to ?? to)
  return incidentFact('EscalationProposed', { at, by: BY_SYSTEM, commandId: null }, { incidentId: incident.id, cause, from: incident.lead, to: target })
}

/** Measures a level calls for that were not called for yet (LEVEL-3). */
export function calledMeasures({ id, measures }: Pick<Incident, 'id' | 'measures'>, level: Level, at: number): NewIncidentFact[] {
  return MEASURES_OF[level]
    .filter((measure) => !measures.some((called) => called.measure === measure))
    .map((measure) => incidentFact('MeasureCalled', { at, by: BY_SYSTEM, commandId: null }, { incidentId: id, measure, level }))
}

/**
 * Decides a leader's answer to a proposal: handed up with its own limit to acknowledge it, or declined; once (ESC-1). One that has
 * risen since it was looked at is looked at again.
 */
export function decideEscalation(board: Board, command: DecideEscalation, now: number): Decision<NewIncidentFact> {
  return decideFor(board, command, (incident) => {
    const escalation = named(incident, command.escalation)
    if ('refused' in escalation) return escalation
    if (escalation.state !== 'proposed') return refuse('alreadyDecided', 'escalation', decidedHow(escalation), escalation.decision)
    if (command.to !== null && command.to !== escalation.to) {
      return refuse('raisedAgain', 'to', `the proposal has risen since it was looked at: it hands up to ${escalation.to}, not ${command.to}`)
    }
    const ids = { incidentId: incident.id, escalation: escalation.seq }
    const reason = maskPersonal(command.reason)
    const stamp = { ...command, at: now }
    if (!command.accept) return [incidentFact('EscalationDeclined', stamp, { ...ids, reason })]
    return [incidentFact('HandoverStarted', stamp, { ...ids, from: incident.lead, to: escalation.to, reason, limitMs: HANDOVER_LIMIT_MS })]
  })
}

/**
 * Decides the receiver's acknowledgement: from here on they lead. It is taken from whoever may act for the receiving lead and is
 * not the one who handed over (ESC-3). After its limit it is taken too; that it was late stays in the record.
 */
export function decideAcknowledgement(board: Board, command: AcknowledgeHandover, now: number): Decision<NewIncidentFact> {
  return decideFor(board, command, (incident) => {
    const escalation = named(incident, command.escalation)
    if ('refused' in escalation) return escalation
    const { seq, state, to, acknowledged } = escalation
    if (acknowledged !== null) return refuse('alreadyAcknowledged', 'escalation', `was acknowledged ${whoWhen(acknowledged)}`, acknowledged)
    if (state !== 'handedOver') return refuse('notCalledFor', 'escalation', `is not handed over: it is ${state}`, escalation.decision)
    if (!command.leads.includes(to)) {
      return refuse('notLead', 'escalation', `is to be acknowledged by ${to}; this account acts for ${command.leads.join(', ') || 'nobody'}`)
    }
    if (escalation.decision?.by === command.by) return refuse('samePerson', 'escalation', `was handed over ${whoWhen(escalation.decision)}: the receiver acknowledges`, escalation.decision)
    return [incidentFact('HandoverAcknowledged', { ...command, at: now }, { incidentId: incident.id, escalation: seq, to })]
  })
}

function named({ escalations }: Incident, seq: number): Escalation | Refusal {
  return escalations.find((each) => each.seq === seq) ?? refuse('unknown', 'escalation', 'the incident has no such escalation')
}

function decidedHow({ state, decision }: Escalation): string {
  return decision === null ? `is not to be decided any more: it ${state}` : `was decided ${whoWhen(decision)}: it is ${state}`
}

/** Decides that what a level called for was done: the field command stands, the assessment is made, the city has its report. */
export function decideMeasure(board: Board, command: TakeMeasure, now: number): Decision<NewIncidentFact> {
  return decideFor(board, command, (incident) => {
    const called = incident.measures.find(({ measure }) => measure === command.measure)
    if (called === undefined) return refuse('notCalledFor', 'measure', `level ${incident.level} does not call for it`)
    if (called.taken !== null) return refuse('alreadyDone', 'measure', `was taken ${whoWhen(called.taken)}`, called.taken)
    const note = command.note === null ? null : maskPersonal(command.note)
    return [incidentFact('MeasureTaken', { ...command, at: now }, { incidentId: incident.id, measure: command.measure, note })]
  })
}
