import { defineStore } from 'pinia'
import { computed, hasInjectionContext, inject, shallowRef, type InjectionKey } from 'vue'
import { drillNow } from '../../shared/drill/clock.ts'
import { ServerClock } from '../time/serverClock.ts'
import { createTicker } from '../time/ticker.ts'
import { useBoardStore } from './board.ts'

/** A clock that is led, as a replay's is: what it says, epoch ms. The page tells the store by `sync` when it has moved. */
export interface LedClock {
  now(): number
}

/** A page that is given one of these shows its time instead of the server's. */
export const LED_CLOCK: InjectionKey<LedClock> = Symbol('ledClock')

/**
 * Time for every part of the page, epoch ms: `second` for what people read of the board and `now()` for what moves on it, by the
 * drill's clock on a page in a drill's view (ADR 0017); `serverSecond` and `serverNow()` for readings and the link, always the
 * server's.
 */
export const useClockStore = defineStore('clock', () => {
  const board = useBoardStore()
  const serverClock = new ServerClock(() => performance.timeOrigin + performance.now())
  const led = hasInjectionContext() ? inject(LED_CLOCK, null) : null
  const serverNow = (): number => (led === null ? serverClock.now() : led.now())
  const { second: serverSecond, sync } = led === null ? createTicker(serverNow) : createLedSecond(led)
  const ofBoard = (at: number): number => (board.board.drill === null ? at : drillNow(board.board.drill, at))
  const second = computed(() => ofBoard(serverSecond.value))
  return { second, serverSecond, sync, serverClock, now: () => ofBoard(serverNow()), serverNow }
})

/** The moment itself and not the second it lies in: what is shown at a fact stands as it stood at its millisecond (REPLAY-2). */
function createLedSecond(led: LedClock) {
  const second = shallowRef(led.now())
  return { second, sync: () => void (second.value = led.now()) }
}
