import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Access } from './openAccess.ts'
import { AccessRefused } from './refused.ts'
import {
  accessErrors, AuditAnswer, AuditBackQuery, AuditQuery, IdParams, KeyAnswer, LinkAnswer, ListAnswer, NewAccountSchema, NewKeySchema, NewWallSchema,
} from './schemas.ts'
import { actorOf, mustBeSecret } from './sessionRoutes.ts'

const CREATED = 201
const NO_CONTENT = 204
const ENTRIES = 200
const tags = ['access']

/** `/access`: accounts, screens and keys, for the administrator. `/audit`: the trail, for the auditor and nobody else. `isUnit`, `isDepartment`: does the site pack have one of that id? */
export function accountRoutes({ administration, audit, auditBefore }: Access, isUnit: (id: string) => boolean, isDepartment: (id: string) => boolean): FastifyPluginAsyncTypebox {
  const mustBeDepartment = (id: string | undefined): void => {
    if (id !== undefined && !isDepartment(id)) throw new AccessRefused('unknown', 'department', `the site pack has no department ${id}`)
  }
  return async (app) => {
    app.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'))
    app.get(
      '/access',
      { schema: { tags, summary: '账号、大屏、密钥 Accounts, screens and keys', response: { ...accessErrors, 200: ListAnswer } } },
      () => administration.list() as never,
    )
    app.post(
      '/access/users',
      { schema: { tags, summary: '新账号 Add an account', body: NewAccountSchema, response: { ...accessErrors, 201: LinkAnswer } } },
      async (request, reply) => {
        mustBeSecret(request)
        const { unit, department } = request.body
        if (unit !== undefined && !isUnit(unit)) throw new AccessRefused('unknown', 'unit', `the site pack has no unit ${unit}`)
        mustBeDepartment(department)
        return reply.code(CREATED).send({ id: request.body.id, link: administration.addAccount(request.body, actorOf(request)) })
      },
    )
    app.post(
      '/access/walls',
      { schema: { tags, summary: '新大屏 Add a screen', body: NewWallSchema, response: { ...accessErrors, 201: LinkAnswer } } },
      async (request, reply) => {
        mustBeSecret(request)
        const { id, name } = request.body
        return reply.code(CREATED).send({ id, link: administration.addWall(id, name, actorOf(request)) })
      },
    )
    app.post(
      '/access/keys',
      { schema: { tags, summary: '新密钥 Add a source’s key', body: NewKeySchema, response: { ...accessErrors, 201: KeyAnswer } } },
      async (request, reply) => {
        mustBeSecret(request)
        mustBeDepartment(request.body.department)
        return reply.code(CREATED).send({ id: request.body.id, key: administration.addKey(request.body, actorOf(request)) })
      },
    )
    app.post(
      '/access/:id/link',
      { schema: { tags, summary: '新链接，并解锁 A new link; unlocks', params: IdParams, response: { ...accessErrors, 201: LinkAnswer } } },
      async (request, reply) => {
        mustBeSecret(request)
        const { id } = request.params
        return reply.code(CREATED).send({ id, link: administration.newLink(id, actorOf(request)) })
      },
    )
    app.delete(
      '/access/:id',
      { schema: { tags, summary: '吊销 Revoke', params: IdParams, response: { ...accessErrors, 204: Type.Null() } } },
      async (request, reply) => {
        administration.revoke(request.params.id, actorOf(request))
        return reply.code(NO_CONTENT).send(null)
      },
    )
    app.delete(
      '/access/:id/totp',
      { schema: { tags, summary: '解除验证器 Drop an authenticator', params: IdParams, response: { ...accessErrors, 204: Type.Null() } } },
      async (request, reply) => {
        administration.dropTotp(request.params.id, actorOf(request))
        return reply.code(NO_CONTENT).send(null)
      },
    )
    app.get(
      '/audit',
      { schema: { tags, summary: '审计记录 The audit trail', querystring: AuditQuery, response: { ...accessErrors, 200: AuditAnswer } } },
      (request) => audit(Number(request.query.after ?? 0), Number(request.query.limit ?? ENTRIES)),
    )
    app.get(
      '/audit/newest',
      {
        schema: { tags, summary: '审计记录，最新在前 The audit trail backwards, by who and what', querystring: AuditBackQuery, response: { ...accessErrors, 200: AuditAnswer } },
      },
      ({ query: { before, who = null, what = null, limit } }) =>
        auditBefore(Number(before ?? Number.MAX_SAFE_INTEGER), { who, what }, Number(limit ?? ENTRIES)),
    )
  }
}
