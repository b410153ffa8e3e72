import { describe, expect, it } from 'vitest'
import { MORNING } from '../../tests/support/heldClock.ts'
import { freshness } from './freshness.ts'

const INTERVAL_MS = 5_000
const after = (ageMs: number): string => freshness(MORNING, MORNING + ageMs, INTERVAL_MS)

describe('STALE-1: what was measured', () => {
  it('is fresh up to and with twice its interval, late a millisecond later', () => {
    expect([after(0), after(2 * INTERVAL_MS), after(2 * INTERVAL_MS + 1)]).toEqual(['fresh', 'fresh', 'late'])
  })

  it('is late up to and with five times its interval, lost a millisecond later', () => {
    expect([after(5 * INTERVAL_MS), after(5 * INTERVAL_MS + 1), after(1e9)]).toEqual(['late', 'lost', 'lost'])
  })

  it('a little ahead of the clock is fresh', () => {
    expect(after(-5_000)).toBe('fresh')
  })

  it('never is neither fresh nor lost', () => {
    expect(freshness(0, MORNING, INTERVAL_MS)).toBe('never')
  })
})
