import { Type } from 'typebox'
import { STAGES, type StageLimits } from '../clock/stages.ts'
import { ESCALATION_STATES, type Escalation } from '../incident/escalation.ts'
import type { IncidentFact } from '../incident/facts.ts'
import { INCIDENT_KINDS, LEVELS } from '../incident/kinds.ts'
import { LEADS, MEASURES, SEVERITIES } from '../incident/response.ts'
import { ENDS, type CalledMeasure, type Handling, type Incident, type Stamp, type WithdrawnStamp } from '../incident/types.ts'
import { At, describes, factOf, Ms, ofEachStage, orNull, record, Seq, StageName, WordsOrNull } from './describe.ts'

/*
 * Incidents and their facts as they go over the socket, as schemas. Never imported by a page.
 */

const Id = Type.String()
const LeadName = Type.Enum([...LEADS])
const LevelName = Type.Enum([...LEVELS])
const SeverityName = orNull(Type.Enum([...SEVERITIES]))
const MeasureName = Type.Enum([...MEASURES])
const Number_ = Type.Integer({ minimum: 1 })
const Position = record({ lon: Type.Number(), lat: Type.Number() }, 'WGS-84 degrees')
const Limits = describes<StageLimits>()(ofEachStage(Ms))
const Cause = record({ why: Type.Enum(['limitMissed', 'level']), stage: orNull(StageName), level: LevelName })

/** What an incident is from its report on. */
const reported = {
  number: Type.String({ description: 'YYYYMMDD-NNN, counted by the day of the site' }),
  kind: Type.Enum([...INCIDENT_KINDS]),
  level: LevelName,
  severity: SeverityName,
  lead: LeadName,
  position: Position,
  place: WordsOrNull,
  grid: WordsOrNull,
  summary: Type.String(),
  source: Type.String(),
  externalId: WordsOrNull,
  limits: Limits,
}

const life = [
  factOf('IncidentReported', 'at: when the report reached headquarters (CLOCK-1)',
    record({ incidentId: Id, ordinal: Type.Integer(), day: Type.String(), ...reported })),
  factOf('NoteAdded', 'A note', record({ incidentId: Id, text: Type.String() })),
  factOf('IncidentTaken', 'by: whose it is from now on (OWNER-1)', record({ incidentId: Id, from: WordsOrNull })),
  factOf('IncidentLeft', "It is nobody's", record({ incidentId: Id })),
  factOf('IncidentClosed', 'at: where it ended', record({ incidentId: Id, note: WordsOrNull })),
  factOf('IncidentCancelled', 'A false alarm', record({ incidentId: Id, reason: Type.String() })),
  factOf('IncidentMerged', 'It goes on in another one (LIFE-3)', record({ incidentId: Id, into: Id, reason: WordsOrNull })),
  factOf('IncidentReopened', 'at: where the clocks of the new handling start (CLOCK-5)',
    record({ incidentId: Id, handling: Number_, limits: Limits, reason: Type.String() })),
] as const

const stamps = [
  factOf('StageStamped', 'at: when the stage was reached',
    record({ incidentId: Id, handling: Number_, stage: StageName, unit: WordsOrNull, department: WordsOrNull, note: WordsOrNull })),
  factOf('StampCorrected', 'The old value stays in the record (CLOCK-5)',
    record({ incidentId: Id, stamp: Seq, stage: StageName, from: At, to: At, reason: Type.String() })),
  factOf('StampWithdrawn', 'A mistake; what it said stays in the record (CLOCK-5)',
    record({ incidentId: Id, handling: Number_, stamp: Seq, stage: StageName, was: At, reason: Type.String() })),
  factOf('LimitMissed', 'at: the limit itself (CLOCK-4)', record({ incidentId: Id, handling: Number_, stage: StageName, limitMs: Ms })),
  factOf('DepartmentJoined', 'A department joined in the handling', record({ incidentId: Id, department: Type.String() })),
] as const

