import type { Board } from '../board.ts'
import type { Stage } from '../clock/stages.ts'
import { foldAcknowledged, foldCauseLapsed, foldDeclined, foldHandedOver, foldHandoverMissed, foldProposed, lapse } from './foldEscalation.ts'
import { openHandover } from './escalation.ts'
import type { IncidentFact, IncidentFactOf, IncidentFactType } from './facts.ts'
import { MEASURES_OF } from './response.ts'
import { isResolved, resolvedAt, type Handling, type HandlingEnd, type Incident, type Stamp, type WithdrawnStamp } from './types.ts'

const DAY_MS = 86_400_000
/** ASSUMPTION: a resolved or ended incident stays on the board for a day, as long as the wall's charts look back. */
export const RESOLVED_STAYS_MS = DAY_MS

/** Takes an incident's fact into the board, in place. A fact about an incident that has left the board changes nothing. */
export function foldIncidentFact(board: Board, fact: IncidentFact): void {
  if (fact.type === 'IncidentReported') {
    board.incidents.set(fact.data.incidentId, reported(fact))
    board.numbering = { day: fact.data.day, ordinal: fact.data.ordinal }
    return
  }
  const incident = board.incidents.get(fact.data.incidentId)
  if (incident === undefined) return
  const fold = FOLDS[fact.type] as (incident: Incident, fact: IncidentFact) => Incident
  board.incidents.set(incident.id, fold(incident, fact))
  if (fact.type === 'IncidentMerged') absorb(board, fact)
  if (fact.type === 'IncidentReopened') release(board, incident)
}

type Folds = { readonly [T in Exclude<IncidentFactType, 'IncidentReported'>]: (incident: Incident, fact: IncidentFactOf<T>) => Incident }

const FOLDS: Folds = {
  StageStamped: stamped,
  StampCorrected: corrected,
  StampWithdrawn: withdrawn,
  LimitMissed: missed,
  DepartmentJoined: (incident, { at, by, seq, data }) => (
    { ...incident, departments: [...incident.departments, { department: data.department, at, by, seq }] }),
  NoteAdded: (incident, { at, by, seq, data }) => ({ ...incident, notes: [...incident.notes, { at, by, text: data.text, seq }] }),
  LevelChanged: (incident, { at, by, data }) => ({
    ...incident, level: data.to, severity: data.severity, levelSet: { at, by },
    measures: incident.measures.filter(({ measure, taken }) => taken !== null || MEASURES_OF[data.to].includes(measure)),
  }),
  EscalationProposed: foldProposed,
  EscalationCauseLapsed: foldCauseLapsed,
  EscalationDeclined: foldDeclined,
  HandoverStarted: foldHandedOver,
  HandoverAcknowledged: foldAcknowledged,
  HandoverLimitMissed: foldHandoverMissed,
  MeasureCalled: (incident, { at, data }) => (
    { ...incident, measures: [...incident.measures, { measure: data.measure, level: data.level, calledAt: at, taken: null }] }),
  MeasureTaken: (incident, { at, by, data }) => (
    { ...incident, measures: incident.measures.map((each) => (each.measure === data.measure ? { ...each, taken: { at, by, note: data.note } } : each)) }),
  IncidentTaken: (incident, { at, by }) => ({ ...incident, owner: { by, since: at } }),
  IncidentLeft: (incident) => ({ ...incident, owner: null }),
  IncidentClosed: (incident, { at, by, data }) => ended(incident, { how: 'closed', at, by, reason: data.note, into: null }),
  IncidentCancelled: (incident, { at, by, data }) => ended(incident, { how: 'cancelled', at, by, reason: data.reason, into: null }),
  IncidentMerged: (incident, { at, by, data }) => ended(incident, { how: 'merged', at, by, reason: data.reason, into: data.into }),
  IncidentReopened: reopened,
}

const NO_STAMPS = { respond: [], dispatch: [], arrive: [], resolve: [] } as const

function reported({ data, at, by, seq }: IncidentFactOf<'IncidentReported'>): Incident {
  const { incidentId, ordinal: _ordinal, day: _day, ...told } = data
  return {
    id: incidentId, seq, ...told, reportedBy: by, reportedAt: at, levelSet: null, ...freshHandling(1, at, data.limits, null), earlier: [], escalations: [], measures: [],
    owner: null, notes: [], absorbed: [],
  }
}

function freshHandling(handling: number, startedAt: number, limits: Handling['limits'], openedBy: string | null): Handling {
  return { handling, startedAt, openedBy, limits, stamps: NO_STAMPS, withdrawn: [], missed: [], departments: [], end: null }
}

