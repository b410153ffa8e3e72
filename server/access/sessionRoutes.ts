import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Caller } from '../../shared/access/roles.ts'
import { callerOf } from './enforce.ts'
import { isSecret, type Gate } from './gate.ts'
import type { Access } from './openAccess.ts'
import { AccessRefused, OVER_PLAIN_HTTP, UNNAMED_PROXY } from './refused.ts'
import { accessErrors, CallerSchema, CodeSchema, LinkSchema, PasswordSchema, ProofSchema, SignInSchema } from './schemas.ts'
import type { Entry } from './signIn.ts'

const NO_CONTENT = 204
/** The longest a browser keeps a cookie, s: a screen stays a screen until it is revoked. */
const WALL_MAX_AGE_S = 400 * 24 * 60 * 60
const tags = ['access']

/** `/session`: signing in and out, who one is, one's own password and authenticator. */
export function sessionRoutes(access: Access, gate: Gate): FastifyPluginAsyncTypebox {
  const { signIn, administration, own } = access

  function enter(request: FastifyRequest, reply: FastifyReply, entry: Entry): object {
    reply.header('set-cookie', gate.cookie(request.client, entry.secret, entry.kind === 'wall' ? WALL_MAX_AGE_S : null))
    return describe(access.recognise(entry.secret)!.caller)
  }

  return async (app) => {
    app.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'))
    app.post(
      '/session',
      { schema: { tags, summary: '登录 Sign in', body: SignInSchema, response: { ...accessErrors, 200: CallerSchema } } },
      async (request, reply) => {
        mustBeSecret(request)
        return enter(request, reply, await signIn.byPassword(request.body, request.client.address)) as never
      },
    )
    app.post(
      '/session/link',
      { schema: { tags, summary: '一次性链接 Open a link that lets in once', body: LinkSchema, response: { ...accessErrors, 200: CallerSchema } } },
      async (request, reply) => {
        mustBeSecret(request)
        return enter(request, reply, signIn.byLink(request.body.link, request.client.address)) as never
      },
    )
    app.get(
      '/session',
      { config: { askedFirst: true }, schema: { tags, summary: '当前身份 Who is signed in', response: { ...accessErrors, 200: CallerSchema } } },
      (request) => describe(callerOf(request).caller) as never,
    )
    app.delete(
      '/session',
      { schema: { tags, summary: '退出 Sign out', response: { ...accessErrors, 204: Type.Null() } } },
      async (request, reply) => {
        const { hash, caller } = callerOf(request)
        signIn.out(hash, caller.id, request.client.address)
        return reply.header('set-cookie', gate.cookie(request.client, '', 0)).code(NO_CONTENT).send(null)
      },
    )
    app.put(
      '/session/password',
      { schema: { tags, summary: '改密码 Set the own password', body: PasswordSchema, response: { ...accessErrors, 204: Type.Null() } } },
      async (request, reply) => {
        mustBeSecret(request)
        const { hash, caller } = callerOf(request)
        if (!administration.mayChoosePassword(caller.id, hash)) await signIn.provePassword(caller.id, request.body.current ?? '', request.client.address)
        await administration.setPassword(caller.id, request.body.password, actorOf(request), hash)
        return reply.code(NO_CONTENT).send(null)
      },
    )
    app.post(
      '/session/totp',
      { schema: { tags, summary: '绑定验证器 Offer an authenticator its secret', body: ProofSchema, response: { ...accessErrors, 200: Type.Object({ uri: Type.String() }) } } },
      async (request) => {
        mustBeSecret(request)
        return { uri: await own.offerTotp(callerOf(request).caller.id, request.body, request.client.address) }
      },
    )
    app.put(
      '/session/totp',
      { schema: { tags, summary: '确认验证器 Take the authenticator', body: CodeSchema, response: { ...accessErrors, 204: Type.Null() } } },
      async (request, reply) => {
        administration.takeTotp(callerOf(request).caller.id, request.body.code, actorOf(request))
        return reply.code(NO_CONTENT).send(null)
      },
    )
  }
}

/** By whom and from where. */
export function actorOf(request: FastifyRequest): { who: string; sourceAddress: string } {
  return { who: callerOf(request).caller.id, sourceAddress: request.client.address }
}

function describe({ id, role, unit, department, leads, permissions }: Caller): object {
  return { id, role, unit, department, leads: [...leads], permissions: [...permissions] }
}

/** @throws AccessRefused `plainHttp` when what is asked for would be read by others on the way (ACCESS-8) */
export function mustBeSecret({ client }: FastifyRequest): void {
  if (!isSecret(client)) throw new AccessRefused('plainHttp', '', client.way === 'unnamedProxy' ? UNNAMED_PROXY : OVER_PLAIN_HTTP)
}
