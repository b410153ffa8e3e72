import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { leadsOf } from '../../shared/access/leads.ts'
import { mayDo, permissionsOf, PERSON_ROLES } from '../../shared/access/roles.ts'
import { ROUTES } from '../../shared/access/routes.ts'
import { LEADS, type Lead } from '../../shared/incident/response.ts'
import type { Access } from '../access/openAccess.ts'
import { errors } from '../ingest/refused.ts'

const Count = Type.Integer({ minimum: 0 })
const ReceiversSchema = Type.Object({ grid: Count, office: Count, committee: Count, city: Count }, { description: 'How many accounts may acknowledge what is handed over to each lead' })

/** How many accounts there are that could acknowledge a handover to each lead (ESC-4); no word of whose they are. */
export function countReceivers({ administration }: Pick<Access, 'administration'>): Readonly<Record<Lead, number>> {
  const needed = ROUTES['POST /api/v1/incidents/:id/acknowledgements']
  const able = administration.list().flatMap(({ role, leads, revokedAt }) => {
    const person = PERSON_ROLES.find((known) => known === role)
    return person === undefined || revokedAt !== null || !mayDo({ permissions: permissionsOf(person) }, needed) ? [] : [leadsOf(person, leads)]
  })
  return Object.fromEntries(LEADS.map((lead) => [lead, able.filter((leads) => leads.includes(lead)).length])) as Record<Lead, number>
}

export function receiversRoute(access: Access): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/receivers', { schema: { tags: ['incidents'], summary: '可签收移交的账号数 How many accounts may acknowledge a handover', response: { ...errors, 200: ReceiversSchema } } }, () => countReceivers(access))
  }
}
