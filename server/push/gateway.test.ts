import { describe, expect, it } from 'vitest'
import { tickMs } from './gateway.ts'

describe('PUSH-3: the time between frames', () => {
  it('is 16 ms for up to 100 screens, 100 ms from 500 on, and rises in a straight line between', () => {
    expect([0, 1, 100].map(tickMs)).toEqual([16, 16, 16])
    expect([500, 501, 10_000].map(tickMs)).toEqual([100, 100, 100])
    expect([200, 300, 400].map(tickMs)).toEqual([37, 58, 79])
  })
})
