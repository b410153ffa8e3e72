import { defineStore } from 'pinia'
import { computed } from 'vue'
import { drillNow } from '../../shared/drill/clock.ts'
import { ServerClock } from '../time/serverClock.ts'
import { createTicker } from '../time/ticker.ts'
import { useBoardStore } from './board.ts'

/**
 * Time for every part of the page, epoch ms: `second` for what people read of the board and `now()` for what moves on it, by the
 * drill's clock on a page in a drill's view (ADR 0017); `serverSecond` and `serverNow()` for readings and the link, always the
 * server's.
 */
export const useClockStore = defineStore('clock', () => {
  const board = useBoardStore()
  const serverClock = new ServerClock(() => performance.timeOrigin + performance.now())
  const { second: serverSecond, sync } = createTicker(() => serverClock.now())
  const serverNow = (): number => serverClock.now()
  const ofBoard = (at: number): number => (board.board.drill === null ? at : drillNow(board.board.drill, at))
  const second = computed(() => ofBoard(serverSecond.value))
  return { second, serverSecond, sync, serverClock, now: () => ofBoard(serverNow()), serverNow }
})
