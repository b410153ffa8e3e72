import type { Feature } from 'geojson'
import type { GeoJSONSource, LayerSpecification, Map as MapLibre } from 'maplibre-gl'
import { onScopeDispose, watch } from 'vue'
import { thresholdsOf } from '../../../shared/mode/expectation.ts'
import { freshness } from '../../../shared/reading/freshness.ts'
import { fromE7, type Position } from '../../../shared/reading/picture.ts'
import { DrawnTeams, type TeamMark } from '../drawnTeams.ts'
import { FIGURES, WORDS } from '../fonts.ts'
import { pixelE7 } from '../groundScale.ts'
import { screenHeading } from '../heading.ts'
import { addIcon, drawHeading, drawLostTeam, drawTeam } from '../icons.ts'
import type { MapInputs } from '../inputs.ts'
import type { Palette } from '../palette.ts'
import { districtSource } from '../sources.ts'
import { WORDS_OF_MAP } from '../words.ts'

const SOURCE = 'teams'
/** What stands beside those that are late or lost. They stand still, so that what moves need not be laid out with them. */
const NOTES = 'team-notes'
/** However often positions come, moving things are drawn at most this often, ms. */
const DRAW_MS = 200

/** The patrol teams where they were measured last. `drawn` hears how many have a position. */
export function addTeams(map: MapLibre, inputs: MapInputs, drawn: (teams: number) => void): void {
  const { picture, clock, language } = inputs
  addTeamLayers(map, inputs)
  const discs = new DrawnTeams()
  const beside = new DrawnTeams()
  const draw = (): void => {
    const marks = marksNow(map, inputs)
    const pixel = pixelE7(map.getZoom(), inputs.site.view.centre[1])
    const some = update(map, SOURCE, discs, marks.map((mark) => mark && { ...mark, note: '' }), pixel)
    update(map, NOTES, beside, marks.map((mark) => (mark === null || mark.note === '' ? null : { ...mark, heading: null })), pixel)
    if (some) drawn(discs.count)
  }
  const soon = atMostEvery(DRAW_MS, draw)
  soon()
  picture.onChange((change) => {
    if (change === 'all' || change.units.length > 0) soon()
  })
  watch([() => clock.serverSecond, language], soon)
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

/** Gives the source what looks different from what is `drawn`, by unit, null for nothing. True when there was any. */
function update(map: MapLibre, source: string, drawn: DrawnTeams, marks: readonly (TeamMark | null)[], pixel: number): boolean {
  const add: Feature[] = []
  const remove: number[] = []
  marks.forEach((mark, unit) => {
    if (mark === null) {
      if (drawn.leave(unit)) remove.push(unit)
    } else if (drawn.take(unit, mark, pixel)) add.push(featureOf(unit, mark))
  })
  if (add.length + remove.length === 0) return false
  void map.getSource<GeoJSONSource>(source)?.updateData({ add, ...(remove.length === 0 ? {} : { remove }) })
  return true
}

function markOf(position: Position, { site, board, language, duration }: MapInputs, pitchDeg: number, now: number): TeamMark {
  const words = WORDS_OF_MAP[language.value]
  const { fixAt, headingDeg } = position
  const state = freshness(fixAt, now, thresholdsOf(site, board.mode).positionIntervalMs)
  const note = state === 'late' ? duration(now - fixAt) : state === 'lost' ? words.lost(duration(now - fixAt)) : ''
  const heading = headingDeg === null || state === 'lost' ? null : screenHeading(headingDeg, pitchDeg)
  return { state, note, heading, place: position }
}

function featureOf(id: number, { state, note, heading, place }: TeamMark): Feature {
  return {
    type: 'Feature',
    id,
    properties: { number: String(id + 1), state, note, heading },
    geometry: { type: 'Point', coordinates: [fromE7(place.lonE7), fromE7(place.latE7)] },
  }
}

function addTeamLayers(map: MapLibre, { palette, rem }: MapInputs): void {
  addTeamIcons(map, palette, rem)
  for (const source of [SOURCE, NOTES]) map.addSource(source, { ...districtSource(), buffer: 0 })
  for (const layer of [notes(palette, rem), headings(), discs(palette, rem)]) map.addLayer(layer)
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

/** The chevron on the disc's rim. */
function headings(): LayerSpecification {
  return {
    id: 'team-headings',
    source: SOURCE,
    type: 'symbol',
    filter: ['!=', ['get', 'heading'], null],
    layout: {
      'icon-image': ['concat', 'heading-', ['get', 'state']],
      'icon-rotate': ['get', 'heading'],
      'icon-rotation-alignment': 'viewport',
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
  }
}

/** The number stands inside the disc, so that nothing can cover it nor it anything. */
function discs(palette: Palette, rem: number): LayerSpecification {
  return {
    id: 'teams',
    source: SOURCE,
    type: 'symbol',
    layout: {
      'icon-image': ['concat', 'team-', ['get', 'state']],
      'icon-allow-overlap': true,
      'text-field': ['get', 'number'],
      'text-font': FIGURES,
      'text-size': rem,
      'text-allow-overlap': true,
    },
    paint: { 'text-color': ['match', ['get', 'state'], 'fresh', palette.text, palette.text2] },
  }
}

function addTeamIcons(map: MapLibre, palette: Palette, rem: number): void {
  addIcon(map, 'team-fresh', rem * 1.5, drawTeam(palette.raised, palette.text))
  addIcon(map, 'team-late', rem * 1.5, drawTeam(palette.raised, palette.unknown))
  addIcon(map, 'team-lost', rem * 1.5, drawLostTeam(palette.ground, palette.unknown))
  addIcon(map, 'heading-fresh', rem * 2.4, drawHeading(palette.text))
  addIcon(map, 'heading-late', rem * 2.4, drawHeading(palette.unknown))
}
