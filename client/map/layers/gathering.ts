import type { FeatureCollection } from 'geojson'
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre, SymbolLayerSpecification } from 'maplibre-gl'
import { computed, type Ref } from 'vue'
import type { Board } from '../../../shared/board.ts'
import { shareText, ZONE_LOADS, zonesNow } from '../../../shared/event/crowd.ts'
import { eventsAtHand, eventShown } from '../../../shared/event/spans.ts'
import type { LonLat } from '../../../shared/incident/types.ts'
import { isAreas } from '../../../shared/matter/values.ts'
import type { MatterArea } from '../../../shared/matter/types.ts'
import type { Mode } from '../../../shared/mode/types.ts'
import { METRES_PER_DEGREE } from '../../../shared/site/geometry.ts'
import { sceneInForce, type TakenScene } from '../../../shared/scene/types.ts'
import type { Site } from '../../../shared/site/types.ts'
import { watchAfterFrame } from '../afterFrame.ts'
import { WORDS } from '../fonts.ts'
import type { MapInputs } from '../inputs.ts'
import { districtSource } from '../sources.ts'
import { GATHERING_LOOKS, WORDS_OF_MAP, type GatheringLook, type Language } from '../words.ts'

/** What the layer reads: of the board its mode, scene and content, of the clock its second, epoch ms. */
export interface GatheringInputs {
  readonly site: Pick<Site, 'zones' | 'departments' | 'teams' | 'modes'>
  readonly board: { readonly mode: Mode; readonly takenScene: TakenScene | null; readonly board: Pick<Board, 'matters' | 'gathering'> }
  readonly clock: { readonly second: number }
  readonly language: Readonly<Ref<Language>>
  /** Does it hang on a wall, whose scene says whether an event is looked at? */
  readonly ofWall: boolean
}

/** Corners by which a circle is drawn. */
const CORNERS = 48
const LOAD: ExpressionSpecification = ['get', 'look']

/** How far from its place a text may stand, nearest first, em, and the sides it may hang at, by the direction it goes there. */
const FAR_EM = [0.8, 2, 3.3, 4.6]
const SIDES = { top: [0, 1], bottom: [0, -1], left: [1, 0], right: [-1, 0], 'top-left': [0.7, 0.7], 'top-right': [-0.7, 0.7], 'bottom-left': [0.7, -0.7], 'bottom-right': [-0.7, -0.7] } as const
const AROUND = [...FAR_EM.flatMap((em) => Object.entries(SIDES).flatMap(([side, [x, y]]): (string | [number, number])[] => [side, [x * em, y * em]])), 'center', [0, 0]] as (string | [number, number])[]

/**
 * The zones with their load, the difficult areas and the joint support deployment of events (EVENT-8).
 * Drawn anew when what it says changes, not each second.
 */
export function addGathering(map: MapLibre, inputs: MapInputs, ofWall: boolean): void {
  const { palette, rem } = inputs
  const drawn = computed(() => gatheringFeatures({ ...inputs, ofWall }))
  const colour: ExpressionSpecification = ['match', LOAD, 'over', palette.missed, 'filling', palette.due, 'difficult', palette.due, 'deployed', palette.text, 'unknown', palette.unknown, palette.normal]
  map.addSource('gathering', districtSource(drawn.value))
  map.addLayer({
    id: 'gathering-fill', source: 'gathering', type: 'fill', filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': colour, 'fill-opacity': ['match', LOAD, ['over', 'filling'], 0.22, ['deployed', 'difficult'], 0, 0.1] },
  })
  map.addLayer({
    id: 'gathering-line', source: 'gathering', type: 'line', filter: ['all', ['==', ['geometry-type'], 'Polygon'], ['!=', LOAD, 'difficult']],
    paint: { 'line-color': colour, 'line-width': rem * 0.1 },
  })
  map.addLayer({
    id: 'gathering-difficult', source: 'gathering', type: 'line', filter: ['==', LOAD, 'difficult'],
    paint: { 'line-color': palette.due, 'line-width': rem * 0.1, 'line-dasharray': [2, 2] },
  })
  watchAfterFrame(() => JSON.stringify(drawn.value), () => map.getSource<GeoJSONSource>('gathering')?.setData(drawn.value))
}

