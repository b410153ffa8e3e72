/** `YYYY-MM-DD HH:mm:ss` at the site, of epoch ms. */
export function momentText(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { ...PARTS, timeZone }).format(at)
}

/** Epoch ms of a moment at the site, written as `momentText` writes it (seconds may be left out); null for anything else. */
export function momentOf(text: string, timeZone: string): number | null {
  const found = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?$/.exec(text.trim())
  if (found === null) return null
  const local = Date.parse(`${found[1]}T${found[2]}${found[3] ?? ':00'}Z`)
  if (Number.isNaN(local)) return null
  const first = local - offsetAt(local, timeZone)
  return local - offsetAt(first, timeZone)
}

const PARTS = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const

/** By how much a site's clocks are ahead of UTC at a moment, ms. */
function offsetAt(at: number, timeZone: string): number {
  const second = Math.floor(at / 1_000) * 1_000
  return Date.parse(`${momentText(second, timeZone).replace(' ', 'T')}Z`) - second
}
