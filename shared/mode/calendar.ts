import { siteDay } from '../site/day.ts'
import type { Holiday } from '../site/types.ts'

/** A holiday in time: from the first millisecond of its first day up to, and without, that of the day after its last. Epoch ms. */
export interface HolidaySpan {
  readonly holiday: Holiday
  readonly startsAt: number
  readonly endsAt: number
}

const DAY_MS = 86_400_000
/** No zone of the world is further from UTC, ms. */
const FARTHEST_OFFSET_MS = DAY_MS

/** First millisecond of `day` (`YYYY-MM-DD`) in the IANA zone, epoch ms, also where the clocks skip midnight. */
export function siteDayStart(day: string, timeZone: string): number {
  const wanted = day.replaceAll('-', '')
  let [before, from] = [Date.parse(day) - FARTHEST_OFFSET_MS, Date.parse(day) + FARTHEST_OFFSET_MS]
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2)
    if (siteDay(middle, timeZone) < wanted) before = middle
    else from = middle
  }
  return from
}

/** The day after `day`, `YYYY-MM-DD`. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length)
}

/** The holidays in time, earliest first. */
export function calendarOf(holidays: readonly Holiday[], timeZone: string): readonly HolidaySpan[] {
  return holidays
    .map((holiday) => ({ holiday, startsAt: siteDayStart(holiday.from, timeZone), endsAt: siteDayStart(dayAfter(holiday.to), timeZone) }))
    .sort((a, b) => a.startsAt - b.startsAt)
}

/** The holiday `now` lies in: from its start itself, up to its end and without it. */
export function holidayAt(calendar: readonly HolidaySpan[], now: number): HolidaySpan | undefined {
  return calendar.find(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)
}

/** The last holiday over at `now`. */
export function lastHolidayBefore(calendar: readonly HolidaySpan[], now: number): HolidaySpan | undefined {
  return calendar.filter(({ endsAt }) => endsAt <= now).at(-1)
}

/** Epoch ms of the first start or end after `now`; null when the calendar goes no further. */
export function nextTurn(calendar: readonly HolidaySpan[], now: number): number | null {
  const turns = calendar.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]).filter((at) => at > now)
  return turns.length === 0 ? null : Math.min(...turns)
}

/** ASSUMPTION: whoever keeps the pack is told so long before its calendar ends, ms. */
export const WARN_BEFORE_MS = 30 * DAY_MS

/** How the calendar stands at `now`: `none` without holidays, `ended` from the end of its last one on, `ending` within 30 days of that; null while it reaches further (MODE-6). */
export function calendarTrouble(calendar: readonly HolidaySpan[], now: number): 'none' | 'ended' | 'ending' | null {
  const end = Math.max(...calendar.map(({ endsAt }) => endsAt))
  if (calendar.length === 0) return 'none'
  if (now >= end) return 'ended'
  return now >= end - WARN_BEFORE_MS ? 'ending' : null
}
