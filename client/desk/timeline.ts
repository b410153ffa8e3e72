import { STAGES, type Stage } from '../../shared/clock/stages.ts'
import { BY_SYSTEM } from '../../shared/fact.ts'
import type { IncidentId, UnitId } from '../../shared/ids.ts'
import type { Escalation } from '../../shared/incident/escalation.ts'
import type { Level } from '../../shared/incident/kinds.ts'
import type { Lead, Measure, Severity } from '../../shared/incident/response.ts'
import { handlingsOf, type Handling, type Incident, type Stamp } from '../../shared/incident/types.ts'

/** What happened, in the words of `desk.fact`. */
export type TimelineWhat =
  | 'reported' | 'stamped' | 'stampedJoint' | 'corrected' | 'correctedTo' | 'withdrawn' | 'levelChanged' | 'left' | 'limitMissed' | 'departmentJoined' | 'note' | 'proposed' | 'causeLapsed' | 'declined'
  | 'handedOver' | 'acknowledged' | 'handoverMissed' | 'measureCalled' | 'measureTaken' | 'taken' | 'reopened' | 'closed' | 'cancelled' | 'merged' | 'absorbed'

/** One line of an incident's course: what, by whom, when. `by` is null where the board does not keep it. */
export interface TimelineEntry {
  readonly at: number
  readonly by: string | null
  readonly what: TimelineWhat
  readonly stage?: Stage
  readonly unit?: UnitId | null
  /** What whoever reported says of itself. */
  readonly source?: string
  readonly department?: string
  readonly lead?: Lead
  readonly level?: Level
  readonly measure?: Measure
  readonly handling?: number
  /** The other incident of a merging. */
  readonly into?: IncidentId
  /** Its number, where the board does not know it any more. */
  readonly number?: string
  /** Old value of a corrected or withdrawn stamp, epoch ms. */
  readonly old?: number
  /** The value that counts now, where it is another, epoch ms. */
  readonly now?: number
  /** Withdrawn: it counts for nothing. */
  readonly struck?: true
  /** Level it had before. */
  readonly from?: Level
  /** Severity it has since; null where nobody said. */
  readonly severity?: Severity | null
  /** What somebody wrote. */
  readonly words?: string | null
}

/** An incident's course as far as the board knows it, newest first; of one moment in the order of its life. `absorbed`: those merged into it. */
export function timelineOf(incident: Incident, absorbed: readonly Incident[] = []): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    { at: incident.reportedAt, by: incident.reportedBy, what: 'reported', source: incident.source, words: incident.summary },
    ...handlingsOf(incident).flatMap(handlingEntries),
    ...incident.notes.map(({ at, by, text }) => ({ at, by, what: 'note' as const, words: text })),
    ...incident.escalations.flatMap(escalationEntries),
    ...incident.measures.flatMap(({ measure, level, calledAt, taken }) => [
      { at: calledAt, by: BY_SYSTEM, what: 'measureCalled' as const, measure, level },
      ...(taken === null ? [] : [{ at: taken.at, by: taken.by, what: 'measureTaken' as const, measure, words: taken.note }]),
    ]),
    ...absorbed.flatMap((other) => handlingsOf(other).flatMap(({ end }) => (
      end?.into === incident.id ? [{ at: end.at, by: end.by, what: 'absorbed' as const, into: other.id, words: end.reason }] : []
    ))),
    ...(incident.owner === null ? [] : [{ at: incident.owner.since, by: incident.owner.by, what: 'taken' as const }]),
  ]
  return entries.map((entry, order) => ({ entry, order })).sort((a, b) => b.entry.at - a.entry.at || b.order - a.order).map(({ entry }) => entry)
}

function handlingEntries(handling: Handling): TimelineEntry[] {
  const { startedAt, limits, stamps, withdrawn, missed, departments, end } = handling
  return [
    ...(handling.handling > 1 ? [{ at: startedAt, by: handling.openedBy, what: 'reopened' as const, handling: handling.handling }] : []),
    ...STAGES.flatMap((stage) => stamps[stage].flatMap((stamp) => stampEntries(stage, stamp))),
    ...withdrawn.flatMap((stamp) => [
      ...stampEntries(stamp.stage, stamp).map((entry) => ({ ...entry, struck: true as const })),
      { at: stamp.withdrawal.at, by: stamp.withdrawal.by, what: 'withdrawn' as const, stage: stamp.stage, old: stamp.at, words: stamp.withdrawal.reason },
    ]),
    ...missed.map((stage) => ({ at: startedAt + limits[stage], by: BY_SYSTEM, what: 'limitMissed' as const, stage })),
    ...departments.map(({ department, at, by }) => ({ at, by, what: 'departmentJoined' as const, department })),
    ...(end === null ? [] : [{ at: end.at, by: end.by, what: end.how, words: end.reason, ...(end.into === null ? {} : { into: end.into }) }]),
  ]
}

function stampEntries(stage: Stage, { at, by, unit, department, note, corrections }: Stamp): TimelineEntry[] {
  const joint = department === null ? { what: 'stamped' as const } : { what: 'stampedJoint' as const, department }
  return [
    { at, by, stage, unit, words: note, ...joint },
    ...corrections.map((correction) => (
      { at: correction.correctedAt, by: correction.by, what: 'corrected' as const, stage, old: correction.at, words: correction.reason }
    )),
  ]
}

function escalationEntries({ proposedAt, to, state, decision, acknowledged, acknowledgeBy, limitMissed }: Escalation): TimelineEntry[] {
  const decided = state === 'declined' ? 'declined' as const : 'handedOver' as const
  return [
    { at: proposedAt, by: BY_SYSTEM, what: 'proposed', lead: to },
    ...(decision === null ? [] : [{ at: decision.at, by: decision.by, what: decided, lead: to, words: decision.reason }]),
    ...(limitMissed && acknowledgeBy !== null ? [{ at: acknowledgeBy, by: BY_SYSTEM, what: 'handoverMissed' as const }] : []),
    ...(acknowledged === null ? [] : [{ at: acknowledged.at, by: acknowledged.by, what: 'acknowledged' as const, lead: to }]),
  ]
}
