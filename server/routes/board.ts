import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { toSpaceSnapshot } from '../../shared/board.ts'
import { CAMERA_STATUSES, shownStatus } from '../../shared/camera/types.ts'
import { responseClock } from '../../shared/clock/responseClock.ts'
import { thresholdsOf } from '../../shared/mode/expectation.ts'
import { freshness } from '../../shared/reading/freshness.ts'
import { fromE7 } from '../../shared/reading/picture.ts'
import { DRILL_MARK } from '../../shared/drill/types.ts'
import { SpaceQuerySchema } from '../../shared/protocol/drillSchemas.ts'
import { refuseWith } from '../ingest/refused.ts'
import { spaceOf } from '../ingest/spaceOf.ts'
import type { Pipeline } from '../pipeline.ts'
import { shownIn, type Shown } from './shownIn.ts'

/** `GET /board`: the whole picture as JSON, every value with its time; what a wall shows, for other programs. */
export function boardRoute(pipeline: Pipeline): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/board', {
      schema: { tags: ['board'], summary: '全景 The whole board; ?space= for a drill’s, which says 演练 DRILL', querystring: SpaceQuerySchema },
    }, (request, reply) => {
      const shown = shownIn(pipeline, spaceOf(request.query))
      return 'refused' in shown ? refuseWith(reply, shown) : reply.send(describeBoard(pipeline, shown))
    })
  }
}

function describeBoard({ site, readings, clock, health, sources }: Pipeline, { board: shown, now: shownNow }: Shown): object {
  const now = clock.now()
  const { incidents, ...board } = toSpaceSnapshot(shown)
  const { picture } = readings
  const { positionIntervalMs } = thresholdsOf(site, shown.mode)
  return {
    now,
    ...(shown.space === 'live' ? {} : { mark: DRILL_MARK, drillNow: shownNow }),
    demo: health().demo,
    site: { id: site.id, version: site.version },
    ...board,
    incidents: incidents.map((incident) => ({ ...incident, clocks: responseClock(incident, shownNow) })),
    positions: site.teams.flatMap(({ id }, place) => {
      const position = picture.positions[place]
      if (position == null) return []
      const { lonE7, latE7, fixAt, source } = position
      const state = freshness(fixAt, now, positionIntervalMs)
      return [{ unit: id, lon: fromE7(lonE7), lat: fromE7(latE7), fixAt, ageMs: now - fixAt, freshness: state, source: sources.nameOf(source) }]
    }),
    cameras: site.cameras.map(({ id, platform }, place) => {
      const reported = CAMERA_STATUSES[picture.cameraStatus[place] ?? 0] ?? 'unknown'
      return { camera: id, status: shownStatus(reported, shown.outages.has(platform)), at: picture.cameraAt[place] ?? 0 }
    }),
    health: health(),
  }
}
