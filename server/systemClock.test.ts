import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MORNING } from '../tests/support/heldClock.ts'
import { randomIds, systemClock } from './systemClock.ts'

const DAY_MS = 86_400_000

beforeEach(() => {
  vi.useFakeTimers({ now: MORNING })
})
afterEach(() => {
  vi.useRealTimers()
})

describe("CLOCK-4: the machine's clock", () => {
  it('wakes at the time and not before it, at once when it has been', () => {
    const woken: string[] = []
    systemClock.wakeAt(MORNING + 1_000, () => woken.push('in a second'))
    systemClock.wakeAt(MORNING - 1, () => woken.push('before'))
    vi.advanceTimersByTime(0)
    expect(woken).toEqual(['before'])
    vi.advanceTimersByTime(999)
    expect(woken).toEqual(['before'])
    vi.advanceTimersByTime(1)
    expect(woken).toEqual(['before', 'in a second'])
  })

  it('waits longer than a timer of the platform can', () => {
    let woken = 0
    systemClock.wakeAt(MORNING + 60 * DAY_MS, () => (woken += 1))
    vi.advanceTimersByTime(60 * DAY_MS - 1)
    expect(woken).toBe(0)
    vi.advanceTimersByTime(1)
    expect(woken).toBe(1)
  })

  it('wakes nobody who called it off, also after the first long wait', () => {
    let woken = 0
    const callOff = systemClock.wakeAt(MORNING + 60 * DAY_MS, () => (woken += 1))
    vi.advanceTimersByTime(59 * DAY_MS)
    callOff()
    vi.advanceTimersByTime(2 * DAY_MS)
    expect([woken, vi.getTimerCount()]).toEqual([0, 0])
  })
})

it('no two ids are the same', () => {
  expect(new Set(Array.from({ length: 1_000 }, () => randomIds.next())).size).toBe(1_000)
})
