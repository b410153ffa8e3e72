import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { incidentsOfUnit } from '../../shared/incident/unitIncidents.ts'
import { UnitIncidentsSchema } from '../../shared/protocol/unitSchemas.ts'
import { fromE7 } from '../../shared/reading/picture.ts'
import { refuse } from '../../shared/refusal.ts'
import { errors, refuseWith } from '../ingest/refused.ts'
import type { Pipeline } from '../pipeline.ts'

/** `GET /units/:id/incidents`: what a unit's phone shows, with the server's clock to measure its own by (FIELD-1). */
export function unitRoutes({ site, clock, lane, readings, health }: Pipeline): FastifyPluginAsyncTypebox {
  return async (app) => {
    const schema = {
      tags: ['field'], summary: '队伍的事件 What is being worked, as a unit needs it',
      params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 128 }) }),
      response: { ...errors, 200: UnitIncidentsSchema },
    }
    app.get('/units/:id/incidents', { config: { permission: 'readBoard' }, schema }, async (request, reply) => {
      const place = site.teams.findIndex(({ id }) => id === request.params.id)
      if (place === -1) return refuseWith(reply, refuse('unknown', 'id', 'no such unit in the site pack'))
      const position = readings.picture.positions[place]
      const from = position == null ? null : { lon: fromE7(position.lonE7), lat: fromE7(position.latE7) }
      const { list, more } = incidentsOfUnit(lane.board, request.params.id, from)
      return {
        now: clock.now(), unit: request.params.id, demo: health().demo, more,
        incidents: list.map(({ incident, stamps, distanceM }) => {
          const { id, number, kind, level, place: where, summary, startedAt, handling } = incident
          return { id, number, kind, level, place: where, summary, startedAt, handling, stamps, distanceM: distanceM === null ? null : Math.round(distanceM) }
        }),
      }
    })
  }
}
