/** STALE-1: `late` after 2 × the expected interval, `lost` after 5 ×; `never` when nothing was ever heard. */
export type Freshness = 'never' | 'fresh' | 'late' | 'lost'

export const LATE_AFTER_INTERVALS = 2
export const LOST_AFTER_INTERVALS = 5

/** Freshness of what was measured at `at` (epoch ms, 0 for never) at `now`, expected every `intervalMs`. */
export function freshness(at: number, now: number, intervalMs: number): Freshness {
  if (at === 0) return 'never'
  const ageMs = now - at
  if (ageMs > intervalMs * LOST_AFTER_INTERVALS) return 'lost'
  return ageMs > intervalMs * LATE_AFTER_INTERVALS ? 'late' : 'fresh'
}
