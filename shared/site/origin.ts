import type { Origin } from '../protocol/readingsFrame.ts'
import { toE7 } from '../reading/picture.ts'
import type { Site } from './types.ts'

/** Where the wire counts positions from: the middle of the site's bounds. */
export function originOf({ bounds: [west, south, east, north] }: Pick<Site, 'bounds'>): Origin {
  return { lonE7: toE7((west + east) / 2), latE7: toE7((south + north) / 2) }
}
