import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { silentTeams } from '../../shared/drill/silent.ts'
import { DRILL_MARK, spaceOfDrill } from '../../shared/drill/types.ts'
import { DrillHeardSchema } from '../../shared/protocol/drillSchemas.ts'
import { refuse } from '../../shared/refusal.ts'
import { errors, incidentPath, refuseWith } from '../ingest/refused.ts'
import type { Pipeline } from '../pipeline.ts'
import type { ReadingHistory } from '../ports.ts'
import { heardUntil } from '../review/past.ts'

/** `GET /drills/:id/heard`: where the teams that are silent in a drill were heard last, for a page that did not see it (DRILL-9). */
export function heardRoute({ lane, readings, sources, site, clock }: Pick<Pipeline, 'lane' | 'readings' | 'sources' | 'site' | 'clock'>, { history }: { readonly history: ReadingHistory }): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/drills/:id/heard', {
      schema: { tags: ['drills'], summary: '静默前位置 Where silent teams were heard last', params: incidentPath, response: { ...errors, 200: DrillHeardSchema } },
    }, async (request, reply) => {
      const space = spaceOfDrill(request.params.id)
      const board = lane.boardOf(space)
      if (board === undefined) return refuseWith(reply, refuse('unknown', 'id', 'no such drill is kept'))
      await readings.flush()
      const names = sources.list().map(({ id }) => id)
      const silent = silentTeams(board, readings.picture, site, names, clock.now())
      const heard = await heardUntil(silent, site, history)
      return reply.send({
        space, mark: DRILL_MARK,
        heard: [...silent.keys()].map((place) => {
          const { position = null, source = '' } = heard.get(place) ?? {}
          return { unit: site.teams[place]?.id ?? '', position: position === null ? null : { ...position, source: names.indexOf(source) } }
        }),
      })
    })
  }
}
