import { Type, type Static, type TProperties } from 'typebox'
import { SCRIPT_FORMAT, SCRIPT_VERSION } from '../drill/scriptFile.ts'
import { SHEET_SECTIONS } from '../drill/sheet.ts'
import { DRILL_MARK, DRILL_STATES, MOST_SCORE, OWNER_KINDS } from '../drill/types.ts'
import { INCIDENT_KINDS } from '../incident/kinds.ts'
import { At, Ms, orNull, record, Seq, WordsOrNull } from './describe.ts'
import { DrillSchema, ImprovementSchema } from './drillEventSchemas.ts'
import { Id, Words } from './schemas.ts'

/*
 * Bodies and answers of `/api/v1/drills/…`, and the space a command is given in.
 */

function command<P extends TProperties>(properties: P) {
  return Type.Object({ commandId: Id('Made by the sender; the same again takes effect once'), ...properties }, { additionalProperties: false })
}

/** `?space=` of a command or a question: the real thing, or one drill. */
export const SpaceQuerySchema = Type.Object(
  {
    space: Type.Optional(Type.String({
      pattern: '^(live|drill:[A-Za-z0-9._-]{1,64})$', description: 'live (also when absent), or drill:<id>: everything of a drill lies in a space of its own',
    })),
  },
  { additionalProperties: false },
)
export type SpaceQuery = Static<typeof SpaceQuerySchema>

/** The file is read by `readScript`, which names every field that is wrong. */
const ScriptFileSchema = Type.Object({}, {
  additionalProperties: true, description: `A script file: ${SCRIPT_FORMAT}, version ${SCRIPT_VERSION}, as docs/drills.md describes it`,
})
const Reason = Type.Optional(Words(500, 'Why; phone and identity numbers are masked'))

export const PrepareDrillSchema = command({ script: ScriptFileSchema })
export const ChangeScriptSchema = command({ script: ScriptFileSchema })
export const PlainDrillSchema = command({})
export const ReasonDrillSchema = command({ reason: Reason })
export const InjectNamedSchema = command({ inject: Id('An inject of the script') })
export const ObservationSchema = command({ text: Words(500, 'What was seen; phone and identity numbers are masked') })
export const JudgementSchema = command({
  indicator: Id('A row of the sheet'),
  score: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_SCORE, description: 'When absent it stays as it was' })),
  remark: Type.Optional(orNull(Words(500, 'In words; phone and identity numbers are masked. When absent it stays as it was, null takes it away'))),
})
const owner = Type.Object({ type: Type.Enum([...OWNER_KINDS]), id: Id('A department of the site pack, or a role of the drill') }, { additionalProperties: false })
export const NewImprovementSchema = command({
  text: Words(500, 'What is to be made better; phone and identity numbers are masked'), owner,
  due: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'By which day of the site' }),
})
export const FinishImprovementSchema = command({ improvement: Id('An item of this drill'), note: Reason })

export const DrillAnswerSchema = record({ drill: Type.String(), space: Type.String(), fact: Type.String(), at: At, by: Type.String(), seq: Seq })
export type DrillAnswer = Static<typeof DrillAnswerSchema>

export const DrillListSchema = record({
  now: At,
  drills: Type.Array(record({
    id: Type.String(), space: Type.String(), mark: Type.Literal(DRILL_MARK), name: Type.String(), plan: Type.Enum([...INCIDENT_KINDS]),
    state: Type.Enum([...DRILL_STATES]), preparedAt: At, startedAt: orNull(At), endedAt: orNull(At), incidents: Type.Integer(),
    kept: Type.Boolean({ description: 'Is its board still kept? Else it can be looked back on and not be changed' }),
  })),
})

const SheetRowSchema = record({
  id: Type.String(), section: Type.Enum([...SHEET_SECTIONS]),
  indicator: Type.Object({ what: Type.String() }, { additionalProperties: true }),
  unit: Type.Enum(['ms', 'count']), expected: Type.Integer(), observed: orNull(Type.Integer()), observable: Type.Boolean({ description: 'Does the record say? Else whoever watched has to judge' }), met: orNull(Type.Boolean()),
  score: orNull(Type.Integer()), remark: WordsOrNull, judgedBy: WordsOrNull,
})

/** One drill whole, with its score sheet: also what is kept as a file. */
export const DrillReportSchema = record({
  mark: Type.Literal(DRILL_MARK),
  space: Type.String(),
  now: At,
  drillNow: At,
  drill: DrillSchema,
  sheet: record({ rows: Type.Array(SheetRowSchema), score: Type.Integer(), most: Type.Integer(), unjudged: Type.Integer() }),
  open: Type.Array(ImprovementSchema, { description: 'What is still to be made better' }),
  pausedMs: Ms,
})
export type DrillReport = Static<typeof DrillReportSchema>
export type DrillList = Static<typeof DrillListSchema>

/** Where teams that are silent in a drill were heard last; null for one never heard before. */
export const DrillHeardSchema = record({
  space: Type.String(), mark: Type.Literal(DRILL_MARK),
  heard: Type.Array(record({
    unit: Type.String(),
    position: orNull(record({
      lonE7: Type.Integer({ description: 'WGS-84, 1e-7 degrees' }), latE7: Type.Integer(), fixAt: At, accuracyDm: orNull(Type.Integer()), speedCmps: orNull(Type.Integer()),
      headingDeg: orNull(Type.Integer()), source: Type.Integer({ description: 'Place among the sources of the health; -1 for one not heard since the start' }),
    })),
  })),
})
export type DrillHeard = Static<typeof DrillHeardSchema>
