import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Board } from '../../shared/board.ts'
import { drillNow, pausedMs } from '../../shared/drill/clock.ts'
import { settled } from '../../shared/drill/improvements.ts'
import { writeScript } from '../../shared/drill/scriptFile.ts'
import { sheetOf } from '../../shared/drill/sheet.ts'
import { DRILL_MARK, spaceOfDrill, type Drill } from '../../shared/drill/types.ts'
import { DrillListSchema, DrillReportSchema } from '../../shared/protocol/drillSchemas.ts'
import { refuse } from '../../shared/refusal.ts'
import { errors, incidentPath, refuseWith } from '../ingest/refused.ts'
import type { RecordedDrill } from '../drill/drillRecords.ts'
import type { Pipeline } from '../pipeline.ts'

const tags = ['drills']
type OfDrill = Board & { drill: Drill }

/** `GET /drills`, one drill with its score sheet, and its script as a file, also of those whose boards have left (DRILL-7). Each says that it is of a drill (DRILL-1). */
export function drillRoutes({ lane, clock, drillRecords }: Pick<Pipeline, 'lane' | 'clock' | 'drillRecords'>): FastifyPluginAsyncTypebox {
  const unknown = refuse('unknown', 'id', 'no such drill')

  async function find(id: string): Promise<OfDrill | null> {
    const board = lane.boardOf(spaceOfDrill(id)) ?? (await drillRecords.boardOf(spaceOfDrill(id)))
    return board === null || board.drill === null ? null : (board as OfDrill)
  }

  return async (app) => {
    app.get('/drills', { schema: { tags, summary: '演练 All drills, in order of their preparation', response: { 200: DrillListSchema } } }, async () => ({
      now: clock.now(),
      drills: (await drillRecords.all()).map(({ space, incidents, drill: { id, script, state, preparedAt, startedAt, endedAt } }) => (
        { id, space, mark: DRILL_MARK, name: script.name, plan: script.plan, state, preparedAt, startedAt, endedAt, incidents, kept: lane.boardOf(space) !== undefined })),
    }) as never)
    app.get('/drills/:id', {
      schema: { tags, summary: '演练评估表 A drill whole, with its score sheet', params: incidentPath, response: { ...errors, 200: DrillReportSchema } },
    }, async (request, reply) => {
      const board = await find(request.params.id)
      return board === null ? refuseWith(reply, unknown) : reply.send(describeDrill(board, await drillRecords.all(), clock.now()) as never)
    })
    app.get('/drills/:id/script', { schema: { tags, summary: '脚本文件 The script as a file', params: incidentPath } }, async (request, reply) => {
      const board = await find(request.params.id)
      if (board === null) return refuseWith(reply, unknown)
      return reply.header('content-disposition', `attachment; filename="drill-${board.drill.id}.json"`).send(writeScript(board.drill.script))
    })
  }
}

/** A drill whole; its improvements as they stand over all drills. */
function describeDrill(board: OfDrill, all: readonly RecordedDrill[], now: number): object {
  const { drill, space } = board
  const improvements = settled(drill.improvements, all.map((each) => each.drill))
  return {
    mark: DRILL_MARK, space, now, drillNow: drillNow(drill, now), drill: { ...drill, improvements }, sheet: sheetOf(board, now),
    open: improvements.filter(({ done }) => done === null), pausedMs: pausedMs(drill),
  }
}
