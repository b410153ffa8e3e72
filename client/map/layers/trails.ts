import type { FeatureCollection } from 'geojson'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import { watch } from 'vue'
import type { MapInputs } from '../inputs.ts'
import { TRAIL_STEPS, Trails } from '../trail.ts'

/** Where each team came from, fading; drawn once a second. */
export function addTrails(map: MapLibre, { site, palette, rem, picture, clock }: MapInputs): void {
  const trails = new Trails(site.teams.length, site.positionIntervalMs)
  const take = (units: Iterable<number>): void => {
    for (const unit of units) {
      const position = picture.picture.positions[unit]
      if (position != null) trails.take(unit, position)
    }
  }
  map.addSource('trails', { type: 'geojson', data: trailFeatures(trails, clock.second) })
  map.addLayer({
    id: 'trails',
    source: 'trails',
    type: 'line',
    layout: { 'line-cap': 'butt', 'line-join': 'round' },
    paint: { 'line-color': palette.text, 'line-width': rem * 0.16, 'line-opacity': ['*', ['get', 'opacity'], 0.55] },
  })
  take(picture.picture.positions.keys())
  picture.onChange((change) => take(change === 'all' ? picture.picture.positions.keys() : change.units))
  watch(
    () => clock.second,
    (now) => map.getSource<GeoJSONSource>('trails')?.setData(trailFeatures(trails, now)),
  )
}

function trailFeatures(trails: Trails, now: number): FeatureCollection {
  const features = trails.lines(now).map((lines, step) => ({
    type: 'Feature' as const,
    properties: { opacity: (step + 1) / TRAIL_STEPS },
    geometry: { type: 'MultiLineString' as const, coordinates: lines.map((line) => line.map(([lon, lat]) => [lon, lat])) },
  }))
  return { type: 'FeatureCollection', features }
}
