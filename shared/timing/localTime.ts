import { wallMs } from '../site/wallClock.ts'

const MINUTE_MS = 60_000
const SECOND_MS = 1_000

/** Day and hour of an instant, as clocks at a place say them. */
export interface LocalTime {
  /** `YYYY-MM-DD`. */
  readonly day: string
  /** 0–23. */
  readonly hour: number
}

/** Day and hour of `at` (epoch ms) in the IANA zone. @throws RangeError for a zone that does not exist */
export function localTime(at: number, timeZone: string): LocalTime {
  const wall = new Date(wallMs(at, timeZone))
  return { day: wall.toISOString().slice(0, 10), hour: wall.getUTCHours() }
}

/**
 * `at` (epoch ms) at the zone with its offset written out: 2026-11-24T10:00:00+08:00; milliseconds only where there are any (EXPORT-1).
 */
export function offsetTime(at: number, timeZone: string): string {
  const whole = Math.floor(at / SECOND_MS) * SECOND_MS
  const wall = wallMs(whole, timeZone)
  const minutes = Math.round((wall - whole) / MINUTE_MS)
  const two = (figure: number): string => String(figure).padStart(2, '0')
  const rest = Math.round(at - whole)
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
  return `${new Date(wall).toISOString().slice(0, 19)}${fraction}${offset}`
}

const DAY_MS = 86_400_000

/** ISO week of a day `YYYY-MM-DD`: `2026-W48`. */
export function isoWeek(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  const weekday = (new Date(at).getUTCDay() + 6) % 7
  const thursday = new Date(at + (3 - weekday) * DAY_MS)
  const yearStart = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  return `${thursday.getUTCFullYear()}-W${String(1 + Math.floor((thursday.getTime() - yearStart) / (7 * DAY_MS))).padStart(2, '0')}`
}
