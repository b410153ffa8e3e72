import type { LonLat } from '../incident/types.ts'
import type { MatterArea, MatterValue } from './types.ts'

/*
 * What form a value has: apart from the checks of fields, which a screen that only shows values does not load.
 */

export function isPlace(value: MatterValue | undefined): value is LonLat {
  return typeof value === 'object' && 'lon' in value && Number.isFinite(value.lon) && Number.isFinite(value.lat)
}

export function isLines(value: MatterValue | undefined): value is readonly string[] {
  return Array.isArray(value) && value.every((line) => typeof line === 'string')
}

export function isAreas(value: MatterValue | undefined): value is readonly MatterArea[] {
  return Array.isArray(value) && value.every((area: unknown) =>
    typeof area === 'object' && area !== null && isPlace(area as MatterArea) && 'radiusM' in area && Number.isFinite(area.radiusM) && 'name' in area && typeof area.name === 'string')
}
