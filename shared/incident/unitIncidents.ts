import type { Board } from '../board.ts'
import { STAGES, type Stage } from '../clock/stages.ts'
import type { UnitId } from '../ids.ts'
import { distanceM } from '../site/geometry.ts'
import { isActive, type Incident, type LonLat } from './types.ts'

/** Most incidents a phone is told of. ASSUMPTION: a unit works on fewer at a time. */
export const MOST_FOR_A_UNIT = 20

/** An incident with what one unit has to do with it. */
export interface IncidentOfUnit {
  readonly incident: Incident
  /** The unit's own stamps in this handling, epoch ms. */
  readonly stamps: Partial<Record<Stage, number>>
  /** From where the unit was last; null when that is not known. */
  readonly distanceM: number | null
}

/**
 * What is being worked, as a unit needs it: first what it has stamped or was sent to itself, newest first, then the rest,
 * nearest first (oldest first where no distance is known). `more` counts those beyond `MOST_FOR_A_UNIT` (FIELD-1).
 */
export function incidentsOfUnit(
  { incidents }: Pick<Board, 'incidents'>, unit: UnitId, from: LonLat | null,
): { readonly list: IncidentOfUnit[]; readonly more: number } {
  const all = [...incidents.values()].filter(isActive).map((incident) => ({
    incident, stamps: stampsOf(incident, unit), distanceM: from === null ? null : distanceM([from.lon, from.lat], pair(incident.position)),
  }))
  const own = all.filter(({ stamps }) => Object.keys(stamps).length > 0).sort((a, b) => b.incident.startedAt - a.incident.startedAt)
  const rest = all.filter(({ stamps }) => Object.keys(stamps).length === 0)
    .sort((a, b) => (a.distanceM ?? 0) - (b.distanceM ?? 0) || a.incident.startedAt - b.incident.startedAt)
  const sorted = [...own, ...rest]
  return { list: sorted.slice(0, MOST_FOR_A_UNIT), more: Math.max(0, sorted.length - MOST_FOR_A_UNIT) }
}

function stampsOf(incident: Incident, unit: UnitId): Partial<Record<Stage, number>> {
  return Object.fromEntries(STAGES.flatMap((stage) => {
    const own = incident.stamps[stage].find((stamp) => stamp.unit === unit)
    return own === undefined ? [] : [[stage, own.at]]
  }))
}

function pair({ lon, lat }: LonLat): readonly [number, number] {
  return [lon, lat]
}
