import type { LonLat } from '../incident/types.ts'
import { distanceM } from '../site/geometry.ts'
import type { Resource, ResourceKind, Site } from '../site/types.ts'

export interface NearbyResource {
  readonly resource: string
  readonly kind: ResourceKind
  /** Whole metres, as the crow flies. */
  readonly distanceM: number
  /** Is it the nearest of a kind that a plan wants? */
  readonly wanted: boolean
}

export interface ResourceFilter {
  /** Only these kinds; empty for all. */
  readonly kinds: readonly ResourceKind[]
  /** Kinds whose nearest item stands first, in this order. */
  readonly wanted: readonly ResourceKind[]
}

const ALL: ResourceFilter = { kinds: [], wanted: [] }

/** Ids of what stands out on a map at an incident: the nearest of each wanted kind, as `nearestResources` puts them first (RESOURCE-5). */
export function standingOut(position: LonLat, site: Pick<Site, 'resources'>, wanted: readonly ResourceKind[]): string[] {
  return nearestResources(position, site, { kinds: [], wanted }).flatMap(({ resource, wanted: isWanted }) => (isWanted ? [resource] : []))
}

/** Resources by distance from `position`, nearest first; before them the nearest of each wanted kind (RESOURCE-2). At one distance the pack's order stands. */
export function nearestResources({ lon, lat }: LonLat, { resources }: Pick<Site, 'resources'>, { kinds, wanted }: ResourceFilter = ALL): NearbyResource[] {
  const metres = (resource: Resource): number => Math.round(distanceM([lon, lat], [resource.lon, resource.lat]))
  const sorted = resources
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .map((resource): NearbyResource => ({ resource: resource.id, kind: resource.kind, distanceM: metres(resource), wanted: false }))
    .sort((a, b) => a.distanceM - b.distanceM)
  const first = wanted.flatMap((kind) => sorted.find((each) => each.kind === kind) ?? [])
  return [...first.map((each) => ({ ...each, wanted: true })), ...sorted.filter((each) => !first.includes(each))]
}
