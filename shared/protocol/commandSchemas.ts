import { Type, type Static, type TProperties } from 'typebox'
import { LEVELS } from '../incident/kinds.ts'
import { LEADS, MEASURES, SEVERITIES } from '../incident/response.ts'
import { Id, Moment, Words } from './schemas.ts'

/*
 * Bodies of the commands about an incident, `/api/v1/incidents/:id/…`.
 */

/** A command of `properties`; every one has an id of its own (INPUT-3). */
function command<P extends TProperties>(properties: P) {
  return Type.Object(
    { commandId: Id('Made by the sender; the same again takes effect once'), ...properties }, { additionalProperties: false },
  )
}

const Reason = Words(500, 'Why; phone and identity numbers are masked')
const NoteText = Words(500, 'In words; phone and identity numbers are masked')
const FactSeq = (description: string) => Type.Integer({ minimum: 1, description })

export const CorrectionSchema = command({ stamp: FactSeq('seq of the stamp'), at: Moment, reason: Reason })
export const WithdrawalSchema = command({ stamp: FactSeq('seq of the stamp'), reason: Reason })
export const JoinDepartmentSchema = command({ department: Id('A department of the site pack'), at: Type.Optional(Moment) })
export const NoteSchema = command({ text: NoteText, at: Type.Optional(Moment) })
/** Names a level, a severity or both. */
export const ChangeLevelSchema = command({
  level: Type.Optional(Type.Enum([...LEVELS], { description: 'The level outright; without it the table gives it from the severity' })),
  severity: Type.Optional(Type.Enum([...SEVERITIES])),
  reason: Reason,
})
export const DecisionSchema = command({
  escalation: FactSeq('seq of the proposal'), accept: Type.Boolean(), reason: Reason,
  to: Type.Optional(Type.Enum([...LEADS], { description: 'To whom the proposal was seen to hand up; refused with raisedAgain where it has risen since' })),
})
export const AcknowledgementSchema = command({ escalation: FactSeq('seq of the proposal handed over') })
export const MeasureSchema = command({ measure: Type.Enum([...MEASURES]), note: Type.Optional(NoteText) })
export const TakeSchema = command({ from: Type.Optional(Id("Whose it is to be taken from; absent when it is nobody's")) })
export const LeaveSchema = command({})
export const CloseSchema = command({ note: Type.Optional(NoteText) })
export const CancelSchema = command({ reason: Reason })
export const MergeSchema = command({ into: Id('The incident it goes on in'), reason: Type.Optional(Reason) })
export const ReopenSchema = command({ reason: Reason })

export type CorrectionBody = Static<typeof CorrectionSchema>
export type WithdrawalBody = Static<typeof WithdrawalSchema>
export type JoinDepartmentBody = Static<typeof JoinDepartmentSchema>
export type NoteBody = Static<typeof NoteSchema>
export type ChangeLevelBody = Static<typeof ChangeLevelSchema>
export type DecisionBody = Static<typeof DecisionSchema>
export type AcknowledgementBody = Static<typeof AcknowledgementSchema>
export type MeasureBody = Static<typeof MeasureSchema>
export type TakeBody = Static<typeof TakeSchema>
export type LeaveBody = Static<typeof LeaveSchema>
export type CloseBody = Static<typeof CloseSchema>
export type CancelBody = Static<typeof CancelSchema>
export type MergeBody = Static<typeof MergeSchema>
export type ReopenBody = Static<typeof ReopenSchema>
