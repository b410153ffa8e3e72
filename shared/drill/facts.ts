import type { Fact, NewFact, Space } from '../fact.ts'
import type { Script } from './script.ts'
import type { Improvement, InjectWay } from './types.ts'

/**
 * The drill's facts by type, all in its own space. Between start and stop `at` is of the drill's clock, before and after of
 * the server's.
 */
export interface DrillFactData {
  /** `carried`: what earlier drills of the plan left to be made better. */
  DrillPrepared: { readonly drill: string; readonly script: Script; readonly carried: readonly Improvement[] }
  DrillScriptChanged: { readonly script: Script }
  /** It was prepared and will not be held. */
  DrillWithdrawn: { readonly reason: string | null }
  /** `injects`: how many its script has at the start. `carried`: what earlier drills of the plan have open then; null where nobody said (v1). */
  DrillStarted: { readonly injects: number; readonly carried: readonly Improvement[] | null }
  DrillPaused: { readonly reason: string | null }
  /** `pausedMs`: how long the clock stood. */
  DrillResumed: { readonly pausedMs: number }
  /** The script's time goes ahead by `byMs` to the inject `to`; those between are passed over. */
  DrillJumped: { readonly to: string; readonly byMs: number; readonly skipped: readonly string[] }
  /** `at` of one that came by the script is its own time, also when the server was down then. */
  InjectFired: { readonly inject: string; readonly way: InjectWay; readonly refused: string | null }
  DrillStopped: { readonly reason: string | null }
  ObservationPinned: { readonly text: string }
  /** The judgement whole: what was not given with it stays as it was. */
  IndicatorJudged: { readonly indicator: string; readonly score: number | null; readonly remark: string | null }
  ImprovementAdded: { readonly id: string; readonly text: string; readonly owner: Improvement['owner']; readonly due: string }
  ImprovementDone: { readonly id: string; readonly note: string | null }
}

export type DrillFactType = keyof DrillFactData
export type NewDrillFactOf<T extends DrillFactType> = NewFact<T, DrillFactData[T]>
export type DrillFactOf<T extends DrillFactType> = Fact<T, DrillFactData[T]>
export type NewDrillFact = { [T in DrillFactType]: NewDrillFactOf<T> }[DrillFactType]
export type DrillFact = { [T in DrillFactType]: DrillFactOf<T> }[DrillFactType]

/** Newest version of each type's data. */
export const DRILL_FACT_VERSIONS: Readonly<Record<DrillFactType, number>> = {
  DrillPrepared: 1, DrillScriptChanged: 1, DrillWithdrawn: 1, DrillStarted: 2, DrillPaused: 1, DrillResumed: 1, DrillJumped: 1, InjectFired: 1, DrillStopped: 1,
  ObservationPinned: 1, IndicatorJudged: 1, ImprovementAdded: 1, ImprovementDone: 1,
}

export function isDrillFact<F extends { readonly type: string }>(fact: F): fact is Extract<F, { readonly type: DrillFactType }> {
  return Object.hasOwn(DRILL_FACT_VERSIONS, fact.type)
}

/** A fact of a drill. */
export function drillFact<T extends DrillFactType>(
  type: T, { space, at, by, commandId }: { readonly space: Space; readonly at: number; readonly by: string; readonly commandId: string | null },
  data: DrillFactData[T],
): NewDrillFactOf<T> {
  return { type, v: DRILL_FACT_VERSIONS[type], space, at, by, commandId, data }
}
