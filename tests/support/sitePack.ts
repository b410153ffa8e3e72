import { checkSite } from '../../server/site/checkSite.ts'
import { readPack } from '../../server/site/pack.ts'
import { PACK_FILES, type PackBytes, type PackFileName } from '../../server/site/packFiles.ts'
import { describeProblem, type Problem } from '../../server/site/problem.ts'

export type PackTexts = Readonly<Record<PackFileName, string>>

const WEST = 113.72
const SOUTH = 34.77
const SIDE = 0.01

function words(zh: string, en: string): { zh: string; en: string } {
  return { zh, en }
}

/** Corners of the square grid `index`, closed. */
export function squareOf(index: number): [number, number][] {
  const [west, east, north] = [at(WEST + SIDE * index), at(WEST + SIDE * (index + 1)), at(SOUTH + SIDE)]
  return [[west, SOUTH], [east, SOUTH], [east, north], [west, north], [west, SOUTH]]
}

function at(degrees: number): number {
  return Number(degrees.toFixed(6))
}

/** The parts of a small sound pack: two square grids side by side, each with a post, a route through both, three cameras. */
export function smallPack() {
  const grid = (index: number) => ({
    type: 'Feature',
    properties: {
      id: `G${index + 1}`,
      name: words(`网格${index + 1}`, `Grid ${index + 1}`),
      label: [at(WEST + SIDE * (index + 0.5)), at(SOUTH + SIDE / 2)],
      force: { police: 1, gridWorkers: 1, others: [{ role: words('保安', 'Guards'), count: 10 }] },
    },
    geometry: { type: 'Polygon', coordinates: [squareOf(index)] },
  })
  const post = (index: number) => ({
    type: 'Feature',
    properties: { id: `K${index + 1}`, name: words(`点位${index + 1}`, `Post ${index + 1}`), grid: `G${index + 1}` },
    geometry: { type: 'Point', coordinates: [at(WEST + SIDE * (index + 0.5)), at(SOUTH + SIDE / 2)] },
  })
  return {
    site: {
      id: 'small', name: words('小区', 'Small'), timeZone: 'Asia/Shanghai', crs: 'WGS84',
      bounds: [WEST, SOUTH, at(WEST + 2 * SIDE), at(SOUTH + SIDE)],
      view: { centre: [at(WEST + SIDE), at(SOUTH + SIDE / 2)], zoom: 14, pitch: 0, bearing: 0 },
      limitsMinutes: { respond: 3, dispatch: 5, arrive: 10, resolve: 30 },
      serviceabilityLine: 0.98, positionIntervalMs: 5000, farthestViewerM: 10, source: 'test', schematic: true, assumptions: [] as string[],
      platforms: [{ id: 'V1', name: words('平台', 'Platform'), heartbeatMs: 10_000 }],
    },
    grids: { type: 'FeatureCollection', features: [grid(0), grid(1)] },
    posts: { type: 'FeatureCollection', features: [post(0), post(1)] },
    routes: {
      type: 'FeatureCollection',
      features: [{
        type: 'Feature',
        properties: {
          id: 'R1',
          name: words('线路', 'Route'),
          corridorM: 30,
          checkpoints: [{ name: words('起点', 'Start'), position: [113.722, 34.775] }],
        },
        geometry: { type: 'LineString', coordinates: [[113.722, 34.775], [113.738, 34.775]] },
      }],
    },
    teams: [{ id: 'P1', name: words('巡查队', 'Team'), route: 'R1', size: 4, trackers: ['a/b'] }],
    cameras: [
      'id,name,kind,grid,platform,lon,lat',
      'C1,甲,road,G1,V1,113.722,34.772',
      'C2,乙,crossing,G1,V1,113.728,34.776',
      'C3,丙,other,G2,V1,113.735,34.778',
    ],
    plans: {
      source: 'test',
      plans: [{
        id: 'fire', name: words('防火灾', 'Fire'), kind: 'fire', resources: ['hydrant'], schemes: ['S1'],
        steps: [{ id: 'call', text: words('出动', 'Go'), owner: 'fireRescue' as string | null, dueMinutes: 5 }, { id: 'report', text: words('上报', 'Report'), owner: null, dueMinutes: 10 }],
      }],
    },
    schemes: {
      type: 'FeatureCollection',
      features: [{
        type: 'Feature',
        properties: { id: 'S1', name: words('封路', 'Closed road'), form: 'closedRoad', gates: [[113.722, 34.775]] },
        geometry: { type: 'MultiLineString', coordinates: [[[113.722, 34.775], [113.738, 34.775]]] },
      }],
    },
    resources: ['id,name,kind,grid,lon,lat', 'Z1,消火栓 1号,hydrant,G1,113.722,34.772', 'Z2,急救点,firstAid,G2,113.735,34.778'],
    committee: {
      source: 'test', members: 5, instructors: 1,
      branches: [
        { id: 'B1', name: words('支部一', 'Branch 1'), grid: 'G1', members: 3, instructors: 1 },
        { id: 'B2', name: words('支部二', 'Branch 2'), grid: 'G2', members: 2, instructors: 0 },
      ],
      units: [
        { id: 'U1', name: words('单位一', 'Unit 1'), rank: 'deputy' },
        { id: 'U2', name: words('单位二', 'Unit 2'), rank: 'member' },
      ],
      rule: { keyWork: 50, participation: 30, attendance: 20, latePercent: 50 },
    },
    companies: {
      source: 'test',
      companies: [{ id: 'E1', name: words('企业一', 'Company one'), kind: 'finance', grid: 'G1' }, { id: 'E2', name: words('企业二', 'Company two'), kind: 'culture', grid: 'G2' }],
    },
    basemap: {
      type: 'FeatureCollection',
      features: [{
        type: 'Feature',
        properties: { kind: 'ground' },
        geometry: { type: 'Polygon', coordinates: [[[113.72, 34.77], [113.74, 34.77], [113.74, 34.78], [113.72, 34.78], [113.72, 34.77]]] },
      }],
    },
  }
}

export type SmallPack = ReturnType<typeof smallPack>

/** The files of a small pack after `change` had its way with it. JSON with a value a line. */
export function smallPackTexts(change: (pack: SmallPack) => void = () => {}): PackTexts {
  const pack = smallPack()
  change(pack)
  const text = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`
  return {
    'site.json': text(pack.site), 'grids.geojson': text(pack.grids), 'posts.geojson': text(pack.posts), 'routes.geojson': text(pack.routes),
    'teams.json': text(pack.teams), 'cameras.csv': `${pack.cameras.join('\n')}\n`, 'basemap.geojson': text(pack.basemap),
    'plans.json': text(pack.plans), 'schemes.geojson': text(pack.schemes), 'resources.csv': `${pack.resources.join('\n')}\n`,
    'committee.json': text(pack.committee),
    'companies.json': text(pack.companies),
  }
}

export function bytesOf(texts: Partial<Record<PackFileName, string>>): PackBytes {
  return Object.fromEntries(PACK_FILES.map((name) => [name, texts[name] === undefined ? null : Buffer.from(texts[name])])) as PackBytes
}

/** Everything wrong with a pack of these files. */
export function problemsOf(texts: Partial<Record<PackFileName, string>>): Problem[] {
  const { pack, problems } = readPack(bytesOf(texts))
  return [...problems, ...(pack ? checkSite(pack) : [])]
}

export function told(problems: readonly Problem[]): string[] {
  return problems.map(describeProblem)
}

/** The line of the first place where `text` has `part`. */
export function lineOf(text: string, part: string): number {
  return text.slice(0, text.indexOf(part)).split('\n').length
}
