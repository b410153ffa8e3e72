import { patrolFact, type NewPatrolFact } from './facts.ts'
import { movedM } from './routeLine.ts'
import type { Track, Tracked, Watch } from './track.ts'
import { placeOf, type CheckpointMark, type Direction, type Loop } from './types.ts'

/** ASSUMPTION: so much later than the pack's pace is late, ms; exactly so much is not. */
export const LATE_AFTER_MS = 5 * 60_000

/** ASSUMPTION: a team is at a checkpoint when it is no farther from it along the route, m. */
export const AT_CHECKPOINT_M = 20

/** Is `lateMs` late (ROUTE-6)? */
export function isLate(lateMs: number | null): boolean {
  return lateMs !== null && lateMs > LATE_AFTER_MS
}

/** A checkpoint come by at `at` (epoch ms), having stood at `alongM`. */
interface Reached {
  readonly checkpoint: number
  readonly alongM: number
  readonly at: number
}

/** What it means for the loop that a checkpoint is reached (ROUTE-3, ROUTE-4): maybe nothing, when it was reached before. */
export function reachCheckpoint(watch: Watch, track: Track, reached: Reached): readonly NewPatrolFact[] {
  const { loop, direction } = track
  const n = watch.line.checkpointsM.length
  const ends = loop !== null && endsLoop(watch, track, loop, reached.checkpoint)
  if (loop === null || ends) {
    const begins = beginning(watch, reached.checkpoint, direction)
    const ended = ends && isWhole(watch, loop) ? endLoop(watch, track, loop, reached) : []
    return [...ended, reachedFact(watch, reached, { begins, inOrder: direction === (loop?.direction ?? begins), lateMs: latenessOf(watch, loop, reached) })]
  }
  const mark = loop.marks[reached.checkpoint]
  if (mark === 'reached') return []
  const inOrder = mark === 'open' && direction === loop.direction
  const passedBy = inOrder ? passed(loop, reached.checkpoint, n) : []
  return [
    ...skip(watch, track, passedBy, reached),
    reachedFact(watch, reached, { begins: null, inOrder, lateMs: inOrder ? latenessOf(watch, loop, reached) : null }),
  ]
}

/**
 * What lies between two places of a way that was not followed, `goneM` metres apart: passed by, or unseen, as the way was broken
 * (ROUTE-3). A loop whose beginning lies between has ended.
 */
export function passOver(watch: Watch, track: Track, { goneM, ...here }: { readonly goneM: number; readonly alongM: number; readonly at: number }): readonly NewPatrolFact[] {
  const { loop, spot, direction } = track
  const { line } = watch
  if (loop === null || spot === null || direction !== loop.direction || goneM * direction <= 0) return []
  const between = line.checkpointsM.flatMap((checkpointM, checkpoint) => {
    const onM = movedM(line, spot.alongM, checkpointM) * direction
    return onM > 0 && onM < goneM * direction - AT_CHECKPOINT_M ? [checkpoint] : []
  })
  if (between.includes(loop.first) && endsLoop(watch, track, loop, loop.first)) {
    return endLoop(watch, track, loop, { checkpoint: loop.first, ...here })
  }
  return skip(watch, track, between.filter((checkpoint) => loop.marks[checkpoint] === 'open'), { checkpoint: loop.first, ...here })
}

/** In which direction a loop begins at a checkpoint; null when none does: on a loop none begins against its direction. */
function beginning({ line }: Watch, checkpoint: number, direction: Direction): Direction | null {
  const n = line.checkpointsM.length
  if (n < 2) return null
  if (line.loop) return direction === 1 ? 1 : null
  if (checkpoint === 0) return 1
  return checkpoint === n - 1 ? -1 : direction
}

/** Back at the first checkpoint of a loop, or at an end of a line, after others. */
function endsLoop({ line }: Watch, { direction }: Track, { first, marks }: Loop, checkpoint: number): boolean {
  const others = marks.some((mark, i) => i !== first && mark !== 'open')
  if (line.loop) return checkpoint === first && others && direction === 1
  const isEnd = checkpoint === 0 || checkpoint === marks.length - 1
  return isEnd && (checkpoint !== first || others)
}

