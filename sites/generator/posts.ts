import { gridAt } from '../../shared/site/gridAt.ts'
import type { SiteManifest } from '../../shared/site/schema.ts'
import type { Text } from '../../shared/site/types.ts'
import { CONGRESS_HALL, EXHIBITION_HALL, LANDMARK_TOWER } from './buildings.ts'
import { point, type Feature } from './geojson.ts'
import { GRID_POLYGONS } from './grids.ts'
import { CBD_STATION, CONVENTION_STATION } from './metro.ts'
import { lakesideAt, SQUARES } from './paths.ts'
import { toLonLat, type Spot } from './plane.ts'
import { AXIS_BEARING, STREETS } from './streets.ts'

/** Twelve key posts (article gives the number; ASSUMPTION: which places). */
const PLACES: readonly { readonly name: Text; readonly spot: Spot }[] = [
  { name: { zh: '会展中心北门', en: 'Convention Centre North Gate' }, spot: CONGRESS_HALL.doors[0]! },
  { name: { zh: '会展中心南门', en: 'Convention Centre South Gate' }, spot: EXHIBITION_HALL.doors[9]! },
  { name: { zh: '会展中心地铁站A口', en: 'Convention Station Exit A' }, spot: CONVENTION_STATION.exits[0]! },
  { name: { zh: '千玺广场', en: 'Millennium Royal Plaza' }, spot: LANDMARK_TOWER.doors[2]! },
  { name: { zh: '艺术中心广场', en: 'Art Centre Square' }, spot: SQUARES.art.centre },
  { name: { zh: '如意湖西岸', en: 'Ruyi Lake West Shore' }, spot: lakesideAt(285) },
  { name: { zh: '北岸文化广场', en: 'North Shore Culture Square' }, spot: SQUARES.culture.centre },
  { name: { zh: '如意河口桥', en: 'River Mouth Bridge' }, spot: lakesideAt(AXIS_BEARING + 9) },
  { name: { zh: '如意湖东岸', en: 'Ruyi Lake East Shore' }, spot: lakesideAt(87) },
  { name: { zh: '中央商务区地铁站', en: 'CBD Station' }, spot: CBD_STATION.exits[2]! },
  { name: { zh: '外环东五街路口', en: 'Outer Ring and East 5th' }, spot: STREETS[4]!.outerCrossing },
  { name: { zh: '外环西四街路口', en: 'Outer Ring and West 4th' }, spot: STREETS[12]!.outerCrossing },
]

const postId = (index: number): string => `K${String(index + 1).padStart(2, '0')}`

/** ASSUMPTION: three shifts a day, on holidays and during events; the article says only that the posts are staffed. */
const SHIFTS = [['07:00', '15:00'], ['15:00', '23:00'], ['23:00', '07:00']] as const
const ROLES = ['police', 'gridWorker', 'guard'] as const
const COUNTS = [3, 3, 2] as const

/** Each post by one role a shift, in turn, in counts. */
export function rosters(): NonNullable<SiteManifest['rosters']> {
  const shifts = PLACES.flatMap((_, index) => SHIFTS.map(([from, to], i) => (
    { post: postId(index), from, to, role: ROLES[(index + i) % ROLES.length]!, count: COUNTS[i]! })))
  return [{ modes: ['holiday', 'event', 'emergency'], shifts }]
}

export function posts(): Feature[] {
  return PLACES.map(({ name, spot }, index) => {
    const grid = gridAt(GRID_POLYGONS, toLonLat(spot))
    if (grid === null) throw new Error(`${name.en} lies outside every grid`)
    return point(spot, { id: postId(index), name, grid })
  })
}
