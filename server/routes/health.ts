import type { FastifyInstance } from 'fastify'
import type { Pipeline } from '../pipeline.ts'
import type { Metrics } from './metrics.ts'

/** `/healthz`: the process answers. `/readyz`: it can record facts. `/metrics`: figures for Prometheus. */
export function healthRoutes(app: FastifyInstance, pipeline: Pipeline, metrics: Metrics): void {
  const { lane, clock } = pipeline
  metrics.gauge('ruyi_journal_seq', 'Last fact recorded', () => lane.board.seq)
  metrics.gauge('ruyi_screens', 'Screens joined', () => pipeline.push.screens)
  metrics.gauge('ruyi_incidents_on_board', 'Incidents on the board', () => lane.board.incidents.size)
  metrics.gauge('ruyi_platform_outages', 'Camera platforms lost', () => lane.board.outages.size)
  metrics.gauge('ruyi_demo', '1 while a simulator feeds this server or anything on its board came from one', () => (pipeline.health().demo ? 1 : 0))
  metrics.gauge('ruyi_journal_writable', '1 while facts can be recorded', () => (lane.writable ? 1 : 0))
  app.get('/healthz', { schema: { tags: ['health'] } }, () => ({ status: 'ok', now: clock.now(), demo: pipeline.health().demo }))
  app.get('/readyz', { schema: { tags: ['health'] } }, (_request, reply) =>
    reply.code(lane.writable ? 200 : 503).send({ status: lane.writable ? 'ready' : 'journalUnavailable', seq: lane.board.seq }),
  )
  app.get('/metrics', { schema: { tags: ['health'] } }, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  )
}
