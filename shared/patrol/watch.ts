import { LOST_AFTER_INTERVALS } from '../reading/freshness.ts'
import { siteDay } from '../site/day.ts'
import type { Site, Team } from '../site/types.ts'
import { routeLine } from './routeLine.ts'
import type { Watch } from './track.ts'

/** What a team is held against; null when its route has no length. */
export function watchOf(site: Site, team: Team): Watch | null {
  const route = site.routes.find(({ id }) => id === team.route)
  const line = route === undefined ? null : routeLine(route)
  if (route === undefined || line === null) return null
  return {
    unit: team.id,
    route: route.id,
    line,
    lostAfterMs: site.positionIntervalMs * LOST_AFTER_INTERVALS,
    loopMs: route.loopMs ?? null,
    dwells: route.checkpoints.map(({ dwell }) => dwell ?? null),
    dayOf: (at) => siteDay(at, site.timeZone),
  }
}
