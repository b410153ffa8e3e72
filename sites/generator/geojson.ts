import { toLonLat, type Spot } from './plane.ts'

export interface Feature {
  readonly type: 'Feature'
  readonly properties: object
  readonly geometry: { readonly type: 'Point' | 'LineString' | 'MultiLineString' | 'Polygon'; readonly coordinates: unknown }
}

export function point(spot: Spot, properties: object): Feature {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: toLonLat(spot) } }
}

export function line(spots: readonly Spot[], properties: object): Feature {
  return { type: 'Feature', properties, geometry: { type: 'LineString', coordinates: spots.map(toLonLat) } }
}

export function area(outline: readonly Spot[], properties: object): Feature {
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [outline.map(toLonLat)] } }
}

/** A feature a line, so that a line number names a feature and a change shows as one. */
export function collectionText(features: readonly Feature[]): string {
  return `{"type":"FeatureCollection","features":[\n${features.map((feature) => JSON.stringify(feature)).join(',\n')}\n]}\n`
}
