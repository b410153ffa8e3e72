import type { Clock, Ids } from './ports.ts'

/** The longest a timer of the platform can wait, ms. */
export const LONGEST_TIMER_MS = 2_147_483_647

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

export const randomIds: Ids = { next: () => crypto.randomUUID() }
