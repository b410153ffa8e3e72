import { Type, type Static } from 'typebox'
import { VISIBLE } from '../blank.ts'
import { STAGES } from '../clock/stages.ts'
import { CAMERA_STATUSES } from '../camera/types.ts'
import { INCIDENT_KINDS, LEVELS } from '../incident/kinds.ts'
import { SEVERITIES } from '../incident/response.ts'

/** Most readings taken in one call (issue: up to 5,000). */
export const MOST_READINGS = 5_000

/** No control characters and no halves of surrogate pairs, which a store could not give back as they were; not only what nobody sees (INPUT-10). */
const STORABLE = `^(?=.*${VISIBLE})[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]+$`

/** The same for what people read, in which lines may break but no mark may turn the order of the writing. */
const READABLE =
  `^(?=[^]*${VISIBLE})[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]+$`

export const Id = (description: string) => Type.String({ minLength: 1, maxLength: 128, pattern: STORABLE, description })
/** What people read, in at most `maxLength` characters. */
export const Words = (maxLength: number, description: string) => Type.String({ minLength: 1, maxLength, pattern: READABLE, description })
const Name = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._:-]+$', description: 'Letters, digits and . _ : -' })

/** A moment: RFC 3339 with its offset, or whole milliseconds since the epoch, which most sources send: what is tried first is found without an error made for the other. */
export const Moment = Type.Union(
  [Type.Integer({ minimum: 0, maximum: 8_640_000_000_000_000 }), Type.String({ format: 'date-time', maxLength: 40 })],
  { description: 'RFC 3339 with its offset, or whole milliseconds since the epoch' },
)

const closed = { additionalProperties: false } as const
const Lon = Type.Number({ minimum: -180, maximum: 180, description: 'Degrees' })
const Lat = Type.Number({ minimum: -90, maximum: 90, description: 'Degrees' })

export const ReportSchema = Type.Object(
  {
    commandId: Id('Made by the sender; the same again takes effect once'),
    kind: Type.Enum([...INCIDENT_KINDS]),
    level: Type.Optional(Type.Enum([...LEVELS])),
    severity: Type.Optional(Type.Enum([...SEVERITIES], { description: 'How bad it is; with the kind it gives the level, unless that is said' })),
    position: Type.Object({ lon: Lon, lat: Lat }, closed),
    crs: Type.Optional(Type.Enum(['WGS84', 'GCJ02', 'BD09'], { description: 'System of the position; WGS84 when absent' })),
    place: Type.Optional(Words(200, 'Where, in words')),
    summary: Words(500, 'What, in words; phone and identity numbers are masked'),
    reportedAt: Type.Optional(Moment),
    source: Name,
    externalId: Type.Optional(Id('Its id in the reporting system')),
  },
  closed,
)
export type ReportBody = Static<typeof ReportSchema>

export const StampSchema = Type.Object(
  {
    commandId: Id('Made by the sender; the same again takes effect once'),
    stage: Type.Enum([...STAGES]),
    at: Type.Optional(Moment),
    unit: Type.Optional(Id('Who reached the stage')),
    department: Type.Optional(Id('The department that reached it, or with which it was reached')),
    note: Type.Optional(Words(500, 'In words; phone and identity numbers are masked')),
  },
  closed,
)
export type StampBody = Static<typeof StampSchema>

export const PositionSchema = Type.Object(
  {
    unit: Id('A team of the site pack'),
    lon: Lon,
    lat: Lat,
    fixAt: Moment,
    accuracyM: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
    speedMps: Type.Optional(Type.Number({ minimum: 0, maximum: 200 })),
    headingDeg: Type.Optional(Type.Number({ minimum: 0, maximum: 360 })),
  },
  closed,
)
export const PositionsSchema = Type.Array(PositionSchema, { minItems: 1, maxItems: MOST_READINGS })
export type PositionsBody = Static<typeof PositionsSchema>

export const CameraStatusSchema = Type.Object(
  {
    camera: Id('A camera of the site pack'),
    status: Type.Enum([...CAMERA_STATUSES]),
    at: Moment,
    upstream: Type.Optional(Id('The platform it is behind')),
  },
  closed,
)
export const CameraStatusesSchema = Type.Array(CameraStatusSchema, { minItems: 1, maxItems: MOST_READINGS })
export type CameraStatusesBody = Static<typeof CameraStatusesSchema>

export const HeartbeatSchema = Type.Object(
  {
    upstream: Id('A platform of the site pack'),
    at: Moment,
    status: Type.Optional(Type.Enum(['up', 'down'], { description: 'up when absent' })),
  },
  closed,
)
export const HeartbeatsSchema = Type.Array(HeartbeatSchema, { minItems: 1, maxItems: MOST_READINGS })
export type HeartbeatsBody = Static<typeof HeartbeatsSchema>

export const JoinRequestSchema = Type.Object(
  {
    protocol: Type.Integer({ minimum: 0 }),
    site: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]),
    journal: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]),
    seq: Type.Integer({ minimum: 0 }),
  },
  closed,
)
