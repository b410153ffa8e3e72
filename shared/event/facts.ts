import type { Fact, NewFact } from '../fact.ts'
import type { MatterId } from '../matter/types.ts'

/** How many are in a zone, and when that was counted, epoch ms. */
export interface ZoneCount {
  readonly zone: string
  readonly count: number
  readonly at: number
}

/** Facts of gatherings by type. `at` of a check-in or check-out is when it was said. */
export interface GatheringFactData {
  /** A department is present in the joint command of an event, or left it. Departments, never persons. */
  CommandCheckedIn: { readonly event: MatterId; readonly department: string }
  CommandCheckedOut: { readonly event: MatterId; readonly department: string }
  /** What one call counted, newest of each zone; `source`: the name of the feed. */
  CrowdCounted: { readonly source: string; readonly counts: readonly ZoneCount[] }
}

export type GatheringFactType = keyof GatheringFactData
export type NewGatheringFact = { [T in GatheringFactType]: NewFact<T, GatheringFactData[T]> }[GatheringFactType]
export type GatheringFact = { [T in GatheringFactType]: Fact<T, GatheringFactData[T]> }[GatheringFactType]

/** Newest version of each type's data. */
export const GATHERING_FACT_VERSIONS: Readonly<Record<GatheringFactType, number>> = { CommandCheckedIn: 1, CommandCheckedOut: 1, CrowdCounted: 1 }

export function isGatheringFact<F extends { readonly type: string }>(fact: F): fact is F & GatheringFact {
  return fact.type in GATHERING_FACT_VERSIONS
}

/** A fact of the real thing. */
export function gatheringFact<T extends GatheringFactType>(
  type: T, { at, by, commandId }: { readonly at: number; readonly by: string; readonly commandId: string | null }, data: GatheringFactData[T],
): NewFact<T, GatheringFactData[T]> {
  return { type, v: GATHERING_FACT_VERSIONS[type], space: 'live', at, by, commandId, data }
}
