import { calendarOf } from '../mode/calendar.ts'
import type { DailyShift, Holiday, PackRoster } from '../site/types.ts'
import { momentOfText, momentText } from '../site/moment.ts'
import type { Shift } from './types.ts'

const DAY_MS = 86_400_000
const DATE_LENGTH = 'YYYY-MM-DD'.length

/**
 * A pack's roster as shifts, from whatever is under way at `now` (epoch ms) to the end of the last of `days` days, today the first
 * (POST-5). A time that the clocks skip on a day makes no shift that day.
 * @throws RangeError for a time zone that does not exist
 */
export function applied({ shifts }: Pick<PackRoster, 'shifts'>, timeZone: string, now: number, days: number): Shift[] {
  const noon = momentOfText(`${dateOf(now, timeZone)} 12:00`, timeZone) ?? now
  return Array.from({ length: days + 1 }, (_, i) => noon + (i - 1) * DAY_MS)
    .flatMap((at) => shifts.flatMap((daily) => shiftOn(daily, at, timeZone)))
    .filter(({ endsAt }) => endsAt > now)
}

function shiftOn({ post, from, to, role, count }: DailyShift, noon: number, timeZone: string): Shift[] {
  const startsAt = momentOfText(`${dateOf(noon, timeZone)} ${from}`, timeZone)
  const endsAt = momentOfText(`${dateOf(to > from ? noon : noon + DAY_MS, timeZone)} ${to}`, timeZone)
  return startsAt === null || endsAt === null ? [] : [{ post, startsAt, endsAt, unit: null, role, count }]
}

function dateOf(at: number, timeZone: string): string {
  return momentText(at, timeZone).slice(0, DATE_LENGTH)
}

/** A pack's roster is applied for so many days at least, today the first. */
export const APPLIED_DAYS = 3

/**
 * For how many days a pack's roster is applied at `now` (epoch ms), today the first: to the end of a holiday that runs or begins within
 * the days it is applied for anyway, which is when it is needed (POST-5).
 */
export function daysToApply(holidays: readonly Holiday[], timeZone: string, now: number): number {
  const midday = momentOfText(`${dateOf(now, timeZone)} 12:00`, timeZone) ?? now
  const holiday = calendarOf(holidays, timeZone).find(({ startsAt, endsAt }) => startsAt < midday + (APPLIED_DAYS - 0.5) * DAY_MS && endsAt > now)
  return holiday === undefined ? APPLIED_DAYS : Math.max(APPLIED_DAYS, Math.round((holiday.endsAt - midday) / DAY_MS + 0.5))
}

/** Are these the shifts of a pack's roster, whichever days of it? */
export function isApplied(shifts: readonly Pick<Shift, 'post' | 'startsAt' | 'endsAt'>[], rosters: readonly PackRoster[], timeZone: string): boolean {
  const timeOf = (at: number): string => momentText(at, timeZone).slice(DATE_LENGTH + 1)
  return rosters.some((roster) => {
    const daily = new Set(roster.shifts.map(({ post, from, to }) => `${from} ${to} ${post}`))
    return shifts.every(({ post, startsAt, endsAt }) => daily.has(`${timeOf(startsAt)} ${timeOf(endsAt)} ${post}`))
  })
}
