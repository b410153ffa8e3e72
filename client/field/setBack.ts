/** Less than this is no setting of a clock but its ordinary drift and rounding, ms. */
const SET_BACK_MS = 1_000

/**
 * Tells at each call how far the phone's own clock was set back since the last one, ms, else 0: the difference to the server's is
 * then that much more (FIELD-3). `wall`: the phone's clock; `steady`: one that nobody sets, which may stand still while the phone
 * sleeps. So a clock set forward looks like a phone that slept; only the next measurement tells.
 */
export function watchSetBack(wall: () => number, steady: () => number): () => number {
  let apart = wall() - steady()
  return () => {
    const before = apart
    apart = wall() - steady()
    return before - apart >= SET_BACK_MS ? before - apart : 0
  }
}
