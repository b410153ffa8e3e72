import type { Stage } from '../clock/stages.ts'
import type { CountedInput } from '../clock/stageStatistics.ts'
import type { Space } from '../fact.ts'
import type { IncidentId } from '../ids.ts'
import type { Level } from '../incident/kinds.ts'
import type { Mode } from '../mode/types.ts'

/** What can be looked back on: the real thing, a drill, or what another system recorded (IMPORT-1). */
export type ReviewSpace = Space | `import:${string}`

export interface TimedStamp {
  /** The value that counts today, epoch ms. */
  readonly at: number
  /** Who reached the stage: a unit's id, or another system's word for it. */
  readonly unit: string | null
  /** What it said before it was first corrected, epoch ms; null when it never was (CLOCK-5). */
  readonly original: number | null
}

/** One handling of an incident with all that its times are looked at by (TIMING-1). */
export interface TimedHandling extends CountedInput {
  readonly space: ReviewSpace
  readonly incidentId: IncidentId
  readonly number: string
  readonly handling: number
  /** When it started by the clocks of the place, epoch ms: of a drill that was paused later than `startedAt`, which is of its own clock (DRILL-10). */
  readonly startedReal: number
  /** When the record has its report, or its reopening, epoch ms of the server: where a replay of it opens. Null of another system's. */
  readonly recordedAt: number | null
  readonly stamps: Readonly<Record<Stage, readonly TimedStamp[]>>
  readonly kind: string | null
  readonly level: Level | null
  readonly grid: string | null
  /** Stamps that were taken back: they count for nothing and stay beside those that do (CLOCK-5). */
  readonly withdrawn: readonly { readonly stage: Stage; readonly at: number }[]
  /** Units that took part, each once. */
  readonly teams: readonly string[]
  /** Kinds of the special plans that were run for it, each once; of a drill that of its plan (TIMING-2). */
  readonly plans: readonly string[]
  /** The mode in force when it started; null where nobody said. */
  readonly mode: Mode | null
  /** Local day `YYYY-MM-DD` and hour (0–23) it started at. */
  readonly day: string
  readonly hour: number
  /** What is noted of a row of another system: class, and the column it is about. */
  readonly notes: readonly (readonly [string, string | null])[]
}
