import { Type } from 'typebox'
import { ALARM_KINDS, ALARM_PRIORITIES, type AlarmSnapshot } from '../alarm/types.ts'
import { STAGES } from '../clock/stages.ts'
import { LEVELS } from '../incident/kinds.ts'
import { At, describes, factOf, record, WordsOrNull } from './describe.ts'

/*
 * Alarms as they go over the socket: for the published description and for tests. Never imported by a page.
 */

const Key = Type.String({ description: 'Kind and subject: the same thing going wrong again is the same alarm' })
const level = Type.Union([Type.Enum([...LEVELS]), Type.Null()], { description: 'Of the incident behind it' })
const priority = Type.Enum([...ALARM_PRIORITIES])
const consequences = Type.Integer({ description: 'What it causes and is therefore no alarm of its own (ALARM-4)' })
const AtOrNone = Type.Union([At, Type.Null()])

const along = Type.Optional(Type.Array(Type.String(), { description: 'Of a silent source: the others of its key that are silent with it (SOURCE-4)' }))

const subject = {
  key: Key,
  kind: Type.Enum([...ALARM_KINDS]),
  subject: Type.String(),
  grid: WordsOrNull,
  incident: WordsOrNull,
  level,
  stage: Type.Union([Type.Enum([...STAGES]), Type.Null()]),
  sourceKey: Type.Optional(Type.String({ description: 'Of a silent source: the key that spoke under its name last' })),
  along,
}

export const ALARM_FACTS = [
  factOf('AlarmRaised', 'at: when its condition had stood for its delay (ALARM-6)', record({ ...subject, priority, consequences })),
  factOf('AlarmReturned', 'Its condition went away; settled: nothing is left to acknowledge',
    record({ key: Key, settled: Type.Union([Type.Enum(['wentBy', 'superseded']), Type.Null()]) })),
  factOf('AlarmChanged', 'Another priority, level or number of consequences', record({ key: Key, level, priority, consequences, along })),
  factOf('AlarmFlapped', 'How often its condition came and went without a fact of its own (ALARM-6)',
    record({ key: Key, flaps: Type.Integer(), since: At })),
  factOf('AlarmAcknowledged', 'by: who saw it', record({ key: Key })),
  factOf('AlarmShelved', 'Put aside until a moment', record({ key: Key, until: At, reason: Type.String() })),
  factOf('AlarmUnshelved', 'at: of a shelf that ended, its end', record({ key: Key, cause: Type.Enum(['ended', 'lifted']) })),
  factOf('SourceRetired', 'A silent source is expected no more, until it is heard again; key is that of its alarm', record({ key: Key, reason: Type.String() })),
] as const

/** An alarm on the board. */
export const AlarmSchema = record({
  ...subject,
  priority,
  consequences,
  standing: Type.Boolean(),
  acknowledged: Type.Boolean(),
  acknowledgedBy: WordsOrNull,
  acknowledgedAt: AtOrNone,
  occurrence: Type.Integer({ description: 'seq of the fact that asked last for an acknowledgement, which names it (ALARM-12)' }),
  shelf: Type.Union([record({ at: At, until: At, reason: Type.String(), by: Type.String() }), Type.Null()]),
  raisedAt: At,
  returnedAt: AtOrNone,
  raises: Type.Integer(),
  flaps: Type.Integer(),
  flappedAt: AtOrNone,
})

const Count = Type.Integer({ minimum: 0 })
/** Alarms raised within ten minutes of the clock. */
export const SpanSchema = record({ from: At, high: Count, medium: Count, low: Count })

export const AlarmsSchema = describes<AlarmSnapshot>()(
  record({
    all: Type.Array(AlarmSchema),
    raisedAt: Type.Array(At, { description: 'When each alarm of the last ten minutes was recorded' }),
    floods: Type.Array(record({ from: At, until: At }), { description: 'Floods of the last day (ALARM-2)' }),
    spans: Type.Array(SpanSchema, { description: 'Alarms of the last day by ten minutes; those without any are left out (ALARM-13)' }),
    countedSince: AtOrNone,
    cleared: Type.Array(record({ key: Key, occurrence: Type.Integer(), by: Type.String(), at: At }), {
      description: 'Acknowledged off the board in the last ten minutes',
    }),
    lifted: Type.Array(record({ key: Key, by: Type.String(), at: At }), { description: 'Taken off the shelf by somebody in the last ten minutes' }),
  }),
)
