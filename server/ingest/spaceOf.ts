import type { Space } from '../../shared/fact.ts'
import type { SpaceQuery } from '../../shared/protocol/drillSchemas.ts'

/** The space a request is about: live unless its address names a drill, whose form the schema has checked. */
export function spaceOf({ space }: SpaceQuery): Space {
  return (space ?? 'live') as Space
}

/** Stands for a drill where it does not matter which: in counts of what was refused. */
export const SOME_DRILL: Space = 'drill:any'
const OF_DRILL = /^\/api\/v1\/drills(?:[/?]|$)|[?&]space=drill(?::|%3a)/i

/** Is an address about a drill? For counts alone: it may be wrong in every other way. */
export function countedSpace({ url }: { readonly url: string }): Space {
  return OF_DRILL.test(url) ? SOME_DRILL : 'live'
}
