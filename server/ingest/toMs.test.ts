import { describe, expect, it } from 'vitest'
import { MORNING } from '../../tests/support/heldClock.ts'
import { toMs } from './toMs.ts'

describe('INPUT-1: a moment', () => {
  it.each([
    [MORNING], ['2023-11-22T02:00:00Z'], ['2023-11-22T10:00:00+08:00'], ['2023-11-22T10:00:00+08'], ['2023-11-22T10:00:00.000+0800'],
    ['2023-11-21T21:00:00-05:00'],
    ['2023-11-22t02:00:00z'], ['2023-11-22 02:00:00Z'], ['2023-11-22T02:00:00.000999Z'], ['2023-11-22T01:59:60Z'],
  ])('%s is the same', (moment) => {
    expect(toMs(moment)).toBe(MORNING)
  })

  it('of a leap second is the second after it', () => {
    expect(toMs('2016-12-31T23:59:60Z')).toBe(Date.UTC(2017, 0, 1))
    expect(toMs('2017-01-01T07:59:60.250+08:00')).toBe(Date.UTC(2017, 0, 1) + 250)
  })

  it('keeps its milliseconds', () => {
    expect(toMs('2023-11-22T10:00:00.123+08:00')).toBe(MORNING + 123)
  })
})
