import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, watch, type EffectScope } from 'vue'
import { MORNING } from '../../tests/support/heldClock.ts'
import { createTicker } from './ticker.ts'

let scope: EffectScope

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

describe('CLOCK-3: the ticker', () => {
  it('turns when the second of the server turns, whatever the screen came in at', () => {
    const serverNow = (): number => MORNING + 350 + Date.now()
    const { second } = scope.run(() => createTicker(serverNow))!
    expect(second.value).toBe(MORNING)
    vi.advanceTimersByTime(649)
    expect(second.value).toBe(MORNING)
    vi.advanceTimersByTime(1)
    expect(second.value).toBe(MORNING + 1_000)
    vi.advanceTimersByTime(59_000)
    expect(second.value).toBe(MORNING + 60_000)
  })

  it('changes once a second and no oftener', () => {
    const seen: number[] = []
    const { second } = scope.run(() => createTicker(() => MORNING + Date.now()))!
    scope.run(() => watch(second, (value) => seen.push(value), { flush: 'sync' }))
    vi.advanceTimersByTime(3_000)
    expect(seen).toEqual([1, 2, 3].map((s) => MORNING + s * 1_000))
  })

  it('turns at once when the clock was set and it is told so', () => {
    let ahead = 0
    const { second, sync } = scope.run(() => createTicker(() => MORNING + ahead + Date.now()))!
    ahead = 61_500
    sync()
    expect(second.value).toBe(MORNING + 61_000)
    vi.advanceTimersByTime(500)
    expect(second.value).toBe(MORNING + 62_000)
  })

  it('ends with its scope', () => {
    scope.run(() => createTicker(() => MORNING + Date.now()))
    expect(vi.getTimerCount()).toBe(1)
    scope.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
