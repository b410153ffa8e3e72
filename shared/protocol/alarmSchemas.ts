import { Type, type Static } from 'typebox'
import { ALARM_KINDS, ALARM_PRIORITIES, ALARM_STATES } from '../alarm/types.ts'
import { DRILL_MARK } from '../drill/types.ts'
import { AlarmSchema, SpanSchema } from './alarmEventSchemas.ts'
import { At, record } from './describe.ts'
import { Moment, StampSchema, Words } from './schemas.ts'

/** As long as the longest id, which an alarm's ends with, and the name of its kind. */
const MOST_KEY = 192

const { commandId } = StampSchema.properties
const closed = { additionalProperties: false } as const

export const AlarmParamsSchema = Type.Object({ id: Type.String({ minLength: 1, maxLength: MOST_KEY, description: 'Key of the alarm' }) })

export const AcknowledgeSchema = Type.Object(
  { commandId, occurrence: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'Of the alarm as it was looked at: one that has come again since is not acknowledged' }) }, closed,
)
/** As many as stand on a board in the worst flood anybody has planned for. */
const MOST_IN_GROUP = 1_000

export const AcknowledgeGroupSchema = Type.Object(
  {
    commandId,
    alarms: Type.Array(Type.Object({ key: AlarmParamsSchema.properties.id, occurrence: AcknowledgeSchema.properties.occurrence }, closed), {
      minItems: 1, maxItems: MOST_IN_GROUP, description: 'Each as it was looked at; one that has come again since stays as it is',
    }),
  }, closed,
)
export type AcknowledgeBody = Static<typeof AcknowledgeSchema>

export const ShelveSchema = Type.Object(
  {
    commandId,
    until: Type.Union(Moment.anyOf, { description: 'When it comes back by itself, at most 8 h ahead' }),
    reason: Words(200, 'Why, in words; phone and identity numbers are masked'),
  },
  closed,
)
export type ShelveBody = Static<typeof ShelveSchema>

export const UnshelveSchema = Type.Object({ commandId }, closed)
export type UnshelveBody = Static<typeof UnshelveSchema>

export const RetireSchema = Type.Object({ commandId, reason: Words(200, 'Why, in words; phone and identity numbers are masked') }, closed)

export const AlarmAnswerSchema = Type.Object({ id: Type.String(), at: At, seq: Type.Integer({ description: 'Place of the fact in the journal' }) })
export type AlarmAnswer = Static<typeof AlarmAnswerSchema>

const Count = Type.Integer({ minimum: 0 })
const kind = Type.Enum([...ALARM_KINDS])
const priority = Type.Enum([...ALARM_PRIORITIES])

const byPriority = record({ high: Count, medium: Count, low: Count })
const figures = record({
  lastTenMinutes: Count,
  flood: Type.Boolean({ description: 'More than 10 new alarms in 10 minutes (ALARM-2)' }),
  floodShare: Type.Number({ description: 'Share of the last 24 hours that was a flood' }),
  standing: Count,
  oldestAt: Type.Union([At, Type.Null()]),
  unacknowledged: Count,
  chattering: Count,
  shelved: Count,
  byPriority,
})
const Share = Type.Number({ minimum: 0, maximum: 1 })

/** Whose answer it is; the mark of a drill's, null of the real thing (DRILL-1). */
const OF_SPACE = { space: Type.String(), mark: Type.Union([Type.Literal(DRILL_MARK), Type.Null()]) }

export const AlarmFiguresSchema = Type.Object({
  now: At,
  ...OF_SPACE,
  figures,
  rates: record({
    from: Type.Integer({ description: 'Epoch ms: where the record begins, at most a day before `to`' }),
    to: At,
    spans: Type.Array(SpanSchema, { description: 'Every ten minutes of that time, oldest first; the last one is under way' }),
    total: Count,
    most: Count,
    byPriority,
    mix: Type.Union([record({ high: Share, medium: Share, low: Share }), Type.Null()], { description: 'Shares of new alarms; null of fewer than 20' }),
  }),
})
export type AlarmFiguresAnswer = Static<typeof AlarmFiguresSchema>

export const AlarmListSchema = Type.Object({
  now: At,
  ...OF_SPACE,
  figures,
  rows: Type.Array(
    record({
      id: Type.String(), kind, priority, grid: Type.Union([Type.String(), Type.Null()]), alarms: Type.Array(Type.String()),
      unacknowledged: Count, standing: Count, oldestAt: At,
    }),
    { description: 'As the wall shows them, most pressing first; grouped in a flood' },
  ),
  alarms: Type.Array(record({ ...AlarmSchema.properties, state: Type.Enum([...ALARM_STATES]) })),
})
export type AlarmList = Static<typeof AlarmListSchema>
