import type { Feature, FeatureCollection } from 'geojson'
import type { ExpressionSpecification, GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl'
import { onScopeDispose, watch } from 'vue'
import { CAMERA_STATUSES, type CameraStatus } from '../../../shared/camera/types.ts'
import type { Site } from '../../../shared/site/types.ts'
import { CameraStates } from '../cameraStates.ts'
import { dashedRing, type RingSize } from '../dashedRing.ts'
import { pxPerMetre } from '../groundScale.ts'
import type { MapInputs } from '../inputs.ts'
import type { Palette } from '../palette.ts'
import { districtSource } from '../sources.ts'

const SOURCE = 'cameras'
/** Sizes in multiples of the smallest text. */
const DOT_REM = 0.085
const RING_REM = 0.19
const STROKE_REM = 0.08

/**
 * Every camera of the site: the places are given once, afterwards only the state of those that changed. Never colour
 * alone: online a dim dot, offline a hollow ring, fault a ring with a core, maintenance a disc, unknown a dashed ring.
 */
export function addCameras(map: MapLibre, inputs: MapInputs): void {
  const { site, palette, rem, picture, board } = inputs
  map.addSource(SOURCE, { ...districtSource(cameraFeatures(site, ringSize(map, site, rem))), tolerance: 0 })
  for (const layer of cameraLayers(palette, rem)) map.addLayer(layer)
  followSize(map, inputs)
  const states = new CameraStates(site.cameras, (id, status) => map.setFeatureState({ source: SOURCE, id }, { status }))
  const statuses = (): Uint8Array => picture.picture.cameraStatus
  const lost = (): ReadonlySet<string> => new Set(board.outages.keys())
  states.outages(lost(), statuses())
  states.report(statuses(), 'all')
  picture.onChange((change) => states.report(statuses(), change === 'all' ? 'all' : change.cameras))
  watch(
    () => board.outages,
    () => states.outages(lost(), statuses()),
  )
}

/** Dashes lie on the ground, so they are cut anew when the view of it changes its size, and only then. */
function followSize(map: MapLibre, { site, rem }: MapInputs): void {
  let drawnAt = map.getZoom()
  const cut = (): void => {
    if (map.getZoom() === drawnAt) return
    drawnAt = map.getZoom()
    map.getSource<GeoJSONSource>(SOURCE)?.setData(cameraFeatures(site, ringSize(map, site, rem)))
  }
  map.on('resize', cut)
  onScopeDispose(() => map.off('resize', cut))
}

/** Stretched to the north by as much as the view foreshortens it, so that it looks round. */
function ringSize(map: MapLibre, { view }: Site, rem: number): RingSize {
  const eastM = (RING_REM * 0.9 * rem) / pxPerMetre(map.getZoom(), view.centre[1])
  return { eastM, northM: eastM / Math.cos((map.getPitch() * Math.PI) / 180) }
}

/** A point and a dashed ring for each camera, both known by its place in the pack and so sharing its state. */
function cameraFeatures({ cameras }: Site, size: RingSize): FeatureCollection {
  const features = cameras.flatMap(({ lon, lat }, id): Feature[] => [
    { type: 'Feature', id, properties: {}, geometry: { type: 'Point', coordinates: [lon, lat] } },
    { type: 'Feature', id, properties: {}, geometry: { type: 'MultiLineString', coordinates: dashedRing([lon, lat], size) } },
  ])
  return { type: 'FeatureCollection', features }
}

function cameraLayers(palette: Palette, rem: number): LayerSpecification[] {
  const points = ['==', ['geometry-type'], 'Point'] as ExpressionSpecification
  const rings = ['==', ['geometry-type'], 'LineString'] as ExpressionSpecification
  return [
    {
      id: 'cameras-unknown',
      source: SOURCE,
      type: 'line',
      filter: rings,
      paint: { 'line-color': palette.unknown, 'line-width': rem * 0.055, 'line-opacity': ['case', when('unknown'), 0.75, 0] },
    },
    {
      id: 'cameras',
      source: SOURCE,
      type: 'circle',
      filter: points,
      paint: {
        'circle-radius': ['case', when('online'), rem * DOT_REM, when('maintenance'), rem * 0.14, rem * RING_REM],
        'circle-color': ['case', when('online'), palette.normal, palette.unknown],
        'circle-opacity': ['case', when('online'), 1, when('maintenance'), 1, 0],
        'circle-stroke-color': ['case', when('fault'), palette.due, palette.missed],
        'circle-stroke-width': ['case', when('offline'), rem * STROKE_REM, when('fault'), rem * STROKE_REM, 0],
      },
    },
    {
      id: 'cameras-core',
      source: SOURCE,
      type: 'circle',
      filter: points,
      paint: { 'circle-radius': rem * 0.09, 'circle-color': palette.due, 'circle-opacity': ['case', when('fault'), 1, 0] },
    },
  ]
}

/** Is this the status shown? A camera without a state yet shows none. */
function when(status: CameraStatus): ExpressionSpecification {
  return ['==', ['feature-state', 'status'], CAMERA_STATUSES.indexOf(status)]
}
