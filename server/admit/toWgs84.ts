import gcoord from 'gcoord'
import type { LonLat } from '../../shared/incident/types.ts'

/** Coordinate systems sources speak here; WGS-84 is what we keep. */
export const CRS_NAMES = ['WGS84', 'GCJ02', 'BD09'] as const
export type CrsName = (typeof CRS_NAMES)[number]

const SYSTEMS = { WGS84: gcoord.WGS84, GCJ02: gcoord.GCJ02, BD09: gcoord.BD09 } as const

/** A position in degrees of `crs` as WGS-84 (GCJ-02 and BD-09 lie about 570 m and more off here). */
export function toWgs84({ lon, lat }: LonLat, crs: CrsName): LonLat {
  if (crs === 'WGS84') return { lon, lat }
  const [outLon, outLat] = gcoord.transform([lon, lat], SYSTEMS[crs], gcoord.WGS84)
  return { lon: outLon, lat: outLat }
}
