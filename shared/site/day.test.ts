import { describe, expect, it } from 'vitest'
import { siteDay } from './day.ts'

describe("the site's day", () => {
  it('turns at its own midnight, to the millisecond', () => {
    const midnight = Date.UTC(2023, 10, 22, 16)
    expect([siteDay(midnight - 1, 'Asia/Shanghai'), siteDay(midnight, 'Asia/Shanghai')]).toEqual(['20231122', '20231123'])
  })

  it('is another one elsewhere at the same moment', () => {
    const moment = Date.UTC(2023, 11, 31, 20)
    expect(
      [siteDay(moment, 'Asia/Shanghai'), siteDay(moment, 'UTC'), siteDay(moment, 'America/New_York')],
    ).toEqual(['20240101', '20231231', '20231231'])
  })

  it('follows summer time where there is one', () => {
    expect(siteDay(Date.UTC(2023, 6, 1, 22), 'Europe/Berlin')).toBe('20230702')
    expect(siteDay(Date.UTC(2023, 0, 1, 22), 'Europe/Berlin')).toBe('20230101')
  })

  it('of a leap day is itself', () => {
    expect(siteDay(Date.UTC(2024, 1, 29, 3), 'Asia/Shanghai')).toBe('20240229')
  })

  it('in a zone that does not exist is refused', () => {
    expect(() => siteDay(0, 'Asia/Nowhere')).toThrow(RangeError)
  })
})
