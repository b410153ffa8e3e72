import type { Text } from '../../shared/site/types.ts'
import { line, type Feature } from './geojson.ts'
import { DRAWN_GRIDS } from './grids.ts'
import { TEAMS } from './measured.ts'
import { LANDMARK_LOOP, SQUARES, lakesideAt } from './paths.ts'
import { apart, toLonLat, type Spot } from './plane.ts'
import { INNER_LINE, INNER_NAME, OUTER_LINE, OUTER_NAME, STREETS, innerArc, outerArc } from './streets.ts'
import { LAKE_WALK } from './water.ts'

/** Ten fixed routes for ten teams (article gives the numbers; ASSUMPTION: their courses, checkpoints, sizes). All are loops. */
const CORRIDOR_M = 30
/** ASSUMPTION: a team walks at this pace and stays so long at each checkpoint; the time of a loop is that, up to the next five minutes. */
const PACE_MPS = 1.1
const STAY_S = 75
const DWELL_S = { least: 60, most: 300 } as const
const ROUND_MINUTES = 5
const TEAM_SIZES = [6, 6, 5, 5, 6, 5, 4, 4, 6, 5]

interface Drawn {
  readonly name: Text
  /** Grids it is walked for. */
  readonly grids: readonly string[]
  readonly loop: readonly Spot[]
  readonly checkpoints: readonly { readonly name: Text; readonly spot: Spot }[]
}

/** First and last street of each grid's loop, by place in STREETS. */
const GRID_LOOPS: readonly (readonly [number, number])[] = [[0, 2], [3, 5], [5, 7], [8, 10], [11, 13], [13, 15]]
/** The second grid's loop ends a street beyond its border at either side. */
const GRIDS_OF_LOOP: readonly (readonly string[])[] = [['G1'], ['G1', 'G2', 'G3'], ['G3'], ['G4'], ['G5'], ['G6']]
const ALL_GRIDS = DRAWN_GRIDS.map(({ id }) => id)
const NUMBERS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

function crossing(street: number, ring: 'inner' | 'outer'): { readonly name: Text; readonly spot: Spot } {
  const { name, innerCrossing, outerCrossing } = STREETS[street]!
  const road = ring === 'inner' ? INNER_NAME : OUTER_NAME
  return { name: { zh: `${road.zh}/${name.zh}`, en: `${road.en} / ${name.en}` }, spot: ring === 'inner' ? innerCrossing : outerCrossing }
}

function gridLoop([from, to]: readonly [number, number], index: number): Drawn {
  const [first, last] = [STREETS[from]!, STREETS[to]!]
  const turned = last.bearing > first.bearing ? last.bearing : last.bearing + 360
  return {
    name: { zh: `第${NUMBERS[index]!}网格环线`, en: `Grid ${index + 1} Loop` },
    grids: GRIDS_OF_LOOP[index]!,
    loop: [
      first.innerCrossing,
      ...outerArc(first.bearing, turned),
      last.innerCrossing,
      ...innerArc(turned, first.bearing).slice(1, -1),
      first.innerCrossing,
    ],
    checkpoints: [
      crossing(from, 'inner'),
      crossing(from, 'outer'),
      crossing(from + 1, 'outer'),
      crossing(to, 'outer'),
      crossing(to, 'inner'),
      crossing(from + 1, 'inner'),
    ],
  }
}

const FOUR_WAYS = [0, 4, 8, 12]

const LOOPS: readonly Drawn[] = [
  ...GRID_LOOPS.map(gridLoop),
  { name: { zh: '商务内环线', en: 'Inner Ring Loop' }, grids: ALL_GRIDS, loop: INNER_LINE, checkpoints: FOUR_WAYS.map((street) => crossing(street, 'inner')) },
  { name: { zh: '商务外环线', en: 'Outer Ring Loop' }, grids: ALL_GRIDS, loop: OUTER_LINE, checkpoints: FOUR_WAYS.map((street) => crossing(street, 'outer')) },
  {
    name: { zh: '环湖线', en: 'Lakeside Loop' },
    grids: ALL_GRIDS,
    loop: LAKE_WALK,
    checkpoints: [
      { name: { zh: '如意湖北岸', en: 'North Shore' }, spot: lakesideAt(0) },
      { name: { zh: '如意湖东岸', en: 'East Shore' }, spot: lakesideAt(90) },
      { name: { zh: '如意湖南岸', en: 'South Shore' }, spot: lakesideAt(180) },
      { name: { zh: '如意湖西岸', en: 'West Shore' }, spot: lakesideAt(270) },
    ],
  },
  {
    name: { zh: '场馆广场线', en: 'Landmark Loop' },
    grids: ALL_GRIDS,
    loop: LANDMARK_LOOP,
    checkpoints: [
      crossing(8, 'inner'),
      { name: SQUARES.art.name, spot: SQUARES.art.centre },
      { name: { zh: '千玺广场', en: 'Millennium Royal Plaza' }, spot: LANDMARK_LOOP[5]! },
      { name: SQUARES.hall.name, spot: SQUARES.hall.centre },
      crossing(7, 'inner'),
    ],
  },
]

const idOf = (letter: string, index: number): string => `${letter}${String(index + 1).padStart(2, '0')}`

function loopMinutes(loop: readonly Spot[], checkpoints: number): number {
  const lengthM = loop.slice(1).reduce((sum, spot, i) => sum + apart(loop[i]!, spot), 0)
  return Math.ceil((lengthM / PACE_MPS + checkpoints * STAY_S) / 60 / ROUND_MINUTES) * ROUND_MINUTES
}

export function routes(): Feature[] {
  return LOOPS.map(({ name, grids, loop, checkpoints }, index) => line(loop, {
    id: idOf('R', index), name, corridorM: CORRIDOR_M, grids, loopMinutes: loopMinutes(loop, checkpoints.length), checkpoints: checkpoints.map((checkpoint) =>
      ({ name: checkpoint.name, position: toLonLat(checkpoint.spot), dwellSeconds: DWELL_S })),
  }))
}

export function teams(): object[] {
  return Array.from({ length: TEAMS }, (_, index) => ({
    id: idOf('P', index), name: {
      zh: `第${index + 1}巡查队`,
      en: `Patrol Team ${index + 1}`,
    }, route: idOf('R', index), size: TEAM_SIZES[index]!, trackers: [`patrol/${idOf('p', index)}`],
  }))
}
