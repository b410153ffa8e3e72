import { defineStore } from 'pinia'
import { ServerClock } from '../time/serverClock.ts'
import { createTicker } from '../time/ticker.ts'

/** Server time for every part of the page: `second` for what people read, `now()` for what moves. Epoch ms. */
export const useClockStore = defineStore('clock', () => {
  const serverClock = new ServerClock(() => performance.timeOrigin + performance.now())
  const { second, sync } = createTicker(() => serverClock.now())
  return { second, sync, serverClock, now: () => serverClock.now() }
})
