import type { Incident } from '../../shared/incident/types.ts'
import type { UnitId } from '../../shared/ids.ts'

/** The part of its number people say on the radio: `1123-019` of `20261123-019`; a drill's `演-001` is said whole. */
export function shortNumber(number: string): string {
  return /^\d/.test(number) && number.length > 'YYYY'.length ? number.slice('YYYY'.length) : number
}

/** A source as the page calls it: the simulator in words, whatever else says who it is by its own name. */
export function sourceName(t: (key: string) => string, source: string): string {
  return source === 'simulator' ? t('health.source.simulator') : source
}

/** Units that stamped any stage, in the order of their first stamp; null stands for headquarters. */
export function unitsAtWork(incident: Incident): (UnitId | null)[] {
  const stamps = Object.values(incident.stamps).flat().sort((a, b) => a.seq - b.seq)
  return [...new Set(stamps.map(({ unit }) => unit))]
}

/** A place without the explanation in brackets after it, for where there is little room. */
export function shortPlace(place: string): string {
  const short = place.replace(/\s*[（(][^（(]*[）)]?\s*$/u, '')
  return short === '' ? place : short
}

/** Width of a text in font sizes: an ideograph or a dot is as wide as it is high, a Latin letter or figure about half. */
export function widthInEm(text: string): number {
  let em = 0
  for (const character of text) em += /[\u25a0-\u25ff\u2e80-\u9fff\uff00-\uffef]/u.test(character) ? 1 : 0.5
  return em
}

/** Lines that words take one after another in `widthRem`, each whole, with a gap between two; a word wider than a line is broken into as many as it needs. */
export function linesOf(words: readonly string[], widthRem: number, gapRem: number): number {
  if (widthRem <= 0) return Infinity
  let [lines, left] = [0, 0]
  for (const word of words) {
    const width = widthInEm(word)
    if (lines > 0 && width <= left) left -= width + gapRem
    else {
      const own = Math.max(1, Math.ceil(width / widthRem))
      lines += own
      left = own * widthRem - width - gapRem
    }
  }
  return lines
}
