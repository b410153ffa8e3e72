import { Type } from 'typebox'
import type { PatrolFact } from '../patrol/facts.ts'
import {
  CHECKPOINT_MARKS, COURSES, DWELL_VERDICTS, EXCUSE_REASONS, LOOP_OUTCOMES, type EndedLoop, type Loop, type Patrol, type Stay,
} from '../patrol/types.ts'
import { At, describes, factOf, Ms, orNull, record } from './describe.ts'

/*
 * Patrol teams on their routes and their facts, as schemas: over the socket and as `GET /api/v1/patrols` answers. Never imported
 * by a page.
 */

const Whole = Type.Integer({ minimum: 0 })
const Metres = Type.Integer({ description: 'Metres along the route from its first point' })
const Place = Type.Integer({ minimum: 0, description: "A checkpoint's place in the route's list, from 0" })
const Way = Type.Union([Type.Literal(1), Type.Literal(-1)], { description: '1 as the route is drawn, -1 against it' })
const LateMs = orNull(Type.Integer({ description: "ms behind the pack's pace, negative ahead of it; null without one" }))
const Outcome = Type.Enum([...LOOP_OUTCOMES])
const where = { unit: Type.String(), route: Type.String(), alongM: Metres }

export const PATROL_FACTS = describes<PatrolFact[]>()(Type.Array(Type.Union([
  factOf('TeamUnseen', 'Heard again after a silence: what lay between is not known',
    record({ ...where, since: At, forgets: Type.Boolean({ description: 'It may have walked a whole loop meanwhile' }) })),
  factOf('TeamLeftRoute', 'at: its first position beyond the corridor (ROUTE-1)', record({ ...where, offM: Whole })),
  factOf('TeamBackOnRoute', 'at: its first position within the smaller width', record({ ...where, offSince: orNull(At) })),
  factOf('TeamExcused', 'Not held to its route from here on (ROUTE-8)', record({ ...where, reason: Type.Enum([...EXCUSE_REASONS]) })),
  factOf('TeamPlaced', 'Elsewhere on its line than the facts before and its position alone would have it (ROUTE-2)', record(where)),
  factOf('TeamTurned', 'It walks the other way round (ROUTE-4)', record({ ...where, direction: Way })),
  factOf('CheckpointReached', 'A checkpoint on its way (ROUTE-3)',
    record({ ...where, checkpoint: Place, inOrder: Type.Boolean(), begins: orNull(Way), lateMs: LateMs, of: Whole })),
  factOf('CheckpointSkipped', 'Passed by, or not seen meanwhile', record({ ...where, checkpoint: Place, mark: Type.Enum(['skipped', 'unseen']) })),
  factOf('CheckpointDwelled', "Its stay against the pack's (ROUTE-5)",
    record({ ...where, checkpoint: Place, dwellMs: Ms, verdict: Type.Enum([...DWELL_VERDICTS]) })),
  factOf('LoopEnded', 'Once round, or from one end to the other', record({
    ...where, startedAt: At, day: Type.String(), reached: Whole, skipped: Whole, unseen: Whole, outcome: Outcome,
  })),
  factOf('LoopOverdue', 'at: the limit itself (ROUTE-6)', record({ ...where, startedAt: At, limitMs: Ms })),
]))).items.anyOf

export const LoopSchema = describes<Loop>()(record({
  first: Place, direction: Way, startedAt: At, marks: Type.Array(Type.Enum([...CHECKPOINT_MARKS])), overdue: Type.Boolean(),
}))

const StaysSchema = Type.Array(describes<Stay>()(record({ checkpoint: Place, at: At, dwellMs: Ms, verdict: Type.Enum([...DWELL_VERDICTS]) })), {
  description: "Stays at checkpoints against the pack's, one for each checkpoint at most (ROUTE-5, ROUTE-11)",
})

const EndedLoopSchema = describes<EndedLoop>()(record({
  startedAt: At, endedAt: At, reached: Whole, skipped: Whole, unseen: Whole, outcome: Outcome, skippedAt: Type.Array(Place), stays: StaysSchema,
}))

const LoopsOfDay = record({ day: Type.String(), completed: Whole, missed: Whole, unknown: Whole }, 'Loops of one day of the site')

export const PatrolSchema = describes<Patrol>()(record({
  unit: Type.String(), route: Type.String(), course: Type.Enum([...COURSES]), since: At, hadLeft: Type.Boolean(), alongM: Metres, alongAt: At,
  direction: Way, loop: orNull(LoopSchema), stays: StaysSchema, lastLoop: orNull(EndedLoopSchema), day: LoopsOfDay,
}))

/** What `GET /api/v1/patrols` answers. */
export const PatrolsAnswerSchema = Type.Object({
  now: At,
  patrols: Type.Array(Type.Object({
    unit: Type.String(),
    route: Type.String(),
    course: Type.Enum([...COURSES], { description: 'unknown: not heard, or not yet sure; excused: not expected on its route' }),
    since: orNull(At),
    fixAt: orNull(At),
    alongM: orNull(Type.Number({ description: 'Metres along the route at its newest position on it' })),
    lengthM: Type.Integer(),
    direction: orNull(Way),
    next: orNull(record({ checkpoint: Place, awayM: Type.Integer({ minimum: 0, description: 'Metres on along the route' }) })),
    behindMs: LateMs,
    loop: orNull(LoopSchema),
    stays: StaysSchema,
    lastLoop: orNull(EndedLoopSchema),
    today: LoopsOfDay,
  })),
})
