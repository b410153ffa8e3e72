import type { Feature } from 'geojson'
import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl'
import { onScopeDispose, watch } from 'vue'
import { thresholdsOf } from '../../../shared/mode/expectation.ts'
import { freshness } from '../../../shared/reading/freshness.ts'
import { fromE7, type Position } from '../../../shared/reading/picture.ts'
import { DrawnTeams, type TeamMark } from '../drawnTeams.ts'
import { WORDS } from '../fonts.ts'
import { pixelE7 } from '../groundScale.ts'
import { screenHeading } from '../heading.ts'
import { addBlank } from '../icons.ts'
import type { MapInputs } from '../inputs.ts'
import type { Palette } from '../palette.ts'
import { districtSource } from '../sources.ts'
import { WORDS_OF_MAP } from '../words.ts'
import { DISC_REM, TeamDiscs } from './teamDiscs.ts'

/** What stands beside those that are late or lost. They stand still, so that what moves need not be laid out with them. */
const NOTES = 'team-notes'
/** Keeps words of the map away from the discs. */
const ROOM = 'team-room'
/** However often positions come, moving things are drawn at most this often, ms. */
const DRAW_MS = 200
/** The map's words make way for a disc that has moved on at most this often, ms, and not for less than this, px. */
const ROOM_MS = 1_000
const ROOM_PX = 8

/** The patrol teams where they were measured last. `drawn` hears how many have a position. */
export function addTeams(map: MapLibre, inputs: MapInputs, drawn: (teams: number) => void): void {
  const { picture, clock, language, site } = inputs
  const [discs, beside, room] = [new DrawnTeams(), new DrawnTeams(), new DrawnTeams()]
  const layer = new TeamDiscs(inputs, discs)
  addTeamLayers(map, inputs, layer)
  const pixel = (): number => pixelE7(map.getZoom(), site.view.centre[1])
  const makeRoom = atMostEvery(ROOM_MS, () => {
    update(map, ROOM, room, marksNow(map, inputs).map((mark) => mark && { ...mark, state: '', note: '', heading: null }), ROOM_PX * pixel())
  })
  const draw = atMostEvery(DRAW_MS, () => {
    const marks = marksNow(map, inputs)
    const moved = takeAll(discs, marks.map((mark) => mark && { ...mark, note: '' }), pixel())
    update(map, NOTES, beside, marks.map((mark) => (mark === null || mark.note === '' ? null : { ...mark, heading: null })), pixel())
    makeRoom()
    if (moved.length === 0) return
    layer.changed()
    drawn(discs.count)
  })
  draw()
  picture.onChange((change) => {
    if (change === 'all' || change.units.length > 0) draw()
  })
  watch([() => clock.serverSecond, language], draw)
}

/** Runs `act` at once when it has not run for `ms`, else once after; nothing after the scope has ended. */
function atMostEvery(ms: number, act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let again = false
  const run = (): void => {
    timer = setTimeout(() => {
      timer = undefined
      if (again) run()
    }, ms)
    again = false
    act()
  }
  onScopeDispose(() => clearTimeout(timer))
  return () => {
    if (timer === undefined) run()
    else again = true
  }
}

/** How each unit of the picture should look now; null for one whose position is not known. */
function marksNow(map: MapLibre, inputs: MapInputs): (TeamMark | null)[] {
  const [pitchDeg, now] = [map.getPitch(), inputs.clock.serverNow()]
  return inputs.picture.picture.positions.map((position) => position && markOf(position, inputs, pitchDeg, now))
}

/** Takes how each unit looks now, null for one that is not shown. Answers the units that look different from what is `drawn`. */
function takeAll(drawn: DrawnTeams, marks: readonly (TeamMark | null)[], pixel: number): number[] {
  return marks.flatMap((mark, unit) => ((mark === null ? drawn.leave(unit) : drawn.take(unit, mark, pixel)) ? [unit] : []))
}

/** Gives the source what looks different from what is `drawn`, by unit, null for nothing. */
function update(map: MapLibre, source: string, drawn: DrawnTeams, marks: readonly (TeamMark | null)[], pixel: number): void {
  const different = takeAll(drawn, marks, pixel)
  if (different.length === 0) return
  const add = different.flatMap((unit) => (marks[unit] == null ? [] : [featureOf(unit, marks[unit])]))
  const remove = different.filter((unit) => marks[unit] == null)
  void map.getSource<GeoJSONSource>(source)?.updateData({ add, ...(remove.length === 0 ? {} : { remove }) })
}

function markOf(position: Position, { site, board, language, duration }: MapInputs, pitchDeg: number, now: number): TeamMark {
  const words = WORDS_OF_MAP[language.value]
  const { fixAt, headingDeg } = position
  const state = freshness(fixAt, now, thresholdsOf(site, board.mode).positionIntervalMs)
  const note = state === 'late' ? duration(now - fixAt) : state === 'lost' ? words.lost(duration(now - fixAt)) : ''
  const heading = headingDeg === null || state === 'lost' ? null : screenHeading(headingDeg, pitchDeg)
  return { state, note, heading, place: position }
}

function featureOf(id: number, { state, note, place }: TeamMark): Feature {
  return {
    type: 'Feature',
    id,
    properties: { state, note },
    geometry: { type: 'Point', coordinates: [fromE7(place.lonE7), fromE7(place.latE7)] },
  }
}

function addTeamLayers(map: MapLibre, { palette, rem }: MapInputs, discs: TeamDiscs): void {
  addBlank(map, ROOM, DISC_REM * rem, DISC_REM * rem)
  for (const source of [ROOM, NOTES]) map.addSource(source, { ...districtSource(), buffer: 0 })
  map.addLayer(notes(palette, rem))
  map.addLayer({ id: ROOM, source: ROOM, type: 'symbol', layout: { 'icon-image': ROOM, 'icon-allow-overlap': true } })
  map.addLayer(discs)
}

/** How old a late or lost position is, beside it where there is room. */
function notes(palette: Palette, rem: number): LayerSpecification {
  return {
    id: NOTES,
    source: NOTES,
    type: 'symbol',
    filter: ['!=', ['get', 'note'], ''],
    layout: {
      'text-field': ['get', 'note'],
      'text-font': WORDS,
      'text-size': rem,
      'text-variable-anchor': ['left', 'right', 'top', 'bottom', 'top-left', 'bottom-left', 'top-right', 'bottom-right'],
      'text-radial-offset': 0.95,
      'text-justify': 'auto',
    },
    paint: {
      'text-color': ['match', ['get', 'state'], 'lost', palette.missed, palette.text2],
      'text-halo-color': palette.ground,
      'text-halo-width': rem * 0.09,
    },
  }
}
