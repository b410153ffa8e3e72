import type { SiteManifest } from '../../shared/site/schema.ts'
import { lakesideAt, SQUARES } from './paths.ts'
import { toLonLat, type Spot } from './plane.ts'

/** Where crowds are counted. ASSUMPTION: which places, their radii, and about one person to a square metre. */
const PLACES: readonly (readonly [id: string, zh: string, en: string, spot: Spot, radiusM: number, capacity: number])[] = [
  ['Z1', '会展中心广场', 'Convention Forecourt', SQUARES.hall.centre, 70, 12_000],
  ['Z2', '千玺广场', 'Millennium Royal Plaza', SQUARES.tower.centre, 50, 6_000],
  ['Z3', '艺术中心', 'Art Centre', SQUARES.art.centre, 55, 8_000],
  ['Z4', '北岸文化广场', 'North Shore Culture Square', SQUARES.culture.centre, 45, 5_000],
  ['Z5', '环湖步道东段', 'Lake Walk East', lakesideAt(87), 40, 3_000],
  ['Z6', '环湖步道西段', 'Lake Walk West', lakesideAt(285), 40, 3_000],
]

export const ZONES: NonNullable<SiteManifest['zones']> = PLACES.map(([id, zh, en, spot, radiusM, capacity]) => (
  { id, name: { zh, en }, centre: [...toLonLat(spot)], radiusM, capacity }))
