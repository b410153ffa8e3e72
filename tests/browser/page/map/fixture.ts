import { DEFAULT_RULE } from '../../../../shared/evaluation/rule.ts'
import { DEFAULT_RESPONSE } from '../../../../shared/incident/response.ts'
import { defaultModes } from '../../../../shared/mode/expectation.ts'
import { DEFAULT_DEPARTMENTS } from '../../../../shared/site/departments.ts'
import { ARTICLE_LIMITS_MS } from '../../../../shared/clock/stages.ts'
import type { Camera, LonLatPair, Site, Text } from '../../../../shared/site/types.ts'

const CENTRE: LonLatPair = [113.72059, 34.77318]
const OUTER_M = 805
const INNER_M = 565
const CAMERAS = 2197
const M_PER_DEGREE = 111_320

/** A place `eastM`, `northM` metres from the centre. */
export function place(eastM: number, northM: number): LonLatPair {
  return [CENTRE[0] + eastM / (M_PER_DEGREE * Math.cos((CENTRE[1] * Math.PI) / 180)), CENTRE[1] + northM / M_PER_DEGREE]
}

/** A place `radiusM` from the centre, `bearingDeg` clockwise from north. */
export function polar(radiusM: number, bearingDeg: number): LonLatPair {
  const bearing = (bearingDeg * Math.PI) / 180
  return place(radiusM * Math.sin(bearing), radiusM * Math.cos(bearing))
}

function arc(radiusM: number, fromDeg: number, toDeg: number): LonLatPair[] {
  const steps = Math.ceil((toDeg - fromDeg) / 5)
  return Array.from({ length: steps + 1 }, (_, i) => polar(radiusM, fromDeg + ((toDeg - fromDeg) * i) / steps))
}

/** A small generator with a fixed start: the same picture each time. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const ORDINALS = ['一', '二', '三', '四', '五', '六']

function name(zh: string, en: string): Text {
  return { zh, en }
}

/** A third along the outer ring, a third along the inner one, a fifth on the spokes between, the rest anywhere. */
function radiusFor(pick: number, chance: number): number {
  if (pick < 0.35) return OUTER_M - 40 + chance * 16
  if (pick < 0.65) return INNER_M - 8 + chance * 16
  return pick < 0.85 ? INNER_M + chance * 240 : Math.sqrt(chance) * 800
}

function cameras(): Camera[] {
  const chance = seeded(7)
  return Array.from({ length: CAMERAS }, (_, i) => {
    const bearing = chance() * 360
    const pick = chance()
    const spoke = Math.round(bearing / 30) * 30
    const angle = pick >= 0.65 && pick < 0.85 ? spoke : bearing
    const [lon, lat] = polar(radiusFor(pick, chance()), angle)
    const grid = `g${Math.floor((angle % 360) / 60) + 1}`
    return { id: `c${i}`, name: `摄像头${i}`, kind: 'road', grid, platform: `p${(i % 3) + 1}`, lon, lat }
  })
}

