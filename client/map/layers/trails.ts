import type { Feature, FeatureCollection } from 'geojson'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import { watch } from 'vue'
import { pixelE7 } from '../groundScale.ts'
import type { MapInputs } from '../inputs.ts'
import { districtSource } from '../sources.ts'
import { TRAIL_STEPS, Trails } from '../trail.ts'

/** Steps of a trail are at least so long, px. */
const STEP_PX = 2

/** Where each team came from, fading; drawn once a second. */
export function addTrails(map: MapLibre, { site, palette, rem, picture, clock }: MapInputs): void {
  const trails = new Trails(site.teams.length, site.positionIntervalMs, STEP_PX * pixelE7(map.getZoom(), site.view.centre[1]))
  const take = (units: Iterable<number>): void => {
    for (const unit of units) {
      const position = picture.picture.positions[unit]
      if (position != null) trails.take(unit, position)
    }
  }
  map.addSource('trails', districtSource())
  map.addLayer({
    id: 'trails',
    source: 'trails',
    type: 'line',
    layout: { 'line-cap': 'butt', 'line-join': 'round' },
    paint: { 'line-color': palette.text, 'line-width': rem * 0.26, 'line-opacity': ['*', ['get', 'opacity'], 0.8] },
  })
  take(picture.picture.positions.keys())
  picture.onChange((change) => take(change === 'all' ? picture.picture.positions.keys() : change.units))
  let empty = true
  watch(
    () => clock.serverSecond,
    (now) => {
      const features = trailFeatures(trails, now)
      const wasEmpty = empty
      empty = features.features.length === 0
      if (!empty || !wasEmpty) map.getSource<GeoJSONSource>('trails')?.setData(features)
    },
  )
}

function trailFeatures(trails: Trails, now: number): FeatureCollection {
  const features = trails.lines(now).flatMap((lines, step): Feature[] => {
    if (lines.length === 0) return []
    const coordinates = lines.map((line) => line.map(([lon, lat]) => [lon, lat]))
    const properties = { opacity: (step + 1) / TRAIL_STEPS }
    return [{ type: 'Feature', properties, geometry: { type: 'MultiLineString', coordinates } }]
  })
  return { type: 'FeatureCollection', features }
}
