import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Board } from '../../shared/board.ts'
import { drillNow } from '../../shared/drill/clock.ts'
import { DRILL_MARK, isUnderWay } from '../../shared/drill/types.ts'
import type { UnitId } from '../../shared/ids.ts'
import type { LonLat } from '../../shared/incident/types.ts'
import { incidentsOfUnit } from '../../shared/incident/unitIncidents.ts'
import { UnitIncidentsSchema, type UnitDrill } from '../../shared/protocol/unitSchemas.ts'
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
    app.get('/units/:id/incidents', { schema }, async (request, reply) => {
      const place = site.teams.findIndex(({ id }) => id === request.params.id)
      if (place === -1) return refuseWith(reply, refuse('unknown', 'id', 'no such unit in the site pack'))
      const position = readings.picture.positions[place]
      const from = position == null ? null : { lon: fromE7(position.lonE7), lat: fromE7(position.latE7) }
      const { id: unit } = request.params
      return { now: clock.now(), unit, demo: health().demo, ...listed(lane.board, unit, from, clock.now()), drills: drillsOf(lane.board, unit, from, clock.now()) }
    })
  }
}

/** Drills under way in which the unit takes part, each with what is being worked in it (FIELD-4). */
function drillsOf(live: Board, unit: UnitId, from: LonLat | null, now: number): UnitDrill[] {
  return [...live.drills.values()].flatMap((board) => {
    const { drill, space } = board
    if (drill === null || !isUnderWay(drill) || !drill.script.participants.units.includes(unit)) return []
    const at = drillNow(drill, now)
    return [{ space, mark: DRILL_MARK, name: drill.script.name, running: drill.state === 'running', now: at, ...listed(board, unit, from, at) } as const]
  })
}

function listed(board: Board, unit: UnitId, from: LonLat | null, now: number): Pick<UnitDrill, 'incidents' | 'more'> {
  const { list, more } = incidentsOfUnit(board, unit, from, now)
  const incidents = list.map(({ incident, stamps, distanceM, ended }) => {
    const { id, number, kind, level, place, summary, startedAt, handling } = incident
    return { id, number, kind, level, place, summary, startedAt, handling, stamps, distanceM: distanceM === null ? null : Math.round(distanceM), ended }
  })
  return { incidents, more }
}