const escalation = [
  factOf('LevelChanged', 'Its level, its severity or both', record(
    { incidentId: Id, from: LevelName, to: LevelName, severity: SeverityName, reason: Type.String() })),
  factOf('EscalationProposed', 'at: the time of its cause (ESC-1)', record({ incidentId: Id, cause: Cause, from: LeadName, to: LeadName })),
  factOf('EscalationCauseLapsed', 'A limit it was proposed for had been met after all (ESC-1)', record({ incidentId: Id, escalation: Seq, stage: StageName })),
  factOf('EscalationDeclined', 'A leader declined', record({ incidentId: Id, escalation: Seq, reason: Type.String() })),
  factOf('HandoverStarted', 'A leader handed it up; to be acknowledged within limitMs',
    record({ incidentId: Id, escalation: Seq, from: LeadName, to: LeadName, reason: Type.String(), limitMs: Ms })),
  factOf('HandoverAcknowledged', 'The receiver leads', record({ incidentId: Id, escalation: Seq, to: LeadName })),
  factOf('HandoverLimitMissed', 'at: the limit itself (ESC-2)', record({ incidentId: Id, escalation: Seq, limitMs: Ms })),
  factOf('MeasureCalled', 'Its level calls for it (LEVEL-3)', record({ incidentId: Id, measure: MeasureName, level: LevelName })),
  factOf('MeasureTaken', 'It was done', record({ incidentId: Id, measure: MeasureName, note: WordsOrNull })),
] as const

export const INCIDENT_FACTS = [...life, ...stamps, ...escalation] as const
/** Every fact of an incident. */
export const IncidentFactSchema = describes<IncidentFact>()(Type.Union([...INCIDENT_FACTS]))

const Correction = record({ at: At, by: Type.String(), reason: Type.String(), correctedAt: At, seq: Seq }, 'An old value')
const stampOf = {
  at: At, unit: WordsOrNull, department: WordsOrNull, note: WordsOrNull, by: Type.String(), seq: Seq, corrections: Type.Array(Correction),
}
const StampSchema = describes<Stamp>()(record(stampOf))
const Withdrawal = record({ at: At, by: Type.String(), reason: Type.String(), seq: Seq })
const WithdrawnSchema = describes<WithdrawnStamp>()(record({ ...stampOf, stage: StageName, withdrawal: Withdrawal }))

const handling = {
  handling: Number_,
  startedAt: At,
  openedBy: WordsOrNull,
  limits: Limits,
  stamps: ofEachStage(Type.Array(StampSchema)),
  withdrawn: Type.Array(WithdrawnSchema),
  missed: Type.Array(Type.Enum([...STAGES])),
  departments: Type.Array(record({ department: Type.String(), at: At, by: Type.String(), seq: Seq })),
  end: orNull(record({ how: Type.Enum([...ENDS]), at: At, by: Type.String(), reason: WordsOrNull, into: WordsOrNull })),
}
const HandlingSchema = describes<Handling>()(record(handling))

const EscalationSchema = describes<Escalation>()(
  record({
    seq: Seq,
    state: Type.Enum([...ESCALATION_STATES]),
    causes: Type.Array(Cause),
    proposedAt: At,
    from: LeadName,
    to: LeadName,
    decision: orNull(record({ at: At, by: Type.String(), reason: Type.String() })),
    acknowledgeBy: orNull(At),
    limitMissed: Type.Boolean(),
    acknowledged: orNull(record({ at: At, by: Type.String() })),
  }),
)

const MeasureSchema = describes<CalledMeasure>()(
  record({ measure: MeasureName, level: LevelName, calledAt: At, taken: orNull(record({ at: At, by: Type.String(), note: WordsOrNull })) }),
)

/** An incident as boards carry it. */
export const IncidentSchema = describes<Incident>()(
  record({
    id: Id,
    seq: Seq,
    ...reported,
    reportedBy: Type.String({ description: 'The account or key that reported' }),
    reportedAt: At,
    levelSet: orNull(record({ at: At, by: Type.String() })),
    ...handling,
    earlier: Type.Array(HandlingSchema),
    escalations: Type.Array(EscalationSchema),
    measures: Type.Array(MeasureSchema),
    owner: orNull(record({ by: Type.String(), since: At })),
    notes: Type.Array(record({ at: At, by: Type.String(), text: Type.String(), seq: Seq })),
    absorbed: Type.Array(Id),
  }),
)
