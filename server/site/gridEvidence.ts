import { distanceM, distanceToPolygonM } from '../../shared/site/geometry.ts'
import type { LonLatPair } from '../../shared/site/types.ts'
import { toWgs84 } from './coordinateSystem.ts'
import { judgeCentre, judgeMembers, LONE_REST, type Verdict } from './layerEvidence.ts'
import type { Pack } from './pack.ts'
import { middleOf, pairOf, pointsOf } from './packPoints.ts'

/** Control points lie anywhere in a site: their middle need only be nearer to where the grids would be than to where they are. */
const CONTROL_REST = 0.5
/** One control point says nothing about the middle of a site. ASSUMPTION. */
const FEWEST_CONTROLS = 2

/** What the grids are measured against, each put right first. */
export interface GridAnchors {
  /** Middle of the ground or rings of the base map; null without them. */
  readonly basemapMiddle: LonLatPair | null
  /** Does a control point name a feature of the base map, so that its system is known? */
  readonly basemapKnown: boolean
  readonly view: LonLatPair
  readonly boundsMiddle: LonLatPair
  readonly controlPoints: readonly LonLatPair[]
  readonly routePoints: readonly LonLatPair[]
}

/**
 * Are the grids in another system (SITE-5)? A base map whose system is known decides alone, either way. Otherwise any one
 * anchor that lies off by a system's shift is enough: bounds are not, they may be drawn as wide as one likes.
 */
export function judgeGrids(pack: Pack, anchors: GridAnchors): Verdict | null {
  const middle = gridsMiddle(pack)
  if (!middle) return null
  const { basemapMiddle, basemapKnown, view, boundsMiddle, controlPoints } = anchors
  if (basemapKnown && basemapMiddle) {
    const verdict = judgeCentre(middle, [basemapMiddle])
    if (verdict || distanceM(middle, basemapMiddle) < LONE_REST * shortestShiftM(middle)) return verdict
  }
  const controlMiddle = controlPoints.length >= FEWEST_CONTROLS ? middleOf(controlPoints) : null
  return judgeCentre(middle, [boundsMiddle, view])
    ?? judgeCentre(middle, [view], LONE_REST)
    ?? (basemapMiddle && judgeCentre(middle, [basemapMiddle], LONE_REST))
    ?? (controlMiddle && judgeCentre(middle, [controlMiddle], CONTROL_REST))
    ?? judgeByRoutes(pack, anchors.routePoints)
}

/** Do bounds and view go with the grids as they stand, so that they share their system? */
export function surroundsGrids(pack: Pack, { view, boundsMiddle }: GridAnchors): boolean {
  const middle = gridsMiddle(pack)
  return middle !== null && [view, boundsMiddle].every((place) => distanceM(place, middle) < LONE_REST * shortestShiftM(middle))
}

/** Middle of the drawn ground, or of the rings where there is none: what a base map and its grids share. */
export function groundMiddle({ basemap }: Pack): LonLatPair | null {
  const of = (kind: string): LonLatPair | null =>
    middleOf(basemap.features.filter(({ properties }) => properties.kind === kind).flatMap(({ geometry }) => pointsOf(geometry)))
  return of('ground') ?? of('ring')
}

function gridsMiddle(pack: Pack): LonLatPair | null {
  return middleOf(pack.grids.features.flatMap(({ geometry }) => geometry.coordinates.flat().map(pairOf)))
}

function shortestShiftM(place: LonLatPair): number {
  return distanceM(place, toWgs84('GCJ02', place))
}

function judgeByRoutes({ grids }: Pack, routePoints: readonly LonLatPair[]): Verdict | null {
  const inside = (place: LonLatPair, move: (place: LonLatPair) => LonLatPair): boolean => grids.features.some(({ geometry }) =>
    distanceToPolygonM(place, geometry.coordinates.map((ring) => ring.map((corner) => move(pairOf(corner))))) === 0)
  return judgeMembers(routePoints, inside, (place) => place)
}
