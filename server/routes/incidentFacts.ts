import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { IncidentFactsSchema } from '../../shared/protocol/answers.ts'
import { SpaceQuerySchema } from '../../shared/protocol/drillSchemas.ts'
import { refuse } from '../../shared/refusal.ts'
import { errors, incidentPath, refuseWith } from '../ingest/refused.ts'
import { spaceOf } from '../ingest/spaceOf.ts'
import type { Journal } from '../ports.ts'
import { signOf } from './shownIn.ts'

/** Facts of a page when nobody says how many. */
const PAGE = 200

const Query = Type.Object({
  after: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$', description: 'Only facts after this seq' })),
  ...SpaceQuerySchema.properties,
  limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]{0,2}|1000)$', description: `At most 1000; ${PAGE} when absent` })),
}, { additionalProperties: false })

/** `GET /incidents/:id/facts`: everything the record holds of an incident, live or of the drill `?space=` names, oldest first, also after it has left the board (TIMELINE-1). */
export function incidentFactsRoute(journal: Pick<Journal, 'factsOf'>): FastifyPluginAsyncTypebox {
  return async (app) => {
    const schema = {
      tags: ['incidents'], summary: '事件经过，取自记录 Every fact of an incident, from the record', params: incidentPath, querystring: Query,
      response: { ...errors, 200: IncidentFactsSchema },
    }
    app.get('/incidents/:id/facts', { schema }, async (request, reply) => {
      const { id } = request.params
      const [after, limit] = [Number(request.query.after ?? 0), Number(request.query.limit ?? PAGE)]
      const space = spaceOf(request.query)
      const facts = await journal.factsOf(id, after, limit + 1)
      const [first] = facts.length > 0 ? facts : await journal.factsOf(id, 0, 1)
      const known = first !== undefined && first.space === space
      if (!known) return refuseWith(reply, refuse('unknown', 'id', 'the record has no such incident'))
      const page = facts.slice(0, limit)
      return { incidentId: id, ...signOf(space), facts: page, next: facts.length > limit ? page.at(-1)!.seq : null }
    })
  }
}
