import { isUnderLine, serviceability, type Serviceability } from '../camera/serviceability.ts'
import type { PlatformOutage } from '../camera/types.ts'
import type { GridId, PlatformId, PostId } from '../ids.ts'
import type { Picture } from '../reading/picture.ts'
import { distanceM } from '../site/geometry.ts'
import type { Site } from '../site/types.ts'
import { conditionOf, type Condition } from './condition.ts'
import { alarmKey, type AlarmKey } from './types.ts'

/** ASSUMPTION: a camera within this many metres of a key post sees it; packs do not say where cameras look. */
export const POST_SIGHT_M = 80

/** Cameras by what they watch, as places in the site's list: found once for a site. */
export interface Sight {
  readonly ofGrid: ReadonlyMap<GridId, readonly number[]>
  readonly ofPost: ReadonlyMap<PostId, readonly number[]>
}

export function sightOf(site: Pick<Site, 'grids' | 'posts' | 'cameras'>): Sight {
  const places = site.cameras.map((camera, place) => ({ camera, place }))
  const ofGrid = site.grids.map(({ id }) => [id, places.filter(({ camera }) => camera.grid === id)] as const)
  const ofPost = site.posts.map(({ id, position }) => [
    id, places.filter(({ camera }) => distanceM(position, [camera.lon, camera.lat]) <= POST_SIGHT_M),
  ] as const)
  const toPlaces = (found: typeof ofGrid): ReadonlyMap<string, readonly number[]> =>
    new Map(found.map(([id, list]) => [id, list.map(({ place }) => place)]))
  return { ofGrid: toPlaces(ofGrid), ofPost: toPlaces(ofPost) }
}

export interface CameraSigns {
  readonly site: Pick<Site, 'grids' | 'posts' | 'cameras'>
  /** Share of a grid's cameras that must be online in the mode, 0–1. */
  readonly serviceabilityLine: number
  readonly sight: Sight
  readonly picture: Picture
  /** What the cameras at these places of the site last said of themselves, whatever became of their platforms since. */
  readonly lastSaidOf: (places: readonly number[]) => Serviceability
  readonly outages: ReadonlyMap<PlatformId, PlatformOutage>
  /** The alarm that explains a platform's loss; null when it is a cause of its own. */
  readonly causeOf: (platform: PlatformId) => AlarmKey | null
}

/**
 * Lost platforms, grids under their line and blind posts at `now` (epoch ms). What holds by the cameras' last reported
 * states is a condition of its own; what holds only because a platform is lost is that platform's consequence (ALARM-4).
 */
export function cameraConditions(signs: CameraSigns, now: number): Condition[] {
  const { site, sight, picture, lastSaidOf, outages, causeOf, serviceabilityLine } = signs
  const conditions = [...outages.values()].map(({ platform, lostAt }) =>
    conditionOf('platformDown', platform, lostAt, { causedBy: causeOf(platform) }))
  const judge = (places: readonly number[], isWrong: (seen: Serviceability) => boolean): { readonly causedBy: AlarmKey | null } | null => {
    const lastSaid = lastSaidOf(places)
    if (isWrong(lastSaid)) return { causedBy: null }
    if (outages.size === 0 || lastSaid.known === 0 || !isHidden(serviceability(places, site.cameras, picture, outages), isWrong)) return null
    const platform = places.map((place) => site.cameras[place]?.platform).find((id) => id !== undefined && outages.has(id))
    return platform === undefined ? null : { causedBy: alarmKey('platformDown', platform) }
  }
  for (const { id } of site.grids) {
    const found = judge(sight.ofGrid.get(id) ?? [], (seen) => isUnderLine(seen, serviceabilityLine))
    if (found !== null) conditions.push(conditionOf('gridServiceability', id, now, { grid: id, ...found }))
  }
  for (const { id, grid } of site.posts) {
    const found = judge(sight.ofPost.get(id) ?? [], isBlind)
    if (found !== null) conditions.push(conditionOf('blindPost', id, now, { grid, ...found }))
  }
  return conditions
}

/** No camera in reach works, and at least one of them is known not to: where nothing was ever heard nothing is claimed. */
function isBlind({ counts, known }: Serviceability): boolean {
  return known > 0 && counts.online === 0
}

/** Can it no longer be said that it is well, since platforms are lost? */
function isHidden(seen: Serviceability, isWrong: (seen: Serviceability) => boolean): boolean {
  return seen.known === 0 || isWrong(seen)
}
