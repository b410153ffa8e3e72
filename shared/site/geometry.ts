import type { LonLatPair } from './types.ts'

/** Mean radius of the Earth, m (IUGG). Distances here are local and flat: good to 0.1 % over a city. */
export const EARTH_RADIUS_M = 6_371_008.8
const RADIANS = Math.PI / 180
export const METRES_PER_DEGREE = EARTH_RADIUS_M * RADIANS

/** Metres east and north of `origin`. */
export function toMetres(origin: LonLatPair, [lon, lat]: LonLatPair): readonly [number, number] {
  return [(lon - origin[0]) * METRES_PER_DEGREE * Math.cos(origin[1] * RADIANS), (lat - origin[1]) * METRES_PER_DEGREE]
}

export function distanceM(a: LonLatPair, b: LonLatPair): number {
  return Math.hypot(...toMetres(a, b))
}

/** Distance from a point to the nearest place of a line, m. Infinity for an empty line. */
export function distanceToLineM(point: LonLatPair, line: readonly LonLatPair[]): number {
  const [first] = line
  if (first === undefined) return Infinity
  const east = METRES_PER_DEGREE * Math.cos(point[1] * RADIANS)
  let [ax, ay] = [(first[0] - point[0]) * east, (first[1] - point[1]) * METRES_PER_DEGREE]
  let nearest = Math.hypot(ax, ay)
  for (let index = 1; index < line.length; index += 1) {
    const [lon, lat] = line[index]!
    const bx = (lon - point[0]) * east
    const by = (lat - point[1]) * METRES_PER_DEGREE
    nearest = Math.min(nearest, distanceFromHere(ax, ay, bx, by))
    ax = bx
    ay = by
  }
  return nearest
}

/** How far a segment is from (0, 0). */
function distanceFromHere(ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay]
  const lengthSquared = dx * dx + dy * dy
  const share = lengthSquared === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / lengthSquared))
  return Math.sqrt((ax + share * dx) ** 2 + (ay + share * dy) ** 2)
}

/**
 * Is the point inside the ring? A point on an edge that two rings share is inside exactly one of them, since each edge
 * is weighed in the same direction whichever ring it belongs to.
 */
export function insideRing([x, y]: LonLatPair, ring: readonly LonLatPair[]): boolean {
  let inside = false
  for (let index = 1; index < ring.length; index += 1) {
    const a = ring[index - 1]!
    const b = ring[index]!
    if ((a[1] > y) === (b[1] > y)) continue
    const [low, high] = a[1] < b[1] ? [a, b] : [b, a]
    if (x < low[0] + ((high[0] - low[0]) * (y - low[1])) / (high[1] - low[1])) inside = !inside
  }
  return inside
}

/** Inside the outer ring and in none of the holes. */
export function insidePolygon(point: LonLatPair, [outer, ...holes]: readonly (readonly LonLatPair[])[]): boolean {
  return outer !== undefined && insideRing(point, outer) && !holes.some((hole) => insideRing(point, hole))
}

/** Distance to the polygon's edge, m; 0 inside. */
export function distanceToPolygonM(point: LonLatPair, polygon: readonly (readonly LonLatPair[])[]): number {
  return insidePolygon(point, polygon) ? 0 : Math.min(...polygon.map((ring) => distanceToLineM(point, ring)))
}

/** Area of a closed ring, m², never negative. */
export function ringAreaM2(ring: readonly LonLatPair[]): number {
  const origin = ring[0]
  if (!origin) return 0
  const flat = ring.map((point) => toMetres(origin, point))
  return Math.abs(flat.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = flat[(index + 1) % flat.length]!
    return sum + (x * nextY - nextX * y) / 2
  }, 0))
}

/** West, south, east, north of some points; null without any. */
export function boundsOf(points: readonly LonLatPair[]): readonly [number, number, number, number] | null {
  if (points.length === 0) return null
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon, lat] of points) {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  return [west, south, east, north]
}

function side(a: LonLatPair, b: LonLatPair, c: LonLatPair): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
}

function between(a: LonLatPair, b: LonLatPair, c: LonLatPair): boolean {
  return Math.min(a[0], b[0]) <= c[0] && c[0] <= Math.max(a[0], b[0]) && Math.min(a[1], b[1]) <= c[1] && c[1] <= Math.max(a[1], b[1])
}

/** Do two segments meet, touching included? */
function meet(a: LonLatPair, b: LonLatPair, c: LonLatPair, d: LonLatPair): boolean {
  const [abc, abd, cda, cdb] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
  if (abc !== abd && cda !== cdb) return true
  return (abc === 0 && between(a, b, c)) || (abd === 0 && between(a, b, d)) || (cda === 0 && between(c, d, a))
    || (cdb === 0 && between(c, d, b))
}

/** The first two edges (numbered by their first point) of a closed ring that meet without being neighbours; null for none. */
export function selfCrossing(ring: readonly LonLatPair[]): readonly [number, number] | null {
  const edges = ring.length - 1
  for (let first = 0; first < edges; first += 1) {
    for (let second = first + 2; second < edges; second += 1) {
      if (first === 0 && second === edges - 1) continue
      if (meet(ring[first]!, ring[first + 1]!, ring[second]!, ring[second + 1]!)) return [first, second]
    }
  }
  return null
}
