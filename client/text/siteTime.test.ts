import { describe, expect, it } from 'vitest'
import { dateOfSite, hourOfDay, timeOfDay } from './siteTime.ts'

const EVENING = Date.UTC(2026, 10, 23, 11, 42, 7)

describe('time is shown as it is at the site, wherever the screen stands', () => {
  it('to the second, midnight as 00', () => {
    expect(timeOfDay(EVENING, 'Asia/Shanghai')).toBe('19:42:07')
    expect(timeOfDay(Date.UTC(2026, 10, 23, 16), 'Asia/Shanghai')).toBe('00:00:00')
    expect(hourOfDay(Date.UTC(2026, 10, 23, 16), 'Asia/Shanghai')).toBe(0)
    expect(hourOfDay(EVENING, 'Asia/Shanghai')).toBe(19)
  })

  it('with date and weekday in both languages', () => {
    expect(dateOfSite(EVENING, 'Asia/Shanghai', 'zh-CN')).toBe('11月23日 周一')
    expect(dateOfSite(EVENING, 'Asia/Shanghai', 'en-US')).toBe('Mon, Nov 23')
  })
})
