import { gridAt } from '../../shared/site/gridAt.ts'
import type { Resource, ResourceKind } from '../../shared/site/types.ts'
import { CONGRESS_HALL, EXHIBITION_HALL, LANDMARK_TOWER, TOWERS } from './buildings.ts'
import { GRID_POLYGONS } from './grids.ts'
import { METRO } from './metro.ts'
import { lakesideAt, SQUARES } from './paths.ts'
import { offset, toLonLat, type Spot } from './plane.ts'
import { INNER_ROAD_WIDTH_M, OUTER_ROAD_WIDTH_M, STREETS } from './streets.ts'
import { inWater } from './water.ts'

/**
 * Public resources. ASSUMPTION: the article says that more than 100 were recorded; which they are and where they stand is invented,
 * where such things usually stand: hydrants at crossings, AEDs at doors and stations, lifebuoys and boats at the shore.
 */
const KERB_M = 4
const LIFEBUOYS = 16
/** So that none hangs over the mouth of the river. */
const FIRST_LIFEBUOY_DEG = 16
const BOATS = [60, 150, 240, 330]
/** Of the towers' doors, every so many have an AED. */
const AED_EVERY = 4
const INTO_LAKE_M = 14

interface Item {
  readonly kind: ResourceKind
  readonly name: string
  readonly spot: Spot
}

export function resources(): Resource[] {
  return items().map(({ kind, name, spot }, index) => {
    const [lon, lat] = toLonLat(spot)
    const grid = gridAt(GRID_POLYGONS, [lon, lat])
    if (grid === null) throw new Error(`${name} lies outside every grid`)
    if (kind !== 'boat' && inWater(spot)) throw new Error(`${name} lies in the water`)
    return { id: `Z${String(index + 1).padStart(3, '0')}`, name, kind, grid, lon, lat }
  })
}

function items(): Item[] {
  return [...hydrants(), ...aeds(), ...atSquares(), ...alongStreets(), ...atShore()]
}

function hydrants(): Item[] {
  return STREETS.flatMap(({ name, bearing, innerCrossing, outerCrossing }): Item[] => [
    { kind: 'hydrant', name: `消火栓 内环/${name.zh}`, spot: offset(innerCrossing, bearing + 45, INNER_ROAD_WIDTH_M / 2 + KERB_M) },
    { kind: 'hydrant', name: `消火栓 外环/${name.zh}`, spot: offset(outerCrossing, bearing + 225, OUTER_ROAD_WIDTH_M / 2 + KERB_M) },
  ])
}

function aeds(): Item[] {
  const landmarks = [EXHIBITION_HALL, CONGRESS_HALL, LANDMARK_TOWER]
  return [
    ...landmarks.map(({ name, doors }): Item => ({ kind: 'aed', name: `AED ${name.zh}`, spot: offset(doors[0]!, 0, 1) })),
    ...METRO.map(({ name, exits }): Item => ({ kind: 'aed', name: `AED ${name.zh}A口`, spot: offset(exits[0]!, 90, 3) })),
    ...TOWERS.filter((_, index) => index % AED_EVERY === 0).map(({ name, doors }): Item => ({ kind: 'aed', name: `AED ${name.zh}`, spot: doors[0]! })),
  ]
}

function atSquares(): Item[] {
  return Object.values(SQUARES).flatMap(({ name, centre }): Item[] => [
    { kind: 'shelter', name: `应急避难场所 ${name.zh}`, spot: centre },
    { kind: 'firstAid', name: `医疗急救点 ${name.zh}`, spot: offset(centre, 70, 18) },
    { kind: 'supplies', name: `应急物资点 ${name.zh}`, spot: offset(centre, 190, 18) },
  ])
}

function alongStreets(): Item[] {
  const half = (place: number): Spot => {
    const { innerCrossing: [x1, y1], outerCrossing: [x2, y2], bearing } = STREETS[place]!
    return offset([(x1 + x2) / 2, (y1 + y2) / 2], bearing + 90, 22)
  }
  return STREETS.flatMap(({ name }, place): Item[] => {
    const spot = half(place)
    if (place % 2 === 0) return [{ kind: 'parking', name: `公共停车场 ${name.zh}`, spot }]
    return [place % 4 === 1 ? { kind: 'fireStation', name: `微型消防站 ${name.zh}`, spot } : { kind: 'barriers', name: `护栏存放点 ${name.zh}`, spot }]
  })
}

function atShore(): Item[] {
  return [
    ...BOATS.map((bearing, index): Item => {
      const spot = lakesideAt(bearing)
      return { kind: 'boat', name: `救生艇 ${index + 1}号`, spot: offset(spot, bearing + 180, INTO_LAKE_M) }
    }),
    ...Array.from({ length: LIFEBUOYS }, (_, index): Item => {
      const bearing = FIRST_LIFEBUOY_DEG + (360 * index) / LIFEBUOYS
      return { kind: 'lifebuoy', name: `救生圈 ${index + 1}号`, spot: offset(lakesideAt(bearing), bearing, 2) }
    }),
  ]
}

