/** A share as `97.9%`, rounded down, so that what is under a line never reads as on it; `–` of nothing. */
export function percentOf(share: number | null): string {
  if (share === null) return '–'
  return `${(Math.floor(share * 1_000 + 1e-9) / 10).toFixed(1)}%`
}
