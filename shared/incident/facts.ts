import type { Stage, StageLimits } from '../clock/stages.ts'
import type { Fact, NewFact } from '../fact.ts'
import type { GridId, IncidentId, UnitId } from '../ids.ts'
import type { EscalationCause } from './escalation.ts'
import type { IncidentKind, Level } from './kinds.ts'
import type { Lead, Measure, Severity } from './response.ts'
import type { LonLat } from './types.ts'

/** `at` is `reportedAt`. */
export interface IncidentReportedData {
  readonly incidentId: IncidentId
  readonly number: string
  /** Place of this number in its day, so that the next one is known without parsing. */
  readonly ordinal: number
  /** Site day `YYYYMMDD` the ordinal counts in. */
  readonly day: string
  readonly kind: IncidentKind
  readonly level: Level
  readonly severity: Severity | null
  /** Who leads at first. */
  readonly lead: Lead
  readonly position: LonLat
  readonly place: string | null
  readonly grid: GridId | null
  readonly summary: string
  readonly source: string
  readonly externalId: string | null
  readonly limits: StageLimits
}

/** `at` is the moment the stage was reached, as the unit or operator says. */
export interface StageStampedData {
  readonly incidentId: IncidentId
  /** The handling it happened in. */
  readonly handling: number
  readonly stage: Stage
  readonly unit: UnitId | null
  readonly department: string | null
  readonly note: string | null
}

/** `at` is when it was corrected. */
export interface StampCorrectedData {
  readonly incidentId: IncidentId
  /** `seq` of the stamp. */
  readonly stamp: number
  readonly stage: Stage
  /** Old and new value, epoch ms. */
  readonly from: number
  readonly to: number
  readonly reason: string
}

/** `at` is when it was withdrawn. */
export interface StampWithdrawnData {
  readonly incidentId: IncidentId
  readonly handling: number
  /** `seq` of the stamp. */
  readonly stamp: number
  readonly stage: Stage
  /** What the stamp said, epoch ms. */
  readonly was: number
  readonly reason: string
}

/** `at` is the limit itself, also when the server was down at that moment (CLOCK-4). */
export interface LimitMissedData {
  readonly incidentId: IncidentId
  readonly handling: number
  readonly stage: Stage
  readonly limitMs: number
}

/** `at` is the cause's own time: the limit, the report or the change of level. */
export interface EscalationProposedData {
  readonly incidentId: IncidentId
  readonly cause: EscalationCause
  readonly from: Lead
  readonly to: Lead
}

/** `escalation` is the `seq` of the proposal. */
export interface HandoverStartedData {
  readonly incidentId: IncidentId
  readonly escalation: number
  readonly from: Lead
  readonly to: Lead
  readonly reason: string
  readonly limitMs: number
}

/** The incident's facts by type, with what each carries. */
export interface IncidentFactData {
  IncidentReported: IncidentReportedData
  StageStamped: StageStampedData
  StampCorrected: StampCorrectedData
  StampWithdrawn: StampWithdrawnData
  LimitMissed: LimitMissedData
  DepartmentJoined: { readonly incidentId: IncidentId; readonly department: string }
  NoteAdded: { readonly incidentId: IncidentId; readonly text: string }
  LevelChanged: {
    readonly incidentId: IncidentId; readonly from: Level; readonly to: Level; readonly severity: Severity | null; readonly reason: string
  }
  EscalationProposed: EscalationProposedData
  /** A cause that a later stamp or correction disproved: the limit of `stage` had been met after all. `at`: when that was told. */
  EscalationCauseLapsed: { readonly incidentId: IncidentId; readonly escalation: number; readonly stage: Stage }
  EscalationDeclined: { readonly incidentId: IncidentId; readonly escalation: number; readonly reason: string }
  HandoverStarted: HandoverStartedData
  HandoverAcknowledged: { readonly incidentId: IncidentId; readonly escalation: number; readonly to: Lead }
  /** `at` is the limit itself, as of `LimitMissed`. */
  HandoverLimitMissed: { readonly incidentId: IncidentId; readonly escalation: number; readonly limitMs: number }
  MeasureCalled: { readonly incidentId: IncidentId; readonly measure: Measure; readonly level: Level }
  MeasureTaken: { readonly incidentId: IncidentId; readonly measure: Measure; readonly note: string | null }
  /** `from`: whose it was until now. */
  IncidentTaken: { readonly incidentId: IncidentId; readonly from: string | null }
  IncidentLeft: { readonly incidentId: IncidentId }
  IncidentClosed: { readonly incidentId: IncidentId; readonly note: string | null }
  IncidentCancelled: { readonly incidentId: IncidentId; readonly reason: string }
  IncidentMerged: { readonly incidentId: IncidentId; readonly into: IncidentId; readonly reason: string | null }
  /** `at` is where the new handling's clocks start (CLOCK-5). */
  IncidentReopened: { readonly incidentId: IncidentId; readonly handling: number; readonly limits: StageLimits; readonly reason: string }
}

export type IncidentFactType = keyof IncidentFactData
export type NewIncidentFactOf<T extends IncidentFactType> = NewFact<T, IncidentFactData[T]>
export type IncidentFactOf<T extends IncidentFactType> = Fact<T, IncidentFactData[T]>
export type NewIncidentFact = { [T in IncidentFactType]: NewIncidentFactOf<T> }[IncidentFactType]
export type IncidentFact = { [T in IncidentFactType]: IncidentFactOf<T> }[IncidentFactType]

/** Newest version of each type's data; older ones are read by upcasting. */
export const INCIDENT_FACT_VERSIONS: Readonly<Record<IncidentFactType, number>> = {
  IncidentReported: 2, StageStamped: 2, StampCorrected: 1, StampWithdrawn: 1, LimitMissed: 2, DepartmentJoined: 1, NoteAdded: 1, LevelChanged: 1,
  EscalationProposed: 1, EscalationCauseLapsed: 1, EscalationDeclined: 1, HandoverStarted: 1, HandoverAcknowledged: 1, HandoverLimitMissed: 1, MeasureCalled: 1,
  MeasureTaken: 1, IncidentTaken: 1, IncidentLeft: 1, IncidentClosed: 1, IncidentCancelled: 1, IncidentMerged: 1, IncidentReopened: 1,
}

/** A fact of the real thing, in its type's newest version. `commandId` null for what follows from another fact or from time. */
export function incidentFact<T extends IncidentFactType>(
  type: T, { at, by, commandId }: { readonly at: number; readonly by: string; readonly commandId: string | null }, data: IncidentFactData[T],
): NewIncidentFactOf<T> {
  return { type, v: INCIDENT_FACT_VERSIONS[type], space: 'live', at, by, commandId, data }
}
