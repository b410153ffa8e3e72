import type { Map as MapLibre } from 'maplibre-gl'
import { watch } from 'vue'
import { RESOURCE_KINDS, type ResourceKind } from '../../../shared/site/types.ts'
import { addIcon, drawResource } from '../icons.ts'
import type { MapInputs } from '../inputs.ts'
import { districtSource } from '../sources.ts'

/** Side of a lozenge in multiples of the smallest text. */
const SIDE_REM = 1.25
/** How much of it is seen while nothing calls for resources: they are there, and nobody has to look. */
const QUIET = 0.38
/** Letters and signs as they stand on such things themselves. */
const SIGNS: Readonly<Record<ResourceKind, string>> = {
  hydrant: 'H', fireStation: 'F', aed: 'A', firstAid: '+', shelter: 'S', parking: 'P', boat: 'B', lifebuoy: 'O', barriers: '#', supplies: 'M',
}

/** The public resources by kind, drawn once; in emergency mode all of them stand out, otherwise quietly and only where there is room (RESOURCE-4). */
export function addResources(map: MapLibre, { site, palette, rem, board }: MapInputs): void {
  for (const kind of RESOURCE_KINDS) addIcon(map, `resource-${kind}`, rem * SIDE_REM, drawResource(palette.panel, palette.text2, SIGNS[kind]))
  const features = site.resources.map(({ kind, lon, lat }) => (
    { type: 'Feature' as const, properties: { kind }, geometry: { type: 'Point' as const, coordinates: [lon, lat] } }))
  map.addSource('resources', districtSource({ type: 'FeatureCollection', features }))
  map.addLayer({
    id: 'resources',
    source: 'resources',
    type: 'symbol',
    layout: { 'icon-image': ['concat', 'resource-', ['get', 'kind']], 'icon-padding': 1 },
  })
  watch(() => board.mode === 'emergency', (prominent) => {
    map.setPaintProperty('resources', 'icon-opacity', prominent ? 1 : QUIET)
    map.setLayoutProperty('resources', 'icon-allow-overlap', prominent)
  }, { immediate: true })
}
