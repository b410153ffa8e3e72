import type { FeatureCollection } from 'geojson'
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import { onScopeDispose, watch } from 'vue'
import type { IncidentId } from '../../../shared/ids.ts'
import type { Incident } from '../../../shared/incident/types.ts'
import type { Site } from '../../../shared/site/types.ts'
import { addBlank } from '../icons.ts'
import type { MapInputs } from '../inputs.ts'
import type { Palette } from '../palette.ts'
import { placeMarkers, type Ground, type MarkerSize, type Placed } from '../placing.ts'
import { FLAG_REM, POST_REM, type PostLook, type PostLooks } from './posts.ts'
import { districtSource } from '../sources.ts'
import { DISCS } from './teamDiscs.ts'

/** Measures of a marker in multiples of the smallest text; `IncidentMarker.vue` draws to them. */
const LOZENGE_REM = 2.1
const TIME_REM = 4.1
/** From its place to the ring's edge, farther than to that of a team's disc, which stands in it; how wide the edge is, and the dark one round it, rem. */
const RING_REM = 0.9
const RING_EDGE_REM = 0.13
const RING_SHADE_REM = 0.08
/** How much of the ground a ring hides. */
const RING_OPACITY = 0.3

export type PlacedIncidents = ReadonlyMap<IncidentId, Placed>

/**
 * Keeps room on the map for the unresolved incidents, whose markers stand above it as elements, says where each goes, and
 * rings their places. Done anew when one comes, goes or the view changes, not each second.
 */
export function addIncidents(map: MapLibre, { site, board, palette, rem }: MapInputs, posts: PostLooks, place: (placed: PlacedIncidents) => void): void {
  const size: MarkerSize = { lozenge: LOZENGE_REM * rem, time: TIME_REM * rem }
  addBlank(map, 'incident-room', size.lozenge + size.time, size.lozenge)
  map.addSource('incidents', districtSource())
  map.addLayer({
    id: 'incidents',
    source: 'incidents',
    type: 'symbol',
    layout: {
      'icon-image': 'incident-room',
      'icon-offset': ['array', 'number', 2, ['get', 'offset']],
      'icon-allow-overlap': true,
    },
  })
  addRings(map, palette, rem)
  const draw = (): void => {
    const incidents = board.activeIncidents
    const places = incidents.map(({ position: { lon, lat } }) => map.project([lon, lat]))
    const placed = placeMarkers(places, size, groundOf(map, site, rem, posts.value))
    map.getSource<GeoJSONSource>('incidents')?.setData(rooms(incidents, placed, size))
    place(new Map(incidents.map(({ id }, i) => [id, placed[i] as Placed])))
  }
  draw()
  map.on('move', draw)
  onScopeDispose(() => map.off('move', draw))
  watch(() => [...board.activeIncidents.map(({ id, level, position }) => `${id} ${level} ${position.lon} ${position.lat}`), ...posts.value].join(), draw)
}

/** A ring round each place, as it lies on the leaning ground; below the teams, so that one sees which came (MAP-4). */
function addRings(map: MapLibre, { levelI, levelII, levelIII, levelIV, ground }: Palette, rem: number): void {
  const colour: ExpressionSpecification = ['match', ['get', 'level'], 'I', levelI, 'II', levelII, 'III', levelIII, levelIV]
  const ring = { 'circle-pitch-alignment': 'map', 'circle-pitch-scale': 'viewport', 'circle-radius': RING_REM * rem, 'circle-color': colour } as const
  const around = { ...ring, 'circle-opacity': 0, 'circle-stroke-color': ground, 'circle-stroke-width': (RING_EDGE_REM + RING_SHADE_REM) * rem }
  const edge = { ...ring, 'circle-opacity': RING_OPACITY, 'circle-stroke-color': colour, 'circle-stroke-width': RING_EDGE_REM * rem }
  map.addLayer({ id: 'incident-shades', source: 'incidents', type: 'circle', paint: around }, DISCS)
  map.addLayer({ id: 'incident-rings', source: 'incidents', type: 'circle', paint: edge }, DISCS)
}

/** The posts' squares and flags stand still and say something: markers keep off them. */
function groundOf(map: MapLibre, { posts }: Pick<Site, 'posts'>, rem: number, looks: readonly PostLook[]): Ground {
  const { clientWidth: width, clientHeight: height } = map.getContainer()
  const [half, flag] = [(POST_REM * rem) / 2, FLAG_REM * rem]
  const landmarks = posts.map(({ position: [lon, lat] }, i) => {
    const { x, y } = map.project([lon, lat])
    if (looks[i] === 'calm') return { left: x - half, right: x + half, top: y - half, bottom: y + half }
    return { left: x, right: x + flag, top: y - flag, bottom: y }
  })
  return { width, height, landmarks }
}

function rooms(incidents: readonly Incident[], placed: readonly Placed[], { time }: MarkerSize): FeatureCollection {
  const features = incidents.map(({ level, position: { lon, lat } }, i) => {
    const { side, lift } = placed[i] as Placed
    return {
      type: 'Feature' as const,
      properties: { level, offset: [(side === 'right' ? time : -time) / 2, -lift] },
      geometry: { type: 'Point' as const, coordinates: [lon, lat] },
    }
  })
  return { type: 'FeatureCollection', features }
}
