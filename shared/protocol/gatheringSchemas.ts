import { Type, type Static } from 'typebox'
import type { GatheringFact } from '../event/facts.ts'
import type { Gathering } from '../event/types.ts'
import { At, describes, factOf, record } from './describe.ts'
import { Id, Moment } from './schemas.ts'

/*
 * Who is present at events and how many people are where: facts, calls and answers, as schemas. Never imported by a page.
 */

const closed = { additionalProperties: false } as const
const Name = Type.String()
const People = Type.Integer()

export const GATHERING_FACTS = [
  factOf('CommandCheckedIn', 'A department is present in the joint command of an event (EVENT-3)', record({ event: Name, department: Name })),
  factOf('CommandCheckedOut', 'It left', record({ event: Name, department: Name })),
  factOf('CrowdCounted', 'at: the newest of its counts (CROWD-1)', record({
    source: Name, counts: Type.Array(record({ zone: Name, count: People, at: At })),
  })),
] as const
/** Every fact of gatherings. */
export const GatheringFactSchema = describes<GatheringFact>()(Type.Union([...GATHERING_FACTS]))

/** As boards carry it. */
export const GatheringSchema = describes<Gathering>()(
  record({
    present: Type.Array(record({ event: Name, department: Name, since: At, by: Name })),
    crowd: Type.Array(record({ zone: Name, count: People, at: At, source: Name })),
  }),
)

/** Most counts of one call. */
export const MOST_COUNTS = 500

export const CrowdSchema = Type.Array(
  Type.Object({ zone: Id('A zone of the site pack'), count: Type.Integer({ description: 'People in it, from 0' }), at: Moment }, closed),
  { minItems: 1, maxItems: MOST_COUNTS },
)
export type CrowdBody = Static<typeof CrowdSchema>

export const CrowdAnswerSchema = Type.Object({
  accepted: Type.Integer({ description: 'Counts taken' }),
  stale: Type.Integer({ description: 'Counts not newer than what is known' }),
  seq: Type.Union([Type.Integer(), Type.Null()], { description: 'Place of the fact in the journal; null when nothing was new' }),
})
export type CrowdAnswer = Static<typeof CrowdAnswerSchema>

export const CommandCheckSchema = Type.Object({
  commandId: Id('Made by the sender; the same again takes effect once'),
  department: Type.Optional(Id('A department of the command; an account of a department says it for its own')),
}, closed)
