import { wallMs } from './wallClock.ts'

const FORM = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{1,2}):(\d{2})$/

/** `YYYY-MM-DD HH:MM` at the site, of epoch ms. */
export function momentText(at: number, timeZone: string): string {
  return new Date(wallMs(at, timeZone)).toISOString().slice(0, 16).replace('T', ' ')
}

/** Epoch ms of `YYYY-MM-DD HH:MM` at the site; null for no such minute there, as when the clocks skip it. */
export function momentOfText(text: string, timeZone: string): number | null {
  const [, year, month, day, hour, minute] = FORM.exec(text.trim()) ?? []
  if (minute === undefined) return null
  const wanted = `${year}-${month}-${day} ${hour!.padStart(2, '0')}:${minute}`
  const asUtc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute))
  const first = asUtc - (wallMs(asUtc, timeZone) - asUtc)
  return [first, first - (wallMs(first, timeZone) - asUtc)].find((at) => momentText(at, timeZone) === wanted) ?? null
}
