import { ARTICLE_LIMITS_MS, type StageLimits } from '../../shared/clock/stages.ts'
import { DEFAULT_RULE } from '../../shared/evaluation/rule.ts'
import { DEFAULT_RESPONSE } from '../../shared/incident/response.ts'
import { defaultModes } from '../../shared/mode/expectation.ts'
import { DEFAULT_DEPARTMENTS } from '../../shared/site/departments.ts'
import type { Camera, Grid, Holiday, LonLatPair, Plan, Platform, Resource, Scheme, Site, Team } from '../../shared/site/types.ts'

export interface SiteShape {
  readonly grids: number
  readonly cameras: number
  readonly units: number
  readonly platforms: number
  readonly limits: StageLimits
  readonly positionIntervalMs: number
  readonly heartbeatMs: number
  readonly holidays: readonly Holiday[]
}

const SMALL: SiteShape = {
  grids: 3, cameras: 12, units: 3, platforms: 2, limits: ARTICLE_LIMITS_MS, positionIntervalMs: 5_000, heartbeatMs: 10_000, holidays: [],
}

/** West edge of the first grid, its south edge, and the side of each, degrees. */
const WEST = 113.72
const SOUTH = 34.77
const SIDE = 0.01

/** A small valid site: square grids side by side from west to east, cameras and units spread over them in turn. */
export function smallSite(over: Partial<SiteShape> = {}): Site {
  const shape = { ...SMALL, ...over }
  return {
    id: 'test-site',
    version: `test-${shape.grids}-${shape.cameras}-${shape.units}-${shape.platforms}`,
    name: { zh: '测试区', en: 'Test district' },
    timeZone: 'Asia/Shanghai',
    bounds: [WEST, SOUTH, WEST + SIDE * shape.grids, SOUTH + SIDE],
    view: { centre: insideGrid(0, shape.grids / 2), zoom: 14, pitch: 0, bearing: 0 },
    limits: shape.limits,
    response: DEFAULT_RESPONSE,
    departments: DEFAULT_DEPARTMENTS,
    modes: defaultModes({ positionIntervalMs: shape.positionIntervalMs, serviceabilityLine: 0.98 }),
    holidays: shape.holidays,
    serviceabilityLine: 0.98,
    positionIntervalMs: shape.positionIntervalMs,
    farthestViewerM: 8,
    schematic: true,
    assumptions: [],
    platforms: many(
      shape.platforms, (i): Platform => ({ id: platformId(i), name: text(`平台${i}`, `Platform ${i}`), heartbeatMs: shape.heartbeatMs }),
    ),
    grids: many(shape.grids, gridOf),
    posts: many(shape.grids, (i) => ({ id: `post-${i}`, name: text(`点位${i}`, `Post ${i}`), grid: gridId(i), position: insideGrid(i) })),
    zones: many(shape.grids, (i) => ({ id: `zone-${i}`, name: text(`区域${i}`, `Zone ${i}`), centre: insideGrid(i), radiusM: 60, capacity: 1_000 })),
    routes: many(shape.units, (i) => ({
      id: `route-${i}`,
      name: text(`路线${i}`, `Route ${i}`),
      line: [insideGrid(i % shape.grids, 0.2), insideGrid(i % shape.grids, 0.8)],
      checkpoints: [{ name: text('起点', 'Start'), position: insideGrid(i % shape.grids, 0.2) }],
      corridorM: 30,
    })),
    teams: many(
      shape.units,
      (i): Team => ({ id: unitId(i), name: text(`队${i}`, `Team ${i}`), route: `route-${i}`, size: 4, trackers: [`ruyi/t${i}`] }),
    ),
    cameras: many(shape.cameras, (i) => cameraOf(i, shape)),
    plans: [planOf('fire', 'fire'), planOf('drowning', 'drowning')],
    schemes: many(2, schemeOf),
    resources: many(6, resourceOf),
    memberUnits: many(4, (i) => ({ id: `unit-${i}`, name: text(`单位${i}`, `Unit ${i}`), rank: i < 2 ? 'deputy' as const : 'member' as const })),
    committee: {
      members: 4 * shape.grids, instructors: shape.grids, rule: DEFAULT_RULE, source: 'test',
      branches: many(shape.grids, (i) => ({ id: `branch-${i}`, name: text(`支部${i}`, `Branch ${i}`), grid: gridId(i), members: 4, instructors: 1 })),
    },
    rosters: [],
    guarantees: ['trafficPolice', 'police'].map((department) => ({
      department, tasks: [{ id: 'first', text: text('先做', 'First') }, { id: 'second', text: text('后做', 'Second') }],
    })),
    companies: many(shape.grids, (i) => ({ id: `company-${i}`, name: text(`企业${i}`, `Company ${i}`), kind: 'finance' as const, grid: gridId(i) })),
  }
}

