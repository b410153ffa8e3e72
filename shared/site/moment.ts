const FORM = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{1,2}):(\d{2})$/

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timeZone: string): Intl.DateTimeFormat {
  const made = formatters.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', {
    timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  })
  formatters.set(timeZone, made)
  return made
}

/** `YYYY-MM-DD HH:MM` at the site, of epoch ms. */
export function momentText(at: number, timeZone: string): string {
  const parts = Object.fromEntries(formatter(timeZone).formatToParts(at).map(({ type, value }) => [type, value]))
  return `${parts['year']}-${parts['month']}-${parts['day']} ${parts['hour']}:${parts['minute']}`
}

/** Epoch ms of `YYYY-MM-DD HH:MM` at the site; null for no such minute there, as when the clocks skip it. */
export function momentOfText(text: string, timeZone: string): number | null {
  const [, year, month, day, hour, minute] = FORM.exec(text.trim()) ?? []
  if (minute === undefined) return null
  const wanted = `${year}-${month}-${day} ${hour!.padStart(2, '0')}:${minute}`
  const asUtc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute))
  const shown = (at: number): number => Date.parse(`${momentText(at, timeZone).replace(' ', 'T')}Z`)
  const first = asUtc - (shown(asUtc) - asUtc)
  return [first, first - (shown(first) - asUtc)].find((at) => momentText(at, timeZone) === wanted) ?? null
}
