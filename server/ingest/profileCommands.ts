import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { decideProfile } from '../../shared/profile/profile.ts'
import { ModeAnswerSchema } from '../../shared/protocol/modeSchemas.ts'
import { TellProfileSchema } from '../../shared/protocol/profileSchemas.ts'
import type { Site } from '../../shared/site/types.ts'
import { reusedCommandId } from '../drill/submitIn.ts'
import type { FactLane } from '../state/factLane.ts'
import type { CountInput } from './doors.ts'
import { byOf } from './incidentCommands.ts'
import { CREATED, errors, refuseWith } from './refused.ts'

const DOOR = 'grid-profile'

/** Takes what is told of grids to the lane of facts. */
export interface ProfileAdmission {
  readonly site: Site
  readonly lane: FactLane
  readonly count: CountInput
}

/** `POST /api/v1/grid-profile`: counts of a grid (PROFILE-1, PROFILE-2). */
export function profileCommands({ site, lane, count }: ProfileAdmission): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post('/grid-profile', {
      config: { permission: ['manageSite', 'matter'] },
      schema: { tags: ['grids'], summary: '辖区基本信息 Tell the counts of a grid; never of a person', body: TellProfileSchema, response: { ...errors, 201: ModeAnswerSchema } },
    }, async (request, reply) => {
      const command = { by: byOf(request), ...request.body }
      const outcome = await lane.submit(command.commandId, (board, now) => decideProfile(board, command, site, now))
      const fact = 'refused' in outcome ? undefined : outcome.facts[0]
      const isOwn = fact?.type === 'GridProfileTold' && fact.data.grid === command.grid && fact.data.asOf === command.asOf
      const refusal = 'refused' in outcome ? outcome : isOwn ? null : reusedCommandId()
      count(DOOR, refusal?.code ?? 'accepted', 1)
      if (refusal !== null || fact === undefined) return refuseWith(reply, refusal ?? reusedCommandId())
      return reply.code(CREATED).send({ fact: fact.type, at: fact.at, by: fact.by, seq: fact.seq })
    })
  }
}
