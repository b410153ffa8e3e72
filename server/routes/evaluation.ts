import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { evaluate, type Period } from '../../shared/evaluation/evaluate.ts'
import { EvaluationQuerySchema, EvaluationSchema, type EvaluationBody } from '../../shared/protocol/evaluationSchemas.ts'
import type { Site } from '../../shared/site/types.ts'
import { evaluationCsv } from '../evaluation/evaluationCsv.ts'
import { createRecordedMatters } from '../evaluation/recordedMatters.ts'
import { errors, refuseWith } from '../ingest/refused.ts'
import type { Clock, Journal } from '../ports.ts'
import { periodOf } from './period.ts'

export interface EvaluationRouteDeps {
  readonly site: Site
  readonly journal: Journal
  readonly clock: Clock
  /** Does anything of the real thing come from a simulator? */
  demo(): boolean
}

/** The ranking is told to all units (article), so whoever reads the board reads it. */
const tags = ['committee']

/** `GET /evaluation?from=&to=` and the same as a CSV: units of the joint committee scored from the record (EVAL-1 to EVAL-6). */
export function evaluationRoutes({ site, journal, clock, demo }: EvaluationRouteDeps): FastifyPluginAsyncTypebox {
  const matters = createRecordedMatters(journal)
  const units = site.memberUnits.map(({ id }) => id)

  async function evaluated(period: Period) {
    const now = clock.now()
    const { record, seq } = await matters.upToNow()
    return { now, seq, scores: evaluate(record.values(), units, site.committee.rule, period, now) }
  }

  return async (app) => {
    app.get('/evaluation', {
      schema: { tags, summary: '考核评议 Evaluation of the units of the joint committee', querystring: EvaluationQuerySchema, response: { ...errors, 200: EvaluationSchema } },
    }, async (request, reply) => {
      const period = periodOf(request.query)
      if ('refused' in period) return refuseWith(reply, period)
      const { now, seq, scores } = await evaluated(period)
      return { now, seq, demo: demo(), ...period, rule: site.committee.rule, units: scores as unknown as EvaluationBody['units'] }
    })
    app.get('/evaluation/export.csv', {
      schema: { tags, summary: '考核评议 CSV Evaluation as CSV', querystring: EvaluationQuerySchema, response: errors },
    }, async (request, reply) => {
      const period = periodOf(request.query)
      if ('refused' in period) return refuseWith(reply, period)
      const { scores } = await evaluated(period)
      return reply.header('content-disposition', `attachment; filename="${site.id}-evaluation.csv"`).header('cache-control', 'no-store').type('text/csv; charset=utf-8')
        .send(evaluationCsv(scores, period, { site, demo: demo() }) as never)
    })
  }
}
