import { BORDER_TOLERANCE_M } from '../../shared/site/gridAt.ts'
import type { LonLatPair } from '../../shared/site/types.ts'
import { SHIFTED_SYSTEMS, SYSTEM_NAMES, toWgs84, type ShiftedSystem } from './coordinateSystem.ts'
import { isWithin } from './checkManifest.ts'
import { GAP_TOLERANCE_M, isIn, polygonsOf, type SystemFindings } from './checkSystem.ts'
import { describePath, type JsonPath } from './jsonText.ts'
import type { JsonFileName, Pack } from './pack.ts'
import type { PackFileName } from './packFiles.ts'
import { pairOf } from './packPoints.ts'
import type { Problem } from './problem.ts'

interface Place {
  readonly file: PackFileName
  readonly line: number
  readonly field: string
  readonly at: LonLatPair
  /** The grid it says it is in; null for what belongs to none. */
  readonly grid: string | null
}

/** When so many places of a file have longitude and latitude swapped, it is said once. ASSUMPTION. */
const SWAPPED_SHARE = 0.5

/** Everything lies within the bounds; cameras and posts lie in the grid they name (SITE-4). */
export function checkPlaces(pack: Pack, { misread, misreadCameras }: SystemFindings): Problem[] {
  const skipped = ({ file, line }: Place): boolean => misread.has(file) || (file === 'cameras.csv' && misreadCameras.has(line))
  const places = placesOf(pack).filter((place) => !skipped(place))
  const files = [...new Set(places.map(({ file }) => file))]
  const hint = hintsOf(pack, places)
  const outside = files.flatMap((file) => outsideOf(pack, places.filter((place) => place.file === file), hint))
  const ofGrids = misread.has('grids.geojson') ? [] : places.filter(({ at }) => isWithin(pack.manifest.bounds, at))
  return [...outside, ...gridProblems(pack, ofGrids, hint)]
}

function placesOf(pack: Pack): Place[] {
  const place = (file: JsonFileName, path: JsonPath, at: readonly number[], grid: string | null = null): Place =>
    ({ file, line: pack.lineOf(file, path), field: describePath(path), at: pairOf(at), grid })
  return [
    ...pack.grids.features.flatMap(({ properties, geometry }, index) => [
      place('grids.geojson', ['features', index, 'properties', 'label'], properties.label),
      ...geometry.coordinates.flatMap((ring, r) =>
        ring.map((at, p) => place('grids.geojson', ['features', index, 'geometry', 'coordinates', r, p], at))),
    ]),
    ...pack.posts.features.map(({ properties, geometry }, index) =>
      place('posts.geojson', ['features', index, 'geometry', 'coordinates'], geometry.coordinates, properties.grid)),
    ...pack.routes.features.flatMap(({ geometry }, index) =>
      geometry.coordinates.map((at, p) => place('routes.geojson', ['features', index, 'geometry', 'coordinates', p], at))),
    ...pack.cameras.map(({ line, lon, lat, grid }): Place => ({ file: 'cameras.csv', line, field: 'lon, lat', at: [lon, lat], grid })),
    ...pack.resources.map(({ line, lon, lat, grid }): Place => ({ file: 'resources.csv', line, field: 'lon, lat', at: [lon, lat], grid })),
    ...pack.schemes.features.flatMap(({ properties: { gates }, geometry }, index) => [
      ...gates.map((at, g) => place('schemes.geojson', ['features', index, 'properties', 'gates', g], at)),
      ...geometry.coordinates.flatMap((line, l) => line.map((at, p) => place('schemes.geojson', ['features', index, 'geometry', 'coordinates', l, p], at))),
    ]),
  ]
}

function outsideOf(pack: Pack, places: readonly Place[], hint: Hint): Problem[] {
  const { bounds } = pack.manifest
  const outside = places.filter(({ at }) => !isWithin(bounds, at))
  const swapped = outside.filter(({ at: [lon, lat] }) => isWithin(bounds, [lat, lon]))
  const first = swapped[0]
  const told = first && swapped.length > 1 && swapped.length > SWAPPED_SHARE * places.length ? new Set(swapped) : new Set<Place>()
  const summary = first && told.size > 0
    ? [{
      file: first.file,
      line: first.line,
      field: first.field,
      reason: `longitude and latitude are swapped, here and in ${told.size - 1} more places of the file`,
    }]
    : []
  return [
    ...summary,
    ...outside.filter((place) => !told.has(place)).map((place) =>
      ({ file: place.file, line: place.line, field: place.field, reason: outsideReason(bounds, place, hint) })),
  ]
}

function outsideReason(bounds: readonly number[], place: Place, hint: Hint): string {
  const [lon, lat] = place.at
  if (isWithin(bounds, [lat, lon])) return `longitude and latitude are swapped: ${lon}, ${lat}`
  const systems = hint(place)
  return `${lon}, ${lat} lies outside the site's bounds${systems === '' ? '' : ` (read as ${systems} it would lie within)`}`
}

type Polygons = ReadonlyMap<string, LonLatPair[][]>
/** Names of the systems that would put a misplaced place right; empty for none. */
type Hint = (place: Place) => string

/** Hints by what explains most of a file: where two systems fit a place, the one that fits more of its neighbours is meant. */
function hintsOf(pack: Pack, places: readonly Place[]): Hint {
  const polygons = polygonsOf(pack)
  const fitting = new Map(places.map((place) => [place, fittingSystems(pack, polygons, place)]))
  const times = new Map<string, number>()
  const keyOf = ({ file }: Place, system: ShiftedSystem): string => `${file} ${system}`
  for (const [place, systems] of fitting) {
    for (const system of systems) times.set(keyOf(place, system), (times.get(keyOf(place, system)) ?? 0) + 1)
  }
  return (place) => {
    const systems = fitting.get(place) ?? []
    const most = Math.max(...systems.map((system) => times.get(keyOf(place, system)) ?? 0))
    return systems.filter((system) => times.get(keyOf(place, system)) === most).map((system) => SYSTEM_NAMES[system]).join(' or ')
  }
}

/** Systems that would put the place right; none for one that is right, or merely lies in a gap beside its grid. */
function fittingSystems({ manifest: { bounds } }: Pack, polygons: Polygons, { at, grid }: Place): ShiftedSystem[] {
  const fits = (place: LonLatPair, toleranceM: number): boolean =>
    isWithin(bounds, place) && (grid === null || isIn(polygons, grid, place, toleranceM))
  return fits(at, GAP_TOLERANCE_M) ? [] : SHIFTED_SYSTEMS.filter((system) => fits(toWgs84(system, at), BORDER_TOLERANCE_M))
}

function gridProblems(pack: Pack, places: readonly Place[], hint: Hint): Problem[] {
  const polygons = polygonsOf(pack)
  return places.flatMap((place) => {
    const { file, line, field, at, grid } = place
    if (grid === null || isIn(polygons, grid, at)) return []
    const where = gridOf(polygons, at)
    const systems = hint(place)
    return [{
      file,
      line,
      field,
      reason: `${where === null ? 'lies outside every grid' : `lies in grid ${where}`}, not in ${grid} as it says`
        + (systems === '' ? '' : ` (read as ${systems} it would lie in ${grid})`),
    }]
  })
}

function gridOf(polygons: Polygons, at: LonLatPair): string | null {
  return [...polygons.keys()].find((id) => isIn(polygons, id, at)) ?? null
}
