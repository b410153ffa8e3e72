import type { Text } from '../../shared/site/types.ts'
import {
  ART_ANCHOR, CONVENTION_ANCHOR, INNER_RING, INNER_TOWER_HEIGHT_M, OUTER_RING, OUTER_TOWER_HEIGHT_M, TOWER_ANCHOR, TOWER_HEIGHT_M,
} from './measured.ts'
import { apart, arc, bearingOf, closed, ellipse, offset, reachOfCircle, rectangle, toSpot, type Spot } from './plane.ts'
import { CENTRE, INNER_CENTRE, OUTER_CENTRE, STREETS } from './streets.ts'
import { LAKE_CENTRE } from './water.ts'

/**
 * Footprints. ASSUMPTION: two towers of each ring in every block between two streets but the northern one, where the river
 * runs (15 blocks × 2 = the thirty a ring that are documented); their outlines, and the outlines and heights of the arts
 * and convention centres. Given: the anchors, the 280 m.
 */
export interface Building {
  readonly name: Text
  readonly outline: readonly Spot[]
  readonly heightM: number
  readonly centre: Spot
  /** Where people go in and cameras hang. */
  readonly doors: readonly Spot[]
}

const INNER_TOWER = { length: 46, depth: 34, fromRoadM: 54 } as const
const OUTER_TOWER = { length: 44, depth: 34, fromRoadM: 50 } as const
const IN_BLOCK = [0.31, 0.69]
const DOOR_GAP_M = 3

/** The towers of both rings, clockwise, inner and outer of a place together. */
export const TOWERS: readonly Building[] = towerBearings().flatMap((bearing, index) => {
  const reach = reachOfCircle(CENTRE, bearing, OUTER_CENTRE, OUTER_RING.radiusM)
  const number = index + 1
  return [
    tower(
      { zh: `内环${number}号楼`, en: `Inner Tower ${number}` },
      offset(CENTRE, bearing, INNER_RING.radiusM + INNER_TOWER.fromRoadM),
      INNER_TOWER,
      INNER_TOWER_HEIGHT_M,
      INNER_CENTRE,
    ),
    tower(
      { zh: `外环${number}号楼`, en: `Outer Tower ${number}` },
      offset(CENTRE, bearing, reach - OUTER_TOWER.fromRoadM),
      OUTER_TOWER,
      OUTER_TOWER_HEIGHT_M,
      OUTER_CENTRE,
    ),
  ]
})

function towerBearings(): number[] {
  return STREETS.slice(0, -1).flatMap(({ bearing }, index) => {
    const next = STREETS[index + 1]!.bearing
    const width = (next - bearing + 360) % 360
    return IN_BLOCK.map((share) => bearing + width * share)
  })
}

function tower(
  name: Text,
  centre: Spot,
  { length, depth }: { readonly length: number; readonly depth: number },
  heightM: number,
  ringCentre: Spot,
): Building {
  const facing = bearingOf(ringCentre, centre)
  const doors = [0, 180, 90, 270].map((turn) => offset(centre, facing + turn, (turn % 180 === 0 ? depth : length) / 2 + DOOR_GAP_M))
  return { name, outline: rectangle(centre, facing + 90, length, depth), heightM, centre, doors }
}

function landmark(name: Text, centre: Spot, outline: readonly Spot[], heightM: number, doorBearings: readonly number[]): Building {
  return {
    name,
    outline,
    heightM,
    centre,
    doors: doorBearings.map((bearing) => offset(centre, bearing, reachOf(outline, centre, bearing) + DOOR_GAP_M)),
  }
}

/** How far the outline reaches from `centre` towards `bearing`, m: that of the corner nearest to this direction. */
function reachOf(outline: readonly Spot[], centre: Spot, bearing: number): number {
  const turn = (corner: Spot): number => Math.abs(((bearingOf(centre, corner) - bearing + 540) % 360) - 180)
  const nearest = [...outline].sort((a, b) => turn(a) - turn(b))[0]!
  return apart(centre, nearest)
}

const TOWER_SPOT = toSpot(TOWER_ANCHOR.wgs84)
const TOWER_WIDTH_M = 62

