import { Type, type Static } from 'typebox'
import { STAGES } from '../clock/stages.ts'

const At = Type.Integer({ description: 'Epoch ms' })

export const ReportAnswerSchema = Type.Object({
  incidentId: Type.String(),
  number: Type.String(),
  seq: Type.Integer({ description: 'Place of the fact in the journal' }),
})

export const StampAnswerSchema = Type.Object({
  incidentId: Type.String(),
  stage: Type.Enum([...STAGES]),
  at: At,
  seq: Type.Integer(),
})

export const ReadingsAnswerSchema = Type.Object({
  accepted: Type.Integer({ description: 'Newer than what was held: shown' }),
  stale: Type.Integer({ description: 'Not newer: kept for history only' }),
  refused: Type.Integer(),
  refusals: Type.Array(
    Type.Object({ index: Type.Integer(), field: Type.String(), code: Type.String(), reason: Type.String() }),
    { description: 'Why, by place in the call' },
  ),
})
export type ReadingsAnswer = Static<typeof ReadingsAnswerSchema>

export const ErrorSchema = Type.Object({
  code: Type.String(),
  field: Type.String({ description: 'Path of the offending field, empty for the whole' }),
  message: Type.String(),
})
export type ErrorAnswer = Static<typeof ErrorSchema>
