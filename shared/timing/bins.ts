/** Width of a bar of the distribution as a share of the limit, and how many there are before the one for all beyond. */
export const BIN_SHARE = 0.1
export const BINS = 20

/** The bar a time (ms) stands in: the tenth of its limit that it does not exceed; a time at the limit is within it (CLOCK-2). */
export function binOf(tookMs: number, limitMs: number): number {
  const place = Math.ceil((tookMs * BINS) / (limitMs * BINS * BIN_SHARE)) - 1
  return Math.min(BINS, Math.max(0, place))
}
