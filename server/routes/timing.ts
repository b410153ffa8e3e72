import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { STAGES } from '../../shared/clock/stages.ts'
import { stageOutcomes } from '../../shared/clock/stageStatistics.ts'
import { ranMs, serverTimeThen } from '../../shared/drill/clock.ts'
import type { Drill } from '../../shared/drill/types.ts'
import { ReviewIncidentsSchema, ReviewSpacesSchema, TimingAnswerSchema, TimingQuerySchema, type ReviewIncidentsBody, type ReviewSpacesBody, type TimingAnswerBody } from '../../shared/protocol/timingSchemas.ts'
import { refuse } from '../../shared/refusal.ts'
import type { Site } from '../../shared/site/types.ts'
import { offsetTime } from '../../shared/timing/localTime.ts'
import type { ReviewSpace, TimedHandling } from '../../shared/timing/types.ts'
import type { DrillRecords, RecordedDrill } from '../drill/drillRecords.ts'
import { errors, refuseWith } from '../ingest/refused.ts'
import type { Clock, Journal } from '../ports.ts'
import { factsJson, figuresCsv, handlingsCsv, MOST_SHEET_ROWS, workbook, type ExportWorld } from '../review/exports.ts'
import { createIncidentRecords } from '../review/incidentRecords.ts'
import { IMPORT_LIMITS_MS } from '../review/import/importIncidents.ts'
import type { ImportedIncident } from '../review/import/record.ts'
import { behind, questionOf, timingOf, type Behind, type Question } from '../review/query.ts'
import { markOf, originalOf } from '../review/tables.ts'
import { createTimingSource } from '../review/timingSource.ts'

export interface TimingRouteDeps {
  readonly site: Site
  readonly journal: Journal
  readonly clock: Clock
  readonly drillRecords: DrillRecords
  /** Does anything of the real thing come from a simulator? */
  demo(): boolean
  /** Folder of imported spaces; null for none. */
  readonly reviewDir: string | null
}

const tags = ['review']
/** Incidents behind a figure in one answer. */
const LISTED = 200
const FILE_TYPES = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', json: 'application/json; charset=utf-8' } as const

