import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { proposedEnd } from '../../shared/emergency/overIncident.ts'
import { refusedHere } from '../../shared/matter/decide.ts'
import { MatterListSchema, MatterOneSchema, MatterParamsSchema, MatterQuerySchema } from '../../shared/protocol/matterSchemas.ts'
import { refuse } from '../../shared/refusal.ts'
import { errors, refuseWith } from '../ingest/refused.ts'
import type { Pipeline } from '../pipeline.ts'

const tags = ['matters']

/** `GET /matters?kind=&state=` and `GET /matters/:id`: what headquarters runs by states. */
export function matterRoutes({ lane, clock, matters: { rules } }: Pipeline): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/matters', {
      schema: { tags, summary: '事项 Matters, in order of opening', querystring: MatterQuerySchema, response: { ...errors, 200: MatterListSchema } },
    }, async (request, reply) => {
      const { kind, state } = request.query
      if (kind !== undefined && rules.tables[kind] === undefined) return refuseWith(reply, refuse('unknown', 'kind', 'no such kind of matter'))
      const asked = [...lane.board.matters.values()]
        .filter((matter) => (kind === undefined || matter.kind === kind) && (state === undefined || matter.state === state))
      return reply.send({ now: clock.now(), matters: asked } as never)
    })
    app.get('/matters/:id', {
      schema: { tags, summary: '一个事项 One matter, whole', params: MatterParamsSchema, response: { ...errors, 200: MatterOneSchema } },
    }, async (request, reply) => {
      const matter = lane.board.matters.get(request.params.id)
      if (matter === undefined) return refuseWith(reply, refuse('unknown', 'id', 'no such matter on the board'))
      const moves = rules.tables[matter.kind]?.moves ?? []
      const commands = moves.filter((move) => refusedHere(matter, move) === null).map(({ id }) => id)
      return reply.send({ now: clock.now(), matter, commands, proposedEnd: proposedEnd(lane.board, matter) } as never)
    })
  }
}
