import type { Stage, StageLimits } from '../clock/stages.ts'
import type { GridId, IncidentId, UnitId } from '../ids.ts'
import type { Escalation } from './escalation.ts'
import type { IncidentKind, Level } from './kinds.ts'
import type { Lead, Measure, Severity } from './response.ts'

/** WGS-84 degrees. */
export interface LonLat {
  readonly lon: number
  readonly lat: number
}

/** What a stamp said before it was corrected (CLOCK-5): it stays beside the new value. */
export interface Correction {
  /** The old value, epoch ms. */
  readonly at: number
  readonly by: string
  readonly reason: string
  /** When it was corrected, epoch ms. */
  readonly correctedAt: number
  readonly seq: number
}

export interface Stamp {
  /** When the stage was reached, epoch ms. */
  readonly at: number
  readonly unit: UnitId | null
  /** The department it was reached by or with, in joint handling. */
  readonly department: string | null
  readonly note: string | null
  /** The account or key that stamped; `unit` says for whom. In records from before accounts were kept, the unit itself. */
  readonly by: string
  /** Of the fact that made it: what a correction names it by. */
  readonly seq: number
  /** Old values, oldest first. */
  readonly corrections: readonly Correction[]
}

/** A stamp that was a mistake: it counts for nothing any more, and stays beside those that count (CLOCK-5). */
export interface WithdrawnStamp extends Stamp {
  readonly stage: Stage
  readonly withdrawal: { readonly at: number; readonly by: string; readonly reason: string; readonly seq: number }
}

/** A department that joined in the handling. */
export interface JoinedDepartment {
  readonly department: string
  readonly at: number
  readonly by: string
  readonly seq: number
}

export const ENDS = ['closed', 'cancelled', 'merged'] as const

/** How a handling ended. */
export interface HandlingEnd {
  readonly how: (typeof ENDS)[number]
  /** Epoch ms: here its clocks stop. */
  readonly at: number
  readonly by: string
  readonly reason: string | null
  /** The incident it was merged into, which keeps its own clocks. */
  readonly into: IncidentId | null
}

/** One handling of an incident: the first from its report, each further one from a reopening, with clocks of its own (CLOCK-5). */
export interface Handling {
  /** 1 for the first. */
  readonly handling: number
  /** Where its clocks start, epoch ms: the report (CLOCK-1) or the reopening. */
  readonly startedAt: number
  /** Who reopened it; null of the first. */
  readonly openedBy: string | null
  /** Limits in force when it started, ms. */
  readonly limits: StageLimits
  readonly stamps: Readonly<Record<Stage, readonly Stamp[]>>
  /** Taken back, oldest withdrawal first. */
  readonly withdrawn: readonly WithdrawnStamp[]
  /** Stages whose limit passed unstamped (CLOCK-4). */
  readonly missed: readonly Stage[]
  readonly departments: readonly JoinedDepartment[]
  readonly end: HandlingEnd | null
}

export interface Note {
  readonly at: number
  readonly by: string
  readonly text: string
  readonly seq: number
}

/** Something its level calls for; `taken` once somebody said that it was. */
export interface CalledMeasure {
  readonly measure: Measure
  readonly level: Level
  readonly calledAt: number
  readonly taken: { readonly at: number; readonly by: string; readonly note: string | null } | null
}

/** An incident with its current handling; those before it stand in `earlier`. */
export interface Incident extends Handling {
  readonly id: IncidentId
  /** Of the fact that reported it. */
  readonly seq: number
  /** `YYYYMMDD-NNN`, counted by the site's day. */
  readonly number: string
  readonly kind: IncidentKind
  readonly level: Level
  readonly severity: Severity | null
  /** Who changed level or severity last; null while they are as reported. */
  readonly levelSet: { readonly at: number; readonly by: string } | null
  readonly position: LonLat
  readonly place: string | null
  /** The grid the position lies in; null outside all of them. */
  readonly grid: GridId | null
  readonly summary: string
  /** What whoever reported says of itself. */
  readonly source: string
  /** The account or key that reported; of records from before accounts were kept, the source. */
  readonly reportedBy: string
  readonly externalId: string | null
  /** When the report reached headquarters, epoch ms. */
  readonly reportedAt: number
  readonly earlier: readonly Handling[]
  /** Who leads now. */
  readonly lead: Lead
  readonly escalations: readonly Escalation[]
  readonly measures: readonly CalledMeasure[]
  /** Whose incident it is in the room; null for nobody's. */
  readonly owner: { readonly by: string; readonly since: number } | null
  readonly notes: readonly Note[]
  /** Incidents merged into this one. */
  readonly absorbed: readonly IncidentId[]
}

/** Is the last stage of the handling stamped, by a stamp that can be true? One before the handling began resolves nothing (CLOCK-2). */
export function isResolved(handling: Pick<Handling, 'stamps' | 'startedAt'>): boolean {
  return resolvedAt(handling) !== null
}

/** Is it being worked: neither resolved nor ended? Only such an incident stands in the queue. */
export function isActive(handling: Pick<Handling, 'stamps' | 'startedAt' | 'end'>): boolean {
  return handling.end === null && !isResolved(handling)
}

/** Epoch ms of the first resolving stamp not before the handling began, null while unresolved. */
export function resolvedAt({ stamps, startedAt }: Pick<Handling, 'stamps' | 'startedAt'>): number | null {
  const stamp = firstResolve({ stamps, startedAt })
  return stamp === null ? null : stamp.at
}

/** The stamp an incident was resolved by. */
export function firstResolve({ stamps, startedAt }: Pick<Handling, 'stamps' | 'startedAt'>): Stamp | null {
  return stamps.resolve.reduce<Stamp | null>((first, stamp) => (stamp.at < startedAt || (first !== null && first.at <= stamp.at) ? first : stamp), null)
}

/** All handlings of an incident, the current one last. */
export function handlingsOf(incident: Incident): Handling[] {
  return [...incident.earlier, incident]
}
