import type { Map as MapLibre } from 'maplibre-gl'
import type { MapInputs } from '../inputs.ts'
import { districtSource } from '../sources.ts'

/** The patrol routes, faint: the teams on them matter. */
export function addRoutes(map: MapLibre, { site, palette, rem }: MapInputs): void {
  const features = site.routes.map(({ line }) => ({
    type: 'Feature' as const,
    properties: {},
    geometry: { type: 'LineString' as const, coordinates: line.map(([lon, lat]) => [lon, lat]) },
  }))
  map.addSource('routes', districtSource({ type: 'FeatureCollection', features }))
  map.addLayer({
    id: 'routes',
    source: 'routes',
    type: 'line',
    paint: { 'line-color': palette.normal, 'line-opacity': 0.28, 'line-width': rem * 0.06, 'line-dasharray': [3, 3] },
  })
}
