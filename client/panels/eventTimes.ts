import { timeOfDay } from '../text/siteTime.ts'

const DAY_LENGTH = 10
const MINUTE_LENGTH = 5
const days = new Map<string, Intl.DateTimeFormat>()

/** `YYYY-MM-DD` at the site. */
function dayOf(at: number, timeZone: string): string {
  const made = days.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  days.set(timeZone, made)
  return made.format(at).slice(0, DAY_LENGTH)
}

/** `HH:mm` at the site, with month and day before it when it is another day than `now`'s. Both epoch ms. */
export function dayTime(at: number, now: number, timeZone: string): string {
  const time = timeOfDay(at, timeZone).slice(0, MINUTE_LENGTH)
  const day = dayOf(at, timeZone)
  return day === dayOf(now, timeZone) ? time : `${day.slice(MINUTE_LENGTH)} ${time}`
}
