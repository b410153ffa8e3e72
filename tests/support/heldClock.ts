import type { Clock } from '../../server/ports.ts'
import { LONGEST_TIMER_MS } from '../../server/longestTimer.ts'

/** 2023-11-22T02:00:00Z, 10:00 in Zhengzhou: where tests begin, epoch ms. */
export const MORNING = Date.UTC(2023, 10, 22, 2)

export interface HeldClock extends Clock {
  /** Called after each waking, before time goes on: what the waking led to is awaited here. */
  settle: () => Promise<void>
  /** Puts the time without waking anybody, as a machine that slept or was set does. */
  set(at: number): void
  /** Lets `ms` pass, waking in order of time; later wakings that the earlier ones ask for are met on the way. */
  advance(ms: number): Promise<void>
  advanceTo(at: number): Promise<void>
  /** Wakings asked for and neither met nor called off, epoch ms, earliest first. */
  readonly waiting: readonly number[]
}

interface Waking {
  readonly at: number
  readonly act: () => void
}

/** A clock that stands still until it is moved. */
export function createHeldClock(from: number = MORNING): HeldClock {
  let now = from
  const wakings = new Set<Waking>()

  function due(until: number): Waking | undefined {
    return [...wakings].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
  }

  async function advanceTo(until: number): Promise<void> {
    await clock.settle()
    for (let next = due(until); next !== undefined; next = due(until)) {
      wakings.delete(next)
      now = Math.max(now, next.at)
      next.act()
      await clock.settle()
    }
    now = Math.max(now, until)
  }

  const clock: HeldClock = {
    settle: nextTurn,
    now: () => now,
    wakeAt(at, act) {
      const waking = { at, act }
      wakings.add(waking)
      if (at <= now) setImmediate(() => wakings.delete(waking) && act())
      return () => void wakings.delete(waking)
    },
    set(at) {
      now = at
    },
    advance: (ms) => advanceTo(now + ms),
    advanceTo,
    get waiting() {
      return [...wakings].map(({ at }) => at).sort((a, b) => a - b)
    },
  }
  return clock
}

/** Resolves once everything that was ready to run has run. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

export interface RunningClock extends Clock {
  /** Goes on from `at` (epoch ms), waking whoever waited for a time before it. */
  set(at: number): void
}

/** A clock that runs with the machine's from a point of its own. */
export function createRunningClock(from: number = MORNING): RunningClock {
  let ahead = from - performance.now()
  const looks = new Set<() => void>()
  const now = (): number => Math.floor(performance.now() + ahead)
  return {
    now,
    wakeAt(at, act) {
      let timer: ReturnType<typeof setTimeout>
      const end = (): void => {
        clearTimeout(timer)
        looks.delete(look)
      }
      const look = (): void => {
        clearTimeout(timer)
        timer = setTimeout(() => {
          if (now() < at) return look()
          end()
          act()
        }, Math.min(Math.max(0, at - now()), LONGEST_TIMER_MS))
      }
      looks.add(look)
      look()
      return end
    },
    set(at) {
      ahead = at - performance.now()
      for (const look of looks) look()
    },
  }
}
