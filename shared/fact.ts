import type { CommandId } from './ids.ts'

export type DrillSpace = `drill:${string}`
/** Where a fact belongs: the real thing, or one rehearsal. Folds never mix spaces (DRILL-1). */
export type Space = 'live' | DrillSpace

/** What a decision produces: the fact before the journal gave it a place. `at` is when it happened, epoch ms. */
export interface NewFact<T extends string = string, D = unknown> {
  readonly type: T
  /** Version of `data`'s shape; older versions are read by upcasting. */
  readonly v: number
  readonly space: Space
  readonly at: number
  /** Who caused it: a source, a unit, or `system`. Never a person's name. */
  readonly by: string
  readonly commandId: CommandId | null
  readonly data: D
}

/** A fact with its place in the one order (`seq` from 1, no gaps) and the time it was recorded, epoch ms. */
export interface Fact<T extends string = string, D = unknown> extends NewFact<T, D> {
  readonly seq: number
  readonly recordedAt: number
}

/** Name used as `by` for what time itself causes. */
export const BY_SYSTEM = 'system'
