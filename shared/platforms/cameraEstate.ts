import type { Sight } from '../alarm/cameraConditions.ts'
import { serviceability, type Serviceability } from '../camera/serviceability.ts'
import type { PlatformId, PostId } from '../ids.ts'
import type { Picture } from '../reading/picture.ts'
import type { Site } from '../site/types.ts'

/** What the estate may be looked at by. */
export const ESTATE_BY = ['grid', 'platform', 'kind'] as const
export type EstateBy = (typeof ESTATE_BY)[number]

export interface EstateRow {
  /** Id of the grid or platform, or the kind of camera. */
  readonly id: string
  readonly part: Serviceability
}

/** Cameras by grid, platform or kind, in order of the pack; what has no camera has no row (CAMERA-2). */
export function cameraEstate(by: EstateBy, { cameras }: Pick<Site, 'cameras'>, picture: Picture, lost: ReadonlyMap<PlatformId, unknown>): EstateRow[] {
  const places = new Map<string, number[]>()
  for (const [place, camera] of cameras.entries()) {
    const id = camera[by]
    const own = places.get(id)
    if (own === undefined) places.set(id, [place])
    else own.push(place)
  }
  return [...places].map(([id, own]) => ({ id, part: serviceability(own, cameras, picture, lost) }))
}

/** `none`: no camera stands in reach; `dark`: those that do are known and none of them is online; `unknown`: nothing is known of them. */
export type EyeState = 'none' | 'dark' | 'unknown'

/** Posts nobody sees, in the pack's order (CAMERA-3). */
export function postsWithoutEye(
  { posts, cameras }: Pick<Site, 'posts' | 'cameras'>, { ofPost }: Sight, picture: Picture, lost: ReadonlyMap<PlatformId, unknown>,
): { readonly post: PostId; readonly state: EyeState }[] {
  return posts.flatMap(({ id }) => {
    const places = ofPost.get(id) ?? []
    const { known, counts } = serviceability(places, cameras, picture, lost)
    if (counts.online > 0) return []
    return [{ post: id, state: places.length === 0 ? 'none' : known > 0 ? 'dark' : 'unknown' }]
  })
}
