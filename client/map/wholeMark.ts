import type { Map as MapLibre } from 'maplibre-gl'
import { onScopeDispose, watch } from 'vue'
import { markFirst } from '../marks.ts'
import type { MapInputs } from './inputs.ts'

/** Marks in the page's timeline when the map was first drawn with everything on it. */
export function markWhole(map: MapLibre, { board, picture }: Pick<MapInputs, 'board' | 'picture'>): void {
  const look = (): void => {
    if (!board.received || !picture.received || !map.isStyleLoaded()) return
    map.off('render', look)
    markFirst('whole')
  }
  map.on('render', look)
  watch(() => board.received && picture.received, () => map.triggerRepaint())
  onScopeDispose(() => map.off('render', look))
}
