import { basename } from 'node:path'
import { trackFix } from '../../shared/patrol/adherence.ts'
import type { NewPatrolFact } from '../../shared/patrol/facts.ts'
import { nearestPlace, routeLine, type RouteLine } from '../../shared/patrol/routeLine.ts'
import { NEW_TRACK, type Fix, type Track, type Watch } from '../../shared/patrol/track.ts'
import type { Course } from '../../shared/patrol/types.ts'
import { distanceM, distanceToLineM, toMetres } from '../../shared/site/geometry.ts'
import type { Checkpoint, LonLatPair } from '../../shared/site/types.ts'
import { seeded } from '../support/seeded.ts'
import type { Tally } from './tally.ts'
import { readWalks } from './walks.ts'

/** The pack's corridor, and the expected interval of a walk's positions. */
const CORRIDOR_M = 30
const INTERVAL_MS = 5_000
/** How a person draws a route over a walk: no farther from it than this, m; a checkpoint about every so many metres. */
const DRAWN_WITHIN_M = 10
const CHECKPOINT_EVERY_M = 400
/** Jitter laid over a walk, m: less than the corridor; and that about the corridor's edge, where each crossing of it would be an alarm without hysteresis. */
const JITTER_M = 15
const EDGE_JITTER_M = 14
const MOST_ALARMS = 1
/** Another walk is off the route that is told so for more than this share of the time it is judged, and for less of it than distance says by no more than this. */
const MOST_OF_WALK = 0.5
const AGREES_WITHIN = 0.15
/** At the edge of the corridor, in so long a time. */
const MOST_AT_EDGE = 2
const EDGE_MS = 40 * 60_000
/** A walk whose moved positions cross the edge less often than this says nothing of hysteresis. */
const LEAST_CROSSINGS = 10

interface Followed {
  readonly facts: readonly NewPatrolFact[]
  /** Share of the walk's time on its route and off it. */
  readonly shares: Readonly<Record<Course, number>>
  /** Share of the time it is judged, that it is told to be off. */
  readonly off: number
  /** The same by distance from the line alone. */
  readonly beyond: number
}

/** Each real walk in turn draws a route: the walk that drew it is on it with ≤ 1 alarm, all others are off it for most of their walk. */
export async function checkRouteWalks(tally: Tally, file: string): Promise<void> {
  await tally.group(file, async () => {
    const walks = new Map([...await readWalks(file, Date.now())].map(([unit, fixes]) => (
      [unit, fixes.map(({ lon, lat, fixAt }): Fix => ({ position: [lon, lat], at: fixAt, accuracyM: null }))])))
    for (const [unit, fixes] of walks) {
      const line = drawn(fixes)
      const name = `${basename(file)}: a route of ${Math.round(line.lengthM)} m drawn from ${unit}`
      await tally.check(`${name}: ${unit} is on it`, async () => assertOn(line, fixes))
      await tally.check(`${name}: ${unit} with ${JITTER_M} m of jitter does not chatter`, async () => assertOn(line, jittered(fixes)))
      await tally.check(`${name}: ${unit} moved to the corridor's edge with ${EDGE_JITTER_M} m of jitter does not chatter`, async () => assertCalmAtEdge(line, atEdge(fixes)))
      await tally.check(`${name}: the others are off it`, async () => assertOthersOff(line, unit, walks))
    }
  })
}

function follow(line: RouteLine, fixes: readonly Fix[]): Followed {
  const watch: Watch = {
    unit: 'walk', route: 'drawn', line, lostAfterMs: 5 * INTERVAL_MS, loopMs: null, dwells: [], dayOf: () => '',
  }
  const spent: Record<Course, number> = { unknown: 0, on: 0, off: 0, excused: 0 }
  const facts: NewPatrolFact[] = []
  let track: Track = NEW_TRACK
  let [judgedMs, beyondMs] = [0, 0]
  for (const fix of fixes) {
    const passedMs = track.fixAt > 0 ? Math.max(0, fix.at - track.fixAt) : 0
    spent[track.course] += passedMs
    if (track.course !== 'unknown' && passedMs <= watch.lostAfterMs) {
      judgedMs += passedMs
      if (nearestPlace(line, fix.position).offM > CORRIDOR_M) beyondMs += passedMs
    }
    const tracked = trackFix(watch, track, fix)
    track = tracked.track
    facts.push(...tracked.facts)
  }
  const total = Math.max(1, spent.unknown + spent.on + spent.off)
  return {
    facts, shares: { unknown: spent.unknown / total, on: spent.on / total, off: spent.off / total, excused: 0 },
    off: spent.off / Math.max(1, spent.on + spent.off), beyond: beyondMs / Math.max(1, judgedMs),
  }
}

function countOf({ facts }: Followed, type: NewPatrolFact['type']): number {
  return facts.filter((fact) => fact.type === type).length
}

function assertOn(line: RouteLine, fixes: readonly Fix[]): string {
  const followed = follow(line, fixes)
  const alarms = countOf(followed, 'TeamLeftRoute')
  if (alarms > MOST_ALARMS || followed.shares.off > followed.shares.on) throw new Error(`${alarms} alarms, ${percent(followed.shares.off)} of its time off the route`)
  const inOrder = followed.facts.filter((fact) => fact.type === 'CheckpointReached' && fact.data.inOrder).length
  return `${alarms} alarms, ${percent(followed.shares.on)} of its time on the route, ${inOrder} of ${line.checkpointsM.length} checkpoints in order`
}