export function gridId(i: number): string {
  return `grid-${i}`
}

export function unitId(i: number): string {
  return `team-${i}`
}

export function cameraId(i: number): string {
  return `cam-${i}`
}

export function platformId(i: number): string {
  return `platform-${i}`
}

/** A place in grid `i`, `share` of its side from its south-west corner. */
export function insideGrid(i: number, share = 0.5): LonLatPair {
  return [WEST + SIDE * (i + share), SOUTH + SIDE * Math.min(share, 0.99)]
}

function gridOf(i: number): Grid {
  const [west, east, north] = [WEST + SIDE * i, WEST + SIDE * (i + 1), SOUTH + SIDE]
  return {
    id: gridId(i),
    name: text(`网格${i}`, `Grid ${i}`),
    polygon: [[[west, SOUTH], [east, SOUTH], [east, north], [west, north], [west, SOUTH]]],
    label: insideGrid(i),
    force: { police: 1, gridWorkers: 1, others: [{ role: text('物业', 'Property'), count: 4 }] },
  }
}

function cameraOf(i: number, { grids, platforms }: SiteShape): Camera {
  const [lon, lat] = insideGrid(i % grids, ((i * 37) % 97) / 100)
  return { id: cameraId(i), name: `摄像头 ${i}`, kind: 'road', grid: gridId(i % grids), platform: platformId(i % platforms), lon, lat }
}

const MINUTE_MS = 60_000

/** A plan of three steps: a department's after 5 minutes, headquarters' after 10, another department's after 30. */
function planOf(id: string, kind: Plan['kind']): Plan {
  return {
    id, kind, name: text(`${id}预案`, `Plan ${id}`), resources: ['hydrant'], schemes: ['scheme-0'],
    steps: [
      { id: 'go', text: text('出动', 'Go'), owner: 'fireRescue', dueMs: 5 * MINUTE_MS },
      { id: 'report', text: text('上报', 'Report'), owner: null, dueMs: 10 * MINUTE_MS },
      { id: 'clear', text: text('清场', 'Clear'), owner: 'police', dueMs: 30 * MINUTE_MS },
    ],
  }
}

function schemeOf(i: number): Scheme {
  return {
    id: `scheme-${i}`, name: text(`方案${i}`, `Scheme ${i}`), form: i === 0 ? 'closedRoad' : 'oneWayWalk',
    lines: [[insideGrid(0, 0.2 + i / 10), insideGrid(0, 0.8)]], gates: [insideGrid(0, 0.2)],
  }
}

/** By turns hydrants and AEDs, one after the other to the north-east of grid 0's corner. */
function resourceOf(i: number): Resource {
  const [lon, lat] = insideGrid(0, (i + 1) / 10)
  return { id: `resource-${i}`, name: `资源 ${i}`, kind: i % 2 === 0 ? 'hydrant' : 'aed', grid: gridId(0), lon, lat }
}

function text(zh: string, en: string): { readonly zh: string; readonly en: string } {
  return { zh, en }
}

function many<T>(count: number, make: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => make(i))
}
