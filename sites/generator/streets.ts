import type { Text } from '../../shared/site/types.ts'
import { INNER_RING, OUTER_RING } from './measured.ts'
import { arc, closed, offset, reachOfCircle, toSpot, type Spot } from './plane.ts'

/**
 * Streets, in metres around the middle of the outer ring road. The two rings are measured. ASSUMPTION: sixteen radial
 * streets at equal angles, eight to each side of the axis of lake and river, numbered from the north: Shangwu East and West
 * 1st to 8th. Bearing of the axis: so that East 1st meets the outer ring where the metro station CBD is documented.
 */
export const AXIS_BEARING = 27
const STREETS_A_SIDE = 8
const STREET_STEP = 180 / STREETS_A_SIDE
const RING_STEP = 3

export const CENTRE: Spot = toSpot(INNER_RING.centre)
export const INNER_CENTRE: Spot = CENTRE
export const OUTER_CENTRE: Spot = toSpot(OUTER_RING.centre)

export const INNER_ROAD_WIDTH_M = 45
export const OUTER_ROAD_WIDTH_M = 40
export const STREET_WIDTH_M = 22
/** How far the radial streets are drawn beyond the outer ring, m. */
const BEYOND_M = 420

export interface Street {
  readonly name: Text
  /** Degrees clockwise from north, seen from the middle of the inner ring. */
  readonly bearing: number
  readonly innerCrossing: Spot
  readonly outerCrossing: Spot
  readonly end: Spot
}

const DIGITS = ['一', '二', '三', '四', '五', '六', '七', '八']
const ORDINALS = ['1st', '2nd', '3rd', '4th', '5th', '6th', '7th', '8th']

/** Clockwise from East 1st to East 8th, then West 8th to West 1st. */
export const STREETS: readonly Street[] = [...sideStreets('东', 'East', 1), ...sideStreets('西', 'West', -1).reverse()]

function sideStreets(zh: string, en: string, turn: number): Street[] {
  return DIGITS.map((digit, index) => {
    const bearing = (AXIS_BEARING + turn * STREET_STEP * (index + 0.5) + 360) % 360
    const outerReach = reachOfCircle(CENTRE, bearing, OUTER_CENTRE, OUTER_RING.radiusM)
    return {
      name: { zh: `商务${zh}${digit}街`, en: `Shangwu ${en} ${ORDINALS[index]!} St` },
      bearing,
      innerCrossing: offset(CENTRE, bearing, INNER_RING.radiusM),
      outerCrossing: offset(CENTRE, bearing, outerReach),
      end: offset(CENTRE, bearing, outerReach + BEYOND_M),
    }
  })
}

export const INNER_NAME: Text = { zh: '商务内环路', en: 'Shangwu Inner Ring Rd' }
export const OUTER_NAME: Text = { zh: '商务外环路', en: 'Shangwu Outer Ring Rd' }
export const WALK_NAME: Text = { zh: '环形步行街', en: 'Ring Walk' }

/** Arc of the inner ring between two bearings seen from its middle; crossings are corners of it. */
export function innerArc(from: number, to: number): Spot[] {
  return ringArc(from, to, (a, b) => arc(INNER_CENTRE, INNER_RING.radiusM, a, b, RING_STEP))
}

/** Arc of the outer ring between two bearings seen from the middle of the inner one, so that it starts where streets do. */
export function outerArc(from: number, to: number): Spot[] {
  return ringArc(
    from,
    to,
    (a, b) =>
      bearingsBetween(a, b).map((bearing) => offset(CENTRE, bearing, reachOfCircle(CENTRE, bearing, OUTER_CENTRE, OUTER_RING.radiusM))),
  )
}

/** The pedestrian street half way between the rings (ASSUMPTION: its place; that there is one is known). */
export function walkArc(from: number, to: number): Spot[] {
  return ringArc(from, to, (a, b) => bearingsBetween(a, b).map((bearing) => offset(CENTRE, bearing, walkReach(bearing))))
}

export function walkReach(bearing: number): number {
  return (INNER_RING.radiusM + INNER_ROAD_WIDTH_M / 2 + reachOfCircle(
    CENTRE,
    bearing,
    OUTER_CENTRE,
    OUTER_RING.radiusM,
  ) - OUTER_ROAD_WIDTH_M / 2) / 2
}

export const INNER_LINE: readonly Spot[] = closedRing(innerArc)
export const OUTER_LINE: readonly Spot[] = closedRing(outerArc)
export const WALK_LINE: readonly Spot[] = closedRing(walkArc)

function closedRing(part: (from: number, to: number) => Spot[]): Spot[] {
  const start = STREETS[0]!.bearing
  return closed(part(start, start + 360).slice(0, -1))
}

function ringArc(from: number, to: number, part: (from: number, to: number) => Spot[]): Spot[] {
  const turn = to > from ? 1 : -1
  const stops = crossingsBetween(from, to, turn)
  return stops.slice(1).flatMap((stop, index) => part(stops[index]!, stop).slice(index === 0 ? 0 : 1))
}

/** Bearings of the streets passed on the way, with both ends. */
function crossingsBetween(from: number, to: number, turn: 1 | -1): number[] {
  const passed = STREETS.flatMap(({ bearing }) => [bearing - 360, bearing, bearing + 360])
    .filter((bearing) => (turn === 1 ? bearing > from + 1e-9 && bearing < to - 1e-9 : bearing < from - 1e-9 && bearing > to + 1e-9))
  return [from, ...passed.sort((a, b) => turn * (a - b)), to]
}

function bearingsBetween(from: number, to: number): number[] {
  const steps = Math.max(1, Math.ceil(Math.abs(to - from) / RING_STEP))
  return Array.from({ length: steps + 1 }, (_, index) => from + ((to - from) * index) / steps)
}
