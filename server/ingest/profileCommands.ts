import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { decideProfile, isFactOfProfile } from '../../shared/profile/profile.ts'
import { ModeAnswerSchema } from '../../shared/protocol/modeSchemas.ts'
import { TellProfileSchema } from '../../shared/protocol/profileSchemas.ts'
import type { Site } from '../../shared/site/types.ts'
import { answerOf } from '../admit/answerOf.ts'
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
      schema: { tags: ['grids'], summary: '辖区基本信息 Tell the counts of a grid; never of a person', body: TellProfileSchema, response: { ...errors, 201: ModeAnswerSchema } },
    }, async (request, reply) => {
      const command = { by: byOf(request), ...request.body }
      const outcome = await lane.submit(command.commandId, (board, now) => decideProfile(board, command, site, now))
      const answer = answerOf(outcome, (fact) => fact.type === 'GridProfileTold' && isFactOfProfile(command, fact))
      count(DOOR, 'refused' in answer ? answer.code : 'accepted', 1)
      return 'refused' in answer ? refuseWith(reply, answer) : reply.code(CREATED).send(answer)
    })
  }
}
