import type { Fact, NewFact, Space } from '../fact.ts'
import type { MatterId, MatterValues, StepRow } from './types.ts'

/** Facts of matters by type. They carry what their table said, so that a later table changes nothing of what happened. */
export interface MatterFactData {
  /** `until`: limit of the state it starts in, epoch ms. */
  MatterOpened: {
    readonly matterId: MatterId; readonly kind: string; readonly number: string; readonly day: string; readonly ordinal: number
    readonly state: string; readonly until: number | null; readonly values: MatterValues; readonly steps: readonly StepRow[]
  }
  /** `values`: what came with the command. `leavesAt`: when it leaves the board, of a move that ends it. */
  MatterMoved: {
    readonly matterId: MatterId; readonly command: string; readonly from: string; readonly to: string; readonly until: number | null
    readonly leavesAt: number | null; readonly values: MatterValues
  }
  /** `values`: those that changed. `until`: the limit of its state as it is now. */
  MatterAmended: { readonly matterId: MatterId; readonly values: MatterValues; readonly until: number | null; readonly reason: string }
  /** `department`: for whom; null for headquarters. `onBehalf`: said by headquarters for a department that reported. `choice`: of a step that asks. */
  MatterStepTicked: {
    readonly matterId: MatterId; readonly step: string; readonly department: string | null; readonly onBehalf: boolean
    readonly note: string | null; readonly choice?: string
  }
  /** A tick was a mistake. */
  MatterStepReopened: { readonly matterId: MatterId; readonly step: string; readonly reason: string }
  /** `at` is the limit itself (CLOCK-4). `since`: when the state was entered. */
  MatterOverdue: { readonly matterId: MatterId; readonly state: string; readonly since: number }
  /** `at` is the step's due time itself (CLOCK-4). */
  MatterStepOverdue: { readonly matterId: MatterId; readonly step: string; readonly department: string | null }
}

export type MatterFactType = keyof MatterFactData
export type NewMatterFactOf<T extends MatterFactType> = NewFact<T, MatterFactData[T]>
export type MatterFactOf<T extends MatterFactType> = Fact<T, MatterFactData[T]>
export type NewMatterFact = { [T in MatterFactType]: NewMatterFactOf<T> }[MatterFactType]
export type MatterFact = { [T in MatterFactType]: MatterFactOf<T> }[MatterFactType]

/** Newest version of each type's data. */
export const MATTER_FACT_VERSIONS: Readonly<Record<MatterFactType, number>> = {
  MatterOpened: 1, MatterMoved: 1, MatterAmended: 1, MatterStepTicked: 1, MatterStepReopened: 1, MatterOverdue: 1, MatterStepOverdue: 1,
}

export function isMatterFact<F extends { readonly type: string }>(fact: F): fact is F & MatterFact {
  return fact.type in MATTER_FACT_VERSIONS
}

/** A fact of a matter. `commandId` null for what follows from time. */
export function matterFact<T extends MatterFactType>(
  type: T, { at, by, commandId }: { readonly at: number; readonly by: string; readonly commandId: string | null }, data: MatterFactData[T],
  space: Space = 'live',
): NewMatterFactOf<T> {
  return { type, v: MATTER_FACT_VERSIONS[type], space, at, by, commandId, data }
}