/** A stamp joins the handling it happened in, which may be an earlier one; resolving ends what was still proposed. */
function stamped(incident: Incident, { data, at, by, seq }: IncidentFactOf<'StageStamped'>): Incident {
  const { stage, unit, department, note } = data
  const stamp: Stamp = { at, unit, department, note, by, seq, corrections: [] }
  const added = <H extends Handling>(handling: H): H => (
    { ...handling, stamps: { ...handling.stamps, [stage]: [...handling.stamps[stage], stamp] } })
  if (data.handling !== incident.handling) {
    return { ...incident, earlier: incident.earlier.map((each) => (each.handling === data.handling ? added(each) : each)) }
  }
  return settled(added(incident))
}

/** Nothing is proposed for what is resolved. */
function settled(incident: Incident): Incident {
  return isResolved(incident) ? lapse(incident, ['proposed']) : incident
}

function corrected(incident: Incident, { data, at, by, seq }: IncidentFactOf<'StampCorrected'>): Incident {
  const correction = { at: data.from, by, reason: data.reason, correctedAt: at, seq }
  return settled(inHandlingOf(incident, data, (handling, stamp) => {
    const stamps = handling.stamps[data.stage].map((each) => (each === stamp ? { ...stamp, at: data.to, corrections: [...stamp.corrections, correction] } : each))
    return { stamps: { ...handling.stamps, [data.stage]: stamps } }
  }))
}

/** The stamp leaves those that count, so that every clock and figure is as if it had never been (CLOCK-5). */
function withdrawn(incident: Incident, { data, at, by, seq }: IncidentFactOf<'StampWithdrawn'>): Incident {
  return inHandlingOf(incident, data, (handling, stamp) => {
    const kept = handling.stamps[data.stage].filter((each) => each !== stamp)
    const takenBack: WithdrawnStamp = { ...stamp, stage: data.stage, withdrawal: { at, by, reason: data.reason, seq } }
    return { stamps: { ...handling.stamps, [data.stage]: kept }, withdrawn: [...handling.withdrawn, takenBack] }
  })
}

/** The incident with one handling changed: the one, current or earlier, that the named stamp counts in. */
function inHandlingOf(
  incident: Incident, { stage, stamp: seq }: { readonly stage: Stage; readonly stamp: number },
  change: (handling: Handling, stamp: Stamp) => Pick<Handling, 'stamps'> & Partial<Handling>,
): Incident {
  const named = (handling: Handling): Stamp | undefined => handling.stamps[stage].find((each) => each.seq === seq)
  const mine = named(incident)
  if (mine !== undefined) return { ...incident, ...change(incident, mine) }
  return {
    ...incident,
    earlier: incident.earlier.map((handling) => {
      const stamp = named(handling)
      return stamp === undefined ? handling : { ...handling, ...change(handling, stamp) }
    }),
  }
}

function missed(incident: Incident, { data }: IncidentFactOf<'LimitMissed'>): Incident {
  if (data.handling !== incident.handling || incident.missed.includes(data.stage)) return incident
  return { ...incident, missed: [...incident.missed, data.stage] }
}

/** With the end nothing is left to hand over. */
function ended(incident: Incident, end: HandlingEnd): Incident {
  return lapse({ ...incident, end }, ['proposed', 'handedOver'])
}

function absorb(board: Board, { data }: IncidentFactOf<'IncidentMerged'>): void {
  const into = board.incidents.get(data.into)
  if (into !== undefined) board.incidents.set(into.id, { ...into, absorbed: [...into.absorbed, data.incidentId] })
}

/** What was merged by mistake is on its own again: the other one names it no more (LIFE-3). */
function release(board: Board, { id, end }: Incident): void {
  const into = end?.into == null ? undefined : board.incidents.get(end.into)
  if (into !== undefined) board.incidents.set(into.id, { ...into, absorbed: into.absorbed.filter((other) => other !== id) })
}

function reopened(incident: Incident, { at, by, data }: IncidentFactOf<'IncidentReopened'>): Incident {
  const { handling, startedAt, openedBy, limits, stamps, withdrawn: takenBack, missed: missedStages, departments, end } = incident
  const before: Handling = { handling, startedAt, openedBy, limits, stamps, withdrawn: takenBack, missed: missedStages, departments, end }
  return { ...incident, ...freshHandling(data.handling, at, data.limits, by), earlier: [...incident.earlier, before], owner: null }
}

/** Takes incidents resolved or ended more than a day before `recordedAt` (epoch ms) off the board, unless a handover still waits. */
export function leaveSettled(board: Board, recordedAt: number): void {
  for (const [id, incident] of board.incidents) {
    const at = incident.end?.at ?? resolvedAt(incident)
    if (at !== null && recordedAt - at > RESOLVED_STAYS_MS && openHandover(incident) === undefined) board.incidents.delete(id)
  }
}
