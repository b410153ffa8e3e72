import { defineStore } from 'pinia'
import { hasInjectionContext, inject, shallowRef, type InjectionKey } from 'vue'
import { ServerClock } from '../time/serverClock.ts'
import { createTicker, floorToSecond } from '../time/ticker.ts'

/** A clock that is led, as a replay's is: what it says, epoch ms. The page tells the store by `sync` when it has moved. */
export interface LedClock {
  now(): number
}

/** A page that is given one of these shows its time instead of the server's. */
export const LED_CLOCK: InjectionKey<LedClock> = Symbol('ledClock')

/** Server time for every part of the page: `second` for what people read, `now()` for what moves. Epoch ms. */
export const useClockStore = defineStore('clock', () => {
  const serverClock = new ServerClock(() => performance.timeOrigin + performance.now())
  const led = hasInjectionContext() ? inject(LED_CLOCK, null) : null
  if (led !== null) return { ...createLedSecond(led), serverClock, now: () => led.now() }
  const { second, sync } = createTicker(() => serverClock.now())
  return { second, sync, serverClock, now: () => serverClock.now() }
})

function createLedSecond(led: LedClock) {
  const second = shallowRef(floorToSecond(led.now()))
  return { second, sync: () => void (second.value = floorToSecond(led.now())) }
}
