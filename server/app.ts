import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import addFormats from 'ajv-formats'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyPluginAsync, type FastifyServerOptions } from 'fastify'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isOnABoard } from '../shared/board.ts'
import { accountRoutes } from './access/accountRoutes.ts'
import { enforce } from './access/enforce.ts'
import { createGate, type Gate, type GateSettings } from './access/gate.ts'
import type { Access } from './access/openAccess.ts'
import { ownRoutes } from './access/ownRoutes.ts'
import { sessionRoutes } from './access/sessionRoutes.ts'
import { drillCommands } from './drill/drillRoutes.ts'
import { heardRoute } from './drill/heardRoute.ts'
import { gatheringDoors } from './ingest/gatheringDoors.ts'
import { httpIngest } from './ingest/httpIngest.ts'
import { incidentCommands } from './ingest/incidentCommands.ts'
import { modeCommands, postCommands, sceneCommands } from './ingest/modeCommands.ts'
import { matterCommands } from './ingest/matterCommands.ts'
import { profileCommands } from './ingest/profileCommands.ts'
import { createStraightDoors, type StraightDoors } from './ingest/straightDoors.ts'
import { startMqttIngest, type MqttSettings } from './ingest/mqttIngest.ts'
import { startPipeline, type Pipeline } from './pipeline.ts'
import type { Clock, Ids, Journal, ReadingHistory } from './ports.ts'
import { createGateway, type Gateway } from './push/gateway.ts'
import { replayRoutes } from './review/replayRoutes.ts'
import { alarmRoutes } from './routes/alarms.ts'
import { boardRoute } from './routes/board.ts'
import { docsPages, openApi } from './routes/docs.ts'
import { drillRoutes } from './routes/drills.ts'
import { answerErrors, answerRouterErrors, SERVER_ERROR, SERVER_FAILED } from './routes/errors.ts'
import { evaluationRoutes } from './routes/evaluation.ts'
import { healthRoutes } from './routes/health.ts'
import { readJsonStrictly } from './routes/jsonBody.ts'
import { matterRoutes } from './routes/matters.ts'
import { incidentFactsRoute } from './routes/incidentFacts.ts'
import { lazyCompilers } from './routes/lazyCompilers.ts'
import { createMetrics, type Metrics } from './routes/metrics.ts'
import { modeRoutes } from './routes/mode.ts'
import { modeHistoryRoutes } from './routes/modeHistory.ts'
import { nearbyRoute } from './routes/nearby.ts'
import { receiversRoute } from './routes/receivers.ts'
import { resourcesRoute } from './routes/resources.ts'
import { outagesRoute } from './routes/outages.ts'
import { patrolsRoute } from './routes/patrols.ts'
import { timingRoutes } from './routes/timing.ts'
import { unitRoutes } from './routes/units.ts'
import { siteRoutes, type SiteFiles } from './routes/site.ts'

export interface AppDeps extends SiteFiles {
  readonly journal: Journal
  readonly history: ReadingHistory
  /** Who may come in. Whoever opened it closes it. */
  readonly access: Access
  /** Names and proxies of this server; without them it is asked on this machine alone. */
  readonly gate?: GateSettings
  readonly clock: Clock
  readonly ids: Ids
  /** Is a simulator going to feed it? */
  readonly demo: boolean
  /** The built page; null serves none. */
  readonly pageDir: string | null
  /** Folder of imported review spaces; without it, none. */
  readonly reviewDir?: string | null
  /** The broker to listen to; without it, none. */
  readonly mqtt?: MqttSettings | null
  readonly logger: FastifyBaseLogger | false
  /** What turns schemas into code; without it, Fastify's own, anew for each server. */
  readonly schemaController?: FastifyServerOptions['schemaController']
}

export interface App {
  readonly http: FastifyInstance
  readonly pipeline: Pipeline
  close(): Promise<void>
}

/** A command is a few lines; readings have a limit of their own, bytes. */
const COMMAND_BYTES = 16 * 1024
/** Longer than any id, so that the schema and not the router says what is wrong with one. */
const LONGEST_PARAMETER = 512
/** Readings wait this long at most before they are written to history, ms. */
const HISTORY_EVERY_MS = 1_000

