import type { Space } from '../../shared/fact.ts'
import type { SpaceQuery } from '../../shared/protocol/drillSchemas.ts'

/** The space a request is about: live unless its address names a drill, whose form the schema has checked. */
export function spaceOf({ space }: SpaceQuery): Space {
  return (space ?? 'live') as Space
}
