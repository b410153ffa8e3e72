import { insideRing } from '../../shared/site/geometry.ts'
import { gridAt } from '../../shared/site/gridAt.ts'
import type { Camera, CameraKind } from '../../shared/site/types.ts'
import { ART_CENTRE, CONGRESS_HALL, EXHIBITION_HALL, LANDMARKS, LANDMARK_TOWER, TOWERS, type Building } from './buildings.ts'
import type { Chance } from './chance.ts'
import { GRID_POLYGONS } from './grids.ts'
import { CAMERAS } from './measured.ts'
import { METRO } from './metro.ts'
import { LANDMARK_WALK, PARK_WALKS, SQUARES } from './paths.ts'
import { along, lengthOf, offset, toLonLat, type Spot } from './plane.ts'
import {
  INNER_NAME, INNER_ROAD_WIDTH_M, OUTER_NAME, OUTER_ROAD_WIDTH_M, STREETS, STREET_WIDTH_M, WALK_NAME,
  innerArc, outerArc, walkArc, type Street,
} from './streets.ts'
import { LAKE_WALK, RIVER_BANKS, inWater } from './water.ts'

/**
 * Where the 2,197 cameras stand. ASSUMPTION: the article gives only their number; places, kinds and platforms are invented, where
 * cameras usually stand: crossings, road sides, entrances, shores, squares. What is left over goes to the outer ring.
 */
const PER_CROSSING = 10
const PER_INNER_BLOCK = 12
const PER_STREET = 14
const PER_STREET_BEYOND = 3
const PER_WALK_BLOCK = 9
const PER_TOWER = 7
const PER_GATE = 6
const PER_ART_DOOR = 4
const PER_EXIT = 4
const ON_LAKE_WALK = 180
const PER_BANK = 28
const PER_SQUARE = 16
const ON_PARK_WALKS = 60

export const PLATFORM_OF = { police: 'V1', traffic: 'V2', city: 'V3', venues: 'V4', property: 'V5' } as const

/** Beyond the kerb, m. */
const POLE_M = 3
/** How far the radial streets still lie in the district, m. */
const STREET_IN_DISTRICT_M = 80
const TRIES = 200
const TRIES_IN_PLACE = 20

interface Place {
  readonly name: string
  readonly kind: CameraKind
  readonly platform: string
  /** Draws the place; anew, and farther around, after it fell into the water or into a building. */
  readonly draw: (chance: Chance, attempt: number) => Spot
}

export function cameras(chance: Chance): Camera[] {
  const others = [...crossings(), ...innerRing(), ...streets(), ...walk(), ...entrances(), ...shores(), ...squares()]
  const all = [...outerRing(CAMERAS - others.length), ...others]
  return all.map((place, index) => placed(place, `C${String(index + 1).padStart(4, '0')}`, chance))
}

function placed({ name, kind, platform, draw }: Place, id: string, chance: Chance): Camera {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const spot = draw(chance, attempt)
    const [lon, lat] = toLonLat(spot)
    const grid = gridAt(GRID_POLYGONS, [lon, lat])
    if (grid !== null && !inWater(spot) && !FOOTPRINTS.some((outline) => insideRing(spot, outline))) {
      return { id, name, kind, grid, platform, lon, lat }
    }
  }
  throw new Error(`found no dry place for ${name}`)
}

const FOOTPRINTS = [...TOWERS, ...LANDMARKS].map(({ outline }) => outline)

function numbered(count: number, name: string, kind: CameraKind, platform: string, draw: (index: number) => Place['draw']): Place[] {
  return Array.from({ length: count }, (_, index) => ({ name: `${name} ${index + 1}号`, kind, platform, draw: draw(index) }))
}

/** Cameras at even distances along a line, on either side of it by turns. */
function beside(count: number, line: readonly Spot[], sideM: number, name: string, kind: CameraKind, platform: string): Place[] {
  const length = lengthOf(line)
  return numbered(count, name, kind, platform, (index) => (chance, attempt) => {
    const place = attempt < TRIES_IN_PLACE ? (index + chance.between(0.1, 0.9)) / count : chance.next()
    const { spot, bearing } = along(line, length * place)
    return offset(spot, bearing + (index % 2 === 0 ? 90 : -90), sideM + chance.between(0, POLE_M))
  })
}

function about(count: number, centre: Spot, fromM: number, toM: number, name: string, kind: CameraKind, platform: string): Place[] {
  return numbered(
    count,
    name,
    kind,
    platform,
    (index) => (chance) => offset(centre, (360 * (index + chance.between(0, 0.8))) / count, chance.between(fromM, toM)),
  )
}

