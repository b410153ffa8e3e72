import { zonesNow } from '../event/crowd.ts'
import type { Gathering } from '../event/types.ts'
import type { GridId } from '../ids.ts'
import type { Zone } from '../site/types.ts'
import { conditionOf, type Condition } from './condition.ts'
import { alarmKey, type AlarmBoard } from './types.ts'

/** ASSUMPTION: a crowd has to fall below this share of the line it crossed before its alarm returns. */
export const CROWD_EASED_SHARE = 0.9

export interface CrowdSigns {
  /** With the grid each lies in. */
  readonly zones: readonly { readonly zone: Zone; readonly grid: GridId | null }[]
  readonly gathering: Gathering
  /** Share of its capacity from which on a zone is an alarm in the mode. */
  readonly line: number
}

/**
 * Zones with a crowd on or above the line of the mode at `now` (epoch ms), since the count that says so (ALARM-16). One with an
 * alarm stays until a count lies below nine tenths of the line. A count that is lost (CROWD-2) neither raises nor ends anything.
 */
export function crowdConditions({ zones, gathering, line }: CrowdSigns, alarms: AlarmBoard, now: number): Condition[] {
  const gridOf = new Map(zones.map(({ zone, grid }) => [zone.id, grid]))
  return zonesNow(gathering, zones.map(({ zone }) => zone), now).flatMap(({ zone: { id }, share, at, load }) => {
    if (share === null || at === null) return []
    const standing = alarms.byKey.get(alarmKey('zoneFull', id))?.standing ?? false
    const isFull = load === 'unknown' ? standing : share >= (standing ? line * CROWD_EASED_SHARE : line)
    return isFull ? [conditionOf('zoneFull', id, at, { grid: gridOf.get(id) ?? null })] : []
  })
}
