import type { Text } from '../../shared/site/types.ts'
import { CONVENTION_ANCHOR, ART_ANCHOR, TOWER_ANCHOR } from './measured.ts'
import { apart, arc, bearingOf, offset, toSpot, type Spot } from './plane.ts'
import { INNER_CENTRE, STREETS, innerArc } from './streets.ts'
import { LAKE_CENTRE, LAKE_WALK } from './water.ts'

/**
 * Walks and squares in the park inside the inner ring. ASSUMPTION: all of them but the square on the northern shore, which is
 * documented.
 */
const TOWER = toSpot(TOWER_ANCHOR.wgs84)
const ART = toSpot(ART_ANCHOR.wgs84)
const ART_FACING = bearingOf(ART, LAKE_CENTRE)
const HALL = toSpot(CONVENTION_ANCHOR.wgs84)
const HALL_BEARING = bearingOf(INNER_CENTRE, HALL)
const HALL_FRONT_M = apart(INNER_CENTRE, HALL) - 82

export interface Square {
  readonly name: Text
  readonly centre: Spot
}

export const SQUARES = {
  art: { name: { zh: '艺术中心广场', en: 'Art Centre Square' }, centre: offset(ART, ART_FACING + 180, 116) },
  tower: { name: { zh: '千玺广场南广场', en: 'Millennium South Square' }, centre: offset(TOWER, 200, 66) },
  hall: { name: { zh: '会展中心前广场', en: 'Convention Forecourt' }, centre: offset(INNER_CENTRE, HALL_BEARING, HALL_FRONT_M) },
  culture: { name: { zh: '北岸文化广场', en: 'North Shore Culture Square' }, centre: offset(LAKE_CENTRE, 342, 232) },
  west: { name: { zh: '会展西游园', en: 'Convention West Garden' }, centre: offset(STREETS[8]!.outerCrossing, STREETS[8]!.bearing + 160, 92) },
} as const satisfies Record<string, Square>

/** Corner of the lakeside walk nearest to `bearing` from the lake's middle. */
export function lakesideAt(bearing: number): Spot {
  const turn = (spot: Spot): number => Math.abs(((bearingOf(LAKE_CENTRE, spot) - bearing + 540) % 360) - 180)
  return LAKE_WALK.reduce((nearest, spot) => (turn(spot) < turn(nearest) ? spot : nearest))
}

const HALL_FRONT_END = HALL_BEARING + 42
const AROUND_TOWER = [270, 225, 180, 135, 90].map((bearing) => offset(TOWER, bearing, 46))

/** From the crossing with West 8th past the arts centre and the tower to the convention centre and the crossing with East 8th. */
export const LANDMARK_WALK: readonly Spot[] = [
  STREETS[8]!.innerCrossing,
  SQUARES.art.centre,
  offset(ART, ART_FACING + 100, 150),
  ...AROUND_TOWER,
  ...arc(INNER_CENTRE, HALL_FRONT_M, HALL_BEARING, HALL_FRONT_END, 3),
  STREETS[7]!.innerCrossing,
]

/** The same, closed along the inner ring. */
export const LANDMARK_LOOP: readonly Spot[] = [...LANDMARK_WALK, ...innerArc(STREETS[7]!.bearing, STREETS[8]!.bearing).slice(1)]

/** Shorter walks between the ring, the squares and the lake. */
export const PARK_WALKS: readonly (readonly Spot[])[] = [
  [AROUND_TOWER[0]!, offset(TOWER, 315, 46), offset(TOWER, 0, 46), lakesideAt(180)],
  [lakesideAt(342), SQUARES.culture.centre, STREETS[14]!.innerCrossing],
  [lakesideAt(84), STREETS[2]!.innerCrossing],
  [lakesideAt(270), STREETS[11]!.innerCrossing],
  [lakesideAt(300), STREETS[13]!.innerCrossing],
]
