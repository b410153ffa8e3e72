/** A moment of the public contract (RFC 3339 with offset, or epoch ms; already checked) as epoch ms. */
export function toMs(moment: string | number): number {
  return typeof moment === 'number' ? moment : Date.parse(moment)
}
