import { Type, type Static } from 'typebox'
import { STAGES } from '../clock/stages.ts'
import { RESOURCE_KINDS } from '../site/types.ts'

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

/** What the sender of any other command about an incident is told; the same again for the same command. */
export const CommandAnswerSchema = Type.Object({
  incidentId: Type.String(),
  fact: Type.String({ description: 'Type of the fact it led to' }),
  at: At,
  by: Type.String({ description: 'Who gave it' }),
  seq: Type.Integer({ description: 'Place of the fact in the journal: what a stamp or proposal is named by' }),
})
export type CommandAnswer = Static<typeof CommandAnswerSchema>

const Distance = Type.Integer({ minimum: 0, description: 'Metres, as the crow flies' })
const Freshness = Type.Enum(['fresh', 'late', 'lost'])

export const NearbySchema = Type.Object({
  incidentId: Type.String(),
  now: At,
  teams: Type.Array(
    Type.Object({ unit: Type.String(), distanceM: Distance, fixAt: At, ageMs: Type.Integer(), freshness: Freshness }),
    { description: 'Idle teams, nearest first; a late or lost position says so' },
  ),
  unlocated: Type.Array(Type.String(), { description: 'Idle teams whose position was never heard' }),
  cameras: Type.Array(
    Type.Object({ camera: Type.String(), distanceM: Distance, at: At, ageMs: Type.Integer() }),
    { description: 'Working cameras, nearest first' },
  ),
  passedOver: Type.Object(
    { offline: Type.Integer(), fault: Type.Integer(), maintenance: Type.Integer(), unknown: Type.Integer() },
    { description: 'Cameras nearer than the last one named that do not work, by state' },
  ),
  resources: Type.Array(
    Type.Object({ resource: Type.String(), kind: Type.Enum([...RESOURCE_KINDS]), distanceM: Distance, wanted: Type.Boolean() }),
    { description: 'Public resources: the nearest of each kind a plan wants, then the nearest of any' },
  ),
})

export const ResourceListSchema = Type.Object({
  resources: Type.Array(Type.Object({
    id: Type.String(), name: Type.String(), kind: Type.Enum([...RESOURCE_KINDS]), grid: Type.String(), lon: Type.Number(), lat: Type.Number(),
    distanceM: Type.Union([Distance, Type.Null()], { description: 'From `near`; null without it' }),
  }), { description: 'Nearest first; without `near` in order of the pack' }),
})

/** A page of an incident's facts, as the socket carries them; `next` is where to go on after, null for the last page. */
export const IncidentFactsSchema = Type.Object({
  incidentId: Type.String(),
  space: Type.String(),
  mark: Type.Union([Type.String({ description: '演练 DRILL of a drill; null of the real thing' }), Type.Null()]),
  facts: Type.Array(Type.Object({
    seq: Type.Integer(), type: Type.String(), v: Type.Integer(), space: Type.String(), at: At, recordedAt: At, by: Type.String(),
    commandId: Type.Union([Type.String(), Type.Null()]), data: Type.Unknown({ description: 'As the socket carries it, /docs/asyncapi' }),
  })),
  next: Type.Union([Type.Integer(), Type.Null()]),
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
  first: Type.Optional(Type.Object({ by: Type.String(), at: At }, { description: 'Who was first, where somebody was' })),
})
export type ErrorAnswer = Static<typeof ErrorSchema>
