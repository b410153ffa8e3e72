import { isMainThread } from 'node:worker_threads'
import { dateTells } from '../../shared/site/wallClock.ts'

/** Of the kind `Asia/Shanghai`. `GMT+8` and the like mean to `Date` what they do not to Intl, and so to browsers. */
const AREA_AND_CITY = /^[A-Z][A-Za-z]+(?:\/[A-Z][A-Za-z_-]+)+$/
const MONTHS = [0, 6]
const YEAR = 2026

/**
 * Makes the IANA zone this process' own, so that `Date` tells its time. Left as it is where that cannot be seen to work: a zone
 * nobody knows is UTC to `Date`, so one without an offset in winter and in summer is asked of Intl; and a thread cannot set it.
 */
export function useZone(timeZone: string): void {
  dateTells(null)
  if (!isMainThread || !AREA_AND_CITY.test(timeZone)) return
  const before = process.env['TZ']
  process.env['TZ'] = timeZone
  if (MONTHS.some((month) => new Date(Date.UTC(YEAR, month)).getTimezoneOffset() !== 0)) dateTells(timeZone)
  else if (before === undefined) delete process.env['TZ']
  else process.env['TZ'] = before
}
