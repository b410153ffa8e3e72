import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import fp from 'fastify-plugin'
import { mayDo } from '../../shared/access/roles.ts'
import { permissionOf, type RoutePermission, type RouteTable } from '../../shared/access/routes.ts'
import { UNATTENDED } from '../../shared/access/unattended.ts'
import type { CountInput } from '../ingest/doors.ts'
import { countedSpace } from '../ingest/spaceOf.ts'
import type { Client, Gate } from './gate.ts'
import type { Access, Recognised } from './openAccess.ts'
import { ROUTE_TABLE } from './routeTable.ts'
import { AccessRefused, OVER_PLAIN_HTTP, UNNAMED_PROXY, type AccessCode } from './refused.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the table says of the route; nobody else sets it. */
    asks?: RoutePermission
    /** A page asks for it before it knows whether anybody is signed in: that nobody is, is an answer and no bad input. */
    askedFirst?: true
  }
  interface FastifyRequest {
    /** Who asks; null on public routes and for nobody. */
    recognised: Recognised | null
    client: Client
  }
  interface FastifyInstance {
    /** Every route with what it asks for. */
    declaredRoutes: () => readonly DeclaredRoute[]
  }
}

export interface DeclaredRoute {
  readonly method: string
  readonly url: string
  readonly permission: RoutePermission
}

export interface EnforceDeps {
  readonly access: Access
  readonly gate: Gate
  readonly count: CountInput
  /** What each route asks for; the server's own unless said. */
  readonly table?: RouteTable
}

/** A route that stands in no row of the table stops the start. */
export class UndeclaredRoute extends Error {
  override readonly name = 'UndeclaredRoute'
}

/**
 * Before every route: asked by our own pages or by a program (403 `foreignOrigin`), by somebody known (401 `notSignedIn`)
 * whose secret nobody could read on its way (403 `plainHttp`) and who may (403 `notAllowed`). Registered before the routes, as it hears of each of them.
 */
export const enforce = fp(async (app: FastifyInstance, deps: EnforceDeps) => {
  const routes: RouteOptions[] = []
  app.decorateRequest('recognised', null)
  app.decorateRequest('client', null as never)
  app.decorate('declaredRoutes', () => routes.flatMap(declared))
  app.addHook('onRoute', (route) => {
    const asks = permissionOf(deps.table ?? ROUTE_TABLE, [route.method].flat()[0] ?? '', route.url)
    route.config = { ...route.config, ...(asks === undefined ? {} : { asks }) }
    routes.push(route)
  })
  app.addHook('onReady', (done) => {
    const silent = routes.filter(({ config }) => config?.asks === undefined)
    done(silent.length === 0 ? undefined : new UndeclaredRoute(`who may call ${[...new Set(silent.map(({ url }) => url))].join(', ')}? shared/access/routes.ts does not say`))
  })
  let warned = false
  app.addHook('onRequest', (request, reply, pass) => {
    const refused = admit(deps, request)
    if (!warned && request.client.way === 'unnamedProxy') {
      warned = true
      request.log.warn(UNNAMED_PROXY)
    }
    if (refused === null) return pass()
    deps.count('http', isFirstLook(request, refused) ? SIGNED_OUT : refused.code, 1, refused.code === 'notAllowed' ? countedSpace(request) : 'live')
    void answer(reply, refused)
  })
  app.addHook('onSend', (request, reply, _payload, pass) => {
    if (request.recognised !== null && !REFUSALS.has(reply.statusCode) && request.headers[UNATTENDED] === undefined) deps.access.seen(request.recognised.hash)
    pass()
  })
})

/** Whoever is refused did nothing, and nobody did what a page asks by itself: neither prolongs a session (ACCESS-6). */
const REFUSALS: ReadonlySet<number> = new Set([401, 403])

/** Who asks, on a route that asks for a permission. */
export function callerOf({ recognised }: Pick<FastifyRequest, 'recognised'>): Recognised {
  if (recognised === null) throw new AccessRefused('notSignedIn', '', 'nobody is signed in')
  return recognised
}

/** On routes for stamps: a unit's phone stamps for its unit alone (ACCESS-3). */
export function ownUnitOnly(request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void {
  const { caller } = callerOf(request)
  const { unit, department } = request.body as { unit?: string; department?: string }
  if (mayDo(caller, ['stamp'])) done()
  else if (unit !== caller.unit) done(new AccessRefused('notAllowed', 'unit', 'a unit stamps for itself only'))
  else if (department !== undefined) done(new AccessRefused('notAllowed', 'department', 'a unit stamps for itself only'))
  else done()
}

/** Counted apart: a page that was opened without a session, and is now shown where to sign in (ACCESS-13). */
export const SIGNED_OUT = 'signedOut'

/** A key that opens nothing is refused and counted as such, also where a page would ask first. */
function isFirstLook({ method, headers, routeOptions }: FastifyRequest, { code }: Refused): boolean {
  return code === 'notSignedIn' && (method === 'GET' || method === 'HEAD') && headers.authorization === undefined && routeOptions.config.askedFirst === true
}

type Refused = { readonly code: AccessCode | 'foreignOrigin'; readonly status: number; readonly message: string }

function admit({ access, gate }: EnforceDeps, request: FastifyRequest): Refused | null {
  request.client = gate.clientOf(request.raw)
  if (!gate.isOwn(request.raw)) return FOREIGN
  if (request.is404) return null
  const { asks: permission } = request.routeOptions.config
  if (permission === 'public') return null
  const recognised = gate.recognise(request.raw)
  if (recognised === 'plainHttp') return request.client.way === 'unnamedProxy' ? UNNAMED : PLAIN_HTTP
  if (recognised === 'notSignedIn') return NOT_SIGNED_IN
  if (permission === undefined || !mayDo(recognised.caller, [permission].flat())) {
    const actor = { who: recognised.caller.id, sourceAddress: request.client.address }
    access.refusedTo(actor, `${request.method} ${request.routeOptions.url ?? ''}`)
    return NOT_ALLOWED
  }
  request.recognised = recognised
  return null
}

const FOREIGN: Refused = { code: 'foreignOrigin', status: 403, message: 'this server answers only its own pages' }
const NOT_SIGNED_IN: Refused = { code: 'notSignedIn', status: 401, message: 'sign in at /sign-in, or send authorization: Bearer and a key' }
const PLAIN_HTTP: Refused = { code: 'plainHttp', status: 403, message: OVER_PLAIN_HTTP }
const UNNAMED: Refused = { code: 'plainHttp', status: 403, message: UNNAMED_PROXY }
const NOT_ALLOWED: Refused = { code: 'notAllowed', status: 403, message: 'this account or key may not do that' }

function answer(reply: FastifyReply, { code, status, message }: Refused): FastifyReply {
  return reply.code(status).send({ code, field: '', message })
}

function declared({ method, url, config }: RouteOptions): DeclaredRoute[] {
  return [method].flat().map((one) => ({ method: one, url, permission: config!.asks! }))
}
