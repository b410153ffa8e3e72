import type { SchemeForm, Text } from '../../shared/site/types.ts'
import type { Feature } from './geojson.ts'
import { toLonLat, type Spot } from './plane.ts'
import { innerArc, outerArc, STREETS, walkArc } from './streets.ts'
import { LAKE_WALK } from './water.ts'

/**
 * Vehicle and people control schemes. Five are the article's number; ASSUMPTION: which roads they close, which walks go one way and
 * where gates stand. Drawn along the pack's own streets.
 */
interface Drawn {
  readonly id: string
  readonly name: Text
  readonly form: SchemeForm
  readonly lines: readonly (readonly Spot[])[]
  readonly gates: readonly Spot[]
}

const bearingOf = (place: number): number => STREETS[place]!.bearing
const between = (place: number): readonly Spot[] => [STREETS[place]!.innerCrossing, STREETS[place]!.outerCrossing]

const SCHEMES: readonly Drawn[] = [
  {
    id: 'innerSouth', form: 'closedRoad', name: { zh: '内环南段车辆禁行', en: 'Inner ring closed in the south' },
    lines: [innerArc(bearingOf(6), bearingOf(9))], gates: [STREETS[6]!.innerCrossing, STREETS[9]!.innerCrossing],
  },
  {
    id: 'outerEast', form: 'closedRoad', name: { zh: '外环东段应急车道', en: 'Emergency lane on the outer ring, east' },
    lines: [outerArc(bearingOf(1), bearingOf(5))], gates: [STREETS[1]!.outerCrossing, STREETS[5]!.outerCrossing],
  },
  {
    id: 'convention', form: 'closedRoad', name: { zh: '会展周边车辆远端管控', en: 'Vehicles held off around the convention centre' },
    lines: [between(6), between(7), between(8), between(9)], gates: [6, 7, 8, 9].map((place) => STREETS[place]!.outerCrossing),
  },
  {
    id: 'lakeWalk', form: 'oneWayWalk', name: { zh: '环湖步道单向通行', en: 'Lakeside walk one way' },
    lines: [LAKE_WALK], gates: [LAKE_WALK[0]!, LAKE_WALK[Math.floor(LAKE_WALK.length / 2)]!],
  },
  {
    id: 'ringWalk', form: 'oneWayWalk', name: { zh: '步行街西段单向通行', en: 'Ring walk one way in the west' },
    lines: [walkArc(bearingOf(9), bearingOf(13))], gates: [walkArc(bearingOf(9), bearingOf(10))[0]!, walkArc(bearingOf(12), bearingOf(13)).at(-1)!],
  },
]

export function schemes(): Feature[] {
  return SCHEMES.map(({ id, name, form, lines, gates }) => ({
    type: 'Feature',
    properties: { id, name, form, gates: gates.map(toLonLat) },
    geometry: { type: 'MultiLineString', coordinates: lines.map((line) => line.map(toLonLat)) },
  }))
}
