import { storeToRefs } from 'pinia'
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Board } from '../../shared/board.ts'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'
import { useLinkStore } from '../stores/link.ts'
import { turnWaitMs } from './turn.ts'

type Stood = Pick<Board, 'mode' | 'scene'>

/** Between two panels that are prepared: a frame, ms. By timers alone, since a hidden page is served no frames. */
const STEP_MS = 17
/** So long before the instant it is looked up anew: what was heard meanwhile may have made the server's clock more exact, ms. */
const NEAR_MS = 50
/** So long after it what left is taken down, ms. */
const AFTER_MS = 300

/**
 * Holds the mode and the scene back from this page until the instant at which every wall turns (SCENE-1). Meanwhile `prepared` counts up, a
 * panel a frame; afterwards `before` is what was shown, until it may be taken down. A board that is the first, a drill's or of a replay, or
 * whose instant has passed, is shown at once.
 */
export function useTurn() {
  const store = useBoardStore()
  const { board, held } = storeToRefs(store)
  const [clock, link] = [useClockStore(), useLinkStore()]
  const prepared = shallowRef(0)
  const before = shallowRef<Stood | null>(null)
  const standing = (): Stood => ({ mode: board.value.mode, scene: board.value.scene })
  let stood = standing()
  let known = store.received
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const later = (act: () => void, ms: number): void => void timers.add(setTimeout(act, ms))
  const waitMs = (): number => (!known || board.value.drill !== null || link.state === 'replay' ? 0 : turnWaitMs(board.value, clock.serverNow()))

  function stop(): void {
    timers.forEach(clearTimeout)
    timers.clear()
  }

  function turn(isPrepared: boolean): void {
    stop()
    before.value = isPrepared ? stood : null
    held.value = null
    stood = standing()
    if (isPrepared) later(() => (before.value = null), AFTER_MS)
  }

  function prepare(): void {
    prepared.value += 1
    later(prepare, STEP_MS)
  }

  watch(() => `${board.value.mode} ${board.value.scene?.scene} ${store.space} ${store.received}`, () => {
    stop()
    const ms = waitMs()
    known = store.received
    if (ms === 0) return turn(false)
    held.value = stood
    before.value = null
    prepared.value = 0
    later(prepare, 0)
    later(() => later(() => turn(true), waitMs()), ms - NEAR_MS)
  }, { flush: 'sync' })
  onScopeDispose(() => {
    stop()
    held.value = null
  })
  return { prepared, before }
}
