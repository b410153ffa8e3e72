import type { ResourceKind } from '../../shared/site/types.ts'

/** Letters and signs as they stand on such things themselves: on the map, and told apart by its legend. */
export const RESOURCE_SIGNS: Readonly<Record<ResourceKind, string>> = {
  hydrant: 'H', fireStation: 'F', aed: 'A', firstAid: '+', shelter: 'S', parking: 'P', boat: 'B', lifebuoy: 'O', barriers: '#', supplies: 'M',
}
