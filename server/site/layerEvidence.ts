import { distanceM } from '../../shared/site/geometry.ts'
import type { LonLatPair } from '../../shared/site/types.ts'
import { SHIFTED_SYSTEMS, toWgs84, type ShiftedSystem } from './coordinateSystem.ts'

/** Whether a layer fits its surroundings as it is, or better once converted from a system it may have been read in by mistake. */
export interface Verdict {
  readonly system: ShiftedSystem
  /** Another system that explains the layer just as well. */
  readonly orSystem?: ShiftedSystem
  /** How far off the layer lies, m. */
  readonly offM: number
}

/** Below this share of misplaced members a layer is in the right system: the members are wrong one by one. ASSUMPTION. */
const MISPLACED_SHARE = 0.1
const FEWEST_MISPLACED = 2
/** A conversion explains a layer when it leaves at most this share of the misplaced ones misplaced. ASSUMPTION. */
const UNEXPLAINED_SHARE = 0.2
/** A shift explains a distance between centres when it takes away all but this share of it. ASSUMPTION. */
const REST_OF_SHIFT = 0.35
/** The same where one anchor speaks alone. ASSUMPTION. */
export const LONE_REST = 0.2

/** Judges a layer by how many of its members lie where something else in the pack says they do. */
export function judgeMembers<M>(
  members: readonly M[],
  fitsAt: (member: M, move: (place: LonLatPair) => LonLatPair) => boolean,
  placeOf: (member: M) => LonLatPair,
): Verdict | null {
  const misplaced = (move: (place: LonLatPair) => LonLatPair): number => members.filter((member) => !fitsAt(member, move)).length
  const asIs = misplaced((place) => place)
  if (asIs < FEWEST_MISPLACED || asIs < MISPLACED_SHARE * members.length) return null
  const [best, next] = SHIFTED_SYSTEMS
    .map((system) => ({ system, left: misplaced((place) => toWgs84(system, place)) }))
    .sort((a, b) => a.left - b.left)
  if (!best || best.left > UNEXPLAINED_SHARE * asIs) return null
  const offM = shiftOf(best.system, placeOf(members[0]!))
  return { system: best.system, offM, ...(next?.left === best.left ? { orSystem: next.system } : {}) }
}

/** Judges a layer by its middle and the places where that should be: every one of them must speak for the shift. */
export function judgeCentre(centre: LonLatPair, expected: readonly LonLatPair[], restShare = REST_OF_SHIFT): Verdict | null {
  if (expected.length === 0) return null
  for (const system of SHIFTED_SYSTEMS) {
    const offM = shiftOf(system, centre)
    const converted = toWgs84(system, centre)
    const explains = expected.every((place) =>
      distanceM(converted, place) < restShare * offM && distanceM(centre, place) > (1 - restShare) * offM)
    if (explains) return { system, offM }
  }
  return null
}

/** How far a place moves when read as WGS-84 though it is in `system`, m. */
function shiftOf(system: ShiftedSystem, place: LonLatPair): number {
  return distanceM(place, toWgs84(system, place))
}
