import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

/** From this shape on the wall has two columns each side (`wall.css` turns at the same one). */
export const WIDE_WALL = '(min-aspect-ratio: 26/10)'

/** Is the wall wide enough for two columns each side? Follows the window. */
export function useWideWall(): ShallowRef<boolean> {
  const query = matchMedia(WIDE_WALL)
  const wide = shallowRef(query.matches)
  const follow = (): void => {
    wide.value = query.matches
  }
  query.addEventListener('change', follow)
  onScopeDispose(() => query.removeEventListener('change', follow))
  return wide
}
