import { distanceM, type Ground } from './plane.ts'

/** A line on the ground, walked by the metres from its start. */
export interface Path {
  readonly points: readonly Ground[]
  /** Metres from the start to each point. */
  readonly reachM: readonly number[]
  readonly lengthM: number
  /** The last point is the first. */
  readonly loop: boolean
}

/** A path through the points, null when there is nowhere to walk. */
export function pathThrough(points: readonly Ground[]): Path | null {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return null
  const reachM: number[] = [0]
  for (let i = 1; i < points.length; i += 1) reachM.push((reachM[i - 1] ?? 0) + distanceM(at(points, i - 1), at(points, i)))
  const lengthM = reachM.at(-1) ?? 0
  return lengthM === 0 ? null : { points, reachM, lengthM, loop: points.length > 2 && distanceM(first, last) < 1 }
}

/** The place `alongM` metres from the start, kept within the path. */
export function placeAt(path: Path, alongM: number): Ground {
  const i = segmentAt(path, alongM)
  const [a, b] = [at(path.points, i), at(path.points, i + 1)]
  const from = path.reachM[i] ?? 0
  const segmentM = (path.reachM[i + 1] ?? from) - from
  const share = segmentM === 0 ? 0 : Math.min(1, Math.max(0, (alongM - from) / segmentM))
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }
}

/** Direction of the path there, degrees clockwise from north, 0–359. */
export function headingAt(path: Path, alongM: number, forward: boolean): number {
  const i = segmentAt(path, alongM)
  const [a, b] = forward ? [at(path.points, i), at(path.points, i + 1)] : [at(path.points, i + 1), at(path.points, i)]
  return (Math.round((Math.atan2(b.x - a.x, b.y - a.y) * 180) / Math.PI) + 360) % 360
}

/** The place of the path nearest to a point. */
export function nearestOn(path: Path, point: Ground): { readonly alongM: number; readonly distanceM: number } {
  let best = { alongM: 0, distanceM: Infinity }
  for (let i = 0; i < path.points.length - 1; i += 1) {
    const [a, b] = [at(path.points, i), at(path.points, i + 1)]
    const squared = (b.x - a.x) ** 2 + (b.y - a.y) ** 2
    const dot = (point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)
    const share = squared === 0 ? 0 : Math.min(1, Math.max(0, dot / squared))
    const away = distanceM(point, { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share })
    if (away < best.distanceM) best = { alongM: (path.reachM[i] ?? 0) + Math.sqrt(squared) * share, distanceM: away }
  }
  return best
}

/** The points of the path from one place on it to another, the shorter way round on a loop. */
export function stretch(path: Path, fromM: number, toM: number): Ground[] {
  const direct = Math.abs(toM - fromM)
  if (!path.loop || direct <= path.lengthM - direct) return straight(path, fromM, toM)
  return fromM < toM
    ? [...straight(path, fromM, 0), ...straight(path, path.lengthM, toM)]
    : [...straight(path, fromM, path.lengthM), ...straight(path, 0, toM)]
}

function straight(path: Path, fromM: number, toM: number): Ground[] {
  const [low, high] = [Math.min(fromM, toM), Math.max(fromM, toM)]
  const between = path.points.filter((_, i) => (path.reachM[i] ?? 0) > low && (path.reachM[i] ?? 0) < high)
  const points = [placeAt(path, low), ...between, placeAt(path, high)]
  return fromM <= toM ? points : points.reverse()
}

function segmentAt(path: Path, alongM: number): number {
  const next = path.reachM.findIndex((reachM) => reachM > alongM)
  return next === -1 ? path.points.length - 2 : Math.max(0, next - 1)
}

function at(points: readonly Ground[], i: number): Ground {
  const point = points[i]
  if (point === undefined) throw new RangeError(`a path has no point ${i}`)
  return point
}
