import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { DrillCommand, PrepareDrill } from '../../shared/drill/decide.ts'
import type { Script } from '../../shared/drill/script.ts'
import { readScript, type ScriptProblem } from '../../shared/drill/scriptFile.ts'
import {
  ChangeScriptSchema, DrillAnswerSchema, FinishImprovementSchema, InjectNamedSchema, JudgementSchema, NewImprovementSchema, ObservationSchema,
  PlainDrillSchema, PrepareDrillSchema, ReasonDrillSchema, type DrillAnswer,
} from '../../shared/protocol/drillSchemas.ts'
import type { Refusal } from '../../shared/refusal.ts'
import { byOf } from '../ingest/incidentCommands.ts'
import type { CountInput } from '../ingest/doors.ts'
import { CREATED, errors, incidentPath, refuseWith } from '../ingest/refused.ts'
import { SOME_DRILL } from '../ingest/spaceOf.ts'
import type { DrillAdmission } from './admitDrill.ts'

/** A script is longer than a few lines, bytes. */
const SCRIPT_BYTES = 512 * 1024
const BAD_REQUEST = 400
const tags = ['drills']
const response = { ...errors, 201: DrillAnswerSchema }

type Command = Exclude<DrillCommand, PrepareDrill>
interface Given {
  readonly drill: string
  readonly by: string
}
interface DrillRoute {
  readonly path: string
  readonly summary: string
  readonly body: TSchema
  readonly toCommand: (body: unknown, given: Given) => Command
}

function route<S extends TSchema>(
  path: string, summary: string, body: S, toCommand: (body: Static<S>, given: Given) => Command,
): DrillRoute {
  return { path, summary, body, toCommand: toCommand as DrillRoute['toCommand'] }
}

/** Every command about a drill but its preparation and its script: `POST /api/v1/drills/:id/<path>`. */
const DRILL_ROUTES: readonly DrillRoute[] = [
  route('withdraw', '撤下 Withdraw one that is prepared', ReasonDrillSchema, (body, given) => ({ type: 'withdrawDrill', ...given, commandId: body.commandId, reason: body.reason ?? null })),
  route('start', '开始 Start', PlainDrillSchema, (body, given) => ({ type: 'startDrill', carried: [], ...given, ...body })),
  route('pause', '暂停 Pause: its clock stands still', ReasonDrillSchema, (body, given) => ({ type: 'pauseDrill', ...given, commandId: body.commandId, reason: body.reason ?? null })),
  route('resume', '继续 Go on', PlainDrillSchema, (body, given) => ({ type: 'resumeDrill', ...given, ...body })),
  route('stop', '结束 Stop for good', ReasonDrillSchema, (body, given) => ({ type: 'stopDrill', ...given, commandId: body.commandId, reason: body.reason ?? null })),
  route('injects', '手动注入 Give an inject of the script now', InjectNamedSchema, (body, given) => ({ type: 'fireInject', ...given, ...body })),
  route('jump', '跳至 Jump to an inject; those between are passed over', InjectNamedSchema, (body, given) => ({ type: 'jumpToInject', ...given, ...body })),
  route('observations', '观察记录 Pin a note to the timeline', ObservationSchema, (body, given) => ({ type: 'pinObservation', ...given, ...body })),
  route('judgements', '评分 Judge a row of the score sheet', JudgementSchema, (body, given) =>
    ({ type: 'judgeIndicator', ...given, commandId: body.commandId, indicator: body.indicator, score: body.score, remark: body.remark })),
  route('improvements', '整改项 Something to be made better', NewImprovementSchema, (body, given) => ({ type: 'addImprovement', ...given, ...body })),
  route('improvements/done', '整改完成 It was made better', FinishImprovementSchema, (body, given) =>
    ({ type: 'finishImprovement', ...given, commandId: body.commandId, improvement: body.improvement, note: body.note ?? null })),
]

/** The HTTP doors of drills (DRILL-4). */
export function drillCommands(drills: DrillAdmission, count: CountInput): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post('/drills', {
      bodyLimit: SCRIPT_BYTES,
      schema: { tags, summary: '制定演练 Prepare a drill from its script', body: PrepareDrillSchema, response },
    }, async (request, reply) => {
      const script = scriptOf(request.body.script, count)
      if ('field' in script) return malformed(reply, script)
      return send(reply, await drills.prepare({ type: 'prepareDrill', commandId: request.body.commandId, by: byOf(request), script }))
    })
    app.post('/drills/:id/script', {
      bodyLimit: SCRIPT_BYTES,
      schema: { tags, summary: '修改脚本 Change the script; what came stays', params: incidentPath, body: ChangeScriptSchema, response },
    }, async (request, reply) => {
      const script = scriptOf(request.body.script, count)
      if ('field' in script) return malformed(reply, script)
      const { commandId } = request.body
      return send(reply, await drills.command({ type: 'changeScript', commandId, drill: request.params.id, by: byOf(request), script }))
    })
    for (const each of DRILL_ROUTES) openDoor(app as unknown as FastifyInstance, each, drills)
  }
}

function openDoor(app: FastifyInstance, { path, summary, body, toCommand }: DrillRoute, drills: DrillAdmission): void {
  const schema = { tags, summary, params: incidentPath, body, response }
  app.post<{ Params: { id: string } }>(`/drills/:id/${path}`, { schema }, async (request, reply) =>
    send(reply, await drills.command(toCommand(request.body, { drill: request.params.id, by: byOf(request) }))))
}

function scriptOf(file: unknown, count: CountInput): Script | ScriptProblem {
  const read = readScript(file)
  if ('script' in read) return read.script
  count('drills-script', 'malformed', 1, SOME_DRILL)
  return read.problems[0] ?? { field: '', reason: 'cannot be read' }
}

function malformed(reply: FastifyReply, { field, reason }: ScriptProblem): FastifyReply {
  return reply.code(BAD_REQUEST).send({ code: 'malformed', field: field === '' ? 'script' : `script.${field}`, message: reason })
}

function send(reply: FastifyReply, answer: DrillAnswer | Refusal): FastifyReply {
  return 'refused' in answer ? refuseWith(reply, answer) : reply.code(CREATED).send(answer)
}