/** A pack like the CBD's: six sectors, 12 posts, 10 teams on the rings, 2,197 cameras behind three platforms. */
export function fixtureSite(): Site {
  const force = { police: 1, gridWorkers: 1, others: [] }
  const [west, south] = place(-1500, -1500)
  const [east, north] = place(1500, 1500)
  return {
    id: 'fixture',
    version: '1',
    name: name('如意湖', 'Ruyi Lake'),
    timeZone: 'Asia/Shanghai',
    bounds: [west, south, east, north],
    view: { centre: CENTRE, zoom: 15, pitch: 45, bearing: 0 },
    limits: ARTICLE_LIMITS_MS,
    response: DEFAULT_RESPONSE,
    departments: DEFAULT_DEPARTMENTS,
    modes: defaultModes({ positionIntervalMs: 5_000, serviceabilityLine: 0.98 }),
    holidays: [],
    serviceabilityLine: 0.98,
    positionIntervalMs: 5_000,
    farthestViewerM: 10,
    assumptions: [],
    platforms: [1, 2, 3].map((i) => ({ id: `p${i}`, name: name(`平台${i}`, `Platform ${i}`), heartbeatMs: 10_000 })),
    grids: ORDINALS.map((ordinal, i) => ({
      id: `g${i + 1}`,
      name: name(`第${ordinal}网格`, `Grid ${i + 1}`),
      polygon: [[CENTRE, ...arc(840, i * 60, i * 60 + 60), CENTRE]],
      label: polar(935, i * 60 + 30),
      force,
    })),
    zones: [1, 3].map((i) => ({ id: `z${i}`, name: name(`${i}区`, `Zone ${i}`), centre: polar(INNER_M, i * 30 + 11), radiusM: 60, capacity: 100 })),
    posts: Array.from({ length: 12 }, (_, i) => ({
      id: `k${i + 1}`,
      name: name(`${i + 1}号点`, `Post ${i + 1}`),
      grid: `g${Math.floor(i / 2) + 1}`,
      position: polar(i % 2 === 0 ? OUTER_M : INNER_M, i * 30 + 11),
    })),
    routes: Array.from({ length: 10 }, (_, i) => ({
      id: `r${i + 1}`,
      name: name(`${i + 1}线`, `Route ${i + 1}`),
      line: arc(i % 2 === 0 ? OUTER_M : INNER_M, i * 36, i * 36 + 60),
      checkpoints: [],
      corridorM: 30,
    })),
    teams: Array.from({ length: 10 }, (_, i) => {
      const n = i + 1
      return { id: `t${n}`, name: name(`${n}队`, `Team ${n}`), route: `r${n}`, size: 4, trackers: [] }
    }),
    plans: [{ id: 'fire', name: name('防火灾预案', 'Fire'), kind: 'fire', steps: [], resources: ['hydrant'], schemes: [] }],
    schemes: [],
    resources: [80, 260, 350].map((bearing, i) => {
      const [lon, lat] = polar(450, bearing)
      return { id: `h${i}`, name: `消火栓${i}`, kind: 'hydrant' as const, grid: 'g1', lon, lat }
    }),
    cameras: cameras(),
    memberUnits: [],
    committee: { members: 0, instructors: 0, branches: [], rule: DEFAULT_RULE, source: 'none' },
    rosters: [],
    guarantees: [],
    companies: [],
  }
}

interface Drawn {
  readonly type: 'Feature'
  readonly properties: Record<string, unknown>
  readonly geometry: { readonly type: string; readonly coordinates: unknown }
}

function drawn(kind: string, type: string, coordinates: unknown, more: Record<string, unknown> = {}): Drawn {
  return { type: 'Feature', properties: { kind, ...more }, geometry: { type, coordinates } }
}

function block(eastM: number, northM: number, sideM: number): LonLatPair[][] {
  const half = sideM / 2
  const corner = (east: number, north: number): LonLatPair => place(eastM + east * half, northM + north * half)
  return [[corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)]]
}

function towers(): Drawn[] {
  const chance = seeded(11)
  return Array.from({ length: 60 }, (_, i) => {
    const angle = ((i * 6 + 3) * Math.PI) / 180
    const radius = 640 + (i % 2) * 90
    return drawn('tower', 'Polygon', block(radius * Math.sin(angle), radius * Math.cos(angle), 38), { height: 60 + chance() * 70 })
  })
}

/** The base map of the same place, in the shape that packs have. */
export function fixtureBasemap(): { type: 'FeatureCollection'; features: Drawn[] } {
  const lake = Array.from({ length: 49 }, (_, i) => {
    const angle = (i / 48) * 2 * Math.PI
    return place(30 + 300 * Math.cos(angle), 10 + (150 + 30 * Math.cos(3 * angle)) * Math.sin(angle))
  })
  return {
    type: 'FeatureCollection',
    features: [
      drawn('ground', 'Polygon', [arc(840, 0, 360)]),
      drawn('water', 'Polygon', [lake]),
      drawn('park', 'Polygon', block(-330, 250, 150)),
      ...Array.from({ length: 12 }, (_, i) => drawn('radial', 'LineString', [polar(INNER_M, i * 30), polar(840, i * 30)], { width: 16 })),
      drawn('ring', 'LineString', arc(INNER_M, 0, 360), { width: 26, name: name('商务内环路', 'Inner Ring Road') }),
      drawn('ring', 'LineString', arc(OUTER_M, 0, 360), { width: 26, name: name('商务外环路', 'Outer Ring Road') }),
      ...towers(),
      drawn('landmark', 'Polygon', block(120, -150, 60), { height: 280, name: name('千玺广场', 'Millennium Royal Plaza') }),
      drawn('metro', 'Point', polar(OUTER_M, 95), { name: name('会展中心站', 'Exhibition Center') }),
      drawn('label', 'Point', place(30, 10), { name: name('如意湖', 'Ruyi Lake') }),
      drawn('label', 'Point', place(150, -210), { name: name('千玺广场', 'Millennium Royal Plaza') }),
      drawn('label', 'Point', place(-330, -80), { name: name('艺术中心', 'Art Center') }),
    ],
  }
}
