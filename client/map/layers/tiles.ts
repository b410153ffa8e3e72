import { addProtocol, type ExpressionSpecification, type LayerSpecification, type Map as MapLibre } from 'maplibre-gl'
import { Protocol } from 'pmtiles'
import { watch } from 'vue'
import { WORDS } from '../fonts.ts'
import type { MapInputs } from '../inputs.ts'
import type { Palette } from '../palette.ts'
import type { Language } from '../words.ts'

const SOURCE = 'tiles'
/** The same noun in the Protomaps and in the OpenMapTiles schema. */
const LAND = ['earth']
const GREEN = ['landuse', 'landcover']
const WATER = ['water']
const ROADS = ['roads', 'transportation']
const BUILDINGS = ['buildings', 'building']
const PLACES = ['places', 'place']

addProtocol('pmtiles', new Protocol().tile)

/** A pack's own tiles (`basemap.pmtiles`) instead of the hand-drawn map. `url` is absolute. */
export function addTiles(map: MapLibre, { palette, rem, language }: MapInputs, url: string): void {
  map.addSource(SOURCE, { type: 'vector', url: `pmtiles://${url}` })
  for (const layer of [...groundLayers(palette), ...nameLayers(palette, rem)]) map.addLayer(layer)
  const show = (name: Language): void => PLACES.forEach((place) => map.setLayoutProperty(`tiles-${place}`, 'text-field', nameIn(name)))
  watch(language, show, { immediate: true })
}

function nameIn(language: Language): ExpressionSpecification {
  const names = language === 'zh' ? ['name:zh-Hans', 'name:zh', 'name'] : ['name:en', 'name:latin', 'name']
  return ['coalesce', ...names.map((name): ExpressionSpecification => ['get', name])] as ExpressionSpecification
}

function groundLayers(palette: Palette): LayerSpecification[] {
  return [
    ...LAND.map((layer) => fill(layer, palette.panel)),
    ...GREEN.map((layer) => fill(layer, palette.raised)),
    ...WATER.map((layer) => fill(layer, palette.water)),
    ...ROADS.map((layer) => road(layer, palette.towerHigh)),
    ...BUILDINGS.map((layer) => building(layer, palette)),
  ]
}

function fill(layer: string, colour: string): LayerSpecification {
  const filter = ['==', ['geometry-type'], 'Polygon'] as ExpressionSpecification
  return { id: `tiles-${layer}`, source: SOURCE, 'source-layer': layer, type: 'fill', filter, paint: { 'fill-color': colour } }
}

function road(layer: string, colour: string): LayerSpecification {
  return {
    id: `tiles-${layer}`,
    source: SOURCE,
    'source-layer': layer,
    type: 'line',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 10, 0.5, 15, 3, 18, 14] },
  }
}

function building(layer: string, palette: Palette): LayerSpecification {
  return {
    id: `tiles-${layer}`,
    source: SOURCE,
    'source-layer': layer,
    type: 'fill-extrusion',
    paint: {
      'fill-extrusion-color': palette.towerLow,
      'fill-extrusion-height': ['coalesce', ['get', 'height'], ['get', 'render_height'], 10],
      'fill-extrusion-opacity': 0.9,
    },
  }
}

function nameLayers(palette: Palette, rem: number): LayerSpecification[] {
  return PLACES.map((layer) => ({
    id: `tiles-${layer}`,
    source: SOURCE,
    'source-layer': layer,
    type: 'symbol' as const,
    layout: { 'text-font': WORDS, 'text-size': rem },
    paint: { 'text-color': palette.text3, 'text-halo-color': palette.ground, 'text-halo-width': rem * 0.08 },
  }))
}
