import { trackFix } from '../../shared/patrol/adherence.ts'
import type { NewPatrolFact, PatrolFactType } from '../../shared/patrol/facts.ts'
import { routeLine } from '../../shared/patrol/routeLine.ts'
import { NEW_TRACK, type Fix, type Track, type Watch } from '../../shared/patrol/track.ts'
import { METRES_PER_DEGREE } from '../../shared/site/geometry.ts'
import type { LonLatPair } from '../../shared/site/types.ts'
import { MORNING } from './heldClock.ts'

/** Metres east and north of the first corner of the test routes. */
export type Metres = readonly [number, number]

const CORNER: LonLatPair = [113.72, 34.77]
export const CORRIDOR_M = 30
export const INTERVAL_MS = 5_000
/** Ordinary walking pace, m/s. */
export const PACE_MPS = 1.2

/** A square of 200 m, walked round from its south-west corner, a checkpoint in the middle of each side: at 100, 300, 500, 700 m. */
export const SQUARE: readonly Metres[] = [[0, 0], [200, 0], [200, 200], [0, 200], [0, 0]]
export const SQUARE_CHECKPOINTS: readonly Metres[] = [[100, 0], [200, 100], [100, 200], [0, 100]]
/** A straight street of 600 m to the east, a checkpoint at either end and in the middle. */
export const STREET: readonly Metres[] = [[0, 0], [600, 0]]
export const STREET_CHECKPOINTS: readonly Metres[] = [[0, 0], [300, 0], [600, 0]]

export function degreesAt([east, north]: Metres): LonLatPair {
  return [CORNER[0] + east / (METRES_PER_DEGREE * Math.cos((CORNER[1] * Math.PI) / 180)), CORNER[1] + north / METRES_PER_DEGREE]
}

/** A team held against a line of metres. */
export function watchOn(line: readonly Metres[], checkpoints: readonly Metres[], more: Partial<Watch> = {}): Watch {
  const places = checkpoints.map((place) => ({ name: { zh: '点', en: 'Point' }, position: degreesAt(place) }))
  const measured = routeLine({ line: line.map(degreesAt), corridorM: CORRIDOR_M, checkpoints: places })
  if (measured === null) throw new Error('the test route has no length')
  return {
    unit: 'team-0', route: 'route-0', line: measured, lostAfterMs: 5 * INTERVAL_MS, loopMs: null, dwells: checkpoints.map(() => null),
    dayOf: () => '20261123', ...more,
  }
}

/** A position at a place, `seconds` after the morning. */
export function fixAt(place: Metres, seconds: number, accuracyM: number | null = null): Fix {
  return { position: degreesAt(place), at: MORNING + seconds * 1_000, accuracyM }
}

/** Positions every interval along a way of straight pieces, at walking pace, beginning `fromS` after the morning. */
export function walkAlong(way: readonly Metres[], fromS = 0, paceMps = PACE_MPS): Fix[] {
  const strideM = (paceMps * INTERVAL_MS) / 1_000
  const places: Metres[] = []
  let overM = 0
  for (let i = 1; i < way.length; i += 1) {
    const [[ax, ay], [bx, by]] = [way[i - 1]!, way[i]!]
    const lengthM = Math.hypot(bx - ax, by - ay)
    let atM = overM
    for (; atM < lengthM; atM += strideM) places.push([ax + ((bx - ax) * atM) / lengthM, ay + ((by - ay) * atM) / lengthM])
    overM = atM - lengthM
  }
  return places.map((place, i) => fixAt(place, fromS + (i * INTERVAL_MS) / 1_000))
}

/** Standing at a place, a position every interval. */
export function standAt(place: Metres, fromS: number, seconds: number): Fix[] {
  return Array.from({ length: Math.floor((seconds * 1_000) / INTERVAL_MS) }, (_, i) => fixAt(place, fromS + (i * INTERVAL_MS) / 1_000))
}

/** All the facts that positions show, and the track after them. */
export function trackAll(watch: Watch, fixes: readonly Fix[], from: Track = NEW_TRACK): { readonly track: Track; readonly facts: readonly NewPatrolFact[] } {
  const facts: NewPatrolFact[] = []
  let track = from
  for (const fix of fixes) {
    const tracked = trackFix(watch, track, fix)
    track = tracked.track
    facts.push(...tracked.facts)
  }
  return { track, facts }
}

/** The facts of one type. */
export function only<T extends PatrolFactType>(facts: readonly NewPatrolFact[], type: T): Extract<NewPatrolFact, { type: T }>[] {
  return facts.filter((fact): fact is Extract<NewPatrolFact, { type: T }> => fact.type === type)
}

/** Seconds after the morning. */
export function secondsOf(at: number): number {
  return (at - MORNING) / 1_000
}
