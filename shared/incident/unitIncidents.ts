import type { Board } from '../board.ts'
import { MINUTE_MS, STAGES, type Stage } from '../clock/stages.ts'
import type { UnitId } from '../ids.ts'
import { distanceM } from '../site/geometry.ts'
import { isActive, type HandlingEnd, type Incident, type LonLat } from './types.ts'

/** Most incidents a phone is told of. ASSUMPTION: a unit works on fewer at a time. */
export const MOST_FOR_A_UNIT = 20

/** ASSUMPTION: a unit on its way is told for so long that what it was sent to has ended, ms. */
export const ENDED_SHOWN_MS = 60 * MINUTE_MS

/** An incident with what one unit has to do with it. */
export interface IncidentOfUnit {
  readonly incident: Incident
  /** The unit's own stamps in this handling, epoch ms. */
  readonly stamps: Partial<Record<Stage, number>>
  /** From where the unit was last; null when that is not known. */
  readonly distanceM: number | null
  /** How it ended under way; null while it has not. */
  readonly ended: HandlingEnd['how'] | null
}

/**
 * What is being worked at `now` (epoch ms), as a unit needs it: first what it has stamped or was sent to itself, newest first, then the
 * rest, nearest first (oldest first where no distance is known). Its own stays until it has resolved it itself, whatever other units
 * did; one that ended before that stays for `ENDED_SHOWN_MS`. `more` counts those beyond `MOST_FOR_A_UNIT` (FIELD-1).
 */
export function incidentsOfUnit(
  { incidents }: Pick<Board, 'incidents'>, unit: UnitId, from: LonLat | null, now: number,
): { readonly list: IncidentOfUnit[]; readonly more: number } {
  const all = [...incidents.values()].flatMap((incident) => {
    const stamps = stampsOf(incident, unit)
    if (!isActive(incident) && !concerns(incident, stamps, now)) return []
    return [{
      incident, stamps, distanceM: from === null ? null : distanceM([from.lon, from.lat], pair(incident.position)), ended: incident.end?.how ?? null,
    }]
  })
  const own = all.filter(({ stamps }) => Object.keys(stamps).length > 0).sort((a, b) => b.incident.startedAt - a.incident.startedAt)
  const rest = all.filter(({ stamps }) => Object.keys(stamps).length === 0)
    .sort((a, b) => (a.distanceM ?? 0) - (b.distanceM ?? 0) || a.incident.startedAt - b.incident.startedAt)
  const sorted = [...own, ...rest]
  return { list: sorted.slice(0, MOST_FOR_A_UNIT), more: Math.max(0, sorted.length - MOST_FOR_A_UNIT) }
}

/** Is something that is over for headquarters not yet over for a unit with these stamps? */
function concerns({ end }: Incident, stamps: IncidentOfUnit['stamps'], now: number): boolean {
  const under = Object.keys(stamps).length > 0 && stamps.resolve === undefined
  return under && (end === null || now - end.at < ENDED_SHOWN_MS)
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
