import { distanceM, distanceToLineM, distanceToPolygonM } from '../../shared/site/geometry.ts'
import { BORDER_TOLERANCE_M } from '../../shared/site/gridAt.ts'
import type { LonLatPair } from '../../shared/site/types.ts'
import { SYSTEM_NAMES, toWgs84 } from './coordinateSystem.ts'
import { groundMiddle, judgeGrids, surroundsGrids, type GridAnchors } from './gridEvidence.ts'
import { judgeCentre, judgeMembers, LONE_REST, type Verdict } from './layerEvidence.ts'
import { describePath } from './jsonText.ts'
import type { PlacedCameraRow } from './cameraRows.ts'
import type { Pack } from './pack.ts'
import type { PackFileName } from './packFiles.ts'
import { middleOf, pairOf, pointsOf } from './packPoints.ts'
import type { Problem } from './problem.ts'

/** A place this near its grid speaks for no other system: it may lie in a gap between grids. ASSUMPTION. */
export const GAP_TOLERANCE_M = 60
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
 * Is every layer in WGS-84 (SITE-5)? The manifest is judged by its control points, the base map by the manifest, the grids by
 * both and the routes, the rest by grids and base map, each put right first, so that one moved layer is named and not its neighbours.
 */
export function checkSystem(pack: Pack): SystemFindings {
  const problems = [...controlProblems(pack)]
  const misread = new Set<PackFileName>()
  const note = (file: PackFileName, verdict: Verdict | null): Move => {
    if (!verdict) return (place) => place
    misread.add(file)
    problems.push({ file, line: null, field: 'crs', reason: reasonOf(verdict) })
    return (place) => toWgs84(verdict.system, place)
  }
  const manifest = judgeManifest(pack)
  const manifestMove = note('site.json', manifest)
  const basemapMove = note('basemap.geojson', judgeBasemap(pack, manifestMove))
  const anchors = anchorsOf(pack, manifestMove, basemapMove)
  const grids = judgeGrids(pack, anchors)
  const gridsMove = note('grids.geojson', grids)
  if (grids && !manifest && surroundsGrids(pack, anchors)) {
    const path = ['bounds']
    problems.push({ file: 'site.json', line: pack.lineOf('site.json', path), field: 'bounds', reason: `${reasonOf(grids)}, as the grids` })
  }
  const polygons = polygonsOf(pack, gridsMove)
  note(
    'posts.geojson',
    judgeMembers(
      pack.posts.features,
      ({ properties, geometry }, move) => isIn(polygons, properties.grid, move(pairOf(geometry.coordinates)), GAP_TOLERANCE_M),
      ({ geometry }) => pairOf(geometry.coordinates),
    ),
  )
  note('routes.geojson', judgeRoutes(pack, roadsOf(pack, basemapMove), polygons))
  const cameras = judgeCameras(pack.cameras, polygons)
  note('cameras.csv', cameras)
  const misreadCameras = new Set<number>()
  if (!cameras) judgePlatforms(pack, polygons, problems, misreadCameras)
  return { problems, misread, misreadCameras }
}

function reasonOf({ system, orSystem, offM }: Verdict): string {
  const or = orSystem === undefined ? '' : ` or ${SYSTEM_NAMES[orSystem]}`
  return `looks like ${SYSTEM_NAMES[system]}${or} read as WGS-84: ${Math.round(offM)} m off`
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
  const places = namedPlaces(pack)
  if (places.length > 0) {
    const verdicts = places.map(({ drawn, known }) => judgeCentre(drawn, [manifestMove(known)]))
    return verdicts.every((verdict) => verdict?.system === verdicts[0]?.system) ? verdicts[0] ?? null : null
  }
  const middle = groundMiddle(pack)
  const { view, boundsMiddle } = frameOf(pack, manifestMove)
  return middle && (judgeCentre(middle, [boundsMiddle, view]) ?? judgeCentre(middle, [view], LONE_REST))
}

/** Features of the base map that are control points by their name, and where those are. */
function namedPlaces({ manifest: { controlPoints = [] }, basemap }: Pack): { readonly drawn: LonLatPair; readonly known: LonLatPair }[] {
  return controlPoints.flatMap(({ name, wgs84 }) => {
    const feature = basemap.features.find(({ properties, geometry }) =>
      properties.name?.zh === name.zh && geometry.type !== 'LineString')
    const drawn = feature && middleOf(pointsOf(feature.geometry))
    return drawn ? [{ drawn, known: pairOf(wgs84) }] : []
  })
}

function frameOf({ manifest: { bounds, view } }: Pack, move: Move): Pick<GridAnchors, 'view' | 'boundsMiddle'> {
  const [west, south, east, north] = bounds as [number, number, number, number]
  return { view: move(pairOf(view.centre)), boundsMiddle: move([(west + east) / 2, (south + north) / 2]) }
}

function anchorsOf(pack: Pack, manifestMove: Move, basemapMove: Move): GridAnchors {
  const ground = groundMiddle(pack)
  const roads = roadsOf(pack, basemapMove)
  const points = pack.routes.features.flatMap(({ geometry }) => geometry.coordinates.map(pairOf))
  const verdict = roads.length > 0 ? judgeRoutes(pack, roads, new Map()) : null
  return {
    ...frameOf(pack, manifestMove),
    basemapMiddle: ground && basemapMove(ground),
    basemapKnown: namedPlaces(pack).length > 0,
    controlPoints: (pack.manifest.controlPoints ?? []).map(({ wgs84 }) => manifestMove(pairOf(wgs84))),
    routePoints: verdict ? points.map((place) => toWgs84(verdict.system, place)) : points,
  }
}

function roadsOf(pack: Pack, move: Move): LonLatPair[][] {
  return pack.basemap.features.flatMap(({ geometry }) =>
    (geometry.type === 'LineString' ? [geometry.coordinates.map((place) => move(pairOf(place)))] : []))
}

function judgeRoutes(pack: Pack, roads: readonly LonLatPair[][], grids: ReadonlyMap<string, LonLatPair[][]>): Verdict | null {
  const points = pack.routes.features.flatMap(({ geometry }) => geometry.coordinates.map(pairOf))
  const onRoad = (place: LonLatPair): boolean => roads.some((road) => distanceToLineM(place, road) <= ROAD_TOLERANCE_M)
  const inGrid = (place: LonLatPair): boolean => [...grids.keys()].some((grid) => isIn(grids, grid, place))
  const fits = roads.length > 0 ? onRoad : inGrid
  return judgeMembers(points, (place, move) => fits(move(place)), (place) => place)
}

function judgeCameras(cameras: readonly PlacedCameraRow[], grids: ReadonlyMap<string, LonLatPair[][]>): Verdict | null {
  const fitsAt = ({ grid, lon, lat }: PlacedCameraRow, move: Move): boolean => isIn(grids, grid, move([lon, lat]), GAP_TOLERANCE_M)
  return judgeMembers(cameras, fitsAt, ({ lon, lat }) => [lon, lat])
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
export function isIn(
  polygons: ReadonlyMap<string, LonLatPair[][]>,
  grid: string,
  place: LonLatPair,
  toleranceM = BORDER_TOLERANCE_M,
): boolean {
  const polygon = polygons.get(grid)
  return polygon === undefined || distanceToPolygonM(place, polygon) <= toleranceM
}
