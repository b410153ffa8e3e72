import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { toSnapshot, type BoardFact } from '../../shared/board.ts'
import type { Space } from '../../shared/fact.ts'
import { thresholdsOf } from '../../shared/mode/expectation.ts'
import { freshness } from '../../shared/reading/freshness.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import {
  described, MomentQuerySchema, StretchQuerySchema, type MomentQuery, type PastMoment, type StretchMarks, type StretchPage, type StretchQuery,
} from '../../shared/protocol/reviewSchemas.ts'
import type { Span } from '../../shared/review/spans.ts'
import { errors, refuseWith } from '../ingest/refused.ts'
import { toMs } from '../ingest/toMs.ts'
import type { Pipeline } from '../pipeline.ts'
import type { Journal, ReadingHistory } from '../ports.ts'
import { framesBetween, packFrames } from './frames.ts'
import { marksOf, outageMarks, scriptedMarks } from './marks.ts'
import { boardAt, factsBetween, pictureAt, unhear, type PastPicture } from './past.ts'

const HOUR_MS = 3_600_000
/** ASSUMPTION: facts of no more than this are asked for at once, ms: two days. */
export const LONGEST_STRETCH_MS = 48 * HOUR_MS
/** Readings of no more than this, ms: a minute of playing at 15 ×. */
export const LONGEST_READINGS_MS = HOUR_MS / 4
/** Facts looked at for one page. */
const PAGE_FACTS = 2_000
const UNKNOWN_DRILL = refuse('unknown', 'space', 'no such drill is recorded')

interface Engines {
  readonly journal: Journal
  readonly history: ReadingHistory
}

