import { boundsOf, distanceM, distanceToLineM, distanceToPolygonM } from '../../shared/site/geometry.ts'
import type { LonLatPair } from '../../shared/site/types.ts'
import { SYSTEM_NAMES, toWgs84, type ShiftedSystem } from './coordinateSystem.ts'
import { judgeCentre, judgeMembers, type Verdict } from './layerEvidence.ts'
import { describePath } from './jsonText.ts'
import type { PlacedCameraRow } from './cameraRows.ts'
import type { Pack } from './pack.ts'
import type { PackFileName } from './packFiles.ts'
import type { Problem } from './problem.ts'

/** A place this near a grid still counts as in it: digits are rounded, borders run along kerbs. ASSUMPTION. */
export const BORDER_TOLERANCE_M = 5
/** The two halves of a control point must name one place to within this. */
const CONTROL_TOLERANCE_M = 10
/** A route's point this near a drawn road follows it. ASSUMPTION. */
const ROAD_TOLERANCE_M = 30
/** A platform with fewer cameras is not judged by itself. ASSUMPTION. */
const FEWEST_OF_A_PLATFORM = 10

export interface SystemFindings {
  readonly problems: readonly Problem[]
  /** Files whose coordinates are in another system: their places are not checked one by one. */
  readonly misread: ReadonlySet<PackFileName>
  /** Lines of `cameras.csv` that are, when only some platforms' are. */
  readonly misreadCameras: ReadonlySet<number>
}

type Move = (place: LonLatPair) => LonLatPair

/**
 * Is every layer in WGS-84 (SITE-5)? The manifest is judged by its control points, base map and grids by the manifest, the
 * rest by grids and base map, each put right first, so that one moved layer is named and not its neighbours.
 */
export function checkSystem(pack: Pack): SystemFindings {
  const problems = [...controlProblems(pack)]
  const misread = new Set<PackFileName>()
  const note = (file: PackFileName, verdict: Verdict | null): Move => {
    if (!verdict) return (place) => place
    misread.add(file)
    problems.push({ file, line: null, field: '', reason: reasonOf(verdict) })
    return (place) => toWgs84(verdict.system, place)
  }
  const manifestMove = note('site.json', judgeManifest(pack))
  const basemapMove = note('basemap.geojson', judgeBasemap(pack, manifestMove))
  const gridsMove = note('grids.geojson', judgeGrids(pack, manifestMove))
  const polygons = polygonsOf(pack, gridsMove)
  note(
    'posts.geojson',
    judgeMembers(
      pack.posts.features,
      ({ properties, geometry }, move) => isIn(polygons, properties.grid, move(pairOf(geometry.coordinates))),
      ({ geometry }) => pairOf(geometry.coordinates),
    ),
  )
  note('routes.geojson', judgeRoutes(pack, basemapMove, polygons))
  const cameras = judgeCameras(pack.cameras, polygons)
  note('cameras.csv', cameras)
  const misreadCameras = new Set<number>()
  if (!cameras) judgePlatforms(pack, polygons, problems, misreadCameras)
  return { problems, misread, misreadCameras }
}

function reasonOf({ system, offM }: Verdict): string {
  return `looks like ${SYSTEM_NAMES[system]} read as WGS-84: ${Math.round(offM)} m off`
}

function controlProblems(pack: Pack): Problem[] {
  return (pack.manifest.controlPoints ?? []).flatMap(({ wgs84, gcj02 }, index) => {
    const offM = distanceM(toWgs84('GCJ02', pairOf(gcj02)), pairOf(wgs84))
    const path = ['controlPoints', index]
    const reason = `its two positions are ${Math.round(offM)} m apart: one of them is not in the system it says`
    return offM <= CONTROL_TOLERANCE_M
      ? []
      : [{ file: 'site.json', line: pack.lineOf('site.json', path), field: describePath(path), reason }]
  })
}

function judgeManifest({ manifest: { controlPoints = [] } }: Pack): Verdict | null {
  const near = (place: LonLatPair, other: LonLatPair): boolean => distanceM(place, other) <= CONTROL_TOLERANCE_M
  const fitsAt = ({ wgs84, gcj02 }: (typeof controlPoints)[number], move: Move): boolean =>
    near(move(pairOf(wgs84)), toWgs84('GCJ02', pairOf(gcj02)))
  return judgeMembers(controlPoints, fitsAt, ({ wgs84 }) => pairOf(wgs84))
}

