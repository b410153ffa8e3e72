import type { LonLatPair } from '../../shared/site/types.ts'

/** A point on the flat ground of one district, metres east and north of its origin. */
export interface Ground {
  readonly x: number
  readonly y: number
}

/** Mean Earth radius (IUGG), m. */
const EARTH_RADIUS_M = 6_371_008.8
const M_PER_DEGREE = (EARTH_RADIUS_M * Math.PI) / 180
const E7 = 1e7

/** Degrees to metres and back; over the few kilometres of a district the error lies below the jitter. */
export interface Plane {
  toGround(pair: LonLatPair): Ground
  /** Rounded to 1e-7 degrees (1 cm). */
  toDegrees(ground: Ground): LonLatPair
}

export function planeAt([lon0, lat0]: LonLatPair): Plane {
  const mPerLon = M_PER_DEGREE * Math.cos((lat0 * Math.PI) / 180)
  return {
    toGround: ([lon, lat]) => ({ x: (lon - lon0) * mPerLon, y: (lat - lat0) * M_PER_DEGREE }),
    toDegrees: ({ x, y }) => [Math.round((lon0 + x / mPerLon) * E7) / E7, Math.round((lat0 + y / M_PER_DEGREE) * E7) / E7],
  }
}

export function distanceM(a: Ground, b: Ground): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
