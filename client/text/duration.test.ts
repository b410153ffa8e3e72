import { describe, expect, it } from 'vitest'
import { clockFigure, durationText, remainingFigure } from './duration.ts'

describe('CLOCK-2 remaining time turns at the limit, to the millisecond', () => {
  it.each([[61_000, '1:01'], [60_001, '1:01'], [1, '0:01'], [0, '0:00'], [-1, '+0:01'], [-1_000, '+0:01'], [-1_001, '+0:02'], [-3_600_000, '+1:00:00']])(
    '%d ms left reads %s',
    (ms, figure) => expect(remainingFigure(ms)).toBe(figure),
  )
})

describe('time taken', () => {
  it.each([[0, '0:00'], [59_999, '0:59'], [180_000, '3:00'], [3_599_999, '59:59'], [3_600_000, '1:00:00'], [-5, '0:00']])('%d ms reads %s', (ms, figure) =>
    expect(clockFigure(ms)).toBe(figure),
  )
})

describe('ages in words', () => {
  it.each([
    [-200, 'duration.seconds', { s: 0 }],
    [59_999, 'duration.seconds', { s: 59 }],
    [60_000, 'duration.minutes', { m: 1, s: 0 }],
    [134_000, 'duration.minutes', { m: 2, s: 14 }],
    [3_600_000, 'duration.hours', { h: 1, m: 0 }],
    [86_400_000, 'duration.days', { d: 1, h: 0 }],
  ])('%d ms', (ms, key, figures) => expect(durationText(ms)).toEqual({ key, figures }))
})
