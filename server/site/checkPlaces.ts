import type { LonLatPair } from '../../shared/site/types.ts'
import { SHIFTED_SYSTEMS, SYSTEM_NAMES, toWgs84 } from './coordinateSystem.ts'
import { isWithin } from './checkManifest.ts'
import { isIn, pairOf, polygonsOf, type SystemFindings } from './checkSystem.ts'
import { describePath, type JsonPath } from './jsonText.ts'
import type { JsonFileName, Pack } from './pack.ts'
import type { PackFileName } from './packFiles.ts'
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
  const outside = files.flatMap((file) => outsideOf(pack, places.filter((place) => place.file === file)))
  const ofGrids = misread.has('grids.geojson') ? [] : places.filter(({ at }) => isWithin(pack.manifest.bounds, at))
  return [...outside, ...gridProblems(pack, ofGrids)]
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
  ]
}

function outsideOf(pack: Pack, places: readonly Place[]): Problem[] {
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
      ({ file: place.file, line: place.line, field: place.field, reason: outsideReason(bounds, place.at) })),
  ]
}

function outsideReason(bounds: readonly number[], [lon, lat]: LonLatPair): string {
  if (isWithin(bounds, [lat, lon])) return `longitude and latitude are swapped: ${lon}, ${lat}`
  const system = SHIFTED_SYSTEMS.find((shifted) => isWithin(bounds, toWgs84(shifted, [lon, lat])))
  return `${lon}, ${lat} lies outside the site's bounds${system ? ` (read as ${SYSTEM_NAMES[system]} it would lie within)` : ''}`
}

function gridProblems(pack: Pack, places: readonly Place[]): Problem[] {
  const polygons = polygonsOf(pack)
  return places.flatMap(({ file, line, field, at, grid }) => {
    if (grid === null || isIn(polygons, grid, at)) return []
    const where = gridOf(polygons, at)
    const system = SHIFTED_SYSTEMS.find((shifted) => isIn(polygons, grid, toWgs84(shifted, at)))
    const hint = system ? ` (read as ${SYSTEM_NAMES[system]} it would lie in ${grid})` : ''
    return [{
      file,
      line,
      field,
      reason: `${where === null ? 'lies outside every grid' : `lies in grid ${where}`}, not in ${grid} as it says${hint}`,
    }]
  })
}

function gridOf(polygons: ReadonlyMap<string, LonLatPair[][]>, at: LonLatPair): string | null {
  return [...polygons.keys()].find((id) => isIn(polygons, id, at)) ?? null
}
