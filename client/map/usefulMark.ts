import type { Map as MapLibre } from 'maplibre-gl'
import { onScopeDispose, watch } from 'vue'
import type { MapInputs } from './inputs.ts'

/** In the page's timeline (`performance.getEntriesByName`): the wall shows something to act on. */
export const USEFUL = 'wall:useful'

/**
 * Marks in the page's timeline, once a page, when a frame has been drawn with everything on it: board and readings received
 * (so queue and clock stand as well), every layer's tiles loaded, the teams among them.
 */
export function markUseful(map: MapLibre, { board, picture }: Pick<MapInputs, 'board' | 'picture'>): void {
  const look = (): void => {
    if (!board.received || !picture.received || !map.isStyleLoaded()) return
    map.off('render', look)
    if (performance.getEntriesByName(USEFUL).length === 0) performance.mark(USEFUL)
  }
  map.on('render', look)
  watch(() => board.received && picture.received, () => map.triggerRepaint())
  onScopeDispose(() => map.off('render', look))
}