/** `GET /review/timing`, the incidents behind its figures, the spaces there are, and all of it as files (TIMING-*, EXPORT-*). */
export function timingRoutes({ site, journal, clock, drillRecords, demo, reviewDir }: TimingRouteDeps): FastifyPluginAsyncTypebox {
  const source = createTimingSource(createIncidentRecords(journal, site), drillRecords, reviewDir, site.timeZone)
  const names = new Map([...site.grids, ...site.teams].map(({ id, name }) => [id, name]))

  async function worldOf({ spaces }: Question): Promise<ExportWorld> {
    const now = clock.now()
    const nows = new Map(await Promise.all(spaces.map(async (space) => [space, await source.nowOf(space, now)] as const)))
    const drills = new Map(await Promise.all(spaces.map(async (space) => [space, await source.drillOf(space)] as const)))
    const drillOf = (space: ReviewSpace): Drill | null => drills.get(space) ?? null
    return {
      source, journal,
      where: { demo: demo(), now, nowOf: (space) => nows.get(space) ?? now, timeZone: site.timeZone, drillOf, ofDrills: spaces.some((space) => drillOf(space) !== null), titleOf: (space) => titleOf(drillOf(space)), nameOf: (id) => names.get(id) ?? null },
    }
  }

  function titleOf(drill: Drill | null): string | null {
    return drill === null ? null : `${drill.script.name} ${offsetTime(drill.startedAt ?? drill.preparedAt, site.timeZone)}`
  }

  /** What a printed report is checked by: the last fact of each chain its figures rest on, and how many each space has up to it. */
  async function recordsOf({ spaces }: Question): Promise<TimingAnswerBody['records']> {
    const ends = await Promise.all(spaces.map(async (space) => ({ chain: space, end: await source.endOf(space) })))
    const imported = ends.flatMap(({ chain, end }) => (end === null ? [] : [{ chain, seq: end.seq, hash: end.hash, told: [{ space: chain, facts: end.seq }] }]))
    if (imported.length > 0 && imported.length === ends.length) return imported
    const own = ends.flatMap(({ chain, end }) => (end === null ? [chain] : []))
    const { seq, told } = await source.factsOf(own)
    const [last] = seq === 0 ? [] : await journal.readChained(seq - 1, 1)
    return [{ chain: 'journal', seq, hash: last?.hash ?? journal.id, told: own.map((space, i) => ({ space, facts: told[i] ?? 0 })) }, ...imported]
  }

  /** The marks of what is asked for, each once; null for the real thing alone (DRILL-1). */
  function marksOf({ asked }: Question): string | null {
    return [...new Set(asked.map((space) => markOf(space, demo())))].filter((mark) => mark !== '').join(' ') || null
  }

  return async (app) => {
    app.get('/review/spaces', { schema: { tags, summary: '可回看的空间 Spaces to look back on', response: { ...errors, 200: ReviewSpacesSchema } } }, async () => ({
      spaces: (await source.spaces()).map(({ space, imported, drill }) => ({
        space, mark: markOf(space, demo()) || null,
        drill: drill === null ? null : describeDrill(drill),
        imported: imported === null ? null : {
          file: imported.source.file, made: imported.made, timeZone: imported.zone, ...imported.report,
          classes: imported.report.classes.map(({ class: what, field, rows }) => ({ class: what, column: field, rows })),
        },
      })),
    }))

    const timing = { tags, summary: '环节用时统计 Stage timing of a stretch', querystring: TimingQuerySchema, response: { ...errors, 200: TimingAnswerSchema } }
    app.get('/review/timing', { schema: timing }, async (request, reply) => {
      const question = await questionOf(request.query, source)
      if ('refused' in question) return refuseWith(reply, question)
      const now = clock.now()
      const answer = await timingOf(question, source, now)
      return { now, demo: demo(), mark: marksOf(question), spaces: question.spaces, records: await recordsOf(question), ...answer } as never
    })

    const listed = { tags, summary: '数字背后的事件 Incidents behind a figure', querystring: TimingQuerySchema, response: { ...errors, 200: ReviewIncidentsSchema } }
    app.get('/review/incidents', { schema: listed }, async (request, reply) => {
      const question = await questionOf(request.query, source)
      if ('refused' in question) return refuseWith(reply, question)
      const now = clock.now()
      const { count, found } = await behind(question, source, now, { skip: Number(request.query.skip ?? 0), limit: LISTED })
      const held = [...new Set(found.map(spaceBehind))]
      const zones = new Map(await Promise.all(held.map(async (space) => [space, await source.zoneOf(space)] as const)))
      const drills = new Map(await Promise.all(held.map(async (space) => [space, await source.drillOf(space)] as const)))
      const incidents = found.map((one) => {
        const space = spaceBehind(one)
        const timeZone = zones.get(space) ?? site.timeZone
        return { ...('record' in one ? describeUndated(one.record, space, timeZone) : describe(one.handling, one.now, timeZone, drills.get(space) ?? null)), mark: markOf(space, demo()) || null }
      })
      return { now, mark: marksOf(question), count, incidents }
    })

    const file = (summary: string) => ({ tags, summary, querystring: TimingQuerySchema, response: errors })
    app.get('/review/export.csv', { schema: file('处置记录 CSV Handlings as CSV') }, async (request, reply) => {
      const question = await questionOf(request.query, source)
      return 'refused' in question ? refuseWith(reply, question) : send(reply, 'csv', question, handlingsCsv(question, await worldOf(question)))
    })
    app.get('/review/figures.csv', { schema: file('统计数字 CSV Figures as CSV') }, async (request, reply) => {
      const question = await questionOf(request.query, source)
      return 'refused' in question ? refuseWith(reply, question) : send(reply, 'csv', question, await figuresCsv(question, await worldOf(question)))
    })
    app.get('/review/export.xlsx', { schema: file('统计与记录 Excel Figures and handlings as a workbook') }, async (request, reply) => {
      const question = await questionOf(request.query, source)
      if ('refused' in question) return refuseWith(reply, question)
      const bytes = await workbook(question, await worldOf(question))
      if (bytes === null) return refuseWith(reply, refuse('tooMany', 'space', `a workbook holds at most ${MOST_SHEET_ROWS} handlings: take the CSV, or a shorter stretch`))
      return send(reply, 'xlsx', question, Buffer.from(bytes))
    })
    app.get('/review/export.json', { schema: file('事实与散列链 Facts with their hash chain') }, async (request, reply) => {
      const question = await questionOf(request.query, source)
      if ('refused' in question) return refuseWith(reply, question)
      const [space, ...more] = question.spaces
      if (space === undefined || more.length > 0) return refuseWith(reply, refuse('tooMany', 'space', 'facts are exported of one space at a time'))
      return send(reply, 'json', question, await factsJson({ ...question, space, incident: request.query.incident ?? null }, await worldOf(question)))
    })
  }

  function send(reply: FastifyReply, type: keyof typeof FILE_TYPES, { asked }: Question, body: unknown): FastifyReply {
    const mark = markOf(asked[0] ?? 'live', demo()).split(' ').at(-1) ?? ''
    const name = [site.id, 'review', mark, asked.length === 1 ? asked[0] : `${asked.length}-spaces`].filter((part) => part !== '').join('-').replace(/[^A-Za-z0-9_.-]+/g, '-')
    return reply.header('content-disposition', `attachment; filename="${name}.${type}"`).header('cache-control', 'no-store').type(FILE_TYPES[type]).send(body)
  }
}

