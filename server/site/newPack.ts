import { ARTICLE_LIMITS_MS, MINUTE_MS } from '../../shared/clock/stages.ts'
import { CAMERA_COLUMNS, RESOURCE_COLUMNS, type BasemapFile, type GridsFile, type SiteManifest } from '../../shared/site/schema.ts'
import type { Text } from '../../shared/site/types.ts'
import type { PackFileName } from './packFiles.ts'

export interface NewSite {
  readonly id: string
  readonly name: Text
  readonly bounds: readonly [number, number, number, number]
  readonly timeZone: string
}

const TILE_PX = 512
const MAP_WIDTH_PX = 1_100
const MAP_HEIGHT_PX = 880
const HEARTBEAT_MS = 10_000
const POSITION_INTERVAL_MS = 5_000
const FARTHEST_VIEWER_M = 10
const SERVICEABILITY_LINE = 0.98

/** The files of a valid pack for another district: one grid that covers its bounds, one platform, nothing else yet. */
export function newPackTexts(site: NewSite): Readonly<Record<PackFileName, string>> {
  const [west, south, east, north] = site.bounds
  const outline = [[west, south], [east, south], [east, north], [west, north], [west, south]]
  const centre = [round((west + east) / 2), round((south + north) / 2)]
  const grids: GridsFile = {
    type: 'FeatureCollection',
    features: [{
      type: 'Feature',
      properties: { id: 'G1', name: { zh: '第一网格', en: 'First Grid' }, label: centre, force: { police: 1, gridWorkers: 1, others: [] } },
      geometry: { type: 'Polygon', coordinates: [outline] },
    }],
  }
  const basemap: BasemapFile = {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { kind: 'ground', name: site.name }, geometry: { type: 'Polygon', coordinates: [outline] } }],
  }
  const none = { type: 'FeatureCollection', features: [] }
  return {
    'site.json': textOf(manifestOf(site, centre)),
    'grids.geojson': textOf(grids),
    'posts.geojson': textOf(none),
    'routes.geojson': textOf(none),
    'teams.json': textOf([]),
    'cameras.csv': `${CAMERA_COLUMNS.join(',')}\n`,
    'basemap.geojson': textOf(basemap),
    'plans.json': textOf({ source: '新建 / new', plans: [] }),
    'schemes.geojson': textOf(none),
    'resources.csv': `${RESOURCE_COLUMNS.join(',')}\n`,
    'committee.json': textOf({ source: '新建 / new', members: 0, instructors: 0, branches: [], units: [] }),
    'companies.json': textOf({ source: '新建 / new', companies: [] }),
  }
}

function manifestOf({ id, name, bounds, timeZone }: NewSite, centre: number[]): SiteManifest {
  const { respond, dispatch, arrive, resolve } = ARTICLE_LIMITS_MS
  return {
    id, name, timeZone,
    crs: 'WGS84',
    bounds: [...bounds],
    view: { centre, zoom: zoomOf(bounds), pitch: 0, bearing: 0 },
    limitsMinutes: {
      respond: respond / MINUTE_MS,
      dispatch: dispatch / MINUTE_MS,
      arrive: arrive / MINUTE_MS,
      resolve: resolve / MINUTE_MS,
    },
    serviceabilityLine: SERVICEABILITY_LINE,
    positionIntervalMs: POSITION_INTERVAL_MS,
    farthestViewerM: FARTHEST_VIEWER_M,
    source: '新建 / new',
    assumptions: ['新建的包:一个网格覆盖全部范围,底图只有范围。 / A new pack: one grid covers everything, the base map is only its bounds.'],
    schematic: true,
    platforms: [{ id: 'V1', name: { zh: '视频平台', en: 'Video Platform' }, heartbeatMs: HEARTBEAT_MS }],
  }
}

/** Zoom at which the bounds just fit between the columns of a 1920×1080 wall. */
function zoomOf([west, south, east, north]: NewSite['bounds']): number {
  const across = Math.log2((360 * MAP_WIDTH_PX) / (TILE_PX * (east - west)))
  const up = Math.log2((2 * Math.PI * MAP_HEIGHT_PX) / (TILE_PX * (mercator(north) - mercator(south))))
  return Number(Math.min(22, Math.max(0, Math.min(across, up))).toFixed(2))
}

function mercator(latitude: number): number {
  const limited = Math.max(-85, Math.min(85, latitude))
  return Math.log(Math.tan(Math.PI / 4 + (limited * Math.PI) / 360))
}

function round(degrees: number): number {
  return Number(degrees.toFixed(6))
}

function textOf(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`
}
