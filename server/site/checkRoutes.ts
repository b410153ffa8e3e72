import { distanceToLineM } from '../../shared/site/geometry.ts'
import type { LonLatPair } from '../../shared/site/types.ts'
import { describePath } from './jsonText.ts'
import type { Pack } from './pack.ts'
import type { Problem } from './problem.ts'

const FILE = 'routes.geojson'

/** A checkpoint lies on its route, no farther from the line than the route's corridor, and its longest stay is no shorter than its least. */
export function checkRoutes(pack: Pack): Problem[] {
  return [...checkDwells(pack), ...checkCorridors(pack)]
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