/**
 * Every other walk is told off the route for most of the time it is judged, and for no less of it than distance says. Two walks of one park may go the
 * same way: one that by distance keeps to the corridor for most of its time is no other way, and is held to having left it and to no loop completed.
 */
function assertOthersOff(line: RouteLine, drew: string, walks: ReadonlyMap<string, readonly Fix[]>): string {
  const others = [...walks].filter(([unit]) => unit !== drew).map(([unit, fixes]) => ({ unit, ...follow(line, fixes) }))
  const told = others.map((each) => `${each.unit} ${percent(each.off)}${each.off <= MOST_OF_WALK ? ` (goes the same way, ${percent(each.beyond)} beyond it)` : ''}`).join(', ')
  const wrong = others.filter((each) => !isOff(each))
  if (wrong.length > 0) throw new Error(`not off the route: ${wrong.map(({ unit, off, beyond }) => `${unit} ${percent(off)} of its time, ${percent(beyond)} by distance`).join(', ')}`)
  return told
}

const sharesTheWay = ({ beyond }: Followed): boolean => beyond <= MOST_OF_WALK

/** Never told off for clearly less of its time than distance says; more is right of one that only crosses the corridor. */
function isOff(walk: Followed): boolean {
  if (walk.off < walk.beyond - AGREES_WITHIN) return false
  if (walk.off > MOST_OF_WALK) return true
  const looped = walk.facts.some((fact) => fact.type === 'LoopEnded' && fact.data.outcome === 'completed')
  return sharesTheWay(walk) && countOf(walk, 'TeamLeftRoute') > 0 && !looped
}

/** The edge is crossed again and again, and yet it is said to have left at most twice in 40 minutes. */
function assertCalmAtEdge(line: RouteLine, fixes: readonly Fix[]): string {
  const beyond = fixes.map(({ position }) => nearestPlace(line, position).offM > CORRIDOR_M)
  const crossings = beyond.filter((is, i) => i > 0 && is !== beyond[i - 1]).length
  const alarms = countOf(follow(line, fixes), 'TeamLeftRoute')
  const most = MOST_AT_EDGE * Math.max(1, Math.ceil((fixes.at(-1)!.at - fixes[0]!.at) / EDGE_MS))
  if (crossings < LEAST_CROSSINGS) throw new Error(`${crossings} crossings of the edge are too few to show anything`)
  if (alarms > most) throw new Error(`${alarms} alarms, at most ${most} are borne`)
  return `${crossings} crossings of the edge, ${alarms} alarms`
}

/** Every position moved to the corridor's edge on the left of the way, give or take `EDGE_JITTER_M`, the same each time. */
function atEdge(fixes: readonly Fix[]): Fix[] {
  const chance = seeded(1)
  return fixes.map((fix, i) => {
    const [from, to] = [fixes[Math.max(0, i - 2)]!.position, fixes[Math.min(fixes.length - 1, i + 2)]!.position]
    const [east, north] = toMetres(from, to)
    const length = Math.hypot(east, north) || 1
    const asideM = CORRIDOR_M + (chance.next() * 2 - 1) * EDGE_JITTER_M
    return { ...fix, position: fromMetres(fix.position, [(-north / length) * asideM, (east / length) * asideM]) }
  })
}

/** A place so many metres east and north of another one. */
function fromMetres(from: LonLatPair, [east, north]: readonly [number, number]): LonLatPair {
  const [perLon, perLat] = toMetres(from, [from[0] + 1, from[1] + 1])
  return [from[0] + east / perLon, from[1] + north / perLat]
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** Up to `JITTER_M` to one side and the other in turn. */
function jittered(fixes: readonly Fix[]): Fix[] {
  const degrees = JITTER_M / distanceM([113.72, 34.77], [113.72, 35.77])
  return fixes.map((fix, i) => ({ ...fix, position: [fix.position[0], fix.position[1] + (i % 2 === 0 ? degrees : -degrees)] }))
}

function drawn(fixes: readonly Fix[]): RouteLine {
  const line = simplified(fixes.map(({ position }) => position))
  const measured = routeLine({ line, corridorM: CORRIDOR_M, checkpoints: checkpointsAlong(line) })
  if (measured === null) throw new Error('the walk has no length')
  return measured
}

function checkpointsAlong(line: readonly LonLatPair[]): Checkpoint[] {
  let sinceM = 0
  return line.flatMap((position, i) => {
    sinceM += i === 0 ? 0 : distanceM(line[i - 1]!, position)
    if (sinceM < CHECKPOINT_EVERY_M) return []
    sinceM = 0
    return [{ name: { zh: `点${i}`, en: `Point ${i}` }, position }]
  })
}

/** After Douglas and Peucker: fewest points of a line that lies nowhere farther than `DRAWN_WITHIN_M` from it. */
function simplified(points: readonly LonLatPair[]): LonLatPair[] {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length < 3) return [...points]
  const awayM = points.map((point) => distanceToLineM(point, [first, last]))
  const farthest = awayM.indexOf(Math.max(...awayM))
  if (awayM[farthest]! <= DRAWN_WITHIN_M) return [first, last]
  return [...simplified(points.slice(0, farthest + 1)).slice(0, -1), ...simplified(points.slice(farthest))]
}
