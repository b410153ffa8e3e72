import type { GridId } from '../ids.ts'
import { distanceToPolygonM, insidePolygon } from './geometry.ts'
import type { Grid, LonLatPair } from './types.ts'

/** A place this near a grid still counts as in it: digits are rounded, borders run along kerbs. ASSUMPTION. */
export const BORDER_TOLERANCE_M = 5

/** Does a place lie in a grid, or at its border? */
export function liesInGrid({ polygon }: Pick<Grid, 'polygon'>, position: LonLatPair): boolean {
  return distanceToPolygonM(position, polygon) <= BORDER_TOLERANCE_M
}

/** The grid a place lies in; null outside all. A place on a shared border belongs to exactly one (SITE-2). */
export function gridAt(grids: readonly Pick<Grid, 'id' | 'polygon'>[], position: LonLatPair): GridId | null {
  return grids.find(({ polygon }) => insidePolygon(position, polygon))?.id ?? null
}
