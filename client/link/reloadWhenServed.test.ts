import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { storageOf } from '../../tests/support/storageOf.ts'
import { LOOK_EVERY_MS, reloadWhenServed, RELOADS_APART_MS } from './reloadWhenServed.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A page whose script did not come; `served` answers how often its server has been asked. */
function pageThatLooks(storage: Storage | null, served: (asked: number) => boolean = () => true) {
  const seen = { asked: 0, reloads: 0 }
  reloadWhenServed(storage, {
    isServed: () => Promise.resolve(served((seen.asked += 1))),
    reload: () => void (seen.reloads += 1),
  })
  return seen
}

describe('WALL-7 a page whose script did not come', () => {
  it('is loaded anew after a second, and again no sooner than a minute after that', async () => {
    const storage = storageOf()
    const first = pageThatLooks(storage)
    await vi.advanceTimersByTimeAsync(LOOK_EVERY_MS - 1)
    expect(first).toEqual({ asked: 0, reloads: 0 })
    await vi.advanceTimersByTimeAsync(1)
    expect(first).toEqual({ asked: 1, reloads: 1 })
    const second = pageThatLooks(storage)
    await vi.advanceTimersByTimeAsync(RELOADS_APART_MS - 1)
    expect(second.reloads).toBe(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(second.reloads).toBe(1)
  })

  it('is not loaded while its server does not serve it, and is as soon as it does', async () => {
    const page = pageThatLooks(storageOf(), (asked) => asked > 90)
    await vi.advanceTimersByTimeAsync(90 * LOOK_EVERY_MS)
    expect(page).toEqual({ asked: 90, reloads: 0 })
    await vi.advanceTimersByTimeAsync(LOOK_EVERY_MS)
    expect(page).toEqual({ asked: 91, reloads: 1 })
  })

  it('waits a whole minute where nothing tells when it was loaded last, and no longer where the clock was set back', async () => {
    const storage = storageOf()
    pageThatLooks(storage)
    await vi.advanceTimersByTimeAsync(LOOK_EVERY_MS)
    vi.setSystemTime(Date.now() - 3_600_000)
    for (const kept of [null, storage]) {
      const page = pageThatLooks(kept)
      await vi.advanceTimersByTimeAsync(RELOADS_APART_MS - 1)
      expect(page.reloads).toBe(0)
      await vi.advanceTimersByTimeAsync(1)
      expect(page.reloads).toBe(1)
    }
  })
})
