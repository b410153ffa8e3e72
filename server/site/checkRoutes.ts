import { distanceM, distanceToLineM, distanceToPolygonM, insidePolygon } from '../../shared/site/geometry.ts'
import type { LonLatPair } from '../../shared/site/types.ts'
import { describePath } from './jsonText.ts'
import type { Pack } from './pack.ts'
import type { Problem } from './problem.ts'

const FILE = 'routes.geojson'

/** Between its points a line is looked at every so many metres. */
const STEP_M = 5

/** A checkpoint lies on its route, no farther from the line than the route's corridor, its longest stay is no shorter than its least, and a route leaves its grids by no more than its corridor. */
export function checkRoutes(pack: Pack, gridsMisread: boolean): Problem[] {
  return [...checkDwells(pack), ...checkCorridors(pack), ...(gridsMisread ? [] : checkGrids(pack))]
}

function checkDwells(pack: Pack): Problem[] {
  return pack.routes.features.flatMap(({ properties: { checkpoints } }, index) =>
    checkpoints.flatMap(({ dwellSeconds }, place) => {
      if (dwellSeconds === undefined || dwellSeconds.most >= dwellSeconds.least) return []
      const path = ['features', index, 'properties', 'checkpoints', place, 'dwellSeconds', 'most']
      const reason = `${dwellSeconds.most} s is shorter than the least stay of ${dwellSeconds.least} s`
      return [{ file: FILE, line: pack.lineOf(FILE, path), field: describePath(path), reason }]
    }))
}

function checkCorridors(pack: Pack): Problem[] {
  return pack.routes.features.flatMap(({ properties: { corridorM, checkpoints }, geometry }, index) =>
    checkpoints.flatMap(({ position }, place) => {
      const offM = distanceToLineM(position as unknown as LonLatPair, geometry.coordinates as unknown as LonLatPair[])
      const path = ['features', index, 'properties', 'checkpoints', place, 'position']
      const reason = `lies ${Math.round(offM)} m off the route's line, its corridor is ${corridorM} m`
      return offM <= corridorM ? [] : [{ file: FILE, line: pack.lineOf(FILE, path), field: describePath(path), reason }]
    }))
}

/** The first place of each route that lies farther from every grid it names, of the pack where it names none, than its corridor is wide (SITE-14). */
function checkGrids(pack: Pack): Problem[] {
  const polygons = new Map(pack.grids.features.map(({ properties, geometry }) => [properties.id, geometry.coordinates as unknown as LonLatPair[][]]))
  return pack.routes.features.flatMap(({ properties: { corridorM, grids }, geometry }, index) => {
    const areas = (grids ?? [...polygons.keys()]).map((id) => polygons.get(id))
    if (areas.length === 0 || !areas.every((area) => area !== undefined)) return []
    const strays = farthestStray(geometry.coordinates as unknown as LonLatPair[], areas, corridorM)
    if (strays === null) return []
    const path = ['features', index, 'geometry', 'coordinates', strays.place]
    const reason = `goes ${Math.round(strays.offM)} m out of ${grids?.join(', ') ?? 'every grid of the pack'} from here on, its corridor is ${corridorM} m`
    return [{ file: FILE, line: pack.lineOf(FILE, path), field: describePath(path), reason }]
  })
}

/** How far a place is from the nearest of some areas, m; most routes lie inside one, and no distance is worked out. */
function offAllM(at: LonLatPair, areas: readonly (readonly (readonly LonLatPair[])[])[]): number {
  return areas.some((area) => insidePolygon(at, area)) ? 0 : Math.min(...areas.map((area) => distanceToPolygonM(at, area)))
}

/** The first segment (by its first point) that leaves the areas by more than the corridor, and how far it goes; null when none does. */
function farthestStray(
  line: readonly LonLatPair[], areas: readonly (readonly (readonly LonLatPair[])[])[], corridorM: number,
): { readonly place: number; readonly offM: number } | null {
  for (let place = 0; place + 1 < line.length; place += 1) {
    const [from, to] = [line[place]!, line[place + 1]!]
    const steps = Math.max(1, Math.ceil(distanceM(from, to) / STEP_M))
    let offM = 0
    for (let step = 0; step <= steps; step += 1) {
      const share = step / steps
      const at: LonLatPair = [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
      offM = Math.max(offM, offAllM(at, areas))
    }
    if (offM > corridorM) return { place, offM }
  }
  return null
}
