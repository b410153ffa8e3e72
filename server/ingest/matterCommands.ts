import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayDo } from '../../shared/access/roles.ts'
import { amendable, type MatterTable, type MatterTables } from '../../shared/matter/table.ts'
import {
  amendmentSchema, MatterAnswerSchema, MatterParamsSchema, moveSchema, openingSchema, StepParamsSchema, StepReopenSchema, TickSchema,
  type MatterAnswer,
} from '../../shared/protocol/matterSchemas.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { callerOf } from '../access/enforce.ts'
import type { MatterAdmission } from '../admit/admitMatter.ts'
import { byOf } from './incidentCommands.ts'
import { toValues } from './matterValues.ts'
import { CREATED, errors, refuseWith } from './refused.ts'

const response = { ...errors, 201: MatterAnswerSchema }
const tags = ['matters']
const NO_SUCH_MATTER = refuse('unknown', 'id', 'no such matter on the board')
type Body = Readonly<Record<string, unknown>> & { readonly commandId: string }

/** The HTTP doors of matters: one opens each kind, one for each name of a move, as the tables have them (MATTER-6). */
export function matterCommands(matters: MatterAdmission): FastifyPluginAsyncTypebox {
  const { tables } = matters.rules
  const all = Object.values(tables)
  return async (app) => {
    for (const table of all.filter(({ opening }) => opening.ownDoor === undefined)) {
      app.post(`/matters/${table.kind}`, {
        schema: { tags, summary: `${table.opening.name.zh} ${table.opening.name.en}`, body: openingSchema(table), response },
      }, async (request, reply) => {
        const body = request.body as Body
        const values = toValues(table.opening.fields, body)
        const command = { type: 'open', commandId: body.commandId, matterId: matters.nextId(), by: byOf(request), kind: table.kind, values } as const
        return send(reply, await matters.take(`matters-${table.kind}`, command))
      })
    }
    for (const [id, moves] of movesByName(tables)) {
      const [{ move: { name } }] = moves as [NamedMove, ...NamedMove[]]
      app.post(`/matters/:id/${id}`, {
        schema: {
          tags, summary: `${name.zh} ${name.en}: ${moves.map(({ table }) => table.kind).join(', ')}`, params: MatterParamsSchema,
          body: moveSchema(moves.map(({ move }) => move.fields), moves.map(({ table }) => table.kind)), response,
        },
      }, async (request, reply) => {
        const here = tableHere(matters, request)
        if (here === undefined) return send(reply, matters.refused(`matters-${id}`, NO_SUCH_MATTER))
        const move = moves.find(({ table }) => table === here)?.move
        const body = request.body as Body
        const command = { type: 'move', commandId: body.commandId, matterId: idOf(request), by: byOf(request), giver: callerOf(request).caller, command: id } as const
        return send(reply, await matters.take(`matters-${id}`, { ...command, values: toValues(move?.fields ?? [], body) }))
      })
    }
    amendments(app, matters, all)
    steps(app, matters)
  }
}

interface NamedMove {
  readonly table: MatterTable
  readonly move: MatterTable['moves'][number]
}

/** Moves of all tables by their names: one name, one address. */
function movesByName(tables: MatterTables): Map<string, NamedMove[]> {
  const byName = new Map<string, NamedMove[]>()
  for (const table of Object.values(tables)) {
    for (const move of table.moves) byName.set(move.id, [...(byName.get(move.id) ?? []), { table, move }])
  }
  return byName
}

type Scope = Parameters<FastifyPluginAsyncTypebox>[0]

function amendments(app: Scope, matters: MatterAdmission, all: readonly MatterTable[]): void {
  const amended = all.filter(({ amending }) => amending !== null)
  if (amended.length === 0) return
  app.post('/matters/:id/amend', {
    schema: { tags, summary: '更正 Correct what was filled in', params: MatterParamsSchema, body: amendmentSchema(amended.map(amendable)), response },
  }, async (request, reply) => {
    const table = tableHere(matters, request)
    if (table === undefined) return send(reply, matters.refused('matters-amend', NO_SUCH_MATTER))
    const { commandId, reason, values } = request.body as { commandId: string; reason: string; values: Body }
    const given = { commandId, matterId: idOf(request), by: byOf(request), giver: callerOf(request).caller } as const
    const command = { type: 'amend', ...given, reason, values: toValues(amendable(table), values) } as const
    return send(reply, await matters.take('matters-amend', command))
  })
}

/** A department's own account ticks what its department does; headquarters ticks for whoever reported (MATTER-4). */
function steps(app: Scope, matters: MatterAdmission): void {
  app.post('/matters/:id/steps/:step/tick', {
    schema: { tags, summary: '完成步骤 Tick a step', params: StepParamsSchema, body: TickSchema, response },
  }, async (request, reply) => {
    const { commandId, note, choice } = request.body
    const { id: matterId, step } = request.params
    const chosen = choice === undefined ? {} : { choice }
    const command = { type: 'tick', commandId, matterId, step, by: byOf(request), department: departmentOf(request), note: note ?? null, ...chosen } as const
    return send(reply, await matters.take('matters-tick', command))
  })
  app.post('/matters/:id/steps/:step/reopen', {
    schema: { tags, summary: '撤回完成 Take a mistaken tick back', params: StepParamsSchema, body: StepReopenSchema, response },
  }, async (request, reply) => {
    const { commandId, reason } = request.body
    const { id: matterId, step } = request.params
    const command = { type: 'reopenStep', commandId, matterId, step, by: byOf(request), department: departmentOf(request), reason } as const
    return send(reply, await matters.take('matters-reopen-step', command))
  })
}

/** Who has a department speaks for it; whoever runs matters, or a key for steps without one, for headquarters. */
function departmentOf(request: FastifyRequest): string | null {
  const { caller } = callerOf(request)
  return caller.department ?? (mayDo(caller, ['matter', 'tickStep']) ? null : '')
}

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id

function tableHere({ lane, rules }: MatterAdmission, request: FastifyRequest): MatterTable | undefined {
  return rules.tables[lane.board.matters.get(idOf(request))?.kind ?? '']
}

function send(reply: FastifyReply, answer: MatterAnswer | Refusal): FastifyReply {
  return 'refused' in answer ? refuseWith(reply, answer) : reply.code(CREATED).send(answer)
}
