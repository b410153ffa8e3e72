import { toMetres } from '../site/geometry.ts'
import type { LonLatPair, Route } from '../site/types.ts'

/** A route's line on the local plane, measured once: a place on it is its metres from the start. */
export interface RouteLine {
  readonly origin: LonLatPair
  readonly points: readonly (readonly [number, number])[]
  /** Metres from the start to each point. */
  readonly reachM: readonly number[]
  readonly lengthM: number
  /** The last point is the first. */
  readonly loop: boolean
  readonly corridorM: number
  /** Where each checkpoint lies, in the pack's order. */
  readonly checkpointsM: readonly number[]
}

/** A place on the line and how far beside it something stands, m. */
export interface Place {
  readonly alongM: number
  readonly offM: number
}

/** Ends closer than this are one point, m: a loop. */
const SAME_POINT_M = 1
/** ASSUMPTION: where a line passes a checkpoint more than once, passages this much farther than the nearest count too, and order decides. */
const EQUALLY_NEAR_M = 5

/** The route's line, measured. Null when it has no length. */
export function routeLine({ line, corridorM, checkpoints }: Pick<Route, 'line' | 'corridorM' | 'checkpoints'>): RouteLine | null {
  const origin = line[0]
  if (origin === undefined) return null
  const points = line.map((point) => toMetres(origin, point))
  const reachM: number[] = []
  points.forEach((point, i) => reachM.push(i === 0 ? 0 : reachM[i - 1]! + apart(points[i - 1]!, point)))
  const lengthM = reachM.at(-1) ?? 0
  if (lengthM === 0) return null
  const loop = points.length > 2 && apart(points[0]!, points.at(-1)!) < SAME_POINT_M
  const bare = { origin, points, reachM, lengthM, loop, corridorM, checkpointsM: [] }
  const checkpointsM: number[] = []
  for (const { position } of checkpoints) checkpointsM.push(checkpointPlace(bare, position, checkpointsM.at(-1) ?? null))
  return { ...bare, checkpointsM }
}

function apart([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number {
  return Math.hypot(bx - ax, by - ay)
}

/** Of the passages that are about equally near, the first one after the checkpoint before. */
function checkpointPlace(line: RouteLine, position: LonLatPair, afterM: number | null): number {
  const places = placesBySegment(line, position)
  const limitM = Math.min(...places.map(({ offM }) => offM)) + EQUALLY_NEAR_M
  const passages: Place[] = []
  places.forEach((place, i) => {
    if (place.offM > limitM) return
    const same = i > 0 && places[i - 1]!.offM <= limitM ? passages.pop() : undefined
    passages.push(same !== undefined && same.offM <= place.offM ? same : place)
  })
  const ahead = ({ alongM }: Place): number => {
    const movedM = alongM - (afterM ?? 0)
    if (movedM >= 0 && (afterM === null || movedM > 0)) return movedM
    return movedM + line.lengthM
  }
  return passages.reduce((best, place) => (ahead(place) < ahead(best) ? place : best)).alongM
}

function placesBySegment(line: RouteLine, position: LonLatPair): Place[] {
  const [x, y] = toMetres(line.origin, position)
  return line.points.slice(1).map((_, i) => placeOnSegment(line, i, x, y))
}

/** The nearest place of the line's segment `i` to a point of the plane. */
function placeOnSegment({ points, reachM }: RouteLine, i: number, x: number, y: number): Place {
  const [ax, ay] = points[i]!
  const [bx, by] = points[i + 1]!
  const [dx, dy] = [bx - ax, by - ay]
  const squared = dx * dx + dy * dy
  const share = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / squared))
  return { alongM: reachM[i]! + share * (reachM[i + 1]! - reachM[i]!), offM: Math.hypot(x - ax - share * dx, y - ay - share * dy) }
}

/** The nearest place of the whole line. */
export function nearestPlace(line: RouteLine, position: LonLatPair): Place {
  const [x, y] = toMetres(line.origin, position)
  let best: Place = { alongM: 0, offM: Infinity }
  for (let i = 0; i + 1 < line.points.length; i += 1) {
    const place = placeOnSegment(line, i, x, y)
    if (place.offM < best.offM) best = place
  }
  return best
}

/** Metres from one place to another, negative against the line's direction; on a loop the shorter way round. */
export function movedM({ lengthM, loop }: Pick<RouteLine, 'lengthM' | 'loop'>, fromM: number, toM: number): number {
  const straightM = toM - fromM
  if (!loop) return straightM
  const roundM = ((straightM % lengthM) + lengthM) % lengthM
  return roundM > lengthM / 2 ? roundM - lengthM : roundM
}

/** Walking on is likelier than back: a metre away along the line costs this many metres beside it. ASSUMPTION. */
const ON_COST = 0.1
const BACK_COST = 0.3

/**
 * The place of the line, within `reachM` metres along it of where something was last, at which it is now: no farther beside
 * than `widthM`, and rather on in `direction` than back. Null when there is none: another branch that happens to be near is none.
 */
export function placeNear(
  line: RouteLine, position: LonLatPair, { fromM, reachM, direction, widthM }:
  { readonly fromM: number; readonly reachM: number; readonly direction: 1 | -1; readonly widthM: number },
): Place | null {
  const [x, y] = toMetres(line.origin, position)
  let best: Place | null = null
  let least = Infinity
  for (let i = 0; i + 1 < line.points.length; i += 1) {
    const place = placeOnSegment(line, i, x, y)
    const onM = movedM(line, fromM, place.alongM) * direction
    if (place.offM > widthM || Math.abs(onM) > reachM) continue
    const cost = place.offM + (onM >= 0 ? onM * ON_COST : -onM * BACK_COST)
    if (cost < least) [best, least] = [place, cost]
  }
  return best
}

/** WGS-84 degrees of the place `alongM` metres from the start. */
export function pointAt({ points, reachM, origin }: RouteLine, alongM: number): LonLatPair {
  const next = reachM.findIndex((reach) => reach > alongM)
  const i = next === -1 ? points.length - 2 : Math.max(0, next - 1)
  const lengthM = reachM[i + 1]! - reachM[i]!
  const share = lengthM === 0 ? 0 : Math.max(0, Math.min(1, (alongM - reachM[i]!) / lengthM))
  const [ax, ay] = points[i]!
  const [bx, by] = points[i + 1]!
  const [east, north] = toMetres(origin, [origin[0] + 1, origin[1] + 1])
  return [origin[0] + (ax + share * (bx - ax)) / east, origin[1] + (ay + share * (by - ay)) / north]
}
