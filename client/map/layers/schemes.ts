import type { Feature, FeatureCollection } from 'geojson'
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import { computed, watch } from 'vue'
import { activeSchemes } from '../../../shared/emergency/runs.ts'
import type { Scheme } from '../../../shared/site/types.ts'
import { addIcon, drawGate, drawOneWay } from '../icons.ts'
import type { MapInputs } from '../inputs.ts'
import { districtSource } from '../sources.ts'

const SOURCE = 'schemes'

/**
 * The control schemes that are active, and no others: drawn anew when one is activated or lifted, not otherwise (SCHEME-1).
 * In a quiet tone: one in force is in order, and red and amber are for what is not.
 */
export function addSchemes(map: MapLibre, { site, palette, rem, board }: MapInputs): void {
  addIcon(map, 'scheme-gate', rem * 1.15, drawGate(palette.text2, palette.ground))
  addIcon(map, 'scheme-one-way', rem * 0.75, drawOneWay(palette.text2))
  map.addSource(SOURCE, districtSource())
  const form = (name: Scheme['form'] | 'gate'): ExpressionSpecification => ['==', ['get', 'form'], name]
  map.addLayer({
    id: 'schemes-closed', source: SOURCE, type: 'line', filter: form('closedRoad'), layout: { 'line-cap': 'butt', 'line-join': 'round' },
    paint: { 'line-color': palette.text2, 'line-width': rem * 0.26, 'line-dasharray': [1.6, 0.7] },
  })
  map.addLayer({
    id: 'schemes-walk', source: SOURCE, type: 'line', filter: form('oneWayWalk'), layout: { 'line-join': 'round' },
    paint: { 'line-color': palette.text2, 'line-width': rem * 0.12, 'line-dasharray': [4, 2] },
  })
  map.addLayer({
    id: 'schemes-direction', source: SOURCE, type: 'symbol', filter: form('oneWayWalk'),
    layout: { 'symbol-placement': 'line', 'symbol-spacing': rem * 5, 'icon-image': 'scheme-one-way', 'icon-allow-overlap': true },
  })
  map.addLayer({
    id: 'schemes-gates', source: SOURCE, type: 'symbol', filter: form('gate'), layout: { 'icon-image': 'scheme-gate', 'icon-allow-overlap': true },
  })
  const drawn = computed(() => activeSchemes(board.matters, site.schemes).flatMap(({ of }) => of ?? []))
  watch(() => drawn.value.map(({ id }) => id).join(' '), () => map.getSource<GeoJSONSource>(SOURCE)?.setData(schemeFeatures(drawn.value)), { immediate: true })
}

/** Lines by what the scheme does along them, and its gates. */
export function schemeFeatures(schemes: readonly Scheme[]): FeatureCollection {
  const features = schemes.flatMap(({ form, lines, gates }): Feature[] => [
    { type: 'Feature', properties: { form }, geometry: { type: 'MultiLineString', coordinates: lines.map((line) => line.map(([lon, lat]) => [lon, lat])) } },
    { type: 'Feature', properties: { form: 'gate' }, geometry: { type: 'MultiPoint', coordinates: gates.map(([lon, lat]) => [lon, lat]) } },
  ])
  return { type: 'FeatureCollection', features }
}
