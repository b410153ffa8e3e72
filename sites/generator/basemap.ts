import type { BasemapKind } from '../../shared/site/schema.ts'
import type { Text } from '../../shared/site/types.ts'
import { LANDMARKS, TOWERS, type Building } from './buildings.ts'
import { area, line, point, type Feature } from './geojson.ts'
import { ART_ANCHOR, CONVENTION_ANCHOR, STAGE_M, TOWER_ANCHOR } from './measured.ts'
import { METRO } from './metro.ts'
import { LANDMARK_WALK, PARK_WALKS, SQUARES } from './paths.ts'
import { arc, closed, ellipse, offset, toSpot, type Spot } from './plane.ts'
import {
  AXIS_BEARING, INNER_CENTRE, INNER_LINE, INNER_NAME, INNER_ROAD_WIDTH_M, OUTER_CENTRE, OUTER_LINE, OUTER_NAME, OUTER_ROAD_WIDTH_M, STREETS,
  STREET_WIDTH_M, WALK_LINE, WALK_NAME,
} from './streets.ts'
import { LAKE, LAKE_CENTRE, LAKE_WALK, RIVER, STAGE_CENTRE } from './water.ts'
import { DISTRICT_RADIUS_M } from './grids.ts'

const PARK_RADIUS_M = 530
const WALK_WIDTH_M = 5
const RING_WALK_WIDTH_M = 12
const LAKE_NAME: Text = { zh: '如意湖', en: 'Ruyi Lake' }
const RIVER_NAME: Text = { zh: '如意河', en: 'Ruyi River' }

/** The hand-drawn base map, in the order of drawing. */
export function basemap(): Feature[] {
  return [
    area(circle(OUTER_CENTRE, DISTRICT_RADIUS_M), { kind: 'ground', name: { zh: '郑东新区CBD', en: 'Zhengdong CBD' } }),
    area(circle(INNER_CENTRE, PARK_RADIUS_M), { kind: 'park', name: { zh: '中央公园', en: 'Central Park' } }),
    area(LAKE, { kind: 'water', name: LAKE_NAME }),
    area(RIVER, { kind: 'water', name: RIVER_NAME }),
    area(
      ellipse(STAGE_CENTRE, 78, STAGE_M.length, STAGE_M.width, 24),
      { kind: 'park', name: { zh: '湖心水景平台', en: 'Fountain Stage' }, minor: true },
    ),
    ...roads(),
    ...TOWERS.map((tower) => building(tower, 'tower')),
    ...LANDMARKS.map((landmark) => building(landmark, 'landmark')),
    ...METRO.map(({ name, spot }) => point(spot, { kind: 'metro', name })),
    ...labels(),
  ]
}

function circle(centre: Spot, radius: number): Spot[] {
  return closed(arc(centre, radius, 0, 360, 3).slice(0, -1))
}

function building({ name, outline, heightM }: Building, kind: BasemapKind): Feature {
  return area(outline, { kind, name, height: heightM })
}

function roads(): Feature[] {
  return [
    line(INNER_LINE, { kind: 'ring', name: INNER_NAME, width: INNER_ROAD_WIDTH_M }),
    line(OUTER_LINE, { kind: 'ring', name: OUTER_NAME, width: OUTER_ROAD_WIDTH_M }),
    ...STREETS.map(({ name, innerCrossing, outerCrossing }) =>
      line([innerCrossing, outerCrossing], { kind: 'radial', name, width: STREET_WIDTH_M })),
    ...STREETS.map(({ outerCrossing, end }) => line([outerCrossing, end], { kind: 'radial', width: STREET_WIDTH_M, minor: true })),
    line(WALK_LINE, { kind: 'path', name: WALK_NAME, width: RING_WALK_WIDTH_M, minor: true }),
    line(LAKE_WALK, { kind: 'path', name: { zh: '环湖步道', en: 'Lakeside Walk' }, width: WALK_WIDTH_M, minor: true }),
    ...[LANDMARK_WALK, ...PARK_WALKS].map((walk) => line(walk, { kind: 'path', width: WALK_WIDTH_M, minor: true })),
  ]
}

function labels(): Feature[] {
  const label = (spot: Spot, name: Text, of: BasemapKind, minor?: true): Feature =>
    point(spot, { kind: 'label', name, of, ...(minor ? { minor } : {}) })
  return [
    label(offset(LAKE_CENTRE, 180, 20), LAKE_NAME, 'water'),
    label(offset(LAKE_CENTRE, AXIS_BEARING, 700), RIVER_NAME, 'water', true),
    ...[TOWER_ANCHOR, CONVENTION_ANCHOR, ART_ANCHOR].map(({ name, wgs84 }) => label(toSpot(wgs84), name, 'landmark')),
    ...[75, 165, 255, 345].map((bearing) => label(offset(INNER_CENTRE, bearing, 565), INNER_NAME, 'ring')),
    ...[72, 162, 252, 342].map((bearing) => label(offset(OUTER_CENTRE, bearing, 805), OUTER_NAME, 'ring')),
    ...STREETS.map(({ name, innerCrossing, outerCrossing }) =>
      label([(innerCrossing[0] + outerCrossing[0]) / 2, (innerCrossing[1] + outerCrossing[1]) / 2], name, 'radial', true)),
    ...[SQUARES.art, SQUARES.culture, SQUARES.west].map(({ name, centre }) => label(centre, name, 'park', true)),
  ]
}
