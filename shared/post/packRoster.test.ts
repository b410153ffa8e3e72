import { describe, expect, it } from 'vitest'
import type { PackRoster } from '../site/types.ts'
import { applied, daysToApply, isApplied } from './packRoster.ts'

const ZONE = 'Asia/Shanghai'
const ROSTER: PackRoster = {
  modes: ['holiday'],
  shifts: [{ post: 'post-0', from: '06:00', to: '14:00', role: 'guard', count: 2 }, { post: 'post-0', from: '22:00', to: '06:00', role: 'police', count: 1 }],
}
const at = (text: string): number => Date.parse(`${text}+08:00`)
const spans = (now: string, days = 1): string[] => applied(ROSTER, ZONE, at(now), days)
  .map(({ startsAt, endsAt }) => `${new Date(startsAt + 8 * 3_600_000).toISOString().slice(5, 16)} ${new Date(endsAt + 8 * 3_600_000).toISOString().slice(5, 16)}`)

describe('POST-5 a roster of the pack', () => {
  it('given the middle of a day, when applied for that day, then it has the day\'s shifts, the last over midnight', () => {
    expect(spans('2023-11-23T10:00:00')).toEqual(['11-23T06:00 11-23T14:00', '11-23T22:00 11-24T06:00'])
  })

  it('given the small hours, then the shift of the day before that is under way belongs to it, up to its end and without it', () => {
    expect(spans('2023-11-23T05:59:59')[0]).toBe('11-22T22:00 11-23T06:00')
    expect(spans('2023-11-23T06:00:00')[0]).toBe('11-23T06:00 11-23T14:00')
  })

  it('given several days, then each has its shifts, in counts of roles', () => {
    const shifts = applied(ROSTER, ZONE, at('2023-11-23T07:00:00'), 3)
    expect(shifts).toHaveLength(6)
    expect(shifts[0]).toEqual({ post: 'post-0', startsAt: at('2023-11-23T06:00:00'), endsAt: at('2023-11-23T14:00:00'), unit: null, role: 'guard', count: 2 })
  })

  it('given a time the clocks skip, then that day goes without the shift and the others have it', () => {
    const roster = { shifts: [{ post: 'post-0', from: '02:30', to: '03:30', role: 'guard', count: 1 }] } as const
    expect(applied(roster, 'Europe/Berlin', Date.parse('2024-03-30T12:00:00Z'), 3)).toHaveLength(1)
  })

  it('given a holiday that runs, or begins within the three days, then it is for all of it; given one a day later, for three', () => {
    const holiday = (from: string, to: string) => [{ name: { zh: '节', en: 'Holiday' }, from, to }]
    const days = (from: string, to: string): number => daysToApply(holiday(from, to), ZONE, at('2023-11-23T10:00:00'))
    expect([days('2023-11-25', '2023-11-30'), days('2023-11-26', '2023-11-30')]).toEqual([8, 3])
    expect([days('2023-11-20', '2023-11-27'), days('2023-11-20', '2023-11-23'), days('2023-11-10', '2023-11-22'), daysToApply([], ZONE, at('2023-11-23T10:00:00'))]).toEqual([5, 3, 3, 3])
  })

  it('is known again among shifts, and one shift of another time is none of it', () => {
    const shifts = applied(ROSTER, ZONE, at('2023-11-23T07:00:00'), 2)
    expect(isApplied(shifts, [ROSTER], ZONE)).toBe(true)
    expect(isApplied(shifts.map((shift, i) => (i === 1 ? { ...shift, endsAt: shift.endsAt + 60_000 } : shift)), [ROSTER], ZONE)).toBe(false)
    expect(isApplied(shifts, [], ZONE)).toBe(false)
  })
})