function crossings(): Place[] {
  const at = (ring: string, { name }: Street, spot: Spot, widthM: number): Place[] =>
    about(PER_CROSSING, spot, widthM / 2 + POLE_M, widthM / 2 + 14, `${ring}/${name.zh} 路口`, 'crossing', PLATFORM_OF.traffic)
  return STREETS.flatMap((street) => [
    ...at(INNER_NAME.zh, street, street.innerCrossing, INNER_ROAD_WIDTH_M),
    ...at(OUTER_NAME.zh, street, street.outerCrossing, OUTER_ROAD_WIDTH_M),
  ])
}

/** The blocks between neighbouring streets: name of the stretch, and where it runs. */
const BLOCKS = STREETS.map((street, index) => {
  const next = STREETS[(index + 1) % STREETS.length]!
  const to = next.bearing > street.bearing ? next.bearing : next.bearing + 360
  return { stretch: `${short(street)}至${short(next)}`, from: street.bearing, to }
})

function short({ name }: Street): string {
  return name.zh.replace('商务', '')
}

function innerRing(): Place[] {
  return BLOCKS.flatMap(({ stretch, from, to }) =>
    beside(PER_INNER_BLOCK, innerArc(from, to), INNER_ROAD_WIDTH_M / 2, `${INNER_NAME.zh} ${stretch}`, 'road', PLATFORM_OF.traffic))
}

function outerRing(count: number): Place[] {
  return BLOCKS.flatMap(({ stretch, from, to }, index) => {
    const share = Math.floor((count * (index + 1)) / BLOCKS.length) - Math.floor((count * index) / BLOCKS.length)
    return beside(share, outerArc(from, to), OUTER_ROAD_WIDTH_M / 2, `${OUTER_NAME.zh} ${stretch}`, 'road', PLATFORM_OF.traffic)
  })
}

function streets(): Place[] {
  return STREETS.flatMap(({ name, bearing, innerCrossing, outerCrossing }) => [
    ...beside(PER_STREET, [innerCrossing, outerCrossing], STREET_WIDTH_M / 2, `${name.zh} 内环至外环`, 'road', PLATFORM_OF.police),
    ...beside(
      PER_STREET_BEYOND,
      [outerCrossing, offset(outerCrossing, bearing, STREET_IN_DISTRICT_M)],
      STREET_WIDTH_M / 2,
      `${name.zh} 外环以外`,
      'road',
      PLATFORM_OF.police,
    ),
  ])
}

function walk(): Place[] {
  return BLOCKS.flatMap(({ stretch, from, to }) =>
    beside(PER_WALK_BLOCK, walkArc(from, to), 5, `${WALK_NAME.zh} ${stretch}`, 'plaza', PLATFORM_OF.city))
}

function doorsOf(building: Building, perDoor: number, count: number, platform: string): Place[] {
  return numbered(count, `${building.name.zh} 出入口`, 'entrance', platform, (index) => (chance) =>
    offset(building.doors[Math.floor(index / perDoor) % building.doors.length]!, chance.between(0, 360), chance.between(0, 7)))
}

function entrances(): Place[] {
  const whole = (building: Building, perDoor: number): Place[] =>
    doorsOf(building, perDoor, perDoor * building.doors.length, PLATFORM_OF.venues)
  return [
    ...TOWERS.flatMap((tower) => doorsOf(tower, 2, PER_TOWER, PLATFORM_OF.property)),
    ...[EXHIBITION_HALL, CONGRESS_HALL, LANDMARK_TOWER].flatMap((building) => whole(building, PER_GATE)),
    ...ART_CENTRE.flatMap((hall) => whole(hall, PER_ART_DOOR)),
    ...METRO.flatMap(({ name, exits }) =>
      exits.flatMap((exit, index) => about(PER_EXIT, exit, 3, 9, `${name.zh} ${'ABCD'[index]!}口`, 'entrance', PLATFORM_OF.police))),
  ]
}

function shores(): Place[] {
  return [
    ...beside(ON_LAKE_WALK, LAKE_WALK, 3, '环湖步道', 'waterside', PLATFORM_OF.city),
    ...RIVER_BANKS.flatMap((bank, index) => beside(PER_BANK, bank, 2, `如意河${index === 0 ? '西' : '东'}岸`, 'waterside', PLATFORM_OF.city)),
  ]
}

function squares(): Place[] {
  const walks = [LANDMARK_WALK, ...PARK_WALKS]
  const total = walks.reduce((sum, line) => sum + lengthOf(line), 0)
  let before = 0
  return [
    ...Object.values(SQUARES).flatMap(({ name, centre }) => about(PER_SQUARE, centre, 6, 30, name.zh, 'plaza', PLATFORM_OF.city)),
    ...walks.flatMap((line, index) => {
      const from = Math.round((before / total) * ON_PARK_WALKS)
      before += lengthOf(line)
      return beside(Math.round((before / total) * ON_PARK_WALKS) - from, line, 4, `中央公园步道${index + 1}`, 'plaza', PLATFORM_OF.city)
    }),
  ]
}
