import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { inTime, MAP_COMES_WITHIN_MS } from './loadMap.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe("WALL-7 the map's program", () => {
  it('is there when it comes within a minute, and missing once it took longer', async () => {
    const after = (ms: number): Promise<string> => new Promise((resolve) => setTimeout(resolve, ms, 'the map'))
    const [soon, late, never] = [inTime(after(MAP_COMES_WITHIN_MS - 1)), inTime(after(MAP_COMES_WITHIN_MS + 1)), inTime(new Promise(() => undefined))]
    const missing = [late, never].map((program) => expect(program).rejects.toThrow('has not come within a minute'))
    await vi.advanceTimersByTimeAsync(MAP_COMES_WITHIN_MS - 1)
    expect(await soon).toBe('the map')
    expect(vi.getTimerCount()).toBe(3)
    await vi.advanceTimersByTimeAsync(1)
    await Promise.all(missing)
  })

  it('is missing at once when it is refused, and leaves no timer', async () => {
    await expect(inTime(Promise.reject(new Error('404')))).rejects.toThrow('404')
    expect(vi.getTimerCount()).toBe(0)
  })
})
