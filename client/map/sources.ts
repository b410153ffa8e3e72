import type { FeatureCollection } from 'geojson'
import type { GeoJSONSourceSpecification } from 'maplibre-gl'

const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] }
/** Places in tiles of this zoom are true to half a metre. */
const LAST_ZOOM = 13
/** Lines keep their bends to about as much, px of a tile. */
const TOLERANCE = 0.05

/**
 * A source of a district's things. Its tiles end early, so that a district is one to four of them instead of twenty: the
 * worker lays out each, and the page draws each layer of each, again for every change.
 */
export function districtSource(data: FeatureCollection = NOTHING): GeoJSONSourceSpecification {
  return { type: 'geojson', maxzoom: LAST_ZOOM, tolerance: TOLERANCE, data }
}
