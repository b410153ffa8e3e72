import type { FeatureCollection } from 'geojson'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import { computed, watch } from 'vue'
import { gridLoad, NO_LOAD } from '../../../shared/incident/gridLoad.ts'
import { incidentQueue } from '../../../shared/incident/queue.ts'
import { WORDS } from '../fonts.ts'
import type { MapInputs } from '../inputs.ts'
import { districtSource } from '../sources.ts'
import { WORDS_OF_MAP, type Words } from '../words.ts'

/** Boundaries of the grids as hairlines. */
export function addGridLines(map: MapLibre, { site, palette, rem }: MapInputs): void {
  const features = site.grids.map(({ polygon }) => ({
    type: 'Feature' as const,
    properties: {},
    geometry: { type: 'Polygon' as const, coordinates: polygon.map((ring) => ring.map(([lon, lat]) => [lon, lat])) },
  }))
  map.addSource('grids', districtSource({ type: 'FeatureCollection', features }))
  map.addLayer({
    id: 'grids',
    source: 'grids',
    type: 'line',
    paint: { 'line-color': palette.normal, 'line-opacity': 0.4, 'line-width': rem * 0.06 },
  })
}

/** Name of each grid and, when it has some, how many incidents are being handled in it. */
export function addGridNames(map: MapLibre, inputs: MapInputs): void {
  const { palette, rem } = inputs
  const labels = computed(() => gridLabels(inputs))
  map.addSource('grid-names', { type: 'geojson', data: labels.value })
  map.addLayer({
    id: 'grid-names',
    source: 'grid-names',
    type: 'symbol',
    layout: {
      'text-field': [
        'format',
        ['get', 'name'],
        { 'text-color': ['case', ['==', ['get', 'load'], ''], palette.text2, palette.text] },
        ['case', ['==', ['get', 'load'], ''], '', ['concat', '\n', ['get', 'load']]],
        { 'font-scale': 0.88, 'text-color': ['case', ['get', 'overdue'], palette.missed, palette.text] },
      ],
      'text-font': WORDS,
      'text-size': rem * 1.14,
      'text-padding': rem * 0.2,
      'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right', 'top-left', 'top-right', 'bottom-left', 'bottom-right'],
      'text-radial-offset': 0.6,
      'text-justify': 'auto',
    },
    paint: { 'text-color': palette.text2, 'text-halo-color': palette.ground, 'text-halo-width': rem * 0.09 },
  })
  watch(labels, (next, before) => {
    if (JSON.stringify(next) !== JSON.stringify(before)) map.getSource<GeoJSONSource>('grid-names')?.setData(next)
  })
}

/** The same load in the same words as the panel of grids says it. */
function gridLabels({ site, board, clock, language }: MapInputs): FeatureCollection {
  const loads = gridLoad(incidentQueue(board.activeIncidents, clock.second))
  const words = WORDS_OF_MAP[language.value]
  const features = site.grids.map(({ id, name, label }) => {
    const { active, overdue } = loads.get(id) ?? NO_LOAD
    return {
      type: 'Feature' as const,
      properties: { name: name[language.value], load: active === 0 ? '' : loadIn(words, active, overdue), overdue: overdue > 0 },
      geometry: { type: 'Point' as const, coordinates: [label[0], label[1]] },
    }
  })
  return { type: 'FeatureCollection', features }
}

function loadIn(words: Words, active: number, overdue: number): string {
  if (overdue === 0) return words.load(active)
  return overdue === active ? words.overdue(overdue) : words.someOverdue(active, overdue)
}
