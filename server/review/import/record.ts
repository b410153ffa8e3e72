import type { Stage, StageLimits } from '../../../shared/clock/stages.ts'
import { STAGES } from '../../../shared/clock/stages.ts'
import type { Level } from '../../../shared/incident/kinds.ts'
import { localTime } from '../../../shared/timing/localTime.ts'
import type { ReviewSpace, TimedHandling, TimedStamp } from '../../../shared/timing/types.ts'
import type { Field } from './mapping.ts'

/**
 * What is noted of a row (IMPORT-2). Of a time: it is `missing`, cannot be read (`unreadable`), is a day without a time of day,
 * is a `placeholder`, was `skipped` by or stands twice (`ambiguous`) at a change to or from daylight saving, lies in the `future`,
 * before the report (`beforeReceived`) or before an earlier stage (`outOfOrder`). Of the row: a quote opens that
 * nobody closes (`malformed`) or stands in the midst of a cell (`strayQuote`), it has more or fewer cells than the header (`wrongCells`), is the same as one before (`duplicate`), has the id of another one (`sameId`), goes on with a closed one
 * (`reopened`), is one more unit of an incident (`furtherUnit`), or has no id, or a kind or level the map does not know.
 */
export const ROW_CLASSES = [
  'missing', 'unreadable', 'dateOnly', 'placeholder', 'skipped', 'ambiguous', 'future', 'beforeReceived', 'outOfOrder',
  'malformed', 'strayQuote', 'wrongCells', 'duplicate', 'sameId', 'reopened', 'furtherUnit', 'missingId', 'unknownKind', 'unknownLevel',
] as const
export type RowClass = (typeof ROW_CLASSES)[number]

export type RowNote = readonly [RowClass, Field | null]

/** An incident as another system recorded it, with everything that is noted of it. Times epoch ms. */
export interface ImportedIncident {
  readonly id: string
  /** Lines of the file it stands on. */
  readonly lines: readonly number[]
  readonly handling: number
  readonly received: number | null
  readonly stamps: Readonly<Record<Stage, number | null>>
  readonly lacking: Readonly<Partial<Record<Stage, 'faulty' | 'unmapped'>>>
  /** Can the row as a whole not be used? */
  readonly faulty: boolean
  readonly notes: readonly RowNote[]
  /** Where it was gathered from several rows: the line each note is of. Without it, all are of its last line. */
  readonly noteLines?: readonly number[]
  /** Times that could not be used, as they were written. */
  readonly written: Readonly<Partial<Record<Field, string>>>
  readonly kind: string | null
  readonly level: Level | null
  readonly grid: string | null
  readonly teams: readonly string[]
  readonly cancelled: boolean
}

/** What the figures of an imported space need beside its records. */
export interface ImportedWhere {
  readonly space: ReviewSpace
  readonly zone: string
  readonly limits: StageLimits
}

/** An imported incident as timing looks at it; null without a report that could be read: nothing can be counted from it. */
export function importedHandling(record: ImportedIncident, { space, zone, limits }: ImportedWhere): TimedHandling | null {
  const { received, stamps, teams } = record
  if (received === null) return null
  const stamped = Object.fromEntries(STAGES.map((stage) => {
    const at = stamps[stage]
    return [stage, at === null ? [] : [{ at, unit: teams.length === 1 ? (teams[0] as string) : null, original: null }]]
  })) as unknown as Record<Stage, TimedStamp[]>
  return {
    space, incidentId: record.id, number: record.id, handling: record.handling, recordedAt: null, startedAt: received, startedReal: received, limits, stamps: stamped,
    end: record.cancelled ? { how: 'cancelled', at: Math.max(received, ...STAGES.map((stage) => stamps[stage] ?? received)) } : null,
    past: { faulty: record.faulty, lacking: record.lacking },
    kind: record.kind, level: record.level, grid: record.grid, teams, plans: [], withdrawn: [], mode: null, ...localTime(received, zone), notes: record.notes,
  }
}
