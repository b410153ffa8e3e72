import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

const SECOND_MS = 1_000

/**
 * The one ticker: `second` is the server's time floored to the second, changed as close to each full second as the
 * browser allows, so that every screen turns the same second (CLOCK-3). Released with its scope.
 */
export function createTicker(serverNow: () => number): { readonly second: ShallowRef<number>; readonly sync: () => void } {
  const second = shallowRef(floorToSecond(serverNow()))
  let timer: ReturnType<typeof setTimeout> | undefined
  const tick = (): void => {
    const now = serverNow()
    second.value = floorToSecond(now)
    clearTimeout(timer)
    timer = setTimeout(tick, SECOND_MS - (now - floorToSecond(now)))
  }
  tick()
  onScopeDispose(() => clearTimeout(timer))
  return { second, sync: tick }
}

/** The second that a time lies in, epoch ms. */
export function floorToSecond(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS
}
