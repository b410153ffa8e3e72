import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { evaluate, type Period } from '../../shared/evaluation/evaluate.ts'
import { tellingOf } from '../../shared/evaluation/told.ts'
import { EvaluationQuerySchema, EvaluationSchema, EvaluationTellSchema, type EvaluationBody } from '../../shared/protocol/evaluationSchemas.ts'
import { MatterAnswerSchema } from '../../shared/protocol/matterSchemas.ts'
import type { Refusal } from '../../shared/refusal.ts'
import type { Site } from '../../shared/site/types.ts'
import { evaluationCsv } from '../evaluation/evaluationCsv.ts'
import { createRecordedMatters } from '../evaluation/recordedMatters.ts'
import type { MatterAdmission } from '../admit/admitMatter.ts'
import { byOf } from '../ingest/incidentCommands.ts'
import { CREATED, errors, refuseWith } from '../ingest/refused.ts'
import type { Clock, Journal } from '../ports.ts'
import { periodOf } from './period.ts'

export interface EvaluationRouteDeps {
  readonly site: Site
  readonly journal: Journal
  readonly clock: Clock
  readonly matters: MatterAdmission
  /** Does anything of the real thing come from a simulator? */
  demo(): boolean
}

/** The ranking is told to all units (article), so whoever reads the board reads it. */
const tags = ['committee']
const DOOR = 'evaluation-tell'

/**
 * `GET /evaluation?from=&to=` and the same as a CSV: units of the joint committee scored from the record (EVAL-1 to EVAL-6);
 * `POST /evaluation/tell` seals the ranking of a period that is over and tells it to them (EVAL-8).
 */
export function evaluationRoutes({ site, journal, clock, matters: admission, demo }: EvaluationRouteDeps): FastifyPluginAsyncTypebox {
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
    app.post('/evaluation/tell', {
      schema: { tags, summary: '通报考评结果 Tell the units the result of a period: opens a matter evaluationResult', body: EvaluationTellSchema, response: { ...errors, 201: MatterAnswerSchema } },
    }, async (request, reply) => {
      const refused = (refusal: Refusal) => refuseWith(reply, admission.refused(DOOR, refusal))
      const period = periodOf(request.body)
      if ('refused' in period) return refused(period)
      const { now, seq, scores } = await evaluated(period)
      const telling = tellingOf(scores, period, { site, seq, now })
      if ('refused' in telling) return refused(telling)
      const { commandId } = request.body
      const answer = await admission.take(DOOR, { type: 'open', commandId, matterId: admission.nextId(), by: byOf(request), kind: 'evaluationResult', values: telling.values })
      return 'refused' in answer ? refuseWith(reply, answer) : reply.code(CREATED).send(answer)
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
