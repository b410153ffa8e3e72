import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { wantedAt } from '../../shared/emergency/runs.ts'
import { nearby } from '../../shared/incident/nearby.ts'
import { thresholdsOf } from '../../shared/mode/expectation.ts'
import { NearbySchema } from '../../shared/protocol/answers.ts'
import { refuse } from '../../shared/refusal.ts'
import { errors, incidentPath, refuseWith } from '../ingest/refused.ts'
import type { Pipeline } from '../pipeline.ts'

/** `GET /incidents/:id/nearby`: idle teams and working cameras near an incident, with their distance (NEARBY-1). */
export function nearbyRoute({ site, clock, lane, readings }: Pipeline): FastifyPluginAsyncTypebox {
  return async (app) => {
    const schema = {
      tags: ['incidents'], summary: '就近力量与摄像头 Nearest idle teams, working cameras and resources', params: incidentPath,
      response: { ...errors, 200: NearbySchema },
    }
    app.get('/incidents/:id/nearby', { schema }, async (request, reply) => {
      const incident = lane.board.incidents.get(request.params.id)
      if (incident === undefined) return refuseWith(reply, refuse('unknown', 'id', 'no such incident on the board'))
      const now = clock.now()
      const { teams, unlocated, cameras, passedOver, resources } = nearby(incident.position, {
        site: { ...site, ...thresholdsOf(site, lane.board.mode) }, board: lane.board, picture: readings.picture, now,
        wanted: wantedAt(incident, lane.board.matters.values(), site),
      })
      return { incidentId: incident.id, now, teams: [...teams], unlocated: [...unlocated], cameras: [...cameras], passedOver, resources: [...resources] }
    })
  }
}
