import type { FeatureCollection } from 'geojson'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import { computed } from 'vue'
import { wantedAt } from '../../../shared/emergency/runs.ts'
import { focused, incidentQueue } from '../../../shared/incident/queue.ts'
import { standingOut } from '../../../shared/resource/nearest.ts'
import { sceneInForce } from '../../../shared/scene/types.ts'
import { RESOURCE_KINDS, type Resource, type Site } from '../../../shared/site/types.ts'
import { watchAfterFrame } from '../afterFrame.ts'
import { addIcon, drawResource } from '../icons.ts'
import type { MapInputs } from '../inputs.ts'
import { RESOURCE_SIGNS } from '../resourceSigns.ts'
import { districtSource } from '../sources.ts'

/** Side of a lozenge in multiples of the smallest text. */
const SIDE_REM = 1.25
/** How much larger those stand that the focused incident may need. */
const NEAR_REM = 1.7
/** How much of it is seen while nothing calls for resources: they are there, and nobody has to look. */
const QUIET = 0.38

/**
 * The public resources by kind: in emergency mode all of them stand out, otherwise quietly and only where there is room (RESOURCE-4).
 * `ofFocus`: those nearest to the focused incident, one of each kind its plan wants, stand out in every mode (RESOURCE-5).
 */
export function addResources(map: MapLibre, inputs: MapInputs, ofFocus: boolean): void {
  const { site, palette, rem, board } = inputs
  for (const kind of RESOURCE_KINDS) {
    addIcon(map, `resource-${kind}`, rem * SIDE_REM, drawResource(palette.panel, palette.text2, RESOURCE_SIGNS[kind]))
    addIcon(map, `resource-near-${kind}`, rem * NEAR_REM, drawResource(palette.panel, palette.text, RESOURCE_SIGNS[kind]))
  }
  const near = computed(() => (ofFocus ? nearFocus(inputs) : []))
  map.addSource('resources', districtSource(resourceFeatures(site.resources, [])))
  map.addSource('resources-near', districtSource(resourceFeatures([], [])))
  map.addLayer({
    id: 'resources',
    source: 'resources',
    type: 'symbol',
    layout: { 'icon-image': ['concat', 'resource-', ['get', 'kind']], 'icon-padding': 1 },
  })
  map.addLayer({
    id: 'resources-near',
    source: 'resources-near',
    type: 'symbol',
    layout: { 'icon-image': ['concat', 'resource-near-', ['get', 'kind']], 'icon-allow-overlap': true },
  })
  const prominence = (): void => {
    const prominent = board.mode === 'emergency'
    map.setPaintProperty('resources', 'icon-opacity', prominent ? 1 : QUIET)
    map.setLayoutProperty('resources', 'icon-allow-overlap', prominent)
  }
  const apart = (): void => {
    const wanted = site.resources.filter(({ id }) => near.value.includes(id))
    map.getSource<GeoJSONSource>('resources')?.setData(resourceFeatures(site.resources, near.value))
    map.getSource<GeoJSONSource>('resources-near')?.setData(resourceFeatures(wanted, []))
  }
  prominence()
  apart()
  watchAfterFrame(() => board.mode === 'emergency', prominence)
  watchAfterFrame(() => near.value.join(' '), apart)
}

/** One point for each resource but those `without`, by its kind. */
export function resourceFeatures(resources: readonly Resource[], without: readonly string[]): FeatureCollection {
  const shown = resources.filter(({ id }) => !without.includes(id))
  return {
    type: 'FeatureCollection',
    features: shown.map(({ kind, lon, lat }) => ({ type: 'Feature', properties: { kind }, geometry: { type: 'Point', coordinates: [lon, lat] } })),
  }
}

/** What the focus is found from: the board as shown with its mode, and the second, epoch ms. */
export interface FocusInputs {
  readonly site: Pick<Site, 'plans' | 'resources' | 'modes'>
  readonly board: Pick<MapInputs['board'], 'mode' | 'takenScene' | 'activeIncidents' | 'matters'>
  readonly clock: { readonly second: number }
}

/** What stands out at the incident the wall looks at first: in the emergency scene the gravest, otherwise the most urgent. */
export function nearFocus({ site, board, clock }: FocusInputs): string[] {
  const scene = sceneInForce(board.takenScene, site.modes[board.mode].scene)
  const first = focused(incidentQueue(board.activeIncidents, clock.second), scene === 'emergency')
  return first === null ? [] : standingOut(first.incident.position, site, wantedAt(first.incident, board.matters, site))
}
