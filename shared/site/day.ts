/**
 * The site's calendar day of `at` (epoch ms) as `YYYYMMDD`, in the IANA zone `timeZone`.
 * @throws RangeError for a zone that does not exist
 */
export function siteDay(at: number, timeZone: string): string {
  const parts = formatOf(timeZone).formatToParts(at)
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? ''
  return `${part('year')}${part('month')}${part('day')}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(timeZone, format)
  return format
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Is it a day of the calendar, `YYYY-MM-DD`? There is no 30th of February. */
export function isDay(text: string): boolean {
  const at = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
