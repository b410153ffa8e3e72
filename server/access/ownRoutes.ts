import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { callerOf } from './enforce.ts'
import type { Access } from './openAccess.ts'
import { accessErrors, IdParams, OwnAccountAnswer, ProofSchema } from './schemas.ts'
import { actorOf } from './sessionRoutes.ts'

const NO_CONTENT = 204
const tags = ['access']

/** `/session/account`: the own account, its sessions and its authenticator, for everybody who has one. */
export function ownRoutes({ own }: Access): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'))
    app.get(
      '/session/account',
      { schema: { tags, summary: '本人账号与会话 The own account and its sessions', response: { ...accessErrors, 200: OwnAccountAnswer } } },
      (request) => {
        const { caller, hash } = callerOf(request)
        return own.describe(caller.id, hash) as never
      },
    )
    app.delete(
      '/session/account/sessions/:id',
      { schema: { tags, summary: '结束本人的一个会话 End one of the own sessions', params: IdParams, response: { ...accessErrors, 204: Type.Null() } } },
      async (request, reply) => {
        own.endSession(callerOf(request).caller.id, request.params.id, actorOf(request))
        return reply.code(NO_CONTENT).send(null)
      },
    )
    app.post(
      '/session/account/totp/drop',
      { schema: { tags, summary: '停用本人的验证器 Drop the own authenticator', body: ProofSchema, response: { ...accessErrors, 204: Type.Null() } } },
      async (request, reply) => {
        await own.dropTotp(callerOf(request).caller.id, request.body, actorOf(request))
        return reply.code(NO_CONTENT).send(null)
      },
    )
  }
}
