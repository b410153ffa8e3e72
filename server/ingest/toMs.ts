const LEAP_SECOND = /:60(?=[.Zz+-])/
const HOUR_OFFSET = /([+-]\d\d)$/
const SECOND_MS = 1_000

/**
 * A moment of the public contract (RFC 3339 with offset, or epoch ms; already checked) as epoch ms. An offset may be
 * hours alone (`+08`); a leap second, which no clock here counts, is the second after it.
 */
export function toMs(moment: string | number): number {
  if (typeof moment === 'number') return moment
  const ms = Date.parse(moment.replace(LEAP_SECOND, ':59').replace(HOUR_OFFSET, '$1:00'))
  return LEAP_SECOND.test(moment) ? ms + SECOND_MS : ms
}
