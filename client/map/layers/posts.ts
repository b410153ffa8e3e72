import type { Map as MapLibre } from 'maplibre-gl'
import { FIGURES } from '../fonts.ts'
import { addIcon, drawPost } from '../icons.ts'
import type { MapInputs } from '../inputs.ts'
import { districtSource } from '../sources.ts'

/** Side of a post's square in multiples of the smallest text. */
export const POST_REM = 1.3

/** The key posts: squares numbered in the pack's order. */
export function addPosts(map: MapLibre, { site, palette, rem }: MapInputs): void {
  addIcon(map, 'post', rem * POST_REM, drawPost(palette.panel, palette.text3))
  const features = site.posts.map(({ position }, i) => ({
    type: 'Feature' as const,
    properties: { number: String(i + 1) },
    geometry: { type: 'Point' as const, coordinates: [position[0], position[1]] },
  }))
  map.addSource('posts', districtSource({ type: 'FeatureCollection', features }))
  map.addLayer({
    id: 'posts',
    source: 'posts',
    type: 'symbol',
    layout: {
      'icon-image': 'post',
      'icon-allow-overlap': true,
      'text-field': ['get', 'number'],
      'text-font': FIGURES,
      'text-size': rem,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': palette.text2 },
  })
}
