import type { GridId } from '../ids.ts'
import { insidePolygon } from './geometry.ts'
import type { Grid, LonLatPair } from './types.ts'

/** The grid a place lies in; null outside all. A place on a shared border belongs to exactly one (SITE-2). */
export function gridAt(grids: readonly Pick<Grid, 'id' | 'polygon'>[], position: LonLatPair): GridId | null {
  return grids.find(({ polygon }) => insidePolygon(position, polygon))?.id ?? null
}
