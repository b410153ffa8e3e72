import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

const SECOND_MS = 1_000

/**
 * The one ticker: `second` is the server's time floored to the second, changed as close to each full second as the
 * browser allows, so that every screen turns the same second (CLOCK-3). Released with its scope.
 */
export function createTicker(serverNow: () => number): { readonly second: ShallowRef<number>; readonly sync: () => void } {
  const second = shallowRef(floor(serverNow()))
  let timer: ReturnType<typeof setTimeout> | undefined
  const tick = (): void => {
    const now = serverNow()
    second.value = floor(now)
    clearTimeout(timer)
    timer = setTimeout(tick, SECOND_MS - (now - floor(now)))
  }
  tick()
  onScopeDispose(() => clearTimeout(timer))
  return { second, sync: tick }
}

function floor(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS
}
