import gcoord from 'gcoord'
import type { LonLatPair } from '../../shared/site/types.ts'

/** Systems a source may be in. Inside the product everything is WGS-84. */
export const SOURCE_SYSTEMS = ['WGS84', 'GCJ02', 'BD09'] as const
export type SourceSystem = (typeof SOURCE_SYSTEMS)[number]

/** Systems whose coordinates look like WGS-84 and are not. */
export const SHIFTED_SYSTEMS = ['GCJ02', 'BD09'] as const
export type ShiftedSystem = (typeof SHIFTED_SYSTEMS)[number]

export const SYSTEM_NAMES: Readonly<Record<SourceSystem, string>> = { WGS84: 'WGS-84', GCJ02: 'GCJ-02', BD09: 'BD-09' }

/** The place in WGS-84. Outside China the three systems are one. */
export function toWgs84(system: SourceSystem, [lon, lat]: LonLatPair): LonLatPair {
  return system === 'WGS84' ? [lon, lat] : gcoord.transform([lon, lat], gcoord[system], gcoord.WGS84) as [number, number]
}

export function fromWgs84(system: SourceSystem, [lon, lat]: LonLatPair): LonLatPair {
  return system === 'WGS84' ? [lon, lat] : gcoord.transform([lon, lat], gcoord.WGS84, gcoord[system]) as [number, number]
}
