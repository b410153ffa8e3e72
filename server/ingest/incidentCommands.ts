import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Static, TSchema } from 'typebox'
import type { Caller } from '../../shared/access/roles.ts'
import type { IncidentCommand } from '../../shared/incident/decideCommand.ts'
import { CommandAnswerSchema } from '../../shared/protocol/answers.ts'
import {
  AcknowledgementSchema, CancelSchema, ChangeLevelSchema, CloseSchema, CorrectionSchema, DecisionSchema, JoinDepartmentSchema, LeaveSchema,
  MeasureSchema, MergeSchema, NoteSchema, ReopenSchema, TakeSchema, WithdrawalSchema,
} from '../../shared/protocol/commandSchemas.ts'
import { SpaceQuerySchema, type SpaceQuery } from '../../shared/protocol/drillSchemas.ts'
import type { Site } from '../../shared/site/types.ts'
import { callerOf } from '../access/enforce.ts'
import type { Doors } from './doors.ts'
import { CREATED, errors, incidentPath, refuseWith } from './refused.ts'
import { spaceOf } from './spaceOf.ts'
import { toMs } from './toMs.ts'

/** Who gives the command a request carries: the account's or the key's id, never a person's name. */
export function byOf(request: Pick<FastifyRequest, 'recognised'>): string {
  return callerOf(request).caller.id
}

/** What a command takes from the path and its sender rather than from its body. */
interface Given {
  readonly incidentId: string
  readonly by: string
}

/** Whom the sender may act for: what one kind of command asks after. */
type Sender = Pick<Caller, 'leads'>

interface CommandRoute {
  /** Last part of the path, and the door it is counted under. */
  readonly path: string
  readonly summary: string
  readonly body: TSchema
  readonly toCommand: (body: unknown, given: Given, site: Site, sender: Sender) => IncidentCommand
}

function route<S extends TSchema>(
  path: string, summary: string, body: S, toCommand: (body: Static<S>, given: Given, site: Site, sender: Sender) => IncidentCommand,
): CommandRoute {
  return { path, summary, body, toCommand: toCommand as CommandRoute['toCommand'] }
}

/** Every command about an incident but the stamp: `POST /api/v1/incidents/:id/<path>`. */
export const COMMAND_ROUTES: readonly CommandRoute[] = [
  route('corrections', '更正打点 Correct a stamp; the old value stays in the record', CorrectionSchema,
    (body, given, { response }) => ({ type: 'correctStamp', ...given, ...body, at: toMs(body.at), response })),
  route('withdrawals', '撤销打点 Withdraw a stamp made by mistake; it stays in the record', WithdrawalSchema, (body, given, { response }) =>
    ({ type: 'withdrawStamp', ...given, ...body, response })),
  route('departments', '部门联动 A department joins in the handling', JoinDepartmentSchema,
    (body, given) => ({ type: 'joinDepartment', ...given, ...body, at: body.at === undefined ? null : toMs(body.at) })),
  route('notes', '备注 Add a note', NoteSchema, (body, given) =>
    ({ type: 'addNote', ...given, ...body, at: body.at === undefined ? null : toMs(body.at) })),
  route('level', '调整等级 Change level or severity; a rise proposes an escalation', ChangeLevelSchema, (body, given, { response }) =>
    ({ type: 'changeLevel', ...given, ...body, level: body.level ?? null, severity: body.severity ?? null, response })),
  route('decisions', '升级研判 Accept or decline a proposed escalation', DecisionSchema,
    (body, given) => ({ type: 'decideEscalation', ...given, ...body, to: body.to ?? null })),
  route('acknowledgements', '移交签收 Acknowledge a handover', AcknowledgementSchema,
    (body, given, _site, { leads }) => ({ type: 'acknowledgeHandover', ...given, ...body, leads })),
  route('measures', '等级措施 What the level called for was done', MeasureSchema,
    (body, given) => ({ type: 'takeMeasure', ...given, ...body, note: body.note ?? null })),
  route('take', '认领 Take an incident', TakeSchema, (body, given) => ({ type: 'takeIncident', ...given, ...body, from: body.from ?? null })),
  route('leave', '放下 Leave an incident', LeaveSchema, (body, given) => ({ type: 'leaveIncident', ...given, ...body })),
  route('close', '办结 Close a resolved incident', CloseSchema,
    (body, given) => ({ type: 'closeIncident', ...given, ...body, note: body.note ?? null })),
  route('cancel', '误报撤销 Cancel a false alarm', CancelSchema, (body, given) => ({ type: 'cancelIncident', ...given, ...body })),
  route('merge', '并入 Merge into another incident, which keeps its clocks', MergeSchema,
    (body, given) => ({ type: 'mergeIncident', ...given, ...body, reason: body.reason ?? null })),
  route('reopen', '重开 Reopen: a new handling with its own clocks', ReopenSchema,
    (body, given, { limits, stricterLimits: stricter, response }) => ({ type: 'reopenIncident', ...given, ...body, limits, stricter, response })),
]

/** The HTTP doors of the commands about an incident. */
export function incidentCommands(doors: Doors, site: Site): FastifyPluginAsyncTypebox {
  return async (app) => {
    for (const command of COMMAND_ROUTES) openDoor(app as unknown as FastifyInstance, command, doors, site)
  }
}

function openDoor(app: FastifyInstance, { path, summary, body, toCommand }: CommandRoute, doors: Doors, site: Site): void {
  const schema = { tags: ['incidents'], summary, params: incidentPath, querystring: SpaceQuerySchema, body, response: { ...errors, 201: CommandAnswerSchema } }
  app.post<{ Params: { id: string }; Querystring: SpaceQuery }>(`/incidents/:id/${path}`, { schema }, async (request, reply) => {
    const command = toCommand(request.body, { incidentId: request.params.id, by: byOf(request) }, site, callerOf(request).caller)
    const result = await doors.command(path, command, spaceOf(request.query))
    return 'refused' in result ? refuseWith(reply, result) : reply.code(CREATED).send(result)
  })
}
