import type { FeatureCollection } from 'geojson'
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, Map as MapLibre } from 'maplibre-gl'
import { watch } from 'vue'
import type { BasemapKind } from '../basemap.ts'
import { WORDS } from '../fonts.ts'
import { pxPerMetre } from '../groundScale.ts'
import { addIcon, drawMetro } from '../icons.ts'
import type { MapInputs } from '../inputs.ts'
import type { Palette } from '../palette.ts'
import { districtSource } from '../sources.ts'

const SOURCE = 'basemap'
const NAMED = ['basemap-metro', 'basemap-label']
/** Widths where the pack gives none, m. */
const RING_WIDTH_M = 26
const RADIAL_WIDTH_M = 16
const PATH_WIDTH_M = 6
/** Both edges of a ring together, m. */
const RING_EDGE_M = 5
const RING_EDGE_OPACITY = 0.45
/** Heights at which a tower is drawn in the low and the high colour, m. */
const TOWER_LOW_M = 40
const TOWER_HIGH_M = 200
const DEFAULT_TOWER_M = 60

/** The hand-drawn ground everything stands on: water, roads, towers, stations and place names. */
export function addBasemap(map: MapLibre, inputs: MapInputs, features: FeatureCollection): void {
  const { palette, rem, language, site } = inputs
  addIcon(map, 'metro', rem * 0.95, drawMetro(palette.raised, palette.text3))
  map.addSource(SOURCE, districtSource(features))
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
  const width = (defaultM: number, moreM = 0): ExpressionSpecification =>
    metres(['+', ['coalesce', ['get', 'width'], defaultM], moreM], latitude)
  return [
    fill('ground', area('ground'), palette.panel),
    line('ground-edge', area('ground'), palette.line, 1),
    fill('park', area('park'), palette.raised),
    fill('water', area('water'), palette.water),
    line('canal', stroke('water'), palette.water, width(RADIAL_WIDTH_M)),
    line('shore', area('water'), palette.line, 1),
    line('path', stroke('path'), palette.road, width(PATH_WIDTH_M)),
    line('radial', stroke('radial'), palette.road, width(RADIAL_WIDTH_M)),
    line('ring-edge', stroke('ring'), palette.normal, width(RING_WIDTH_M, RING_EDGE_M), RING_EDGE_OPACITY),
    line('ring', stroke('ring'), palette.road, width(RING_WIDTH_M)),
    fill('road-area', area('ring', 'radial', 'path'), palette.road),
    towers(palette),
  ]
}

function fill(name: string, filter: FilterSpecification, colour: string): LayerSpecification {
  return { id: `basemap-${name}`, source: SOURCE, type: 'fill', filter, paint: { 'fill-color': colour } }
}

function line(
  name: string,
  filter: FilterSpecification,
  colour: string,
  width: number | ExpressionSpecification,
  opacity = 1,
): LayerSpecification {
  return {
    id: `basemap-${name}`,
    source: SOURCE,
    type: 'line',
    filter,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width, 'line-opacity': opacity },
  }
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

const FAR_ZOOM = 22

/** A line width in metres on the ground, at whatever zoom. */
function metres(widthM: ExpressionSpecification, latitude: number): ExpressionSpecification {
  const width = (zoom: number): ExpressionSpecification => ['*', widthM, pxPerMetre(zoom, latitude)]
  return ['interpolate', ['exponential', 2], ['zoom'], 0, width(0), FAR_ZOOM, width(FAR_ZOOM)] as ExpressionSpecification
}
