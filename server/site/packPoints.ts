import { boundsOf } from '../../shared/site/geometry.ts'
import type { LonLatPair } from '../../shared/site/types.ts'
import type { Pack } from './pack.ts'

/** Every position of a base-map feature. */
export function pointsOf(geometry: Pack['basemap']['features'][number]['geometry']): LonLatPair[] {
  if (geometry.type === 'Point') return [pairOf(geometry.coordinates)]
  return (geometry.type === 'LineString' ? geometry.coordinates : geometry.coordinates.flat()).map(pairOf)
}

/** Middle of the box around some points; null without any. */
export function middleOf(points: readonly LonLatPair[]): LonLatPair | null {
  const bounds = boundsOf(points)
  return bounds && [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2]
}

/** Longitude and latitude of a position that may have a height. */
export function pairOf(position: readonly number[]): LonLatPair {
  return [position[0]!, position[1]!]
}
