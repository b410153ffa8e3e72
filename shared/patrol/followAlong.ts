import { distanceM } from '../site/geometry.ts'
import type { LonLatPair } from '../site/types.ts'
import { doubtOn } from './doubt.ts'
import { patrolFact, type NewPatrolFact } from './facts.ts'
import { foldLoop } from './fold.ts'
import { AT_CHECKPOINT_M, passOver, reachCheckpoint } from './loops.ts'
import { movedM, placeNear, type Place } from './routeLine.ts'
import type { Fix, Track, Tracked, Watch } from './track.ts'
import { beginVisit, leaveCheckpoints } from './visits.ts'

/** ASSUMPTION: along the line it went at most so much farther than from position to position, and as far as positions err, m. */
const DETOUR = 1.5
const SLACK_M = 30
/** ASSUMPTION: its place on the line is sought anew after so many positions elsewhere on it, the last so long after the first. */
export const ASTRAY_AFTER_FIXES = 3
export const ASTRAY_AFTER_MS = 10_000
/** ASSUMPTION: it has turned round when it went back so far, net, m: farther than positions err. */
export const TURNED_AFTER_M = 60

/** How far along its line a team may have come from one position to another, m. */
export function reachM(from: LonLatPair, to: LonLatPair): number {
  return SLACK_M + DETOUR * distanceM(from, to)
}

/** A position with what was found for it: the nearest place of the whole line, and when the position before it was. */
interface Found {
  readonly fix: Fix
  readonly near: Place
  readonly beforeAt: number
}

/** How it went on: where it is now, metres moved since it was last placed, and whether it was followed all the way. */
interface Move {
  readonly alongM: number
  readonly goneM: number
  readonly followed: boolean
}

/**
 * Follows a team along its line (ROUTE-2): near where it was and in its direction, so that a branch that crosses or lies beside
 * is not taken for its own; sought on the whole line only when it is clearly elsewhere on it. Beyond the corridor it is nowhere.
 */
export function followAlong(watch: Watch, track: Track, found: Found): Tracked {
  const { fix, near } = found
  const widthM = watch.line.corridorM + (fix.accuracyM ?? 0)
  if (near.offM > widthM) return { track: { ...track, broken: worse(track.broken, track.course), astray: null }, facts: [] }
  const move = moveTo(watch, track, found, widthM)
  if (move !== null) return goTo(watch, track, found, move)
  const astray = doubtOn(track.astray, 'astray', fix.at)
  const clearly = astray.fixes >= ASTRAY_AFTER_FIXES && fix.at - astray.since >= ASTRAY_AFTER_MS
  if (!clearly) return { track: { ...track, astray }, facts: [] }
  const goneM = track.spot === null ? 0 : movedM(watch.line, track.spot.alongM, near.alongM)
  return goTo(watch, { ...track, broken: track.broken === 'no' ? 'off' : track.broken }, found, { alongM: near.alongM, goneM, followed: false })
}

/** Only when it was said to be off does leaving the corridor break the way it is followed on: one bad position does not. */
function worse(broken: Track['broken'], course: Track['course']): Track['broken'] {
  return broken === 'no' && course === 'off' ? 'off' : broken
}

function moveTo({ line }: Watch, { spot, direction, broken }: Track, { fix, near }: Found, widthM: number): Move | null {
  if (spot === null) return { alongM: near.alongM, goneM: 0, followed: false }
  const place = placeNear(line, fix.position, { fromM: spot.alongM, reachM: reachM(spot.position, fix.position), direction, widthM })
  if (place === null) return null
  return { alongM: place.alongM, goneM: movedM(line, spot.alongM, place.alongM), followed: broken === 'no' }
}

function goTo(watch: Watch, track: Track, { fix, beforeAt }: Found, move: Move): Tracked {
  const turned = turn(watch, track, move, fix.at)
  const passedOver = move.followed ? [] : passOver(watch, turned.track, { goneM: move.goneM, alongM: move.alongM, at: fix.at })
  const over: Tracked = { track: { ...turned.track, loop: passedOver.reduce(foldLoop, turned.track.loop) }, facts: passedOver }
  const reached = touched(watch, track, move).reduce<Tracked>((so, checkpoint) => {
    const next = touchCheckpoint(watch, so.track, { checkpoint, alongM: move.alongM, at: fix.at, beforeAt })
    return { track: next.track, facts: [...so.facts, ...next.facts] }
  }, over)
  const passed = leaveCheckpoints(watch, reached.track, move.alongM, fix.at)
  const spot = { alongM: move.alongM, position: fix.position, at: fix.at }
  return {
    track: { ...passed.track, spot, broken: 'no', astray: null },
    facts: [...turned.facts, ...reached.facts, ...passed.facts],
  }
}

/** Metres against its direction add up and metres on take away from them, so that standing with bad positions turns nobody. */
function turn({ unit, route }: Watch, track: Track, { alongM, goneM, followed }: Move, at: number): Tracked {
  if (!followed) return { track: { ...track, againstM: 0 }, facts: [] }
  const againstM = Math.max(0, track.againstM - goneM * track.direction)
  if (againstM < TURNED_AFTER_M) return { track: { ...track, againstM }, facts: [] }
  const direction = track.direction === 1 ? -1 : 1
  const fact = patrolFact('TeamTurned', at, { unit, route, alongM: Math.round(alongM), direction })
  return { track: { ...track, direction, againstM: 0 }, facts: [fact] }
}

/** The checkpoints on the way just followed, in the order they were come by; of a way not followed only those where it is now. */
function touched({ line }: Watch, { spot }: Track, { alongM, goneM, followed }: Move): number[] {
  const fromM = spot === null || !followed ? alongM : spot.alongM
  const wayM = followed ? goneM : 0
  const [low, high] = [Math.min(0, wayM) - AT_CHECKPOINT_M, Math.max(0, wayM) + AT_CHECKPOINT_M]
  return line.checkpointsM
    .map((checkpointM, checkpoint) => ({ checkpoint, awayM: movedM(line, fromM, checkpointM) }))
    .filter(({ awayM }) => awayM >= low && awayM <= high)
    .sort((a, b) => (a.awayM - b.awayM) * (wayM < 0 ? -1 : 1))
    .map(({ checkpoint }) => checkpoint)
}

interface Touch {
  readonly checkpoint: number
  readonly alongM: number
  readonly at: number
  readonly beforeAt: number
}

function touchCheckpoint(watch: Watch, track: Track, touch: Touch): Tracked {
  const { checkpoint, at, beforeAt } = touch
  if (track.visits.some((visit) => visit.checkpoint === checkpoint)) return { track, facts: [] }
  const facts: readonly NewPatrolFact[] = reachCheckpoint(watch, track, touch)
  const loop = facts.reduce(foldLoop, track.loop)
  const begins = facts.find((fact) => fact.type === 'CheckpointReached')?.data.begins
  return { track: beginVisit({ ...track, loop, direction: begins ?? track.direction }, checkpoint, at, beforeAt), facts }
}
