import type { ExpressionSpecification, Map as MapLibre } from 'maplibre-gl'
import { watch } from 'vue'
import { CAMERA_STATUSES, type CameraStatus } from '../../../shared/camera/types.ts'
import { CameraStates } from '../cameraStates.ts'
import { addIcon, drawFaultyCamera, drawMaintainedCamera, drawUnknownCamera } from '../icons.ts'
import type { MapInputs } from '../inputs.ts'

const SOURCE = 'cameras'

/**
 * Every camera of the site: the places are given once, afterwards only the state of those that changed. Never colour
 * alone: online a dim dot, offline a hollow ring, fault a ring with a cross, maintenance a ring with a bar, unknown a
 * dashed ring.
 */
export function addCameras(map: MapLibre, inputs: MapInputs): void {
  addCameraLayers(map, inputs)
  const { site, picture, board } = inputs
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

function addCameraLayers(map: MapLibre, { site, palette, rem }: MapInputs): void {
  const features = site.cameras.map(({ lon, lat }, id) => ({
    type: 'Feature' as const,
    id,
    properties: {},
    geometry: { type: 'Point' as const, coordinates: [lon, lat] },
  }))
  map.addSource(SOURCE, { type: 'geojson', data: { type: 'FeatureCollection', features } })
  map.addLayer({
    id: 'cameras',
    source: SOURCE,
    type: 'circle',
    paint: {
      'circle-radius': ['case', when('online'), rem * 0.085, rem * 0.19],
      'circle-color': palette.normal,
      'circle-opacity': ['case', when('online'), 1, 0],
      'circle-stroke-color': palette.missed,
      'circle-stroke-width': ['case', when('offline'), rem * 0.085, 0],
    },
  })
  const mark = rem * 0.6
  addIcon(map, 'camera-unknown', mark * 0.8, drawUnknownCamera(palette.unknown))
  addIcon(map, 'camera-maintenance', mark, drawMaintainedCamera(palette.unknown))
  addIcon(map, 'camera-fault', mark, drawFaultyCamera(palette.due))
  for (const status of ['unknown', 'maintenance', 'fault'] as const) {
    map.addLayer({
      id: `cameras-${status}`,
      source: SOURCE,
      type: 'symbol',
      layout: { 'icon-image': `camera-${status}`, 'icon-allow-overlap': true, 'icon-ignore-placement': true },
      paint: { 'icon-opacity': ['case', when(status), 1, 0] },
    })
  }
}

/** Is this the status shown? A camera without a state yet shows none. */
function when(status: CameraStatus): ExpressionSpecification {
  return ['==', ['feature-state', 'status'], CAMERA_STATUSES.indexOf(status)]
}
