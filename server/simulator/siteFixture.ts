import { DEFAULT_RULE } from '../../shared/evaluation/rule.ts'
import { DEFAULT_RESPONSE } from '../../shared/incident/response.ts'
import { defaultModes } from '../../shared/mode/expectation.ts'
import { DEFAULT_DEPARTMENTS } from '../../shared/site/departments.ts'
import { ARTICLE_LIMITS_MS } from '../../shared/clock/stages.ts'
import type { Camera, CameraKind, LonLatPair, Platform, Route, Site, Team } from '../../shared/site/types.ts'

/** Builds small sites for tests: a square of streets about the given centre. */
const CENTRE: LonLatPair = [113.72, 34.77]
const HALF_DEGREES = 0.01
const KINDS: readonly CameraKind[] = ['road', 'crossing', 'entrance', 'waterside', 'plaza']

function offset(east: number, north: number): LonLatPair {
  return [CENTRE[0] + east, CENTRE[1] + north]
}

/** A loop about 1.6 km long, or a line there of a quarter of it, a little apart from the others. */
export function aRoute(n: number, loop = true): Route {
  const shift = n * 0.0004
  const corners = [offset(shift, 0), offset(shift + 0.004, 0), offset(shift + 0.004, 0.004), offset(shift, 0.004)]
  const line = loop ? [...corners, offset(shift, 0)] : corners.slice(0, 2)
  const checkpoints = line.slice(0, 2).map((position, i) => ({ name: { zh: `路口${n}-${i}`, en: `Crossing ${n}-${i}` }, position }))
  return { id: `r${n}`, name: { zh: `路线${n}`, en: `Route ${n}` }, line, checkpoints, corridorM: 30 }
}

export function aTeam(n: number): Team {
  return { id: `t${n}`, name: { zh: `巡查${n}队`, en: `Team ${n}` }, route: `r${n}`, size: 4, trackers: [] }
}

export function aPlatform(n: number): Platform {
  return { id: `p${n}`, name: { zh: `平台${n}`, en: `Platform ${n}` }, heartbeatMs: 10_000 }
}

export function aCamera(n: number, platforms: number): Camera {
  const [lon, lat] = offset(((n % 40) - 20) * 0.0004, (Math.floor(n / 40) % 40 - 20) * 0.0004)
  const kind = KINDS[n % KINDS.length] ?? 'other'
  return { id: `c${n}`, name: `枪机${n}`, kind, grid: 'g1', platform: `p${n % platforms}`, lon, lat }
}

export function aSite(size: { readonly teams?: number; readonly cameras?: number; readonly platforms?: number } = {}): Site {
  const { teams = 10, cameras = 200, platforms = 4 } = size
  const bounds = [CENTRE[0] - HALF_DEGREES, CENTRE[1] - HALF_DEGREES, CENTRE[0] + HALF_DEGREES, CENTRE[1] + HALF_DEGREES] as const
  const list = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n))
  return {
    id: 'test',
    version: '1',
    name: { zh: '测试', en: 'Test' },
    timeZone: 'Asia/Shanghai',
    bounds,
    view: { centre: CENTRE, zoom: 14, pitch: 0, bearing: 0 },
    limits: ARTICLE_LIMITS_MS,
    response: DEFAULT_RESPONSE,
    departments: DEFAULT_DEPARTMENTS,
    modes: defaultModes({ positionIntervalMs: 5_000, serviceabilityLine: 0.98 }),
    holidays: [],
    serviceabilityLine: 0.98,
    positionIntervalMs: 5_000,
    farthestViewerM: 10,
    assumptions: [],
    platforms: list(platforms, aPlatform),
    grids: [],
    zones: [],
    posts: [],
    routes: list(teams, (n) => aRoute(n)),
    teams: list(teams, aTeam),
    plans: [],
    schemes: [],
    resources: [],
    rosters: [],
    guarantees: [],
    companies: [],
    cameras: list(cameras, (n) => aCamera(n, platforms)),
    memberUnits: [],
    committee: { members: 0, instructors: 0, branches: [], rule: DEFAULT_RULE, source: 'none' },
  }
}
