import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { CheckIn, CheckOut } from '../../shared/post/decide.ts'
import type { Shift } from '../../shared/post/types.ts'
import {
  CheckSchema, ConfirmSwitchSchema, DeclineProposalSchema, ModeAnswerSchema, ReleaseSceneSchema, RosterSchema, SwitchModeSchema, TakeSceneSchema, type CheckBody,
  type ModeAnswer, type RosterBody,
} from '../../shared/protocol/modeSchemas.ts'
import { SpaceQuerySchema } from '../../shared/protocol/drillSchemas.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import type { ModeAdmission } from '../admit/admitMode.ts'
import { ownUnitOnly } from '../access/enforce.ts'
import { byOf } from './incidentCommands.ts'
import { CREATED, errors, incidentPath, refuseWith } from './refused.ts'
import { spaceOf } from './spaceOf.ts'
import { toMs } from './toMs.ts'

/** A roster is the one command that is longer than a few lines, bytes. */
const ROSTER_BYTES = 512 * 1024
const SEQ = /^[1-9]\d{0,14}$/
const response = { ...errors, 201: ModeAnswerSchema }
const params = Type.Object({ id: Type.String({ minLength: 1, maxLength: 128, description: 'seq of the proposal' }) })

/** The HTTP doors of the mode switch: `POST /api/v1/mode/…` (MODE-1, MODE-2). */
export function modeCommands(modes: ModeAdmission): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post('/mode/switch', {
      schema: { tags: ['mode'], summary: '平急转换 Switch the mode; into emergency another person confirms', querystring: SpaceQuerySchema, body: SwitchModeSchema, response },
    }, async (request, reply) =>
      send(reply, await modes.mode('mode-switch', { type: 'switchMode', by: byOf(request), ...request.body }, spaceOf(request.query))))
    app.post('/mode/confirm', {
      schema: { tags: ['mode'], summary: '二次确认 Confirm the switch into emergency, by another person', querystring: SpaceQuerySchema, body: ConfirmSwitchSchema, response },
    }, async (request, reply) =>
      send(reply, await modes.mode('mode-confirm', { type: 'confirmSwitch', by: byOf(request), ...request.body }, spaceOf(request.query))))
    app.post('/mode/proposals/:id/decline', {
      schema: { tags: ['mode'], summary: '不采纳 Decline a proposed mode', params, querystring: SpaceQuerySchema, body: DeclineProposalSchema, response },
    }, async (request, reply) => {
      const { id } = request.params
      if (!SEQ.test(id)) return refuseWith(reply, refuse('unknown', 'id', 'no such proposal on the board'))
      const by = byOf(request)
      return send(reply, await modes.mode('mode-decline', { type: 'declineProposal', by, proposal: Number(id), ...request.body }, spaceOf(request.query)))
    })
  }
}

/** The HTTP doors of the walls' scene: `POST /api/v1/scene/…` (SCENE-2). */
export function sceneCommands(modes: ModeAdmission): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post('/scene/take', {
      schema: { tags: ['mode'], summary: '固定场景 Every wall shows this scene until it is released', body: TakeSceneSchema, response },
    }, async (request, reply) =>
      send(reply, await modes.scene('scene-take', { type: 'takeScene', by: byOf(request), ...request.body })))
    app.post('/scene/release', {
      schema: { tags: ['mode'], summary: "恢复随模式 The mode's own scene again", body: ReleaseSceneSchema, response },
    }, async (request, reply) =>
      send(reply, await modes.scene('scene-release', { type: 'releaseScene', by: byOf(request), ...request.body })))
  }
}

/** The HTTP doors of the posts: `POST /api/v1/posts/…` (POST-1, POST-2). */
export function postCommands(modes: ModeAdmission): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post('/posts/roster', {
      bodyLimit: ROSTER_BYTES,
      schema: { tags: ['posts'], summary: '点位排班 Set the roster of the posts, whole', querystring: SpaceQuerySchema, body: RosterSchema, response },
    }, async (request, reply) => {
      const { commandId, shifts } = request.body
      const by = byOf(request)
      return send(reply, await modes.post('posts-roster', { type: 'setRoster', by, commandId, shifts: shifts.map(toShift) }, spaceOf(request.query)))
    })
    for (const [path, type, summary] of [
      ['check-in', 'checkIn', '到岗 Somebody is at the post'], ['check-out', 'checkOut', '离岗 Somebody left the post'],
    ] as const) {
      const schema = { tags: ['posts'], summary, params: incidentPath, querystring: SpaceQuerySchema, body: CheckSchema, response }
      app.post(`/posts/:id/${path}`, { preHandler: ownUnitOnly, schema },
        async (request, reply) => {
          const { id } = request.params as { id: string }
          return send(reply, await modes.post(`posts-${path}`, toCheck(type, id, request.body, byOf(request)), spaceOf(request.query)))
        })
    }
  }
}

function send(reply: FastifyReply, answer: ModeAnswer | Refusal): FastifyReply {
  return 'refused' in answer ? refuseWith(reply, answer) : reply.code(CREATED).send(answer)
}

function toShift({ startsAt, endsAt, unit, role, ...shift }: RosterBody['shifts'][number]): Shift {
  return { ...shift, startsAt: toMs(startsAt), endsAt: toMs(endsAt), unit: unit ?? null, role: role ?? null }
}

/** `unit` is who comes or goes; `by` who said it (POST-12). */
function toCheck(type: 'checkIn' | 'checkOut', post: string, { commandId, unit, role, count, presence, at }: CheckBody, by: string): CheckIn | CheckOut {
  const check = { commandId, post, unit: unit ?? null, role: role ?? null, count: count ?? null, at: at === undefined ? null : toMs(at), by }
  return type === 'checkOut' ? { type, ...check, presence: presence ?? null } : { type, ...check }
}
