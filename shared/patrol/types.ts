import type { RouteId, UnitId } from '../ids.ts'

/**
 * Is a team on its route? `unknown` until positions have shown it, and again after each silence; `excused` while headquarters does
 * not expect it there: it works on an incident, comes back from one, or the mode sends nobody out.
 */
export const COURSES = ['unknown', 'on', 'off', 'excused'] as const
export type Course = (typeof COURSES)[number]

/** 1 as the route is drawn, -1 against it. */
export type Direction = 1 | -1

/** What is known of a checkpoint within a loop. */
export const CHECKPOINT_MARKS = ['open', 'reached', 'skipped', 'unseen'] as const
export type CheckpointMark = (typeof CHECKPOINT_MARKS)[number]

/** `unknown`: no checkpoint was seen to be skipped, but not all were seen to be reached. */
export const LOOP_OUTCOMES = ['completed', 'missed', 'unknown'] as const
export type LoopOutcome = (typeof LOOP_OUTCOMES)[number]

export const DWELL_VERDICTS = ['tooShort', 'kept', 'tooLong'] as const
export type DwellVerdict = (typeof DWELL_VERDICTS)[number]

/** `incident`: it works on one, or is on its way back; `mode`: nobody is expected on this route now. */
export const EXCUSE_REASONS = ['incident', 'mode'] as const
export type ExcuseReason = (typeof EXCUSE_REASONS)[number]

/** A loop under way: once round, or once from one end of a line to the other. */
export interface Loop {
  /** The checkpoint it began with; a loop ends there, a line at its other end. */
  readonly first: number
  readonly direction: Direction
  readonly startedAt: number
  /** By the checkpoint's place. */
  readonly marks: readonly CheckpointMark[]
  /** Its time has passed (LoopOverdue). */
  readonly overdue: boolean
}

/** A stay at a checkpoint as the pack's time for it judges it (ROUTE-5). `at`: when that was seen, epoch ms. */
export interface Stay {
  /** The checkpoint's place in the route's list. */
  readonly checkpoint: number
  readonly at: number
  readonly dwellMs: number
  readonly verdict: DwellVerdict
}

/** A loop that ended. Times in epoch ms. */
export interface EndedLoop {
  readonly startedAt: number
  readonly endedAt: number
  readonly reached: number
  readonly skipped: number
  readonly unseen: number
  readonly outcome: LoopOutcome
  /** Which checkpoints were skipped. */
  readonly skippedAt: readonly number[]
  readonly stays: readonly Stay[]
}

/** How a team keeps to its route, as the facts have it: what the wall shows. Times in epoch ms. */
export interface Patrol {
  readonly unit: UnitId
  readonly route: RouteId
  readonly course: Course
  /** Since when that course. */
  readonly since: number
  /** Had it left its route when it was last seen? Then it is back only within the smaller width. */
  readonly hadLeft: boolean
  /** Where it stood at its last fact, m along the route, and when. */
  readonly alongM: number
  readonly alongAt: number
  readonly direction: Direction
  readonly loop: Loop | null
  /** Of the loop under way, or since the last one ended: one for each checkpoint at most, in the order they were seen. */
  readonly stays: readonly Stay[]
  readonly lastLoop: EndedLoop | null
  /** Loops of one day of the site, by their outcome. */
  readonly day: { readonly day: string; readonly completed: number; readonly missed: number; readonly unknown: number }
}

/** The checkpoint a loop comes to next; null when no loop is under way. */
export function nextCheckpoint({ first, direction, marks }: Loop): number {
  const n = marks.length
  let last = 0
  for (let step = 1; step < n; step += 1) if (marks[placeOf(first, step * direction, n)] !== 'open') last = step
  return placeOf(first, (last + 1) * direction, n)
}

/** The place `steps` on from `from` among `n`, round and round. */
export function placeOf(from: number, steps: number, n: number): number {
  return (((from + steps) % n) + n) % n
}
