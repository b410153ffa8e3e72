import { STAGES } from '../clock/stages.ts'
import type { UnitId } from '../ids.ts'
import { isActive, type Incident } from '../incident/types.ts'

/**
 * The incident being worked that each unit works on: the one it stamped last, by the moment of the stamp. A unit that stamped
 * none is not in it; nothing is inferred from where a unit is.
 */
export function assignments(incidents: Iterable<Incident>): Map<UnitId, Incident> {
  const latest = new Map<UnitId, { at: number; incident: Incident }>()
  for (const incident of incidents) {
    if (!isActive(incident)) continue
    for (const { unit, at } of STAGES.flatMap((stage) => incident.stamps[stage])) {
      if (unit !== null && at >= (latest.get(unit)?.at ?? -Infinity)) latest.set(unit, { at, incident })
    }
  }
  return new Map([...latest].map(([unit, { incident }]) => [unit, incident]))
}
