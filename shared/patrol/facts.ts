import { BY_SYSTEM, type Fact, type NewFact } from '../fact.ts'
import type { RouteId, UnitId } from '../ids.ts'
import type { CheckpointMark, Direction, DwellVerdict, ExcuseReason, LoopOutcome } from './types.ts'

/** Whose fact it is, and where along its route it stood, whole metres. */
interface OnRoute {
  readonly unit: UnitId
  readonly route: RouteId
  readonly alongM: number
}

/**
 * What a patrol team did on its route, by type. `at` is the time of the position that shows it: of the first one beyond the
 * corridor, not of the one that made it sure. Checkpoints are named by their place in the route's list, from 0.
 */
export interface PatrolFactData {
  /** Heard again after a silence: what lay between is not known. `at`: heard again. `forgets`: it may have walked a whole loop meanwhile. */
  TeamUnseen: OnRoute & { readonly since: number; readonly forgets: boolean }
  TeamLeftRoute: OnRoute & { readonly offM: number }
  /** `offSince` null when it had not left: first seen on its route, or again after a silence. */
  TeamBackOnRoute: OnRoute & { readonly offSince: number | null }
  /** Not held to its route from here on; a loop under way is not judged. */
  TeamExcused: OnRoute & { readonly reason: ExcuseReason }
  /** Where it is, when what was told before and its position alone would have it elsewhere on its line. `at`: of that position. */
  TeamPlaced: OnRoute
  TeamTurned: OnRoute & { readonly direction: Direction }
  /** `begins`: the direction in which a loop begins with it. `lateMs`: behind the pack's pace (negative: ahead); null without one. */
  CheckpointReached: OnRoute & {
    readonly checkpoint: number; readonly inOrder: boolean; readonly begins: Direction | null; readonly lateMs: number | null; readonly of: number
  }
  /** `mark`: `skipped` when it was seen to pass by or around it, `unseen` when it was not seen meanwhile. */
  CheckpointSkipped: OnRoute & { readonly checkpoint: number; readonly mark: Exclude<CheckpointMark, 'open' | 'reached'> }
  CheckpointDwelled: OnRoute & { readonly checkpoint: number; readonly dwellMs: number; readonly verdict: DwellVerdict }
  /** `day` is the site's, `YYYYMMDD`. */
  LoopEnded: OnRoute & {
    readonly startedAt: number; readonly day: string; readonly reached: number; readonly skipped: number; readonly unseen: number
    readonly outcome: LoopOutcome
  }
  /** `at` is the limit itself. */
  LoopOverdue: OnRoute & { readonly startedAt: number; readonly limitMs: number }
}

export type PatrolFactType = keyof PatrolFactData
export type PatrolFactOf<T extends PatrolFactType> = Fact<T, PatrolFactData[T]>
export type NewPatrolFact = { [T in PatrolFactType]: NewFact<T, PatrolFactData[T]> }[PatrolFactType]
export type PatrolFact = { [T in PatrolFactType]: PatrolFactOf<T> }[PatrolFactType]

/** Newest version of each type's data; older ones are read by upcasting. */
export const PATROL_FACT_VERSIONS: Readonly<Record<PatrolFactType, number>> = {
  TeamUnseen: 1, TeamLeftRoute: 1, TeamBackOnRoute: 1, TeamExcused: 1, TeamPlaced: 1, TeamTurned: 1, CheckpointReached: 1, CheckpointSkipped: 1,
  CheckpointDwelled: 1, LoopEnded: 1, LoopOverdue: 1,
}

/** A fact that positions show, in its type's newest version. */
export function patrolFact<T extends PatrolFactType>(type: T, at: number, data: PatrolFactData[T]): NewFact<T, PatrolFactData[T]> {
  return { type, v: PATROL_FACT_VERSIONS[type], space: 'live', at, by: BY_SYSTEM, commandId: null, data }
}

export function isPatrolFact<F extends { readonly type: string }>(fact: F): fact is Extract<F, { readonly type: PatrolFactType }> {
  return Object.hasOwn(PATROL_FACT_VERSIONS, fact.type)
}
