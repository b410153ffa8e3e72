import type { Board } from '../board.ts'
import { CAMERA_STATUSES, shownStatus, type CameraStatus } from '../camera/types.ts'
import type { CameraId, UnitId } from '../ids.ts'
import { assignments } from '../patrol/assignment.ts'
import { freshness } from '../reading/freshness.ts'
import { fromE7, type Picture } from '../reading/picture.ts'
import { distanceM } from '../site/geometry.ts'
import { nearestResources, type NearbyResource } from '../resource/nearest.ts'
import type { ResourceKind, Site } from '../site/types.ts'
import type { LonLat } from './types.ts'

/** ASSUMPTION: so many working cameras are proposed; idle teams all are. */
export const MOST_CAMERAS = 10

export interface NearbyTeam {
  readonly unit: UnitId
  /** Whole metres from its last position, as the crow flies. */
  readonly distanceM: number
  readonly fixAt: number
  readonly ageMs: number
  readonly freshness: 'fresh' | 'late' | 'lost'
}

export interface NearbyCamera {
  readonly camera: CameraId
  readonly distanceM: number
  /** When its status was measured, epoch ms. */
  readonly at: number
  readonly ageMs: number
}

/** ASSUMPTION: so many resources are proposed. */
export const MOST_RESOURCES = 12

/** What could be sent and what could look on (NEARBY-1). */
export interface Nearby {
  /** Idle teams with a position, nearest first, whatever its age: which is said. */
  readonly teams: readonly NearbyTeam[]
  /** Idle teams never heard, in order of the pack. */
  readonly unlocated: readonly UnitId[]
  readonly cameras: readonly NearbyCamera[]
  /** Cameras nearer than the last one named that do not work, by the state shown (STALE-2). */
  readonly passedOver: Readonly<Record<Exclude<CameraStatus, 'online'>, number>>
  /** The nearest of each kind a plan wants, then the nearest of any (RESOURCE-3). */
  readonly resources: readonly NearbyResource[]
}

export interface NearbyInput {
  readonly site: Pick<Site, 'teams' | 'cameras' | 'positionIntervalMs' | 'resources'>
  readonly board: Board
  readonly picture: Picture
  /** Epoch ms. */
  readonly now: number
  /** Kinds of resources that come first; none by default. */
  readonly wanted?: readonly ResourceKind[]
}

/** What is near `position` at `now`. A team is idle that works on no incident (PATROL-1); nothing is inferred from where it is. */
export function nearby(position: LonLat, input: NearbyInput): Nearby {
  const resources = nearestResources(position, input.site, { kinds: [], wanted: input.wanted ?? [] }).slice(0, MOST_RESOURCES)
  return { ...nearbyTeams(position, input), ...nearbyCameras(position, input), resources }
}

function nearbyTeams({ lon, lat }: LonLat, { site, board, picture, now }: NearbyInput): Pick<Nearby, 'teams' | 'unlocated'> {
  const busy = assignments(board.incidents.values())
  const teams: NearbyTeam[] = []
  const unlocated: UnitId[] = []
  site.teams.forEach(({ id }, place) => {
    if (busy.has(id)) return
    const held = picture.positions[place]
    const state = freshness(held?.fixAt ?? 0, now, site.positionIntervalMs)
    if (held == null || state === 'never') return void unlocated.push(id)
    const metres = Math.round(distanceM([lon, lat], [fromE7(held.lonE7), fromE7(held.latE7)]))
    teams.push({ unit: id, distanceM: metres, fixAt: held.fixAt, ageMs: now - held.fixAt, freshness: state })
  })
  return { teams: teams.sort((a, b) => a.distanceM - b.distanceM), unlocated }
}

function nearbyCameras({ lon, lat }: LonLat, { site, board, picture, now }: NearbyInput): Pick<Nearby, 'cameras' | 'passedOver'> {
  const byDistance = site.cameras
    .map((camera, place) => ({ camera, place, metres: Math.round(distanceM([lon, lat], [camera.lon, camera.lat])) }))
    .sort((a, b) => a.metres - b.metres)
  const cameras: NearbyCamera[] = []
  const passedOver = { unknown: 0, offline: 0, fault: 0, maintenance: 0 }
  for (const { camera, place, metres } of byDistance) {
    if (cameras.length === MOST_CAMERAS) break
    const reported = CAMERA_STATUSES[picture.cameraStatus[place] ?? 0] ?? 'unknown'
    const status = shownStatus(reported, board.outages.has(camera.platform))
    const at = picture.cameraAt[place] ?? 0
    if (status === 'online') cameras.push({ camera: camera.id, distanceM: metres, at, ageMs: now - at })
    else passedOver[status] += 1
  }
  return { cameras, passedOver }
}
