import type { Feature, FeatureCollection } from 'geojson'
import { askEarly, fetchFirst } from '../early.ts'

/** Kinds of feature in a pack's hand-drawn base map. */
export const BASEMAP_KINDS = ['ground', 'water', 'park', 'ring', 'radial', 'path', 'tower', 'landmark', 'metro', 'label'] as const
export type BasemapKind = (typeof BASEMAP_KINDS)[number]

/** What the site pack gives to stand on: tiles when it has them, else its hand-drawn map, else nothing (yet). */
export type Basemap =
  | { readonly type: 'tiles'; readonly url: string }
  | { readonly type: 'drawn'; readonly features: FeatureCollection }
  | { readonly type: 'none' }

const DRAWN_URL = '/api/v1/site/basemap'
const TILES_URL = '/api/v1/site/basemap.pmtiles'

/** The page asks before the map's script has come. */
export function askBasemapEarly(): void {
  askEarly(TILES_URL, 'HEAD')
  askEarly(DRAWN_URL)
}

/** Asks the server which base map the pack has. @throws Error when the server does not answer with one. */
export async function fetchBasemap(signal: AbortSignal): Promise<Basemap> {
  const tiles = await fetchFirst(TILES_URL, { method: 'HEAD', signal })
  if (tiles.ok) return { type: 'tiles', url: new URL(TILES_URL, location.href).href }
  const drawn = await fetchFirst(DRAWN_URL, { signal })
  if (!drawn.ok) throw new Error(`the base map was answered with ${drawn.status}`)
  const collection = (await drawn.json()) as FeatureCollection
  return { type: 'drawn', features: { type: 'FeatureCollection', features: sparse(collection.features).map(flattened) } }
}

/** Layers read `zh` and `en` from the top of the properties. */
function flattened(feature: Feature): Feature {
  const name = (feature.properties?.['name'] ?? {}) as { zh?: string; en?: string }
  return { ...feature, properties: { ...feature.properties, zh: name.zh ?? '', en: name.en ?? name.zh ?? '' } }
}

/** Of labels with the same name two stay, on opposite sides of a ring: more would stand in the way of what moves. */
function sparse(features: readonly Feature[]): Feature[] {
  const byName = new Map<string, Feature[]>()
  for (const feature of features) {
    if (feature.properties?.['kind'] !== 'label') continue
    const name = JSON.stringify(feature.properties['name'])
    byName.set(name, [...(byName.get(name) ?? []), feature])
  }
  const kept = new Set([...byName.values()].flatMap((same) => [same[0], same[Math.floor(same.length / 2)]]))
  return features.filter((feature) => feature.properties?.['kind'] !== 'label' || kept.has(feature))
}
