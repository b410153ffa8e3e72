import type { Fact, NewFact } from '../fact.ts'
import type { Mode, ModeCause } from './types.ts'

/** The mode's facts by type, with what each carries. */
export interface ModeFactData {
  /** `at` is the cause's own time, also when the server was down at that moment. */
  ModeProposed: { readonly from: Mode; readonly to: Mode; readonly cause: ModeCause; readonly until: number | null }
  ModeProposalDeclined: { readonly proposal: number; readonly reason: string }
  /** The first of two confirmations; the other one is due within `limitMs`. */
  ModeSwitchPrepared: { readonly from: Mode; readonly to: Mode; readonly reason: string; readonly limitMs: number }
  /** `at` is the limit itself, also when the server was down at that moment. */
  ModeSwitchLapsed: { readonly prepared: number; readonly limitMs: number }
  /** `prepared` and `preparedBy` of a switch that another person confirmed; null otherwise. */
  ModeSwitched: {
    readonly from: Mode; readonly to: Mode; readonly reason: string; readonly prepared: number | null; readonly preparedBy: string | null
  }
}

export type ModeFactType = keyof ModeFactData
export type NewModeFactOf<T extends ModeFactType> = NewFact<T, ModeFactData[T]>
export type ModeFactOf<T extends ModeFactType> = Fact<T, ModeFactData[T]>
export type NewModeFact = { [T in ModeFactType]: NewModeFactOf<T> }[ModeFactType]
export type ModeFact = { [T in ModeFactType]: ModeFactOf<T> }[ModeFactType]

/** Newest version of each type's data. */
export const MODE_FACT_VERSIONS: Readonly<Record<ModeFactType, number>> = {
  ModeProposed: 1, ModeProposalDeclined: 1, ModeSwitchPrepared: 1, ModeSwitchLapsed: 1, ModeSwitched: 1,
}

/** A fact of the real thing. `commandId` null for what follows from time or from another fact. */
export function modeFact<T extends ModeFactType>(
  type: T, { at, by, commandId }: { readonly at: number; readonly by: string; readonly commandId: string | null }, data: ModeFactData[T],
): NewModeFactOf<T> {
  return { type, v: MODE_FACT_VERSIONS[type], space: 'live', at, by, commandId, data }
}
