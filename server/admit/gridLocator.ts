import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import type { GridId } from '../../shared/ids.ts'
import type { Grid } from '../../shared/site/types.ts'

/** Finds the grid a WGS-84 position lies in; on a shared edge the first of the pack; null outside all. */
export function createGridLocator(grids: readonly Grid[]): (lon: number, lat: number) => GridId | null {
  const shapes = grids.map(({ id, polygon }) => ({
    id,
    polygon: { type: 'Polygon' as const, coordinates: polygon.map((ring) => ring.map(([lon, lat]) => [lon, lat])) },
  }))
  return (lon, lat) => shapes.find(({ polygon }) => booleanPointInPolygon([lon, lat], polygon))?.id ?? null
}
