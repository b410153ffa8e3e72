import { expect, it } from 'vitest'
import { dayTime } from './eventTimes.ts'

const EVENING = Date.parse('2023-12-31T23:59:00+08:00')

it('EVENT-4 a phase of today is a time of day at the site; of another day its day stands before it', () => {
  expect(dayTime(EVENING, EVENING - 3_600_000, 'Asia/Shanghai')).toBe('23:59')
  expect(dayTime(EVENING + 60_000, EVENING, 'Asia/Shanghai')).toBe('01-01 00:00')
})
