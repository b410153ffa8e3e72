import type { LonLat } from '../../shared/incident/types.ts'
import { isAreas, isPlace } from '../../shared/matter/values.ts'
import type { MatterField } from '../../shared/matter/table.ts'
import type { MatterValue, MatterValues } from '../../shared/matter/types.ts'
import { toWgs84, type CrsName } from '../admit/toWgs84.ts'
import { toMs } from './toMs.ts'

/** What came with a command, as matters hold it: moments as epoch ms, places in WGS-84. What no field asks for stays, and is refused. */
export function toValues(fields: readonly MatterField[], body: Readonly<Record<string, unknown>>): MatterValues {
  const given = Object.entries(body).filter(([id, value]) => id !== 'commandId' && value !== undefined) as [string, MatterValue][]
  return Object.fromEntries(given.map(([id, value]) => [id, toValue(fields.find((field) => field.id === id), value)]))
}

function toValue(field: MatterField | undefined, value: MatterValue): MatterValue {
  if (field?.form === 'moment' && (typeof value === 'string' || typeof value === 'number')) return toMs(value)
  if (field?.form === 'areas' && isAreas(value)) return value.map((area) => ({ name: area.name, radiusM: area.radiusM, ...inWgs84(area) }))
  return field?.form === 'place' && isPlace(value) ? inWgs84(value) : value
}

function inWgs84({ lon, lat, crs }: LonLat & { readonly crs?: CrsName }): LonLat {
  return toWgs84({ lon, lat }, crs ?? 'WGS84')
}
