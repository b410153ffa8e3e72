import { METRES_PER_DEGREE } from '../../shared/site/geometry.ts'
import type { LonLatPair } from '../../shared/site/types.ts'
import { OUTER_RING } from './measured.ts'

/** Metres east and north of the middle of the outer ring road. */
export type Spot = readonly [number, number]

const RADIANS = Math.PI / 180
const LON_METRES = METRES_PER_DEGREE * Math.cos(OUTER_RING.centre[1] * RADIANS)
/** Six decimals are a tenth of a metre. */
const DECIMALS = 6

export function toSpot([lon, lat]: LonLatPair): Spot {
  return [(lon - OUTER_RING.centre[0]) * LON_METRES, (lat - OUTER_RING.centre[1]) * METRES_PER_DEGREE]
}

export function toLonLat([x, y]: Spot): LonLatPair {
  return [round(OUTER_RING.centre[0] + x / LON_METRES), round(OUTER_RING.centre[1] + y / METRES_PER_DEGREE)]
}

function round(degrees: number): number {
  return Number(degrees.toFixed(DECIMALS))
}

/** The spot `metres` from `from` towards `bearing`, degrees clockwise from north. */
export function offset(from: Spot, bearing: number, metres: number): Spot {
  return [from[0] + metres * Math.sin(bearing * RADIANS), from[1] + metres * Math.cos(bearing * RADIANS)]
}

export function bearingOf(from: Spot, to: Spot): number {
  return (Math.atan2(to[0] - from[0], to[1] - from[1]) / RADIANS + 360) % 360
}

export function apart(a: Spot, b: Spot): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1])
}

/** How far from `from` towards `bearing` one meets a circle around `centre` that encloses `from`, m. */
export function reachOfCircle(from: Spot, bearing: number, centre: Spot, radius: number): number {
  const [dx, dy] = [Math.sin(bearing * RADIANS), Math.cos(bearing * RADIANS)]
  const along = (centre[0] - from[0]) * dx + (centre[1] - from[1]) * dy
  const squared = (centre[0] - from[0]) ** 2 + (centre[1] - from[1]) ** 2
  return along + Math.sqrt(radius ** 2 - squared + along ** 2)
}

/** Closed outline of a rectangle that lies `length` along `bearing` and `depth` across it. */
export function rectangle(centre: Spot, bearing: number, length: number, depth: number): Spot[] {
  const corner = (along: number, across: number): Spot =>
    offset(offset(centre, bearing, (along * length) / 2), bearing + 90, (across * depth) / 2)
  return closed([corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)])
}

/** Closed outline of an ellipse whose long axis points to `bearing`. */
export function ellipse(centre: Spot, bearing: number, length: number, width: number, corners: number): Spot[] {
  return closed(Array.from({ length: corners }, (_, index) => {
    const angle = (index * 2 * Math.PI) / corners
    return offset(offset(centre, bearing, (length / 2) * Math.cos(angle)), bearing + 90, (width / 2) * Math.sin(angle))
  }))
}

export function closed(corners: readonly Spot[]): Spot[] {
  return [...corners, corners[0]!]
}

/** Spots on an arc, both ends included, no farther apart than `stepDegrees`. Clockwise when `to` > `from`. */
export function arc(centre: Spot, radius: number, from: number, to: number, stepDegrees: number): Spot[] {
  const steps = Math.max(1, Math.ceil(Math.abs(to - from) / stepDegrees))
  return Array.from({ length: steps + 1 }, (_, index) => offset(centre, from + ((to - from) * index) / steps, radius))
}

export function lengthOf(line: readonly Spot[]): number {
  return line.slice(1).reduce((sum, spot, index) => sum + apart(line[index]!, spot), 0)
}

/** The spot `metres` along a line, and the bearing of the line there. */
export function along(line: readonly Spot[], metres: number): { readonly spot: Spot; readonly bearing: number } {
  let left = metres
  for (let index = 1; index < line.length; index += 1) {
    const [from, to] = [line[index - 1]!, line[index]!]
    const step = apart(from, to)
    if (left <= step || index === line.length - 1) {
      const bearing = bearingOf(from, to)
      return { spot: offset(from, bearing, left), bearing }
    }
    left -= step
  }
  return { spot: line[0]!, bearing: 0 }
}
