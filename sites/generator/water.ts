import { insideRing } from '../../shared/site/geometry.ts'
import { LAKE_AREA_M2 } from './measured.ts'
import { AXIS_BEARING, CENTRE } from './streets.ts'
import { closed, offset, rectangle, type Spot } from './plane.ts'

/**
 * Ruyi Lake lies in the middle of the inner ring, north of the convention centre and the tower, between them and the arts
 * centre, and is joined to Longhu in the north by the Ruyi River (documented). ASSUMPTION: the outline, drawn as the head of
 * a ruyi, open to the south towards the tower, and scaled to the documented surface; the straight course of the river.
 */
export const LAKE_CENTRE: Spot = [CENTRE[0] + 12, CENTRE[1] + 96]

/** Distance of the shore from the lake's middle at every 15° clockwise from north, before scaling. */
const SHORE: readonly number[] = [
  150, 158, 172, 200, 232, 252, 250, 226, 190, 150, 112, 84, 78, 90, 122, 166, 210, 244, 254, 240, 212, 182, 160, 150,
]
const SHORE_STEP = 360 / SHORE.length
const OUTLINE_STEP = 3

const RIVER_WIDTH_M = 44
const RIVER_REACH_M = 1_520

/** Distance of the lakeside walk from the water, m. */
const WALK_FROM_SHORE_M = 14

const SCALE = Math.sqrt(LAKE_AREA_M2 / areaOf(shoreAt))

function shoreAt(bearing: number): number {
  const place = bearing / SHORE_STEP
  const index = Math.floor(place)
  const share = place - index
  const [a, b, c, d] = [-1, 0, 1, 2].map((step) => SHORE[(index + step + SHORE.length) % SHORE.length]!) as [number, number, number, number]
  return b + 0.5 * share * (c - a + share * (2 * a - 5 * b + 4 * c - d + share * (3 * (b - c) + d - a)))
}

function areaOf(radius: (bearing: number) => number): number {
  const slice = (OUTLINE_STEP * Math.PI) / 180
  return bearings().reduce((sum, bearing) => sum + (radius(bearing) * radius(bearing + OUTLINE_STEP) * Math.sin(slice)) / 2, 0)
}

function bearings(): number[] {
  return Array.from({ length: 360 / OUTLINE_STEP }, (_, index) => index * OUTLINE_STEP)
}

function around(radius: (bearing: number) => number): Spot[] {
  return closed(bearings().map((bearing) => offset(LAKE_CENTRE, bearing, radius(bearing))))
}

export const LAKE: readonly Spot[] = around((bearing) => SCALE * shoreAt(bearing))

/** The lakeside walk, a loop; over the mouth of the river it is a bridge. */
export const LAKE_WALK: readonly Spot[] = around((bearing) => SCALE * shoreAt(bearing) + WALK_FROM_SHORE_M)

const RIVER_START_M = 0.7 * SCALE * shoreAt(AXIS_BEARING)

/** From inside the lake along the axis to beyond the outer ring. */
export const RIVER: readonly Spot[] = rectangle(
  offset(LAKE_CENTRE, AXIS_BEARING, (RIVER_START_M + RIVER_REACH_M) / 2), AXIS_BEARING, RIVER_REACH_M - RIVER_START_M, RIVER_WIDTH_M)

/** Its two banks, from the lakeside walk outwards. */
export const RIVER_BANKS: readonly (readonly Spot[])[] = [-1, 1].map((turn) => {
  const start = offset(LAKE_CENTRE, AXIS_BEARING, SCALE * shoreAt(AXIS_BEARING) + WALK_FROM_SHORE_M)
  const shift = (spot: Spot): Spot => offset(spot, AXIS_BEARING + 90 * turn, RIVER_WIDTH_M / 2 + 10)
  return [shift(start), shift(offset(LAKE_CENTRE, AXIS_BEARING, 860))]
})

/** Middle of the stage in the lake. */
export const STAGE_CENTRE: Spot = offset(LAKE_CENTRE, 0, 40)

export function inWater(spot: Spot): boolean {
  return insideRing(spot, LAKE) || insideRing(spot, RIVER)
}
