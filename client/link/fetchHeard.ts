import type { Space } from '../../shared/fact.ts'
import type { DrillHeard } from '../../shared/protocol/drillSchemas.ts'

/** Where the teams that are silent in a drill were heard last; null when there was no answer. */
export async function fetchHeard(space: Space): Promise<DrillHeard['heard'] | null> {
  const response = await fetch(`/api/v1/drills/${space.slice('drill:'.length)}/heard`).catch(() => null)
  return response?.ok === true ? ((await response.json()) as DrillHeard).heard : null
}
