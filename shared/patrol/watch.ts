import type { ModeThresholds } from '../mode/expectation.ts'
import { LOST_AFTER_INTERVALS } from '../reading/freshness.ts'
import { siteDay } from '../site/day.ts'
import type { Checkpoint, Site, Team } from '../site/types.ts'
import { routeLine } from './routeLine.ts'
import type { Watch } from './track.ts'

/**
 * What a team is held against in a mode; null when its route has no length. The mode's corridor takes the place of the route's
 * own, and a stay is at least as long as the mode asks for (MODE-3).
 */
export function watchOf(site: Site, team: Team, { corridorM, dwellMs, positionIntervalMs }: ModeThresholds): Watch | null {
  const route = site.routes.find(({ id }) => id === team.route)
  const line = route === undefined ? null : routeLine({ ...route, corridorM: corridorM ?? route.corridorM })
  if (route === undefined || line === null) return null
  return {
    unit: team.id,
    route: route.id,
    line,
    lostAfterMs: positionIntervalMs * LOST_AFTER_INTERVALS,
    loopMs: route.loopMs ?? null,
    dwells: route.checkpoints.map(({ dwell }) => dwellIn(dwell, dwellMs)),
    dayOf: (at) => siteDay(at, site.timeZone),
  }
}

function dwellIn(own: Checkpoint['dwell'], leastMs: number): Watch['dwells'][number] {
  if (own === undefined) return leastMs === 0 ? null : { leastMs, mostMs: Infinity }
  const least = Math.max(own.leastMs, leastMs)
  return { leastMs: least, mostMs: Math.max(own.mostMs, least) }
}