/**
 * Their words, from the source of `addGathering`. What stands above dodges nothing, so these come after resources, over which they may lie, and before
 * posts and teams, round which they find their place. Difficult areas and zones that fill stand in any case, one over its capacity before the others;
 * calm zones and the deployment, in this order, where there is room (EVENT-8).
 */
export function addGatheringWords(map: MapLibre, { palette, rem }: MapInputs): void {
  const layer = (name: string, always: boolean): SymbolLayerSpecification => ({
    id: `gathering-${name}`, source: 'gathering', type: 'symbol', filter: ['all', ['has', 'words'], ['match', LOAD, ['over', 'filling', 'difficult'], always, !always]],
    layout: {
      'text-field': ['get', 'words'], 'text-font': WORDS, 'text-size': rem, 'text-line-height': 1.1, 'text-padding': rem * 0.1, 'text-justify': 'auto',
      'text-variable-anchor-offset': AROUND, 'symbol-sort-key': ['match', LOAD, 'over', 0, 'deployed', 2, 1], ...(always ? { 'text-overlap': 'always' } : {}),
    },
    paint: {
      'text-color': ['match', LOAD, 'over', palette.missed, ['filling', 'difficult'], palette.due, palette.text2],
      'text-halo-color': palette.ground, 'text-halo-width': rem * 0.09,
    },
  })
  map.addLayer(layer('words', false))
  map.addLayer(layer('loud', true))
}

/**
 * Difficult areas and deployment of every event at hand, and in event mode of the one that is shown; the deployment on a wall in the event scene alone,
 * where nobody takes it for the teams that are there; the zones with their load in event mode and while an event is live: people gather whatever the
 * mode is (EVENT-8).
 */
export function gatheringFeatures({ site, board, clock, language, ofWall }: GatheringInputs): FeatureCollection {
  const inMode = board.mode === 'event'
  const shown = inMode ? eventShown(board.board, clock.second) : null
  const events = [...new Set([...(shown === null ? [] : [shown]), ...eventsAtHand(board.board, clock.second)])]
  const deployed = !ofWall || sceneInForce(board.takenScene, site.modes[board.mode].scene) === 'event'
  const known = new Map([...site.departments, ...site.teams].map(({ id, name }) => [id, WORDS_OF_MAP[language.value].position(name[language.value])]))
  const areas = (field: string): readonly MatterArea[] => events.flatMap(({ values: { [field]: value } }) => (isAreas(value) ? value : []))
  const counted = inMode || events.some(({ state }) => state === 'live')
  const zones = !counted ? [] : zonesNow(board.board.gathering, site.zones, clock.second).flatMap(({ zone, share, load }) => circle(
    { lon: zone.centre[0], lat: zone.centre[1] }, zone.radiusM, load,
    zone.name[language.value] + (share === null || load === 'unknown' ? '' : `\n${shareText(share)}`),
  ))
  return {
    type: 'FeatureCollection',
    features: [
      ...zones,
      ...areas('difficultAreas').flatMap((area) => circle(area, area.radiusM, 'difficult', area.name)),
      ...(deployed ? areas('deployment') : []).flatMap((area) => circle(area, area.radiusM, 'deployed', known.get(area.name) ?? area.name)),
    ],
  }
}

/** What of it is drawn now, as the legend tells it apart: zones by the loads that stand out. */
export function gatheringLooks(inputs: GatheringInputs): GatheringLook[] {
  const drawn = new Set(gatheringFeatures(inputs).features.map(({ properties }) => String(properties?.['look'])))
  const isDrawn = (look: GatheringLook): boolean => (look === 'zone' ? ZONE_LOADS.some((load) => drawn.has(load)) : drawn.has(look))
  return GATHERING_LOOKS.filter(isDrawn)
}

/** A circle and its words in the middle; flat, good to a district. */
function circle({ lon, lat }: LonLat, radiusM: number, look: string, words: string): FeatureCollection['features'] {
  const east = radiusM / (METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180))
  const north = radiusM / METRES_PER_DEGREE
  const ring = Array.from({ length: CORNERS + 1 }, (_, i) => {
    const turn = ((i % CORNERS) / CORNERS) * 2 * Math.PI
    return [lon + east * Math.cos(turn), lat + north * Math.sin(turn)]
  })
  return [
    { type: 'Feature', properties: { look }, geometry: { type: 'Polygon', coordinates: [ring] } },
    { type: 'Feature', properties: { look, words }, geometry: { type: 'Point', coordinates: [lon, lat] } },
  ]
}
