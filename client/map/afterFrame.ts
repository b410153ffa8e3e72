import { onScopeDispose, watch } from 'vue'

/**
 * Acts when `reason` changes, once the next frame has been handed on, the newest act alone, and never after the scope has ended: at a change of mode
 * the panels of a scene stand at once and do not wait for the map, which software draws slowly (SCENE-1).
 */
export function watchAfterFrame(reason: () => unknown, act: () => void): void {
  let asked = 0
  watch(reason, () => {
    cancelAnimationFrame(asked)
    asked = requestAnimationFrame(() => (asked = requestAnimationFrame(act)))
  })
  onScopeDispose(() => cancelAnimationFrame(asked))
}
