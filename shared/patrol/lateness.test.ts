import { describe, expect, it } from 'vitest'
import { SQUARE, SQUARE_CHECKPOINTS, STREET, STREET_CHECKPOINTS, watchOn } from '../../tests/support/patrolWalk.ts'
import { behindMs } from './lateness.ts'
import type { Loop } from './types.ts'

const LOOP_MS = 800_000
const square = watchOn(SQUARE, SQUARE_CHECKPOINTS, { loopMs: LOOP_MS })
const street = watchOn(STREET, STREET_CHECKPOINTS, { loopMs: 600_000 })
const loop = (over: Partial<Loop> = {}): Loop => ({ first: 0, direction: 1, startedAt: 0, marks: ['reached', 'reached', 'open', 'open'], overdue: false, ...over })
const behind = (watch: typeof square, of: Loop | null, alongM: number, at: number): number | null => {
  const ms = behindMs(watch, of, alongM, at)
  return ms === null ? null : Math.round(ms / 1_000)
}

describe('ROUTE-6 how far behind its pace a team is', () => {
  it('given a loop of 800 m in 800 s from the checkpoint at 100 m, when it stands 200 m on after 200 s, then it is in time, later behind, sooner ahead', () => {
    expect([behind(square, loop(), 300, 200_000), behind(square, loop(), 300, 260_000), behind(square, loop(), 300, 150_000)]).toEqual([0, 60, -50])
  })

  it('given it has passed the route’s own end, then the metres go on, and with all but the first come by the last ones count as walked', () => {
    expect(behind(square, loop({ marks: ['reached', 'reached', 'reached', 'reached'] }), 50, 750_000)).toBe(0)
  })

  it('given only the first checkpoint and a place a little before it, then the loop has just begun', () => {
    expect(behind(square, loop({ marks: ['reached', 'open', 'open', 'open'] }), 90, 5_000)).toBe(5)
  })

  it('given the other way round, or a line from its far end, then metres count in its direction', () => {
    expect(behind(square, loop({ direction: -1 }), 700, 200_000)).toBe(0)
    expect(behind(street, loop({ first: 2, direction: -1, marks: ['open', 'reached', 'reached'] }), 200, 400_000)).toBe(0)
  })

  it('given no loop or no time for one in the pack, then nothing is said', () => {
    expect(behind(square, null, 300, 0)).toBeNull()
    expect(behind({ ...square, loopMs: null }, loop(), 300, 0)).toBeNull()
  })
})
