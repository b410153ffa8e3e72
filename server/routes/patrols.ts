import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Static } from 'typebox'
import { thresholdsOf } from '../../shared/mode/expectation.ts'
import { courseNow } from '../../shared/patrol/course.ts'
import { behindMs } from '../../shared/patrol/lateness.ts'
import { nextOn } from '../../shared/patrol/next.ts'
import type { Track, Watch } from '../../shared/patrol/track.ts'
import type { EndedLoop } from '../../shared/patrol/types.ts'
import { PatrolsAnswerSchema } from '../../shared/protocol/patrolSchemas.ts'
import { siteDay } from '../../shared/site/day.ts'
import type { Pipeline } from '../pipeline.ts'

type PatrolAnswer = Static<typeof PatrolsAnswerSchema>['patrols'][number]

/** `GET /patrols`: each team that has a route: on it or off it, how far along, what comes next, its loops of the day. */
export function patrolsRoute(pipeline: Pipeline): FastifyPluginAsyncTypebox {
  return async (app) => {
    const schema = { tags: ['board'], summary: '巡查队在线路上的情况 Patrol teams on their routes', response: { 200: PatrolsAnswerSchema } }
    app.get('/patrols', { schema }, async () => {
      const now = pipeline.clock.now()
      return { now, patrols: pipeline.site.teams.flatMap((_, place) => describePatrol(pipeline, place, now)) }
    })
  }
}

function describePatrol({ site, lane, readings, patrols }: Pipeline, place: number, now: number): PatrolAnswer[] {
  const [team, watch] = [site.teams[place], patrols.watchOf(place)]
  if (team === undefined || watch === null) return []
  const held = lane.board.patrols.get(team.id)
  const patrol = held?.route === watch.route ? held : undefined
  const fixAt = readings.picture.positions[place]?.fixAt ?? null
  const { course, since } = courseNow(patrol, fixAt ?? 0, thresholdsOf(site, lane.board.mode).positionIntervalMs, now)
  const track = patrols.trackOf(place)
  const today = siteDay(now, site.timeZone)
  return [{
    unit: team.id, route: watch.route, course, since, fixAt,
    alongM: track?.spot == null ? null : Math.round(track.spot.alongM),
    lengthM: Math.round(watch.line.lengthM),
    direction: track?.spot == null ? null : track.direction,
    next: nextOf(watch, track),
    behindMs: track?.spot == null || fixAt === null ? null : behindMs(watch, patrol?.loop ?? null, track.spot.alongM, fixAt),
    loop: asJson(patrol?.loop ?? null),
    stays: [...(patrol?.stays ?? [])],
    lastLoop: endedAsJson(patrol?.lastLoop ?? null),
    today: patrol?.day.day === today ? patrol.day : { day: today, completed: 0, missed: 0, unknown: 0 },
  }]
}

function asJson(loop: Exclude<Track['loop'], undefined>): PatrolAnswer['loop'] {
  return loop === null ? null : { ...loop, marks: [...loop.marks] }
}

function endedAsJson(loop: EndedLoop | null): PatrolAnswer['lastLoop'] {
  return loop === null ? null : { ...loop, skippedAt: [...loop.skippedAt], stays: [...loop.stays] }
}

function nextOf({ line }: Watch, track: Track | null): PatrolAnswer['next'] {
  if (track?.loop == null || track.spot === null) return null
  return nextOn(line, track.loop, track.spot.alongM)
}
