import type { Stage, StageLimits } from '../clock/stages.ts'
import type { GridId, IncidentId, UnitId } from '../ids.ts'
import type { IncidentKind, Level } from './kinds.ts'

/** WGS-84 degrees. */
export interface LonLat {
  readonly lon: number
  readonly lat: number
}

export interface Stamp {
  /** When the stage was reached, epoch ms. */
  readonly at: number
  readonly unit: UnitId | null
  readonly note: string | null
  readonly by: string
  readonly seq: number
}

export interface Incident {
  readonly id: IncidentId
  /** Of the fact that reported it. */
  readonly seq: number
  /** `YYYYMMDD-NNN`, counted by the site's day. */
  readonly number: string
  readonly kind: IncidentKind
  readonly level: Level
  readonly position: LonLat
  readonly place: string | null
  /** The grid the position lies in; null outside all of them. */
  readonly grid: GridId | null
  readonly summary: string
  readonly source: string
  readonly externalId: string | null
  /** When the report reached headquarters, epoch ms: where all clocks start (CLOCK-1). */
  readonly reportedAt: number
  /** Limits in force when it was reported, ms. */
  readonly limits: StageLimits
  readonly stamps: Readonly<Record<Stage, readonly Stamp[]>>
  /** Stages whose limit passed unstamped (CLOCK-4). */
  readonly missed: readonly Stage[]
}

/** Is every stage settled, the last one by a stamp? */
export function isResolved(incident: Incident): boolean {
  return incident.stamps.resolve.length > 0
}

/** Epoch ms of the first resolving stamp, null while unresolved. */
export function resolvedAt(incident: Incident): number | null {
  return incident.stamps.resolve.reduce<number | null>((first, { at }) => (first === null || at < first ? at : first), null)
}
