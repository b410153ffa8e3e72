import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { alarmFigures } from '../../shared/alarm/figures.ts'
import { alarmRates } from '../../shared/alarm/rates.ts'
import { alarmRows } from '../../shared/alarm/flood.ts'
import { stateOf, subjectOf } from '../../shared/alarm/types.ts'
import {
  AcknowledgeGroupSchema, AcknowledgeSchema, AlarmAnswerSchema, AlarmFiguresSchema, AlarmListSchema, AlarmParamsSchema, RetireSchema, ShelveSchema, UnshelveSchema, type AlarmAnswer,
  type AlarmFiguresAnswer, type AlarmList,
} from '../../shared/protocol/alarmSchemas.ts'
import { mayDo } from '../../shared/access/roles.ts'
import { SpaceQuerySchema } from '../../shared/protocol/drillSchemas.ts'
import type { Refusal } from '../../shared/refusal.ts'
import { callerOf } from '../access/enforce.ts'
import { byOf } from '../ingest/incidentCommands.ts'
import { CREATED, errors, refuseWith } from '../ingest/refused.ts'
import { spaceOf } from '../ingest/spaceOf.ts'
import { toMs } from '../ingest/toMs.ts'
import type { Pipeline } from '../pipeline.ts'
import { shownIn, signOf, type Shown } from './shownIn.ts'

const response = { ...errors, 201: AlarmAnswerSchema }
const tags = ['alarms']
const params = AlarmParamsSchema
/** A thousand alarms with the longest keys. */
const GROUP_BYTES = 256 * 1024

/** `GET /alarms`, and what a person does to one of them. */
export function alarmRoutes(pipeline: Pipeline): FastifyPluginAsyncTypebox {
  const { doors: { alarm }, sources } = pipeline
  return async (app) => {
    app.get(
      '/alarms',
      { schema: { tags, summary: '告警 Alarms, as rows, one by one and in figures', querystring: SpaceQuerySchema, response: { ...errors, 200: AlarmListSchema } } },
      async (request, reply) => {
        const shown = shownIn(pipeline, spaceOf(request.query))
        return 'refused' in shown ? refuseWith(reply, shown) : reply.send(describeAlarms(shown))
      },
    )
    app.get(
      '/alarms/figures',
      { schema: { tags, summary: '告警系统自身指标 The alarm system’s own figures, by ten minutes', querystring: SpaceQuerySchema, response: { ...errors, 200: AlarmFiguresSchema } } },
      async (request, reply) => {
        const shown = shownIn(pipeline, spaceOf(request.query))
        return 'refused' in shown ? refuseWith(reply, shown) : reply.send(describeFigures(shown))
      },
    )
    app.post(
      '/alarms/:id/acknowledge', { schema: { tags, summary: '确认 Acknowledge an alarm', params, querystring: SpaceQuerySchema, body: AcknowledgeSchema, response } },
      async (request, reply) => answer(reply, await alarm({ ...request.body, type: 'acknowledge', key: request.params.id, by: byOf(request) }, spaceOf(request.query))),
    )
    app.post(
      '/alarms/acknowledge',
      {
        bodyLimit: GROUP_BYTES,
        schema: { tags, summary: '整组确认 Acknowledge a group of alarms by one act; answers with the first recorded', querystring: SpaceQuerySchema, body: AcknowledgeGroupSchema, response },
      },
      async (request, reply) => answer(reply, await alarm({ ...request.body, type: 'acknowledgeGroup', by: byOf(request) }, spaceOf(request.query))),
    )
    app.post(
      '/alarms/:id/shelve', { schema: { tags, summary: '搁置 Put an alarm aside until a moment', params, querystring: SpaceQuerySchema, body: ShelveSchema, response } },
      async (request, reply) =>
        answer(reply, await alarm({ ...request.body, until: toMs(request.body.until), type: 'shelve', high: mayDo(callerOf(request).caller, ['shelveHigh']), key: request.params.id, by: byOf(request) }, spaceOf(request.query))),
    )
    app.post(
      '/alarms/:id/unshelve', { schema: { tags, summary: '取消搁置 Take an alarm off the shelf', params, querystring: SpaceQuerySchema, body: UnshelveSchema, response } },
      async (request, reply) => answer(reply, await alarm({ ...request.body, type: 'unshelve', key: request.params.id, by: byOf(request) }, spaceOf(request.query))),
    )
    app.post(
      '/alarms/:id/retire', { schema: { tags, summary: '停用数据源 Expect a silent source no more, until it is heard again', params, querystring: SpaceQuerySchema, body: RetireSchema, response } },
      async (request, reply) => {
        const { id: key } = request.params
        const space = spaceOf(request.query)
        const fixed = space !== 'live' || sources.isLinked(subjectOf(key))
        return answer(reply, await alarm({ ...request.body, type: 'retire', fixed, key, by: byOf(request) }, space))
      },
    )
  }
}

function answer(reply: FastifyReply, result: AlarmAnswer | Refusal): FastifyReply {
  return 'refused' in result ? refuseWith(reply, result) : reply.code(CREATED).send(result)
}

function describeFigures({ board: { alarms, space }, now }: Shown): AlarmFiguresAnswer {
  return { now, ...signOf(space), figures: alarmFigures(alarms, now), rates: alarmRates(alarms, now) } as AlarmFiguresAnswer
}

function describeAlarms({ board: { alarms, space }, now }: Shown): AlarmList {
  const figures = alarmFigures(alarms, now)
  return {
    now,
    ...signOf(space),
    figures,
    rows: alarmRows(alarms.byKey.values(), figures.flood).map((row) => ({ ...row, alarms: row.alarms.map(({ key }) => key) })),
    alarms: [...alarms.byKey.values()].map((alarm) => ({ ...alarm, state: stateOf(alarm) })),
  } as AlarmList
}