/** `GET /review/…`: any moment of the past as headquarters knew it then, and what came in a stretch of it (REPLAY-1 … REPLAY-4). */
export function replayRoutes(pipeline: Pipeline, { journal, history }: Engines): FastifyPluginAsyncTypebox {
  const { site, clock, lane, readings } = pipeline
  const tags = ['review']

  async function momentOf(query: MomentQuery): Promise<PastMoment | Refusal> {
    const space = (query.space ?? 'live') as Space
    const asked = await placeOf(query)
    if ('refused' in asked) return asked
    if (!(await isRecorded(space))) return UNKNOWN_DRILL
    await readings.flush()
    const [board, past] = await Promise.all([boardAt(journal, asked.seq, space), pictureAt(site, history, asked.t)])
    await unhear(past, board, site, history, asked.t)
    const { positionIntervalMs } = thresholdsOf(site, board.mode)
    return { t: asked.t, space, site: site.version, seq: asked.seq, board: toSnapshot(board), ...describePicture(past, asked.t, positionIntervalMs) }
  }

  /** The moment asked for and the last fact in it: by time, or by a fact, which is the moment it was recorded. */
  async function placeOf({ t, seq }: MomentQuery): Promise<{ readonly t: number; readonly seq: number } | Refusal> {
    if ((t === undefined) === (seq === undefined)) return refuse('ambiguous', t === undefined ? 't' : 'seq', 'a moment is named either by t or by seq')
    if (seq !== undefined) {
      const [fact] = Number(seq) === 0 ? [] : await journal.readAfter(Number(seq) - 1, 1)
      return fact === undefined ? refuse('unknown', 'seq', 'no such fact is recorded') : { t: fact.recordedAt, seq: fact.seq }
    }
    const at = momentMs(t ?? '')
    return at > clock.now() ? refuse('future', 't', 'has not come yet') : { t: at, seq: Math.min(await journal.seqAt(at), lane.board.seq) }
  }

  async function isRecorded(space: Space): Promise<boolean> {
    return space === 'live' || (await journal.drillFacts(space, 0, journal.seq, 1)).length > 0
  }

  return async (app) => {
    app.get('/review/moment', {
      schema: {
        tags, summary: '回看某一时刻 The board and the readings as headquarters knew them at a moment', querystring: MomentQuerySchema,
        response: { ...errors, 200: described<PastMoment>('Board as in GET /board, positions with their ages then, camera states in the order of the pack') },
      },
    }, async ({ query }, reply) => {
      const moment = await momentOf(query)
      return 'refused' in moment ? refuseWith(reply, moment) : moment
    })

    app.get('/review/stretch', {
      schema: {
        tags, summary: '一段时间的事实 Facts recorded in a stretch of time, by pages', querystring: StretchQuerySchema,
        response: { ...errors, 200: described<StretchPage>('facts in order, and next: the seq to go on behind') },
      },
    }, async ({ query }, reply) => {
      const space = (query.space ?? 'live') as Space
      const stretch = stretchOf(query, LONGEST_STRETCH_MS)
      if ('refused' in stretch) return refuseWith(reply, stretch)
      if (!(await isRecorded(space))) return refuseWith(reply, UNKNOWN_DRILL)
      const after = query.after === undefined ? null : Number(query.after)
      return { ...stretch, ...(await factsBetween(journal, { ...stretch, after, space, limit: PAGE_FACTS, drills: query.drills === 'true' })) }
    })

    app.get('/review/stretch/readings', {
      schema: {
        tags, summary: '一段时间的位置与摄像头状态 Readings of at most 15 minutes, as frames by the second',
        description: 'Length (u32, little end first) and JSON `{sources}`, then each frame behind its length; frames as on the socket (AsyncAPI)',
        querystring: StretchQuerySchema, response: errors,
      },
    }, async ({ query }, reply) => {
      const stretch = stretchOf(query, LONGEST_READINGS_MS)
      if ('refused' in stretch) return refuseWith(reply, stretch) as never
      await readings.flush()
      return reply.type('application/octet-stream').send(packFrames(await framesBetween(site, history, stretch.from, stretch.to)) as never) as never
    })

    app.get('/review/stretch/marks', {
      schema: {
        tags, summary: '缺失的时段 What of a stretch is thinned, no longer kept, was silent, or is kept from being heard by a drill\'s script', querystring: StretchQuerySchema,
        response: { ...errors, 200: described<StretchMarks>('marks: why, of what, from, to') },
      },
    }, async ({ query }, reply) => {
      const space = (query.space ?? 'live') as Space
      const stretch = stretchOf(query, LONGEST_STRETCH_MS)
      if ('refused' in stretch) return refuseWith(reply, stretch)
      if (!(await isRecorded(space))) return refuseWith(reply, UNKNOWN_DRILL)
      const start = await boardAt(journal, await journal.seqAt(stretch.from), 'live')
      const outages = outageMarks(start, await allFacts(journal, stretch), stretch)
      const { drill } = space === 'live' ? { drill: null } : await boardAt(journal, await journal.seqAt(stretch.to), space)
      return { marks: [...(await marksOf(site, history, stretch, outages)), ...(drill === null ? [] : scriptedMarks(drill, stretch))] }
    })
  }

  function stretchOf(query: StretchQuery, longestMs: number): Span | Refusal {
    const [from, to] = [momentMs(query.from), momentMs(query.to)]
    if (to <= from) return refuse('reversed', 'to', 'does not lie after from')
    if (to - from > longestMs) return refuse('tooLong', 'to', `lies more than ${longestMs} ms after from`)
    return from > clock.now() ? refuse('future', 'from', 'has not come yet') : { from, to: Math.min(to, clock.now()) }
  }

  function describePicture({ picture, sources, sourceHeard, platformHeard }: PastPicture, t: number, intervalMs: number) {
    return {
      positions: site.teams.flatMap(({ id }, place) => {
        const position = picture.positions[place]
        if (position == null) return []
        return [{ unit: id, ...position, source: sources.names[position.source] ?? '', ageMs: t - position.fixAt, freshness: freshness(position.fixAt, t, intervalMs) }]
      }),
      cameras: { status: [...picture.cameraStatus], at: [...picture.cameraAt] },
      sources: heardOf(sourceHeard),
      platforms: heardOf(platformHeard),
    }
  }
}

async function allFacts(journal: Journal, stretch: Span): Promise<BoardFact[]> {
  const all: BoardFact[] = []
  for (let after: number | null = null; ; ) {
    const { facts, next }: { facts: BoardFact[]; next: number | null } = await factsBetween(journal, { ...stretch, after, space: 'live', limit: PAGE_FACTS })
    all.push(...facts)
    if (next === null) return all
    after = next
  }
}

function heardOf(heard: ReadonlyMap<string, number>): { id: string; heardAt: number }[] {
  return [...heard].map(([id, heardAt]) => ({ id, heardAt }))
}

function momentMs(moment: string): number {
  return /^\d+$/.test(moment) ? Number(moment) : toMs(moment)
}
