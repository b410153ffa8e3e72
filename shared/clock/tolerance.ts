/** A time further ahead of the server's clock than this is from the future (STALE-3), ms. */
export const FUTURE_TOLERANCE_MS = 5_000

/** Is `at` further ahead of `now` than clocks may differ? Both epoch ms. */
export function isFuture(at: number, now: number): boolean {
  return at > now + FUTURE_TOLERANCE_MS
}
