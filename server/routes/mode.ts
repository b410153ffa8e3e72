import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { expectationOf } from '../../shared/mode/expectation.ts'
import { previewSwitch } from '../../shared/mode/preview.ts'
import { standingProposals } from '../../shared/mode/standing.ts'
import { MODES } from '../../shared/mode/types.ts'
import { postsNow } from '../../shared/post/state.ts'
import { ModeRecordSchema } from '../../shared/protocol/modeEventSchemas.ts'
import { PostsSchema, PreviewQuerySchema, PreviewSchema } from '../../shared/protocol/modeSchemas.ts'
import { errors } from '../ingest/refused.ts'
import type { Pipeline } from '../pipeline.ts'

const { prepared, proposals, history } = ModeRecordSchema.properties
const ModeNowSchema = Type.Object({
  now: Type.Integer({ description: 'Epoch ms' }),
  mode: Type.Enum([...MODES]),
  since: Type.Union([Type.Integer(), Type.Null()], { description: 'Epoch ms; null while nobody has switched' }),
  prepared,
  proposals,
  standing: Type.Array(Type.Integer(), { description: 'seq of the proposals that are still to be decided' }),
  history,
  calendarUntil: Type.Union([Type.String(), Type.Null()], { description: 'Last day the calendar of the site pack knows; null without one' }),
})

/** `GET /mode`, `GET /mode/preview?to=` and `GET /posts`: the mode, what a switch would change, and how the posts stand. */
export function modeRoutes({ site, clock, lane }: Pipeline): FastifyPluginAsyncTypebox {
  const days = site.holidays.map(({ to }) => to).sort()
  return async (app) => {
    app.get('/mode', {
      schema: { tags: ['mode'], summary: '当前模式 Mode, proposals and history', response: { ...errors, 200: ModeNowSchema } },
    }, () => {
      const { mode, modeRecord } = lane.board
      const now = clock.now()
      return {
        now, mode, since: modeRecord.since === 0 ? null : modeRecord.since, prepared: modeRecord.prepared,
        proposals: [...modeRecord.proposals],
        standing: standingProposals(lane.board, now).map(({ seq }) => seq),
        history: [...modeRecord.history], calendarUntil: days.at(-1) ?? null,
      }
    })
    app.get('/mode/preview', {
      schema: {
        tags: ['mode'], summary: '转换预览 What a switch would change', querystring: PreviewQuerySchema,
        response: { ...errors, 200: PreviewSchema },
      },
    }, (request) => previewSwitch(lane.board, site, request.query.to) as never)
    app.get('/posts', {
      schema: { tags: ['posts'], summary: '点位在岗 How the posts stand', response: { ...errors, 200: PostsSchema } },
    }, () => {
      const { mode, duty: { roster }, duty } = lane.board
      const now = clock.now()
      return {
        now, mode,
        roster: roster === null ? null : { seq: roster.seq, setAt: roster.setAt, by: roster.by, shifts: roster.shifts.length },
        posts: postsNow(duty, site.posts, expectationOf(site, mode).posts, now)
          .map(({ present, ...post }) => ({ ...post, present: [...present] })),
      }
    })
  }
}
