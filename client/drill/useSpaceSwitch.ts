import type { Space } from '../../shared/fact.ts'
import { useBoardStore } from '../stores/board.ts'
import { addressIn } from '../stores/space.ts'

/** Puts this page into a drill's view, or back to the real thing; the address keeps it, so that a reload stays there. */
export function useSpaceSwitch() {
  const board = useBoardStore()

  function show(space: Space): void {
    history.replaceState(null, '', addressIn(space, location))
    board.show(space)
  }

  return { show }
}