/**
 * Builds the whole server over the given engines; it listens only when told to.
 * @throws BadMqttUrl
 */
export async function buildApp(deps: AppDeps): Promise<App> {
  const metrics = createMetrics()
  const gate = createGate(deps.access, deps.gate)
  const straight = createStraightDoors(gate, (error) => {
    http.log.error(error)
    return { status: SERVER_ERROR, text: JSON.stringify(SERVER_FAILED) }
  })
  const http = Fastify({
    serverFactory: straight.serverFactory,
    schemaController: deps.schemaController ?? { compilersFactory: lazyCompilers() },
    ...(deps.logger === false ? { logger: false } : { loggerInstance: deps.logger }),
    bodyLimit: COMMAND_BYTES,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    frameworkErrors: (error, _request, reply) => answerRouterErrors(error, reply as never, metrics.countInput),
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false }, plugins: [addFormats.default as never] },
  }).withTypeProvider<TypeBoxTypeProvider>()
  const onError = (error: unknown): void => http.log.error(error)
  let gateway: Gateway | null = null
  const pipeline = await startPipeline({
    ...deps, countInput: metrics.countInput, refused: metrics.refused, onError, onReadings: () => gateway?.wake(),
    isRevoked: (id) => deps.access.isRevoked(id),
  })
  deps.access.onRevoked(() => pipeline.keyRevoked())
  readJsonStrictly(http as unknown as FastifyInstance)
  answerErrors(http as unknown as FastifyInstance, metrics.countInput)
  await http.register(enforce, { access: deps.access, gate, count: metrics.countInput })
  await http.register(openApi, { demo: deps.demo })
  await http.register(doorsAlone(pipeline, straight, metrics), { prefix: '/api/v1' })
  await http.register(shownToPeople(deps, pipeline, metrics, gate))
  gateway = createGateway({
    httpServer: http.server, push: pipeline.push, isKnown: (id) => isOnABoard(pipeline.lane.board, id), access: deps.access, gate, now: () => deps.clock.now(),
    onRefused: (code) => metrics.countInput('socket', code, 1),
  })
  const historyTimer = setInterval(() => void pipeline.readings.flush().catch(onError), HISTORY_EVERY_MS)
  http.addHook('preClose', async () => {
    clearInterval(historyTimer)
    gateway?.close()
  })
  const mqtt = deps.mqtt == null ? null : await startMqttIngest({ ...deps, ...deps.mqtt, ...pipeline, count: metrics.countInput, log: http.log })
  const close = async (): Promise<void> => {
    await mqtt?.close()
    await http.close()
    await pipeline.close()
  }
  return { http: http as unknown as FastifyInstance, pipeline, close }
}

/**
 * What sources call, a thousand times a second and more: read by programs only, so it goes without the headers that tell a
 * browser what a page may do. Bodies may come compressed; the answers are a line.
 */
function doorsAlone(pipeline: Pipeline, straight: StraightDoors, metrics: Metrics): FastifyPluginAsync {
  return async (doors) => {
    await doors.register(compress, { globalCompression: false })
    await doors.register(httpIngest(pipeline.doors, straight))
    await doors.register(incidentCommands(pipeline.doors, pipeline.site))
    await doors.register(modeCommands(pipeline.modes))
    await doors.register(postCommands(pipeline.modes))
    await doors.register(matterCommands(pipeline.matters))
    await doors.register(drillCommands(pipeline.drills, metrics.countInput))
    await doors.register(sceneCommands(pipeline.modes))
    await doors.register(gatheringDoors(pipeline.gatherings))
    await doors.register(profileCommands(pipeline.profiles))
  }
}

