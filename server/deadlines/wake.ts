import type { Clock } from '../ports.ts'

/** One moment to wake at: the earliest of those expected. */
export interface Wake {
  /** Something may be due at `at` (epoch ms): wakes no later than that. */
  expect(at: number): void
  /** Wakes no more. */
  stop(): void
}

/** Calls `act` at the earliest moment expected, and then waits for the next one that is. */
export function createWake(clock: Clock, act: () => void): Wake {
  let cancel = (): void => {}
  let wakesAt = Infinity
  let stopped = false
  return {
    expect(at) {
      if (at >= wakesAt || stopped) return
      cancel()
      wakesAt = at
      cancel = clock.wakeAt(at, () => {
        wakesAt = Infinity
        act()
      })
    },
    stop() {
      stopped = true
      cancel()
    },
  }
}
