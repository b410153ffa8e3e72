import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { PastSwitch } from '../../shared/mode/types.ts'
import { ModeRecordSchema } from '../../shared/protocol/modeEventSchemas.ts'
import { errors } from '../ingest/refused.ts'
import type { Journal } from '../ports.ts'
import { createRecordReader } from '../review/recordReader.ts'

/** Switches of one page where nobody says how many. */
const PAGE = 50
const QuerySchema = Type.Object({
  before: Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,14}$', description: 'Only switches before this seq; from the newest when absent' })),
  limit: Type.Optional(Type.String({ pattern: '^([1-9][0-9]?|[1-4][0-9]{2}|500)$', description: 'At most 500; 50 when absent' })),
}, { additionalProperties: false })
const AnswerSchema = Type.Object({
  switches: Type.Array(ModeRecordSchema.properties.history.items, { description: 'Newest first' }),
  before: Type.Union([Type.Integer(), Type.Null()], { description: 'What to ask for next; null when there are no earlier ones' }),
})

/** `GET /mode/switches?before=&limit=`: every switch of the mode the record has, a page at a time (MODE-5). */
export function modeHistoryRoutes({ journal }: { readonly journal: Journal }): FastifyPluginAsyncTypebox {
  const switches: PastSwitch[] = []
  const { caughtUp } = createRecordReader(journal, (fact) => {
    if (fact.type !== 'ModeSwitched' || fact.space !== 'live') return
    const { seq, at, by, data: { from, to, reason, preparedBy } } = fact
    switches.push({ seq, at, from, to, by, reason, preparedBy })
  })
  return async (app) => {
    app.get('/mode/switches', {
      schema: { tags: ['mode'], summary: '转换记录 Every switch of the mode, newest first', querystring: QuerySchema, response: { ...errors, 200: AnswerSchema } },
    }, async (request) => {
      await caughtUp()
      const before = Number(request.query.before ?? Infinity)
      const earlier = switches.filter(({ seq }) => seq < before)
      const page = earlier.slice(-Number(request.query.limit ?? PAGE)).reverse()
      return { switches: page, before: page.length < earlier.length ? page.at(-1)!.seq : null }
    })
  }
}
