import { describe, expect, it } from 'vitest'
import { isoWeek, localTime, offsetTime } from './localTime.ts'

describe('EXPORT-1: a time with its offset written out', () => {
  it.each([
    ['Asia/Shanghai', Date.UTC(2026, 10, 24, 2), '2026-11-24T10:00:00+08:00'],
    ['Asia/Shanghai', Date.UTC(2026, 10, 24, 16, 0, 0, 5), '2026-11-25T00:00:00.005+08:00'],
    ['America/New_York', Date.UTC(2024, 2, 10, 6, 59, 59), '2024-03-10T01:59:59-05:00'],
    ['America/New_York', Date.UTC(2024, 2, 10, 7), '2024-03-10T03:00:00-04:00'],
    ['America/New_York', Date.UTC(2024, 10, 3, 5, 30), '2024-11-03T01:30:00-04:00'],
    ['America/New_York', Date.UTC(2024, 10, 3, 6, 30), '2024-11-03T01:30:00-05:00'],
    ['Asia/Kolkata', Date.UTC(2024, 0, 1), '2024-01-01T05:30:00+05:30'],
    ['UTC', 0, '1970-01-01T00:00:00+00:00'],
  ])('in %s is read back as the instant it was', (zone, at, text) => {
    expect(offsetTime(at, zone)).toBe(text)
    expect(Date.parse(text)).toBe(at)
  })
})

describe('TIMING-2: the local day, hour and week', () => {
  it('are the site’s, not the machine’s', () => {
    expect(localTime(Date.UTC(2026, 10, 24, 15, 59, 59), 'Asia/Shanghai')).toEqual({ day: '2026-11-24', hour: 23 })
    expect(localTime(Date.UTC(2026, 10, 24, 16), 'Asia/Shanghai')).toEqual({ day: '2026-11-25', hour: 0 })
  })

  it.each([
    ['2026-11-24', '2026-W48'], ['2024-12-30', '2025-W01'], ['2023-01-01', '2022-W52'], ['2021-01-03', '2020-W53'], ['2021-01-04', '2021-W01'],
  ])('%s lies in week %s', (day, week) => {
    expect(isoWeek(day)).toBe(week)
  })
})
