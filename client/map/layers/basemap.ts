import type { FeatureCollection } from 'geojson'
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, Map as MapLibre } from 'maplibre-gl'
import { watch } from 'vue'
import type { BasemapKind } from '../basemap.ts'
import { WORDS } from '../fonts.ts'
import { addIcon, drawMetro } from '../icons.ts'
import type { MapInputs } from '../inputs.ts'
import type { Palette } from '../palette.ts'

const SOURCE = 'basemap'
const NAMED = ['basemap-metro', 'basemap-label']
/** Widths where the pack gives none, m. */
const RING_WIDTH_M = 26
const RADIAL_WIDTH_M = 16
const PATH_WIDTH_M = 6
/** Both edges of a ring together, m. */
const RING_EDGE_M = 5
/** Heights at which a tower is drawn in the low and the high colour, m. */
const TOWER_LOW_M = 40
const TOWER_HIGH_M = 200
const DEFAULT_TOWER_M = 60

/** The hand-drawn ground everything stands on: water, roads, towers, stations and place names. */
export function addBasemap(map: MapLibre, inputs: MapInputs, features: FeatureCollection): void {
  const { palette, rem, language, site } = inputs
  addIcon(map, 'metro', rem * 0.95, drawMetro(palette.raised, palette.text3))
  map.addSource(SOURCE, { type: 'geojson', data: features })
  for (const layer of groundLayers(palette, site.view.centre[1])) map.addLayer(layer)
  for (const layer of nameLayers(palette, rem)) map.addLayer(layer)
  watch(language, (name) => NAMED.forEach((id) => map.setLayoutProperty(id, 'text-field', ['get', name])), { immediate: true })
}

function of(...kinds: BasemapKind[]): FilterSpecification {
  return ['in', ['get', 'kind'], ['literal', kinds]]
}

function area(...kinds: BasemapKind[]): FilterSpecification {
  return ['all', ['==', ['geometry-type'], 'Polygon'], of(...kinds)] as FilterSpecification
}

function stroke(...kinds: BasemapKind[]): FilterSpecification {
  return ['all', ['==', ['geometry-type'], 'LineString'], of(...kinds)] as FilterSpecification
}

function groundLayers(palette: Palette, latitude: number): LayerSpecification[] {
  const ring = metres(['coalesce', ['get', 'width'], RING_WIDTH_M], latitude)
  const radial = metres(['coalesce', ['get', 'width'], RADIAL_WIDTH_M], latitude)
  const edged = metres(['+', ['coalesce', ['get', 'width'], RING_WIDTH_M], RING_EDGE_M], latitude)
  const path = metres(['coalesce', ['get', 'width'], PATH_WIDTH_M], latitude)
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const
  return [
    { id: 'basemap-ground', source: SOURCE, type: 'fill', filter: area('ground'), paint: { 'fill-color': palette.panel } },
    { id: 'basemap-ground-edge', source: SOURCE, type: 'line', filter: area('ground'), paint: { 'line-color': palette.line, 'line-width': 1 } },
    { id: 'basemap-park', source: SOURCE, type: 'fill', filter: area('park'), paint: { 'fill-color': palette.raised } },
    { id: 'basemap-water', source: SOURCE, type: 'fill', filter: area('water'), paint: { 'fill-color': palette.water } },
    { id: 'basemap-canal', source: SOURCE, type: 'line', filter: stroke('water'), layout: round, paint: { 'line-color': palette.water, 'line-width': radial } },
    { id: 'basemap-shore', source: SOURCE, type: 'line', filter: area('water'), paint: { 'line-color': palette.line, 'line-width': 1 } },
    { id: 'basemap-path', source: SOURCE, type: 'line', filter: stroke('path'), layout: round, paint: { 'line-color': palette.road, 'line-width': path } },
    { id: 'basemap-radial', source: SOURCE, type: 'line', filter: stroke('radial'), layout: round, paint: { 'line-color': palette.road, 'line-width': radial } },
    { id: 'basemap-ring-edge', source: SOURCE, type: 'line', filter: stroke('ring'), layout: round, paint: { 'line-color': palette.normal, 'line-opacity': 0.45, 'line-width': edged } },
    { id: 'basemap-ring', source: SOURCE, type: 'line', filter: stroke('ring'), layout: round, paint: { 'line-color': palette.road, 'line-width': ring } },
    { id: 'basemap-road-area', source: SOURCE, type: 'fill', filter: area('ring', 'radial'), paint: { 'fill-color': palette.road, 'fill-outline-color': palette.towerHigh } },
    towers(palette),
  ]
}

function towers(palette: Palette): LayerSpecification {
  const height: ExpressionSpecification = ['coalesce', ['get', 'height'], DEFAULT_TOWER_M]
  return {
    id: 'basemap-towers',
    source: SOURCE,
    type: 'fill-extrusion',
    filter: area('tower', 'landmark'),
    paint: {
      'fill-extrusion-height': height,
      'fill-extrusion-color': ['interpolate', ['linear'], height, TOWER_LOW_M, palette.towerLow, TOWER_HIGH_M, palette.towerHigh],
      'fill-extrusion-opacity': 0.9,
    },
  }
}

function nameLayers(palette: Palette, rem: number): LayerSpecification[] {
  const text = { 'text-color': palette.text3, 'text-halo-color': palette.ground, 'text-halo-width': rem * 0.08 }
  const layout = { 'text-font': WORDS, 'text-size': rem, 'text-padding': rem * 0.25, 'text-max-width': 12 } as const
  const beside = { 'text-variable-anchor': ['left', 'right', 'top', 'bottom'], 'text-radial-offset': 0.7, 'text-justify': 'auto' } as const
  return [
    {
      id: 'basemap-metro',
      source: SOURCE,
      type: 'symbol',
      filter: of('metro'),
      layout: { ...layout, ...beside, 'icon-image': 'metro', 'icon-allow-overlap': true, 'text-optional': true } as never,
      paint: text,
    },
    {
      id: 'basemap-label',
      source: SOURCE,
      type: 'symbol',
      filter: ['all', of('label'), ['!', ['to-boolean', ['get', 'minor']]]] as FilterSpecification,
      layout: { ...layout, 'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'], 'text-radial-offset': 0.9 } as never,
      paint: text,
    },
  ]
}

/** MapLibre's world is 512 px wide at zoom 0. */
const WORLD_PX = 512
const EQUATOR_M = 40_075_016.686
const FAR_ZOOM = 22

/** A line width in metres on the ground, at whatever zoom. */
function metres(widthM: ExpressionSpecification, latitude: number): ExpressionSpecification {
  const pxPerM = WORLD_PX / (EQUATOR_M * Math.cos((latitude * Math.PI) / 180))
  const far = pxPerM * 2 ** FAR_ZOOM
  return ['interpolate', ['exponential', 2], ['zoom'], 0, ['*', widthM, pxPerM], FAR_ZOOM, ['*', widthM, far]] as ExpressionSpecification
}
