import type { Grid, LonLatPair, Text } from '../../shared/site/types.ts'
import { area, type Feature } from './geojson.ts'
import { GRIDS } from './measured.ts'
import { arc, offset, toLonLat, type Spot } from './plane.ts'
import { AXIS_BEARING, OUTER_CENTRE } from './streets.ts'

/**
 * Six equal sectors of the disc a little beyond the outer ring, the first border along the river. ASSUMPTION: the article gives
 * only their number. Neighbours share their corners digit for digit.
 */
export const DISTRICT_RADIUS_M = 900
const LABEL_RADIUS_M = 852
const SECTOR = 360 / GRIDS
const ARC_STEP = 3

const NUMBERS = ['一', '二', '三', '四', '五', '六']
const ORDINALS = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth']

/** N of 1+1+N by grid: departments, property, security. ASSUMPTION: the article gives only the pattern. */
const OTHERS: readonly (readonly [departments: number, property: number, security: number])[] = [
  [4, 4, 4],
  [5, 4, 5],
  [4, 3, 4],
  [5, 4, 4],
  [4, 4, 4],
  [3, 3, 4],
]
const ROLES: readonly Text[] = [{ zh: '职能部门', en: 'Departments' }, { zh: '物业', en: 'Property staff' }, { zh: '保安', en: 'Security guards' }]

export interface DrawnGrid {
  readonly id: string
  readonly outline: readonly Spot[]
  readonly feature: Feature
}

export const DRAWN_GRIDS: readonly DrawnGrid[] = Array.from({ length: GRIDS }, (_, index) => drawGrid(index))

/** The grids as the checks and the map see them: rounded. */
export const GRID_POLYGONS: readonly Pick<Grid, 'id' | 'polygon'>[] = DRAWN_GRIDS.map(({ id, outline }) =>
  ({ id, polygon: [outline.map(toLonLat)] }))

function drawGrid(index: number): DrawnGrid {
  const from = AXIS_BEARING + index * SECTOR
  const outline: Spot[] = [OUTER_CENTRE, ...arc(OUTER_CENTRE, DISTRICT_RADIUS_M, from + SECTOR, from, ARC_STEP), OUTER_CENTRE]
  const id = `G${index + 1}`
  const label: LonLatPair = toLonLat(offset(OUTER_CENTRE, from + SECTOR / 2, LABEL_RADIUS_M))
  const name = { zh: `第${NUMBERS[index]!}网格`, en: `${ORDINALS[index]!} Grid` }
  const others = OTHERS[index]!.map((count, place) => ({ role: ROLES[place]!, count }))
  return { id, outline, feature: area(outline, { id, name, label, force: { police: 1, gridWorkers: 1, others } }) }
}
