import { Type } from 'typebox'
import type { Script } from '../drill/script.ts'
import { ALARM_KINDS } from '../alarm/types.ts'
import { SILENT_SUBJECTS } from '../drill/script.ts'
import { DRILL_STATES, INJECT_WAYS, OWNER_KINDS, type Drill, type Improvement } from '../drill/types.ts'
import { INCIDENT_KINDS } from '../incident/kinds.ts'
import { SEVERITIES } from '../incident/response.ts'
import { At, describes, factOf, Ms, orNull, record, Seq, WordsOrNull } from './describe.ts'

/*
 * Drills as they go over the socket: for the published description and for tests. Never imported by a page.
 */

const placed = { id: Type.String(), atMs: Type.Integer({ minimum: 0, description: 'Time of the script, ms from the start' }) }
const InjectSchema = Type.Union([
  record({
    ...placed, what: Type.Literal('incident'), kind: Type.Enum([...INCIDENT_KINDS]), severity: orNull(Type.Enum([...SEVERITIES])),
    position: record({ lon: Type.Number(), lat: Type.Number() }), place: WordsOrNull, summary: Type.String(),
  }),
  record({ ...placed, what: Type.Literal('message'), to: Type.String({ description: 'all, a unit, a department or a role of the drill' }), text: Type.String() }),
  record({
    ...placed, what: Type.Literal('silence'), subject: Type.Enum([...SILENT_SUBJECTS]), subjectId: Type.String(), forMs: orNull(Ms),
  }),
  record({ ...placed, what: Type.Literal('note'), text: Type.String() }),
])

export const DrillScriptSchema = describes<Script>()(
  record({
    name: Type.String(),
    plan: Type.Enum([...INCIDENT_KINDS], { description: 'The special plan rehearsed, by the kind of incident it is for' }),
    participants: record({
      units: Type.Array(Type.String()), departments: Type.Array(Type.String()),
      roles: Type.Array(record({ role: Type.String(), count: Type.Integer() })),
    }),
    observers: Type.Integer(),
    injects: Type.Array(InjectSchema),
  }),
)

const owner = record({ type: Type.Enum([...OWNER_KINDS]), id: Type.String() })
const ofDrill = record({ drill: Type.String(), name: Type.String() })
const due = Type.String({ description: 'A day of the site, YYYY-MM-DD' })
export const ImprovementSchema = describes<Improvement>()(
  record({
    id: Type.String(), text: Type.String(), owner, due, from: ofDrill,
    done: orNull(record({ at: At, by: Type.String(), note: WordsOrNull, in: ofDrill })),
  }),
)

/** A drill on the board of its space. */
export const DrillSchema = describes<Drill>()(
  record({
    id: Type.String(),
    seq: Seq,
    script: DrillScriptSchema,
    state: Type.Enum([...DRILL_STATES]),
    preparedAt: At,
    preparedBy: Type.String(),
    startedAt: orNull(At),
    endedAt: orNull(At),
    stoppedAt: orNull(At),
    pauses: Type.Array(record({ at: At, by: Type.String(), forMs: orNull(Ms) })),
    jumpedMs: Ms,
    fired: Type.Array(record({ inject: InjectSchema, at: At, by: Type.String(), way: Type.Enum([...INJECT_WAYS]), refused: WordsOrNull, seq: Seq })),
    skipped: Type.Array(Type.String()),
    silences: Type.Array(record({ subject: Type.Enum([...SILENT_SUBJECTS]), subjectId: Type.String(), since: At, until: orNull(At) })),
    alarms: Type.Array(record({ key: Type.String(), kind: Type.Enum([...ALARM_KINDS]), subject: Type.String(), incident: WordsOrNull, slowestMs: orNull(Ms), askedSince: orNull(At) })),
    observations: Type.Array(record({ at: At, recordedAt: At, by: Type.String(), text: Type.String(), seq: Seq })),
    judgements: Type.Array(record({ indicator: Type.String(), score: orNull(Type.Integer()), remark: WordsOrNull, by: Type.String() })),
    improvements: Type.Array(ImprovementSchema),
  }),
)

const reason = WordsOrNull
export const DRILL_FACTS = [
  factOf('DrillPrepared', 'All of a drill lies in the space drill:<id> (DRILL-2)',
    record({ drill: Type.String(), script: DrillScriptSchema, carried: Type.Array(ImprovementSchema) })),
  factOf('DrillScriptChanged', 'The script in place of the one before', record({ script: DrillScriptSchema })),
  factOf('DrillWithdrawn', 'It was prepared and will not be held', record({ reason })),
  factOf('DrillStarted', 'Here the drill’s clock and the server’s agree', record({ injects: Type.Integer(), carried: orNull(Type.Array(ImprovementSchema, { description: 'What earlier drills of the plan have open then' })) })),
  factOf('DrillPaused', 'Its clock stands still', record({ reason })),
  factOf('DrillResumed', 'pausedMs: how long it stood', record({ pausedMs: Ms })),
  factOf('DrillJumped', 'The script goes ahead to an inject', record({ to: Type.String(), byMs: Ms, skipped: Type.Array(Type.String()) })),
  factOf('InjectFired', 'An inject came; at: its own time',
    record({ inject: Type.String(), way: Type.Enum([...INJECT_WAYS]), refused: WordsOrNull })),
  factOf('DrillStopped', 'Its clock stands for good', record({ reason })),
  factOf('ObservationPinned', 'What an observer saw', record({ text: Type.String() })),
  factOf('IndicatorJudged', 'A row of the score sheet, judged',
    record({ indicator: Type.String(), score: orNull(Type.Integer()), remark: WordsOrNull })),
  factOf('ImprovementAdded', 'What is to be made better, and whose it is', record({ id: Type.String(), text: Type.String(), owner, due })),
  factOf('ImprovementDone', 'It was', record({ id: Type.String(), note: WordsOrNull })),
] as const