type Described = Omit<ReviewIncidentsBody['incidents'][number], 'mark'>

/** A handling with its four stages, corrected values beside the original ones (CLOCK-5). */
function describeDrill({ drill: { script: { name, plan }, state, startedAt, endedAt }, from, to }: RecordedDrill): NonNullable<ReviewSpacesBody['spaces'][number]['drill']> {
  return { name, plan, state, startedAt, endedAt, from, to }
}

function spaceBehind(one: Behind): ReviewSpace {
  return 'record' in one ? one.space : one.handling.space
}

/** A record without a readable report: what can be read, its classes, and what was written there (IMPORT-2). */
function describeUndated({ id, handling, stamps, lacking, kind, level, grid, teams, cancelled, notes, written }: ImportedIncident, space: ReviewSpace, timeZone: string): Described {
  return {
    space, incidentId: id, number: id, handling, startedAt: null, drillClockMs: null, recordedAt: null, timeZone, kind, level, grid, teams: [...teams], plans: [], mode: null, end: null,
    notes: notes.map(([what, column]) => ({ class: what, column, written: column === null ? null : written[column] ?? null })),
    stages: STAGES.map((stage) => ({
      stage, outcome: cancelled ? 'cancelled' : lacking[stage] ?? 'faulty', limitMs: IMPORT_LIMITS_MS[stage], at: stamps[stage], drillClockMs: null, tookMs: null, original: null, withdrawn: 0,
    })),
  }
}

function describe(handling: TimedHandling, now: number, timeZone: string, drill: Drill | null): Described {
  const { space, incidentId, number, startedAt, startedReal, recordedAt, kind, level, grid, mode, end } = handling
  const real = (at: number): number => (drill === null ? at : serverTimeThen(drill, at))
  const ran = (at: number | null): number | null => (drill === null || at === null ? null : ranMs(drill, at))
  return {
    space: space as ReviewSpace, incidentId, number, handling: handling.handling, startedAt: startedReal, drillClockMs: ran(startedAt), recordedAt, timeZone, kind, level, grid, teams: [...handling.teams], plans: [...handling.plans], mode,
    end: end === null ? null : { how: end.how, at: real(end.at) }, notes: handling.notes.map(([what, column]) => ({ class: what, column, written: null })),
    stages: stageOutcomes(handling, now).map(({ outcome, clock }) => {
      const original = originalOf(handling, clock.stage)
      return {
        stage: clock.stage, outcome, limitMs: clock.limitMs, at: clock.stampAt === null ? null : real(clock.stampAt), drillClockMs: ran(clock.stampAt), tookMs: clock.tookMs,
        original: original === null ? null : { at: real(original), tookMs: original - startedAt },
        withdrawn: handling.withdrawn.filter(({ stage }) => stage === clock.stage).length,
      }
    }),
  }
}
