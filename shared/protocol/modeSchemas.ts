import { Type, type Static, type TProperties } from 'typebox'
import { SCENES } from '../mode/expectation.ts'
import { MODES } from '../mode/types.ts'
import { POST_STATES } from '../post/state.ts'
import { POST_ROLES } from '../post/types.ts'
import { Id, Moment, Words } from './schemas.ts'

/*
 * Bodies and answers of the calls about the mode and the posts, `/api/v1/mode…` and `/api/v1/posts…`.
 */

/** Most shifts of one roster: twelve posts, six shifts a day, four weeks. */
export const MOST_SHIFTS = 2_016

const closed = { additionalProperties: false } as const
const command = <P extends TProperties>(properties: P) =>
  Type.Object({ commandId: Id('Made by the sender; the same again takes effect once'), ...properties }, closed)
const Reason = Words(500, 'Why; phone and identity numbers are masked')
const At = Type.Integer({ description: 'Epoch ms' })
const ModeName = Type.Enum([...MODES])

export const SwitchModeSchema = command({
  to: ModeName,
  from: Type.Optional(Type.Enum([...MODES], { description: 'The mode the preview was of (`from` of `/mode/preview`): refused with 409 `otherMode` where another is in force by now' })),
  reason: Reason,
})
export const ConfirmSwitchSchema = command({ prepared: Type.Integer({ minimum: 1, description: 'seq of the first confirmation' }) })
export const DeclineProposalSchema = command({ reason: Reason })

export const TakeSceneSchema = command({ scene: Type.Enum([...SCENES]) })
export const ReleaseSceneSchema = command({})

export const RosterSchema = command({
  shifts: Type.Array(
    Type.Object({
      post: Id('A post of the site pack'),
      startsAt: Moment,
      endsAt: Moment,
      unit: Type.Optional(Id('A team of the site pack; instead of a role')),
      role: Type.Optional(Type.Enum([...POST_ROLES], { description: 'Instead of a unit' })),
      count: Type.Integer({ minimum: 1, maximum: 100, description: 'How many of them' }),
    }, closed),
    { minItems: 1, maxItems: MOST_SHIFTS },
  ),
})
export type RosterBody = Static<typeof RosterSchema>

export const CheckSchema = command({
  unit: Type.Optional(Id('The team that comes or goes; without it whoever is there')),
  role: Type.Optional(Type.Enum([...POST_ROLES], { description: 'Who comes or goes, where no team is named' })),
  count: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'How many come; a team without it came as a whole, others are at least one. Of a check-out: how many of one check-in leave, without it all' })),
  presence: Type.Optional(Type.Integer({ minimum: 1, description: 'Of a check-out: seq of the check-in it ends; without it all of that team or role, or all without a team' })),
  at: Type.Optional(Moment),
})
export type CheckBody = Static<typeof CheckSchema>

/** What the sender of a command about the mode or a post is told; the same again for the same command. */
export const ModeAnswerSchema = Type.Object({
  fact: Type.String({ description: 'Type of the fact it led to' }),
  at: At,
  by: Type.String({ description: 'Who gave it' }),
  seq: Type.Integer({ description: 'Place of the fact in the journal: what a first confirmation is named by' }),
})
export type ModeAnswer = Static<typeof ModeAnswerSchema>

export const PreviewQuerySchema = Type.Object({ to: ModeName }, closed)

const Moved = Type.Object({ added: Type.Array(Type.String()), dropped: Type.Array(Type.String()) })
const Changed = (value: ReturnType<typeof Type.Number | typeof Type.String | typeof Type.Boolean>) =>
  Type.Union([Type.Object({ from: Type.Union([value, Type.Null()]), to: Type.Union([value, Type.Null()]) }), Type.Null()])

export const PreviewSchema = Type.Object({
  from: ModeName,
  to: ModeName,
  confirmation: Type.Boolean({ description: 'Does another person have to confirm it?' }),
  posts: Moved,
  teams: Moved,
  thresholds: Type.Object({
    positionIntervalMs: Changed(Type.Number()),
    corridorM: Changed(Type.Number()),
    dwellMs: Changed(Type.Number()),
    serviceabilityLine: Changed(Type.Number()),
    crowdLine: Changed(Type.Number()),
  }),
  roster: Changed(Type.Boolean()),
  scene: Changed(Type.String()),
  pinned: Type.Union([Type.Enum([...SCENES]), Type.Null()], { description: 'The scene a leader pinned: the walls stay at it, whatever the mode' }),
}, { description: 'What stays as it is is null, or not among the lists' })

const PostNowSchema = Type.Object({
  post: Type.String(),
  state: Type.Enum([...POST_STATES]),
  since: Type.Union([At, Type.Null()]),
  shift: Type.Union([
    Type.Object({
      startsAt: At, endsAt: At, unit: Type.Union([Type.String(), Type.Null()]), role: Type.Union([Type.String(), Type.Null()]),
      count: Type.Integer(),
    }),
    Type.Null(),
  ]),
  wantingSince: Type.Union([At, Type.Null()], { description: 'Since when fewer than the shift names came for it, for longer than is allowed' }),
  onDuty: Type.Integer({ description: 'How many of those the shift names came for it and are there' }),
  present: Type.Array(Type.Object({ seq: Type.Integer({ description: 'What a check-out names it by, as presence' }), unit: Type.Union([Type.String(), Type.Null()]), role: Type.Union([Type.String(), Type.Null()]), count: Type.Union([Type.Integer(), Type.Null()]), by: Type.String(), from: At })),
})

export const PostsSchema = Type.Object({
  now: At,
  mode: ModeName,
  roster: Type.Union([Type.Object({ seq: Type.Integer(), setAt: At, by: Type.String(), shifts: Type.Integer() }), Type.Null()]),
  posts: Type.Array(PostNowSchema),
})
