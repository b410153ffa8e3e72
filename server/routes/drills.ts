import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Board } from '../../shared/board.ts'
import { drillNow, pausedMs } from '../../shared/drill/clock.ts'
import { writeScript } from '../../shared/drill/scriptFile.ts'
import { sheetOf } from '../../shared/drill/sheet.ts'
import { DRILL_MARK, spaceOfDrill, type Drill } from '../../shared/drill/types.ts'
import { DrillListSchema, DrillReportSchema } from '../../shared/protocol/drillSchemas.ts'
import { refuse } from '../../shared/refusal.ts'
import { errors, incidentPath, refuseWith } from '../ingest/refused.ts'
import type { Pipeline } from '../pipeline.ts'

const tags = ['drills']
type OfDrill = Board & { drill: Drill }

/** `GET /drills`, one drill with its score sheet, and its script as a file. Each says that it is of a drill (DRILL-1). */
export function drillRoutes({ lane, clock }: Pick<Pipeline, 'lane' | 'clock'>): FastifyPluginAsyncTypebox {
  const kept = (): OfDrill[] => [...lane.board.drills.values()].filter((board): board is OfDrill => board.drill !== null)
  const find = (id: string): OfDrill | undefined => kept().find(({ space }) => space === spaceOfDrill(id))
  const unknown = refuse('unknown', 'id', 'no such drill is kept')

  return async (app) => {
    app.get('/drills', { schema: { tags, summary: '演练 The drills that are kept', response: { 200: DrillListSchema } } }, () => ({
      now: clock.now(),
      drills: kept().map(({ space, incidents, drill: { id, script, state, startedAt, endedAt } }) => (
        { id, space, mark: DRILL_MARK, name: script.name, plan: script.plan, state, startedAt, endedAt, incidents: incidents.size })),
    }) as never)
    app.get('/drills/:id', {
      schema: { tags, summary: '演练评估表 A drill whole, with its score sheet', params: incidentPath, response: { ...errors, 200: DrillReportSchema } },
    }, async (request, reply) => {
      const board = find(request.params.id)
      return board === undefined ? refuseWith(reply, unknown) : reply.send(describeDrill(board, clock.now()) as never)
    })
    app.get('/drills/:id/script', { schema: { tags, summary: '脚本文件 The script as a file', params: incidentPath } }, async (request, reply) => {
      const board = find(request.params.id)
      if (board === undefined) return refuseWith(reply, unknown)
      return reply.header('content-disposition', `attachment; filename="drill-${board.drill.id}.json"`).send(writeScript(board.drill.script))
    })
  }
}

function describeDrill(board: OfDrill, now: number): object {
  const { drill, space } = board
  return {
    mark: DRILL_MARK, space, now, drillNow: drillNow(drill, now), drill, sheet: sheetOf(board, now),
    open: drill.improvements.filter(({ done }) => done === null), pausedMs: pausedMs(drill),
  }
}
