import { ringAreaM2, selfCrossing } from '../../shared/site/geometry.ts'
import type { LonLatPair } from '../../shared/site/types.ts'
import { describePath } from './jsonText.ts'
import type { JsonFileName, Pack } from './pack.ts'
import type { Problem } from './problem.ts'

/** Every polygon of grids and base map is closed, has an area and does not cross itself (SITE-3). */
export function checkForm(pack: Pack): Problem[] {
  return [...polygonsOf(pack, 'grids.geojson'), ...polygonsOf(pack, 'basemap.geojson')]
}

function polygonsOf(pack: Pack, file: 'grids.geojson' | 'basemap.geojson'): Problem[] {
  const { features } = file === 'grids.geojson' ? pack.grids : pack.basemap
  return features.flatMap(({ geometry }, index) =>
    geometry.type === 'Polygon'
      ? geometry.coordinates.flatMap((ring, place) => ringProblems(pack, file, [index, place], ring as unknown as LonLatPair[]))
      : [])
}

function ringProblems(pack: Pack, file: JsonFileName, [index, place]: readonly [number, number], ring: readonly LonLatPair[]): Problem[] {
  const path = ['features', index, 'geometry', 'coordinates', place]
  const at = (point: number | null, reason: string): Problem[] => {
    const full = point === null ? path : [...path, point]
    return [{ file, line: pack.lineOf(file, full), field: describePath(full), reason }]
  }
  const [first, last] = [ring[0]!, ring[ring.length - 1]!]
  if (first[0] !== last[0] || first[1] !== last[1]) {
    return at(ring.length - 1, `the ring is not closed: it starts at ${first.join(', ')} and ends at ${last.join(', ')}`)
  }
  const crossing = selfCrossing(ring)
  if (crossing) {
    return at(crossing[1], `the polygon crosses itself: the edge from point ${crossing[0]} and the edge from point ${crossing[1]} meet`)
  }
  return ringAreaM2(ring) === 0 ? at(null, 'the polygon has no area') : []
}
