import { basename } from 'node:path'
import { trackFix } from '../../shared/patrol/adherence.ts'
import type { NewPatrolFact } from '../../shared/patrol/facts.ts'
import { routeLine, type RouteLine } from '../../shared/patrol/routeLine.ts'
import { NEW_TRACK, type Fix, type Track, type Watch } from '../../shared/patrol/track.ts'
import type { Course } from '../../shared/patrol/types.ts'
import { distanceM, distanceToLineM } from '../../shared/site/geometry.ts'
import type { Checkpoint, LonLatPair } from '../../shared/site/types.ts'
import type { Tally } from './tally.ts'
import { readWalks } from './walks.ts'

/** The pack's corridor, and the expected interval of a walk's positions. */
const CORRIDOR_M = 30
const INTERVAL_MS = 5_000
/** How a person draws a route over a walk: no farther from it than this, m; a checkpoint about every so many metres. */
const DRAWN_WITHIN_M = 10
const CHECKPOINT_EVERY_M = 400
/** Jitter laid over a walk, m: less than the corridor. */
const JITTER_M = 15
const MOST_ALARMS = 1

interface Followed {
  readonly facts: readonly NewPatrolFact[]
  /** Share of the walk's time on its route and off it. */
  readonly shares: Readonly<Record<Course, number>>
}

/** Each real walk in turn draws a route: the walk that drew it is on it with ≤ 1 alarm, all others are off it. */
export async function checkRouteWalks(tally: Tally, file: string): Promise<void> {
  await tally.group(file, async () => {
    const walks = new Map([...await readWalks(file, Date.now())].map(([unit, fixes]) => (
      [unit, fixes.map(({ lon, lat, fixAt }): Fix => ({ position: [lon, lat], at: fixAt, accuracyM: null }))])))
    for (const [unit, fixes] of walks) {
      const line = drawn(fixes)
      const name = `${basename(file)}: a route of ${Math.round(line.lengthM)} m drawn from ${unit}`
      await tally.check(`${name}: ${unit} is on it`, async () => assertOn(line, fixes))
      await tally.check(`${name}: ${unit} with ${JITTER_M} m of jitter does not chatter`, async () => assertOn(line, jittered(fixes)))
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
  for (const fix of fixes) {
    if (track.fixAt > 0) spent[track.course] += Math.max(0, fix.at - track.fixAt)
    const tracked = trackFix(watch, track, fix)
    track = tracked.track
    facts.push(...tracked.facts)
  }
  const total = Math.max(1, spent.unknown + spent.on + spent.off)
  return { facts, shares: { unknown: spent.unknown / total, on: spent.on / total, off: spent.off / total, excused: 0 } }
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

function assertOthersOff(line: RouteLine, drew: string, walks: ReadonlyMap<string, readonly Fix[]>): string {
  const others = [...walks].filter(([unit]) => unit !== drew).map(([unit, fixes]) => ({ unit, followed: follow(line, fixes) }))
  const never = others.filter(({ followed }) => countOf(followed, 'TeamLeftRoute') === 0)
  if (never.length > 0) throw new Error(`never off the route: ${never.map(({ unit }) => unit).join(', ')}`)
  return others.map(({ unit, followed }) => `${unit} ${percent(followed.shares.off)}`).join(', ')
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
