import { patrolFact, type NewPatrolFact } from './facts.ts'
import { movedM } from './routeLine.ts'
import type { Track, Tracked, Visit, Watch } from './track.ts'

/** ASSUMPTION: it has left a checkpoint when it is farther from it along the route, m: more than where it was reached. */
export const LEFT_CHECKPOINT_M = 30

/** It is at the checkpoint now. `beforeAt`: the position before, epoch ms. */
export function beginVisit(track: Track, checkpoint: number, at: number, beforeAt: number): Track {
  return { ...track, visits: [...track.visits, { checkpoint, beforeAt, sinceAt: at, lastAt: at, said: false }] }
}

/** Ends the stays at checkpoints it has left, and says what the pack's dwell makes of them (ROUTE-5). */
export function leaveCheckpoints(watch: Watch, track: Track, alongM: number, at: number): Tracked {
  if (track.visits.length === 0) return { track, facts: [] }
  const visits: Visit[] = []
  const facts: NewPatrolFact[] = []
  for (const visit of track.visits) {
    const left = Math.abs(movedM(watch.line, alongM, watch.line.checkpointsM[visit.checkpoint] ?? alongM)) > LEFT_CHECKPOINT_M
    const fact = visit.said ? null : dwelled(watch, left ? visit : { ...visit, lastAt: at }, left ? at : null, alongM)
    if (fact !== null) facts.push(fact)
    if (!left) visits.push({ ...visit, lastAt: at, said: visit.said || fact !== null })
  }
  return { track: { ...track, visits }, facts }
}

/**
 * A stay is too long as soon as what was seen of it is longer than the most; too short when even the time from the position
 * before it to the one after it is shorter than the least.
 */
function dwelled({ unit, route, dwells }: Watch, visit: Visit, leftAt: number | null, alongM: number): NewPatrolFact | null {
  const { checkpoint, sinceAt, lastAt, beforeAt } = visit
  const dwell = dwells[checkpoint] ?? null
  if (dwell === null) return null
  const dwellMs = lastAt - sinceAt
  const say = (verdict: 'tooShort' | 'kept' | 'tooLong'): NewPatrolFact =>
    patrolFact('CheckpointDwelled', leftAt ?? lastAt, { unit, route, alongM: Math.round(alongM), checkpoint, dwellMs, verdict })
  if (dwellMs > dwell.mostMs) return say('tooLong')
  if (leftAt === null) return null
  if (beforeAt === 0) return null
  return say(leftAt - beforeAt < dwell.leastMs ? 'tooShort' : 'kept')
}
