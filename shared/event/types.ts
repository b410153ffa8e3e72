import type { MatterId } from '../matter/types.ts'

/** A department in the joint command of an event. */
export interface CommandPresence {
  readonly event: MatterId
  readonly department: string
  /** Epoch ms. */
  readonly since: number
  readonly by: string
}

/** The newest count of a zone. */
export interface CrowdCount {
  readonly zone: string
  readonly count: number
  /** When it was counted, epoch ms. */
  readonly at: number
  readonly source: string
}

/** Who is present at events, and how many people are where. Never changed in place. */
export interface Gathering {
  /** In order of coming. */
  readonly present: readonly CommandPresence[]
  /** One of each zone that was ever counted. */
  readonly crowd: readonly CrowdCount[]
}

export function emptyGathering(): Gathering {
  return { present: [], crowd: [] }
}
