import type { Feature } from 'geojson'
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
/** The rings of those that are unknown now. */
const RINGS = 'cameras-unknown'
const UNKNOWN = CAMERA_STATUSES.indexOf('unknown')
/** Sizes in multiples of the smallest text. */
const DOT_REM = 0.085
const RING_REM = 0.19
const STROKE_REM = 0.08

/**
 * Every camera of the site: the places are given once, afterwards only the state of those that changed. Never colour
 * alone: online a dim dot, offline a hollow ring, fault a ring with a core, maintenance a disc, unknown a dashed ring. Rings of
 * dashes are many lines, so only those that are unknown have one; before anything was received nothing is said of any.
 */
export function addCameras(map: MapLibre, inputs: MapInputs): void {
  const { site, palette, rem, picture, board } = inputs
  map.addSource(SOURCE, { ...districtSource({ type: 'FeatureCollection', features: site.cameras.map(pointOf) }), tolerance: 0 })
  map.addSource(RINGS, { ...districtSource(), tolerance: 0 })
  for (const layer of cameraLayers(palette, rem)) map.addLayer(layer)
  const rings = ringsOn(map, inputs)
  const states = new CameraStates(site.cameras, (id, status) => {
    map.setFeatureState({ source: SOURCE, id }, { status })
    rings.show(id, status === UNKNOWN)
  })
  const statuses = (): Uint8Array => picture.picture.cameraStatus
  const report = (changed: readonly number[] | 'all'): void => {
    states.report(statuses(), changed)
    rings.draw()
  }
  const followOutages = (): void => {
    states.outages(new Set(board.outages.keys()), statuses())
    rings.draw()
  }
  followOutages()
  if (picture.received) report('all')
  picture.onChange((change) => report(change === 'all' ? 'all' : change.cameras))
  watch(() => board.outages, followOutages)
}

interface Rings {
  /** Is a ring to be drawn around this camera? */
  show(camera: number, shown: boolean): void
  /** Draws what was changed by `show` since. */
  draw(): void
}

/** Dashes lie on the ground, so they are all cut anew when the view of it changes its size, and only then. */
function ringsOn(map: MapLibre, { site, rem }: MapInputs): Rings {
  const ringed = new Set<number>()
  const changed = new Set<number>()
  let drawnAt = map.getZoom()
  const source = (): GeoJSONSource | undefined => map.getSource<GeoJSONSource>(RINGS)
  const ringsOf = (cameras: Iterable<number>): Feature[] => {
    const size = ringSize(map, site, rem)
    return Array.from(cameras, (camera) => ringOf(site, camera, size))
  }
  const cut = (): void => {
    if (map.getZoom() === drawnAt) return
    drawnAt = map.getZoom()
    source()?.setData({ type: 'FeatureCollection', features: ringsOf(ringed) })
  }
  map.on('resize', cut)
  onScopeDispose(() => map.off('resize', cut))
  return {
    show(camera, shown) {
      if (shown === ringed.has(camera)) return
      if (shown) ringed.add(camera)
      else ringed.delete(camera)
      changed.add(camera)
    },
    draw() {
      if (changed.size === 0) return
      const cameras = [...changed]
      changed.clear()
      void source()?.updateData({ add: ringsOf(cameras.filter((camera) => ringed.has(camera))), remove: cameras.filter((camera) => !ringed.has(camera)) })
    },
  }
}

/** Stretched to the north by as much as the view foreshortens it, so that it looks round. */
function ringSize(map: MapLibre, { view }: Site, rem: number): RingSize {
  const eastM = (RING_REM * 0.9 * rem) / pxPerMetre(map.getZoom(), view.centre[1])
  return { eastM, northM: eastM / Math.cos((map.getPitch() * Math.PI) / 180) }
}

/** A camera is known by its place in the pack. */
function pointOf({ lon, lat }: Site['cameras'][number], id: number): Feature {
  return { type: 'Feature', id, properties: {}, geometry: { type: 'Point', coordinates: [lon, lat] } }
}

function ringOf({ cameras }: Site, id: number, size: RingSize): Feature {
  const { lon, lat } = cameras[id]!
  return { type: 'Feature', id, properties: {}, geometry: { type: 'MultiLineString', coordinates: dashedRing([lon, lat], size) } }
}

function cameraLayers(palette: Palette, rem: number): LayerSpecification[] {
  return [
    {
      id: RINGS,
      source: RINGS,
      type: 'line',
      paint: { 'line-color': palette.unknown, 'line-width': rem * 0.055, 'line-opacity': 0.75 },
    },
    {
      id: 'cameras',
      source: SOURCE,
      type: 'circle',
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
      paint: { 'circle-radius': rem * 0.09, 'circle-color': palette.due, 'circle-opacity': ['case', when('fault'), 1, 0] },
    },
  ]
}

/** Is this the status shown? A camera without a state yet shows none. */
function when(status: CameraStatus): ExpressionSpecification {
  return ['==', ['feature-state', 'status'], CAMERA_STATUSES.indexOf(status)]
}