/** What browsers ask for: pages, the site pack, descriptions, figures. */
function shownToPeople(deps: AppDeps, pipeline: Pipeline, metrics: Metrics, gate: Gate): FastifyPluginAsync {
  return async (pages) => {
    await pages.register(helmet, { contentSecurityPolicy: { directives: PAGE_POLICY }, hsts: false })
    await pages.register(compress, { threshold: 1024 })
    await pages.register(docsPages)
    await pages.register(boardRoute(pipeline), { prefix: '/api/v1' })
    await pages.register(nearbyRoute(pipeline), { prefix: '/api/v1' })
    await pages.register(incidentFactsRoute(deps.journal), { prefix: '/api/v1' })
    await pages.register(receiversRoute(deps.access), { prefix: '/api/v1' })
    await pages.register(resourcesRoute(pipeline), { prefix: '/api/v1' })
    await pages.register(unitRoutes(pipeline), { prefix: '/api/v1' })
    await pages.register(alarmRoutes(pipeline), { prefix: '/api/v1' })
    await pages.register(patrolsRoute(pipeline), { prefix: '/api/v1' })
    await pages.register(modeRoutes(pipeline), { prefix: '/api/v1' })
    await pages.register(modeHistoryRoutes(deps), { prefix: '/api/v1' })
    await pages.register(matterRoutes(pipeline), { prefix: '/api/v1' })
    await pages.register(evaluationRoutes({ ...deps, matters: pipeline.matters, demo: () => pipeline.health().demo }), { prefix: '/api/v1' })
    await pages.register(outagesRoute({ ...deps, demo: () => pipeline.health().demo }), { prefix: '/api/v1' })
    await pages.register(timingRoutes({ ...deps, drillRecords: pipeline.drillRecords, demo: () => pipeline.health().demo, reviewDir: deps.reviewDir ?? null }), { prefix: '/api/v1' })
    await pages.register(drillRoutes(pipeline), { prefix: '/api/v1' })
    await pages.register(heardRoute(pipeline, deps), { prefix: '/api/v1' })
    await pages.register(replayRoutes(pipeline, deps), { prefix: '/api/v1' })
    await pages.register(siteRoutes(deps), { prefix: '/api/v1' })
    await pages.register(sessionRoutes(deps.access, gate), { prefix: '/api/v1' })
    await pages.register(ownRoutes(deps.access), { prefix: '/api/v1' })
    await pages.register(accountRoutes(deps.access, isIn(deps.site.teams), isIn(deps.site.departments)), { prefix: '/api/v1' })
    healthRoutes(pages, pipeline, metrics)
    await pages.register(pageFiles(deps.pageDir))
  }
}

function isIn(list: readonly { readonly id: string }[]): (id: string) => boolean {
  return (id) => list.some((each) => each.id === id)
}

/** Everything the page needs comes from this server; nothing may come from elsewhere. */
const PAGE_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  connectSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  styleSrc: ["'self'", "'unsafe-inline'"],
  upgradeInsecureRequests: null,
}

/** What is asked for by a name that stays, and the file it is in: looked at anew each time. */
const PAGES = [
  ['/wall', 'index.html'], ['/desk', 'index.html'], ['/review', 'index.html'], ['/review/stage', 'index.html'], ['/sign-in', 'index.html'], ['/index.html', 'index.html'],
  ['/field', 'field.html'], ['/field.html', 'field.html'], ['/field-worker.js', 'field-worker.js'],
] as const
/** Folders of files that are named by what is in them, and so are kept for ever. One route each: one for each of 300 files took 3 MB. */
const FOLDERS = ['assets', 'icons'] as const

/** The page itself tells nothing: what it shows it has to ask for. */
function pageFiles(pageDir: string | null): FastifyPluginAsync {
  return async (files) => {
    if (pageDir === null || !existsSync(pageDir)) return
    await files.register(fastifyStatic, { root: pageDir, serve: false, index: false, maxAge: '1y', immutable: true })
    const page = { schema: { hide: true } }
    files.get('/', page, (_request, reply) => reply.redirect('/wall'))
    for (const [path, file] of PAGES) {
      files.get(path, page, (_request, reply) => reply.header('cache-control', 'no-cache').sendFile(file, { maxAge: 0, immutable: false }))
    }
    for (const folder of FOLDERS) {
      files.get<{ Params: { '*': string } }>(`/${folder}/*`, page, ({ params }, reply) => reply.sendFile(params['*'], join(pageDir, folder)))
    }
  }
}
