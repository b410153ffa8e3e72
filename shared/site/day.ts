import { wallMs } from './wallClock.ts'

/**
 * The site's calendar day of `at` (epoch ms) as `YYYYMMDD`, in the IANA zone `timeZone`.
 * @throws RangeError for a zone that does not exist
 */
export function siteDay(at: number, timeZone: string): string {
  return new Date(wallMs(at, timeZone)).toISOString().slice(0, 10).replaceAll('-', '')
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Is it a day of the calendar, `YYYY-MM-DD`? There is no 30th of February. */
export function isDay(text: string): boolean {
  const at = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
