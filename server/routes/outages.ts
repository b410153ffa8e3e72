import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { lastingLosses, outagesByUpstream } from '../../shared/camera/outageGroups.ts'
import { timesOf } from '../../shared/camera/outageTimes.ts'
import { OutagesQuerySchema, OutagesSchema } from '../../shared/protocol/outageSchemas.ts'
import { refuse } from '../../shared/refusal.ts'
import type { Site } from '../../shared/site/types.ts'
import { errors, refuseWith } from '../ingest/refused.ts'
import type { Clock, Journal, ReadingHistory } from '../ports.ts'
import { createPastOutages } from '../review/pastOutages.ts'
import { createStandingOutages } from '../review/standingOutages.ts'
import { periodOf } from './period.ts'

export interface OutageRouteDeps {
  readonly site: Site
  readonly journal: Journal
  readonly history: ReadingHistory
  readonly clock: Clock
  /** Does anything of the real thing come from a simulator? */
  demo(): boolean
}

/** Longest period that is asked for at once: its readings are walked through, ms. */
const LONGEST_MS = 31 * 24 * 3_600_000
const MOST_CAMERAS = 100

/** `GET /outages?from=&to=`: outages that ended in a period, with their lengths, by platform (CAMERA-4), and those that still last, by platform too (CAMERA-5). */
export function outagesRoute({ site, journal, history, clock, demo }: OutageRouteDeps): FastifyPluginAsyncTypebox {
  const past = createPastOutages(journal, history)
  const standing = createStandingOutages(history, () => clock.now(), LONGEST_MS)
  const platformOf = new Map(site.cameras.map(({ id, platform }) => [id, platform]))

  return async (app) => {
    const schema = { tags: ['site'], summary: '中断时长 Lengths of outages', querystring: OutagesQuerySchema, response: { ...errors, 200: OutagesSchema } }
    app.get('/outages', { schema }, async (request, reply) => {
      const period = periodOf(request.query)
      if ('refused' in period) return refuseWith(reply, period)
      const { from, to } = period
      if (to - from > LONGEST_MS) return refuseWith(reply, refuse('outOfRange', 'to', 'is more than 31 days after the beginning'))
      const { record, seq } = await past.platforms()
      const stillOut = await standing.cameras()
      const kept = (await history.kept()).cameras
      const ended = record.ended.filter(({ restoredAt }) => restoredAt >= from && restoredAt < to)
        .map((outage) => ({ ...outage, lengthMs: outage.restoredAt - outage.lostAt })).sort((a, b) => b.lengthMs - a.lengthMs)
      const cameras = (await past.cameras(from, Math.min(to, clock.now() + 1))).flatMap((outage) => {
        const platform = platformOf.get(outage.camera)
        return platform === undefined ? [] : [{ ...outage, platform, lengthMs: outage.until - outage.from }]
      })
      const now = clock.now()
      const lasting = stillOut.flatMap((each) => {
        const platform = platformOf.get(each.camera)
        return platform === undefined ? [] : [{ ...each, platform, lengthMs: Math.max(0, now - each.from) }]
      })
      const lengths = (all: readonly { readonly platform: string; readonly lengthMs: number }[], id: string): number[] =>
        all.filter(({ platform }) => platform === id).map(({ lengthMs }) => lengthMs)
      return {
        now, seq, demo: demo(), from, to, readingsSince: kept.since, thinned: kept.thinned,
        platforms: site.platforms.map(({ id }) => ({
          platform: id, cameras: site.cameras.filter(({ platform }) => platform === id).length, lost: timesOf(lengths(ended, id)), cameraOutages: timesOf(lengths(cameras, id)),
          camerasOut: timesOf(lengths(lasting, id)),
        })),
        ended, cameras: cameras.slice(0, MOST_CAMERAS), camerasLeftOut: Math.max(0, cameras.length - MOST_CAMERAS),
        standing: {
          platforms: lastingLosses(record.open.values(), now),
          byUpstream: outagesByUpstream(lasting, MOST_CAMERAS),
        },
      }
    })
  }
}
