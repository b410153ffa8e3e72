const MINUTE = /^(\d{4}-\d{2}-\d{2})[ T](\d{1,2})[:：](\d{2})$/

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timeZone: string): Intl.DateTimeFormat {
  const made = formatters.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  formatters.set(timeZone, made)
  return made
}

/** `YYYY-MM-DD HH:mm` at the site, of epoch ms. */
export function momentText(at: number, timeZone: string): string {
  return formatter(timeZone).format(at)
}

/** The moment at the site that reads `YYYY-MM-DD HH:mm`, epoch ms; null for what is none, as in an hour the clocks skip. */
export function momentOfSite(text: string, timeZone: string): number | null {
  const match = MINUTE.exec(text.trim())
  if (match === null) return null
  const wanted = `${match[1]} ${match[2]!.padStart(2, '0')}:${match[3]}`
  const asUtc = (read: string): number => Date.parse(`${read.replace(' ', 'T')}:00Z`)
  const first = asUtc(wanted)
  if (Number.isNaN(first)) return null
  let at = first
  for (let tries = 0; tries < 2; tries += 1) at += first - asUtc(momentText(at, timeZone))
  return momentText(at, timeZone) === wanted ? at : null
}
