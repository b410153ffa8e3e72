import { randomUUID } from 'node:crypto'
import { LONGEST_TIMER_MS } from './longestTimer.ts'
import type { Clock, Ids } from './ports.ts'

/** The machine's clock: the only place that reads it. Keep the machine on NTP; walls follow this clock (CLOCK-3). */
export const systemClock: Clock = {
  now: () => Date.now(),
  // Timers may fire a little early and cannot wait for months, so the clock is asked again before acting.
  wakeAt(at, act) {
    let timer: ReturnType<typeof setTimeout>
    const wait = (): void => {
      timer = setTimeout(lookAgain, Math.min(Math.max(at - Date.now(), 0), LONGEST_TIMER_MS))
    }
    const lookAgain = (): void => {
      if (Date.now() >= at) act()
      else wait()
    }
    wait()
    return () => clearTimeout(timer)
  },
}

export const randomIds: Ids = { next: () => randomUUID() }
