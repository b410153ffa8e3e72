import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type, type TSchema } from 'typebox'
import { ReadingsAnswerSchema, ReportAnswerSchema, StampAnswerSchema, type ReadingsAnswer } from '../../shared/protocol/answers.ts'
import { CameraStatusesSchema, HeartbeatsSchema, PositionsSchema, ReportSchema, StampSchema } from '../../shared/protocol/schemas.ts'
import { permissionOf } from '../../shared/access/routes.ts'
import { ownUnitOnly } from '../access/enforce.ts'
import { ROUTE_TABLE } from '../access/routeTable.ts'
import { SpaceQuerySchema } from '../../shared/protocol/drillSchemas.ts'
import type { Refusal } from '../../shared/refusal.ts'
import type { Doors, Feed } from './doors.ts'
import { byOf } from './incidentCommands.ts'
import { CREATED, errors, incidentPath, OK, refusalAnswer, refuseWith, UNPROCESSABLE } from './refused.ts'
import { spaceOf } from './spaceOf.ts'
import type { StraightAnswer, StraightDoor, StraightDoors } from './straightDoors.ts'

/** Largest call of readings, bytes: 5,000 of them with room. */
const READINGS_BYTES = 2 * 1024 * 1024
const SOURCE_HEADER = 'x-source'
const SOURCE_NAME = '^[A-Za-z0-9._:-]{1,64}$'

/** The name the wall shows; who may call is the key's matter, and one key may carry several feeds. */
const sourceHeaders = Type.Object({
  [SOURCE_HEADER]: Type.Optional(Type.String({ pattern: SOURCE_NAME, description: 'Name of the feed, as the wall shows it; http when absent; a key names 8 at most' })),
})
const readingsResponses = { ...errors, 200: ReadingsAnswerSchema, 422: ReadingsAnswerSchema }

/** The HTTP doors of the public contract, version 1. `straight`: where calls of readings that are right come in before the router. */
export function httpIngest(doors: Doors, straight: StraightDoors): FastifyPluginAsyncTypebox {
  return async (app) => {
    straight.handBack(app as unknown as FastifyInstance)
    openStraight(app as unknown as FastifyInstance, straight, doors)
    app.post(
      '/reports',
      { schema: { tags: ['ingest'], summary: '报事 Report an incident', querystring: SpaceQuerySchema, body: ReportSchema, response: { ...errors, 200: ReportAnswerSchema, 201: ReportAnswerSchema } } },
      async (request, reply) => {
        const result = await doors.report(request.body, byOf(request), spaceOf(request.query))
        if ('refused' in result) return refuseWith(reply, result)
        return reply.code(result.existing ? OK : CREATED).send(result.answer)
      },
    )
    app.post(
      '/incidents/:id/stamps',
      {
        preHandler: ownUnitOnly,
        schema: {
          tags: ['ingest'],
          summary: '环节打点 Stamp a stage of an incident',
          params: incidentPath,
          querystring: SpaceQuerySchema,
          body: StampSchema,
          response: { ...errors, 201: StampAnswerSchema },
        },
      },
      async (request, reply) => {
        const result = await doors.stamp(request.params.id, request.body, byOf(request), spaceOf(request.query))
        return 'refused' in result ? refuseWith(reply, result) : reply.code(CREATED).send(result)
      },
    )
    app.post(
      '/positions',
      { bodyLimit: READINGS_BYTES, schema: { tags: ['ingest'], summary: '位置上报 Positions', headers: sourceHeaders, body: PositionsSchema, response: readingsResponses } },
      async (request, reply) => sendReadings(reply, doors.positions(feedOf(request.headers[SOURCE_HEADER], byOf(request)), request.body)),
    )
    app.post(
      '/camera-status',
      { bodyLimit: READINGS_BYTES, schema: { tags: ['ingest'], summary: '摄像头状态 Camera status', headers: sourceHeaders, body: CameraStatusesSchema, response: readingsResponses } },
      async (request, reply) => sendReadings(reply, doors.cameraStatuses(feedOf(request.headers[SOURCE_HEADER], byOf(request)), request.body)),
    )
    app.post(
      '/heartbeats',
      { bodyLimit: READINGS_BYTES, schema: { tags: ['ingest'], summary: '平台心跳 Signs of life of camera platforms', headers: sourceHeaders, body: HeartbeatsSchema, response: readingsResponses } },
      async (request, reply) => sendReadings(reply, doors.heartbeats(feedOf(request.headers[SOURCE_HEADER], byOf(request)), request.body)),
    )
  }
}

/** The doors that are called most, each checked and answered by the schemas its route has. */
function openStraight(app: FastifyInstance, straight: StraightDoors, doors: Doors): void {
  const open = <Body>(path: string, schema: TSchema, take: (from: Feed, body: Body) => ReadingsAnswer | Refusal): void => {
    const address = `${app.prefix}${path}`
    const fits = app.validatorCompiler?.({ schema, method: 'POST', url: address, httpPart: 'body' }) as StraightDoor['fits'] | undefined
    const textOf = app.serializerCompiler?.({ schema: ReadingsAnswerSchema, method: 'POST', url: address, httpStatus: String(OK) }) as ((answer: ReadingsAnswer) => string) | undefined
    if (fits === undefined || textOf === undefined) return
    straight.open(address, {
      permissions: [permissionOf(ROUTE_TABLE, 'POST', address) ?? []].flat().filter((asked) => asked !== 'public'),
      maxBytes: READINGS_BYTES,
      isSource,
      fits,
      take(source, body, sourceKey) {
        const answer = take(feedOf(source, sourceKey), body as Body)
        return 'code' in answer ? refusedStraight(answer) : { status: statusOf(answer), text: textOf(answer) }
      },
    })
  }
  app.addHook('onReady', (done) => {
    open('/positions', PositionsSchema, doors.positions)
    open('/camera-status', CameraStatusesSchema, doors.cameraStatuses)
    done()
  })
}

function refusedStraight(refusal: Refusal): StraightAnswer {
  const { status, answer } = refusalAnswer(refusal)
  return { status, text: JSON.stringify(answer) }
}

const sourceName = new RegExp(SOURCE_NAME)

function isSource(name: string | undefined): boolean {
  return name === undefined || sourceName.test(name)
}

/** The name a feed gives itself, with its key; the broker's name is not to be had over HTTP. */
function feedOf(name: string | string[] | undefined, sourceKey: string): Feed {
  return { source: typeof name === 'string' && name !== 'mqtt' ? name : 'http', sourceKey }
}

/** A call of which nothing at all could be taken is an error; otherwise each refusal is told by its place. */
function statusOf({ accepted, stale }: ReadingsAnswer): number {
  return accepted + stale === 0 ? UNPROCESSABLE : OK
}

function sendReadings(reply: FastifyReply, answer: ReadingsAnswer | Refusal): FastifyReply {
  if ('code' in answer) return refuseWith(reply, answer)
  return reply.code(statusOf(answer)).send(answer)
}