export const LANDMARK_TOWER: Building = landmark(
  TOWER_ANCHOR.name,
  TOWER_SPOT,
  ellipse(TOWER_SPOT, 0, TOWER_WIDTH_M, TOWER_WIDTH_M, 24),
  TOWER_HEIGHT_M,
  [0, 90, 180, 270],
)

const ART_SPOT = toSpot(ART_ANCHOR.wgs84)
const ART_FACING = bearingOf(ART_SPOT, LAKE_CENTRE)
const ART_PARTS: Text[] = [
  { zh: '大剧院', en: 'Grand Theatre' },
  { zh: '音乐厅', en: 'Concert Hall' },
  { zh: '美术馆', en: 'Art Museum' },
  { zh: '小剧场', en: 'Small Theatre' },
  { zh: '艺术馆', en: 'Art Gallery' },
]
const ART_EGGS = [
  { turn: 0, away: 4, length: 96, width: 62, height: 42 },
  { turn: 62, away: 78, length: 74, width: 48, height: 34 },
  { turn: -62, away: 78, length: 74, width: 48, height: 34 },
  { turn: 118, away: 84, length: 52, width: 36, height: 24 },
  { turn: -118, away: 84, length: 52, width: 36, height: 24 },
] as const

/** The five ovals of the arts centre; the long axes meet in one point towards the lake. */
export const ART_CENTRE: readonly Building[] = ART_EGGS.map(({ turn, away, length, width, height }, index) => {
  const focus = offset(ART_SPOT, ART_FACING, 150)
  const centre = offset(ART_SPOT, ART_FACING + turn, away)
  return landmark(
    { zh: `河南艺术中心${ART_PARTS[index]!.zh}`, en: `Henan Art Centre ${ART_PARTS[index]!.en}` },
    centre,
    ellipse(centre, bearingOf(centre, focus), length, width, 28),
    height,
    [ART_FACING, ART_FACING + 180],
  )
})

const HALL_SPOT = toSpot(CONVENTION_ANCHOR.wgs84)
const HALL_BEARING = bearingOf(INNER_CENTRE, HALL_SPOT)
const HALL_REACH = apart(INNER_CENTRE, HALL_SPOT)
const HALL = { halfAngle: 33, halfDepth: 62, height: 40 } as const

const HALL_OUTLINE: readonly Spot[] = closed([
  ...arc(INNER_CENTRE, HALL_REACH + HALL.halfDepth, HALL_BEARING - HALL.halfAngle, HALL_BEARING + HALL.halfAngle, 3),
  ...arc(INNER_CENTRE, HALL_REACH - HALL.halfDepth, HALL_BEARING + HALL.halfAngle, HALL_BEARING - HALL.halfAngle, 3),
])

const ROTUNDA_SPOT = offset(INNER_CENTRE, HALL_BEARING - HALL.halfAngle - 12, HALL_REACH)

/** The long curved exhibition hall, concentric with the inner ring. */
export const EXHIBITION_HALL: Building = {
  name: { zh: '会展中心展览馆', en: 'Exhibition Hall' },
  outline: HALL_OUTLINE,
  heightM: HALL.height,
  centre: HALL_SPOT,
  doors: [-28, -14, 0, 14, 28].flatMap((turn) =>
    [-1, 1].map((way) => offset(INNER_CENTRE, HALL_BEARING + turn, HALL_REACH + way * (HALL.halfDepth + DOOR_GAP_M)))),
}

/** The round congress hall at its north-eastern end. */
export const CONGRESS_HALL: Building = landmark(
  { zh: '会展中心会议中心', en: 'Congress Hall' },
  ROTUNDA_SPOT,
  ellipse(ROTUNDA_SPOT, 0, 118, 118, 32),
  48,
  [0, 90, 180, 270],
)

/** Masts that carry the roof, over the anchor and to both sides. */
export const MASTS: readonly Building[] = [-20, 0, 20].map((turn, index) => {
  const centre = offset(INNER_CENTRE, HALL_BEARING + turn, HALL_REACH)
  return {
    name: { zh: `会展中心桅杆${index + 1}`, en: `Roof Mast ${index + 1}` },
    outline: ellipse(centre, 0, 9, 9, 8),
    heightM: 86,
    centre,
    doors: [],
  }
})

export const LANDMARKS: readonly Building[] = [LANDMARK_TOWER, ...ART_CENTRE, EXHIBITION_HALL, CONGRESS_HALL, ...MASTS]
