import type { Site } from '../../shared/site/types.ts'

/**
 * How a call of many reaches a peer: as one message that holds the list, the cheapest its door allows, or as a message for each
 * update, as the peer's own data model has it.
 */
export type Form = 'list' | 'each'

/** Keys of the things of a site by their id, as the workload numbers them. */
export function keysOf(site: Site): ReadonlyMap<string, number> {
  return new Map([...site.teams, ...site.cameras].map(({ id }, key) => [id, key]))
}