function judgeBasemap(pack: Pack, manifestMove: Move): Verdict | null {
  const { controlPoints = [] } = pack.manifest
  const places = controlPoints.flatMap(({ name, wgs84 }) => {
    const feature = pack.basemap.features.find(({ properties, geometry }) =>
      properties.name?.zh === name.zh && geometry.type !== 'LineString')
    const drawn = feature && centreOf(pointsOf(feature.geometry))
    return drawn ? [{ drawn, expected: manifestMove(pairOf(wgs84)) }] : []
  })
  if (places.length > 0) {
    const verdicts = places.map(({ drawn, expected }) => judgeCentre(drawn, [expected]))
    return verdicts.every((verdict) => verdict?.system === verdicts[0]?.system) ? verdicts[0] ?? null : null
  }
  const ground = pack.basemap.features.filter(({ properties }) => properties.kind === 'ground')
  return judgeByMiddles(ground.flatMap(({ geometry }) => pointsOf(geometry)), pack, manifestMove)
}

function judgeGrids(pack: Pack, manifestMove: Move): Verdict | null {
  return judgeByMiddles(pack.grids.features.flatMap(({ geometry }) => pointsOf(geometry)), pack, manifestMove)
}

function judgeByMiddles(points: readonly LonLatPair[], { manifest: { bounds, view } }: Pack, manifestMove: Move): Verdict | null {
  const centre = centreOf(points)
  const [west, south, east, north] = bounds as [number, number, number, number]
  const middles: LonLatPair[] = [[(west + east) / 2, (south + north) / 2], pairOf(view.centre)]
  return centre && judgeCentre(centre, middles.map(manifestMove))
}

function judgeRoutes(pack: Pack, basemapMove: Move, grids: ReadonlyMap<string, LonLatPair[][]>): Verdict | null {
  const roads = pack.basemap.features.flatMap(({ geometry }) =>
    (geometry.type === 'LineString' ? [geometry.coordinates.map((place) => basemapMove(pairOf(place)))] : []))
  const points = pack.routes.features.flatMap(({ geometry }) => geometry.coordinates.map(pairOf))
  const onRoad = (place: LonLatPair): boolean => roads.some((road) => distanceToLineM(place, road) <= ROAD_TOLERANCE_M)
  const inGrid = (place: LonLatPair): boolean => [...grids.keys()].some((grid) => isIn(grids, grid, place))
  const fits = roads.length > 0 && points.length > 0 ? onRoad : inGrid
  return judgeMembers(points, (place, move) => fits(move(place)), (place) => place)
}

function judgeCameras(cameras: readonly PlacedCameraRow[], grids: ReadonlyMap<string, LonLatPair[][]>): Verdict | null {
  return judgeMembers(cameras, ({ grid, lon, lat }, move) => isIn(grids, grid, move([lon, lat])), ({ lon, lat }) => [lon, lat])
}

function judgePlatforms(pack: Pack, grids: ReadonlyMap<string, LonLatPair[][]>, problems: Problem[], misread: Set<number>): void {
  for (const { id } of pack.manifest.platforms) {
    const cameras = pack.cameras.filter(({ platform }) => platform === id)
    const verdict: Verdict | null = cameras.length < FEWEST_OF_A_PLATFORM ? null : judgeCameras(cameras, grids)
    if (!verdict) continue
    for (const { line } of cameras) misread.add(line)
    problems.push({
      file: 'cameras.csv',
      line: cameras[0]!.line,
      field: 'lon, lat',
      reason: `the ${cameras.length} cameras of ${id}: ${reasonOf(verdict)}`,
    })
  }
}

/** Grid polygons by id, moved. */
export function polygonsOf(pack: Pack, move: Move = (place) => place): ReadonlyMap<string, LonLatPair[][]> {
  return new Map(
    pack.grids.features.map(({ properties, geometry }) =>
      [properties.id, geometry.coordinates.map((ring) => ring.map((place) => move(pairOf(place))))]),
  )
}

/** Is the place in the grid, or so near that digits decide? A grid nobody knows holds everything: that is told elsewhere. */
export function isIn(polygons: ReadonlyMap<string, LonLatPair[][]>, grid: string, place: LonLatPair): boolean {
  const polygon = polygons.get(grid)
  return polygon === undefined || distanceToPolygonM(place, polygon) <= BORDER_TOLERANCE_M
}

function pointsOf(geometry: Pack['basemap']['features'][number]['geometry']): LonLatPair[] {
  if (geometry.type === 'Point') return [pairOf(geometry.coordinates)]
  return (geometry.type === 'LineString' ? geometry.coordinates : geometry.coordinates.flat()).map(pairOf)
}

function centreOf(points: readonly LonLatPair[]): LonLatPair | null {
  const bounds = boundsOf(points)
  return bounds && [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2]
}

export function pairOf(position: readonly number[]): LonLatPair {
  return [position[0]!, position[1]!]
}

export type { ShiftedSystem }
