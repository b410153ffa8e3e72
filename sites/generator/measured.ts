import type { LonLatPair, Text } from '../../shared/site/types.ts'

/** What was measured or is documented about the district. WGS-84 unless said. Everything else the generator draws is assumed. */
export interface Circle {
  readonly centre: LonLatPair
  readonly radiusM: number
}

/** Fitted to bus-line geometry, ±22 m. */
export const INNER_RING: Circle = { centre: [113.72059, 34.77318], radiusM: 565 }
export const OUTER_RING: Circle = { centre: [113.7207, 34.77372], radiusM: 805 }

export interface Anchor {
  readonly name: Text
  readonly wgs84: LonLatPair
  readonly gcj02: LonLatPair
}

/** Landmark anchors of a published 3D city list, not surveyed. */
export const TOWER_ANCHOR: Anchor = {
  name: { zh: '千玺广场', en: 'Millennium Royal Plaza' },
  wgs84: [113.721107, 34.771916],
  gcj02: [113.727292, 34.770915],
}
export const CONVENTION_ANCHOR: Anchor = {
  name: {
    zh: '郑州国际会展中心',
    en: 'Zhengzhou International Convention and Exhibition Centre',
  }, wgs84: [113.72281, 34.77069], gcj02: [113.728996, 34.769689],
}
export const ART_ANCHOR: Anchor = {
  name: { zh: '河南艺术中心', en: 'Henan Art Centre' },
  wgs84: [113.7178, 34.7721],
  gcj02: [113.723982, 34.771095],
}

/** Height of the tower at Millennium Royal Plaza, m. */
export const TOWER_HEIGHT_M = 280
/** Documented water surface of Ruyi Lake: 160 mu. */
export const LAKE_AREA_M2 = 160 * (10_000 / 15)
/** Floating stage of the fountain in the lake, m. */
export const STAGE_M = { length: 156, width: 70 } as const
/** Thirty towers stand outside the inner ring road, 80 m high (documented); thirty 120 m high inside the outer one. */
export const TOWERS_OF_A_RING = 30
export const INNER_TOWER_HEIGHT_M = 80
export const OUTER_TOWER_HEIGHT_M = 120

/** Cameras of the district (article). */
export const CAMERAS = 2_197
/** Key posts staffed in holiday mode (article). */
export const POSTS = 12
/** Patrol teams with fixed routes (article). */
export const TEAMS = 10
/** Dedicated grids (article). */
export const GRIDS = 6
