import { Type, type Static } from 'typebox'
import { EXCLUSIONS, PARTS, VERDICTS } from '../evaluation/evaluate.ts'
import { EVALUATED_KINDS } from '../evaluation/record.ts'
import { Id } from './schemas.ts'

const closed = { additionalProperties: false } as const
const MomentText = Type.String({ anyOf: [{ pattern: '^\\d{1,16}$' }, { format: 'date-time' }], maxLength: 40, description: 'RFC 3339 with its offset, or whole milliseconds since the epoch' })
const At = Type.Integer({ description: 'Epoch ms' })
const Count = Type.Integer({ minimum: 0 })
const orNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) => Type.Union([schema, Type.Null()])

/** `from` belongs to the period, `to` is the first moment after it. */
export const EvaluationQuerySchema = Type.Object({ from: MomentText, to: MomentText }, closed)

/** What is told: a period that is over. */
export const EvaluationTellSchema = Type.Object({ commandId: Id('Made by the sender; the same again takes effect once'), from: MomentText, to: MomentText }, closed)

const PartSchema = Type.Object({
  gained: Type.Number(), possible: Type.Number(), percent: orNull(Type.Number({ description: 'null: nothing counted, the part does not weigh' })),
})

export const EvaluationSchema = Type.Object({
  now: At,
  seq: Type.Integer({ description: 'Last fact of the record that was looked at' }),
  demo: Type.Boolean({ description: 'Are facts made up by a simulator?' }),
  from: At,
  to: At,
  rule: Type.Object({ keyWork: Count, participation: Count, attendance: Count, latePercent: Count }),
  units: Type.Array(Type.Object({
    unit: Type.String(),
    rank: orNull(Type.Integer({ minimum: 1, description: 'Equal scores share it' })),
    score: orNull(Type.Number({ minimum: 0, maximum: 100 })),
    excluded: orNull(Type.Enum([...EXCLUSIONS])),
    parts: Type.Object({ keyWork: PartSchema, participation: PartSchema, attendance: PartSchema }),
    items: Type.Array(Type.Object({
      part: Type.Enum([...PARTS]),
      matterId: Type.String(),
      kind: Type.Enum([...EVALUATED_KINDS]),
      number: Type.String(),
      title: Type.String(),
      at: At,
      verdict: Type.Enum([...VERDICTS]),
      counts: Type.Boolean(),
      gained: Type.Number(),
      possible: Type.Number(),
      facts: Type.Array(Type.Object({ seq: Type.Integer(), at: At })),
    }), { description: 'Each matter that was looked at, what it gave and why' }),
  })),
})
export type EvaluationBody = Static<typeof EvaluationSchema>
