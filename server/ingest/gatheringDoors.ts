import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { mayDo } from '../../shared/access/roles.ts'
import { CommandCheckSchema, CrowdAnswerSchema, CrowdSchema } from '../../shared/protocol/gatheringSchemas.ts'
import { ModeAnswerSchema, type ModeAnswer } from '../../shared/protocol/modeSchemas.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { callerOf } from '../access/enforce.ts'
import { AccessRefused } from '../access/refused.ts'
import type { GatheringAdmission } from '../admit/admitGathering.ts'
import { byOf } from './incidentCommands.ts'
import { CREATED, errors, incidentPath, OK, refuseWith } from './refused.ts'
import { toMs } from './toMs.ts'

/** Largest call of counts, bytes. */
const CROWD_BYTES = 256 * 1024
const SOURCE_NAME = '^[A-Za-z0-9._:-]{1,64}$'
const NO_DEPARTMENT = refuse('missing', 'department', 'which department is it?')
const headers = Type.Object({
  'x-source': Type.Optional(Type.String({ pattern: SOURCE_NAME, description: 'Name of the feed, as the wall shows it; http when absent' })),
})

/** The HTTP doors of gatherings: `POST /api/v1/crowd` and who is present in the command of an event (CROWD-1, EVENT-3). */
export function gatheringDoors(gatherings: GatheringAdmission): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post('/crowd', {
      bodyLimit: CROWD_BYTES,
      schema: { tags: ['ingest'], summary: '人群计数 Counts of people by zone', headers, body: CrowdSchema, response: { ...errors, 200: CrowdAnswerSchema } },
    }, async (request, reply) => {
      const counts = request.body.map(({ at, ...count }) => ({ ...count, at: toMs(at) }))
      const answer = await gatherings.crowd({ by: byOf(request), source: request.headers['x-source'] ?? 'http', counts })
      return 'refused' in answer ? refuseWith(reply, answer) : reply.code(OK).send(answer)
    })
    for (const [path, type, summary] of [
      ['check-in', 'checkIn', '到场 A department is present in the joint command'], ['check-out', 'checkOut', '离场 A department left the joint command'],
    ] as const) {
      app.post(`/events/:id/${path}`, {
        schema: { tags: ['events'], summary, params: incidentPath, body: CommandCheckSchema, response: { ...errors, 201: ModeAnswerSchema } },
      }, async (request, reply) => {
        const { commandId, department: said } = request.body
        const department = departmentOf(request, said)
        const { id } = request.params as { id: string }
        const answer = department === undefined ? gatherings.refused(`events-${path}`, NO_DEPARTMENT)
          : await gatherings.check(`events-${path}`, { type, commandId, by: byOf(request), event: id, department })
        return send(reply, answer)
      })
    }
  }
}

function send(reply: FastifyReply, answer: ModeAnswer | Refusal): FastifyReply {
  return 'refused' in answer ? refuseWith(reply, answer) : reply.code(CREATED).send(answer)
}

/** Headquarters says it for whoever came; an account or a key of a department for its own alone. */
function departmentOf(request: FastifyRequest, said: string | undefined): string | undefined {
  const { caller } = callerOf(request)
  if (caller.department === null && mayDo(caller, ['matter', 'commandPresence'])) return said
  const own = caller.department ?? undefined
  if (said !== undefined && said !== own) throw new AccessRefused('notAllowed', 'department', 'this account may not do that for another department')
  return own
}
