import type { Stage, StageLimits } from '../clock/stages.ts'
import type { Fact, NewFact } from '../fact.ts'
import type { GridId, IncidentId, UnitId } from '../ids.ts'
import type { IncidentKind, Level } from './kinds.ts'
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
  readonly stage: Stage
  readonly unit: UnitId | null
  readonly note: string | null
}

/** `at` is the limit itself, also when the server was down at that moment (CLOCK-4). */
export interface LimitMissedData {
  readonly incidentId: IncidentId
  readonly stage: Stage
  readonly limitMs: number
}

export type NewIncidentFact =
  | NewFact<'IncidentReported', IncidentReportedData>
  | NewFact<'StageStamped', StageStampedData>
  | NewFact<'LimitMissed', LimitMissedData>

export type IncidentFact =
  | Fact<'IncidentReported', IncidentReportedData>
  | Fact<'StageStamped', StageStampedData>
  | Fact<'LimitMissed', LimitMissedData>