/** A line begun between its ends is not judged: nobody saw all of it. */
function isWhole({ line }: Watch, { first, marks }: Loop): boolean {
  return line.loop || first === 0 || first === marks.length - 1
}

/** The checkpoints still open between the loop's beginning and this one, in its direction. */
function passed({ first, direction, marks }: Loop, checkpoint: number, n: number): number[] {
  const found: number[] = []
  for (let step = 1; step < n; step += 1) {
    const place = placeOf(first, step * direction, n)
    if (place === checkpoint) break
    if (marks[place] === 'open') found.push(place)
  }
  return found
}

function skip({ unit, route }: Watch, { broken }: Track, places: readonly number[], { at, alongM }: Reached): NewPatrolFact[] {
  const mark = broken === 'unseen' ? 'unseen' : 'skipped'
  return places.map((checkpoint) => patrolFact('CheckpointSkipped', at, { unit, route, alongM: Math.round(alongM), checkpoint, mark }))
}

function endLoop(watch: Watch, track: Track, loop: Loop, reached: Reached): NewPatrolFact[] {
  const { unit, route, line, dayOf } = watch
  const open = loop.marks.flatMap((mark, i) => (mark === 'open' && (line.loop || i !== reached.checkpoint) ? [i] : []))
  const skips = skip(watch, track, open, reached)
  const lost: CheckpointMark = track.broken === 'unseen' ? 'unseen' : 'skipped'
  const marks = loop.marks.map((mark, i) => (open.includes(i) ? lost : mark === 'open' ? 'reached' : mark))
  const count = (wanted: CheckpointMark): number => marks.filter((mark) => mark === wanted).length
  const [skipped, unseen] = [count('skipped'), count('unseen')]
  const outcome = skipped > 0 ? 'missed' : unseen > 0 ? 'unknown' : 'completed'
  const { at, alongM } = reached
  return [...skips, patrolFact('LoopEnded', at, {
    unit, route, alongM: Math.round(alongM), startedAt: loop.startedAt, day: dayOf(at), reached: count('reached'), skipped, unseen, outcome,
  })]
}

function reachedFact(
  { unit, route, line }: Watch, { checkpoint, at, alongM }: Reached,
  rest: { readonly begins: Direction | null; readonly inOrder: boolean; readonly lateMs: number | null },
): NewPatrolFact {
  return patrolFact('CheckpointReached', at, { unit, route, alongM: Math.round(alongM), checkpoint, of: line.checkpointsM.length, ...rest })
}

/** ms behind the pack's even pace from the loop's beginning, negative ahead of it; null when the pack names none. */
function latenessOf({ line, loopMs }: Watch, loop: Loop | null, { checkpoint, at }: Reached): number | null {
  if (loop === null || loopMs === null) return null
  const [firstM, hereM] = [line.checkpointsM[loop.first]!, line.checkpointsM[checkpoint]!]
  const roundM = (((hereM - firstM) * loop.direction) % line.lengthM + line.lengthM) % line.lengthM
  const share = line.loop ? (checkpoint === loop.first ? 1 : roundM / line.lengthM) : Math.abs(movedM(line, firstM, hereM)) / line.lengthM
  return at - loop.startedAt - Math.round(loopMs * share)
}

/**
 * The loop's time passed between this position and the one before it (ROUTE-6). One that passed in a silence is not said: the
 * loop may have ended unseen.
 */
export function overdueLoop({ unit, route, loopMs }: Watch, track: Track, at: number): Tracked {
  const { loop } = track
  if (loop === null || loopMs === null || loop.overdue) return { track, facts: [] }
  const limitAt = loop.startedAt + loopMs + LATE_AFTER_MS
  if (at <= limitAt || track.fixAt > limitAt || track.broken === 'unseen') return { track, facts: [] }
  const alongM = Math.round(track.spot?.alongM ?? 0)
  return {
    track: { ...track, loop: { ...loop, overdue: true } },
    facts: [patrolFact('LoopOverdue', limitAt, { unit, route, alongM, startedAt: loop.startedAt, limitMs: loopMs + LATE_AFTER_MS })],
  }
}
