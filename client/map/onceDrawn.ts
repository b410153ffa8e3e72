import type { Map as MapLibre } from 'maplibre-gl'
import { onScopeDispose, watch } from 'vue'
import { markFirst } from '../marks.ts'
import type { MapInputs } from './inputs.ts'

/**
 * Calls `act` once, after the first frame with every layer's tiles on it for which `also` holds. Not when the map is idle:
 * where frames take longer than things take to move, it never is.
 */
export function onceDrawn(map: MapLibre, also: () => boolean, act: () => void): void {
  const look = (): void => {
    if (!also() || !map.isStyleLoaded()) return
    stop()
    act()
  }
  const stop = (): void => void map.off('render', look)
  map.on('render', look)
  onScopeDispose(stop)
}

/** Marks in the page's timeline when the map was first drawn with everything on it. */
export function markWhole(map: MapLibre, { board, picture }: Pick<MapInputs, 'board' | 'picture'>): void {
  const isFilled = (): boolean => board.received && picture.received
  onceDrawn(map, isFilled, () => markFirst('whole'))
  watch(isFilled, () => map.triggerRepaint())
}
