import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { LonLat } from '../../shared/incident/types.ts'
import { ResourceListSchema } from '../../shared/protocol/answers.ts'
import { refuse } from '../../shared/refusal.ts'
import { nearestResources } from '../../shared/resource/nearest.ts'
import { RESOURCE_KINDS } from '../../shared/site/types.ts'
import { errors, refuseWith } from '../ingest/refused.ts'
import type { Pipeline } from '../pipeline.ts'

const DEGREES = '-?\\d{1,3}(?:\\.\\d{1,9})?'
const QuerySchema = Type.Object({
  near: Type.Optional(Type.String({ pattern: `^${DEGREES},${DEGREES}$`, description: 'Longitude,latitude in WGS-84 degrees' })),
  kind: Type.Optional(Type.Enum([...RESOURCE_KINDS])),
}, { additionalProperties: false })

/** `GET /resources?near=&kind=`: the pack's public resources, nearest first (RESOURCE-2). */
export function resourcesRoute({ site }: Pick<Pipeline, 'site'>): FastifyPluginAsyncTypebox {
  return async (app) => {
    const schema = {
      tags: ['site'], summary: '公共资源 Public resources by nearness and kind', querystring: QuerySchema, response: { ...errors, 200: ResourceListSchema },
    }
    app.get('/resources', { schema }, async (request, reply) => {
      const { near, kind } = request.query
      const kinds = kind === undefined ? [] : [kind]
      const position = near === undefined ? null : placeOf(near)
      if (position !== null && !isInside(position, site.bounds)) return refuseWith(reply, refuse('outsideBounds', 'near', 'lies outside the site'))
      const byId = new Map(site.resources.map((resource) => [resource.id, resource]))
      const found = position === null
        ? site.resources.filter((resource) => kinds.length === 0 || kinds.includes(resource.kind)).map((resource) => ({ ...resource, distanceM: null }))
        : nearestResources(position, site, { kinds, wanted: [] }).map(({ resource, distanceM }) => ({ ...byId.get(resource)!, distanceM }))
      return { resources: found }
    })
  }
}

function placeOf(near: string): LonLat {
  const [lon, lat] = near.split(',').map(Number)
  return { lon: lon!, lat: lat! }
}

function isInside({ lon, lat }: LonLat, [west, south, east, north]: Pipeline['site']['bounds']): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north
}
