const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

/** `mm:ss` of a time of the script, ms. */
export function spellAt(atMs: number): string {
  const seconds = Math.round(atMs / 1_000)
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}

/** A reading of a drill's clock, ms since its start, as records write it: `00:03:24`, milliseconds only where there are any. */
export function spellClock(ms: number): string {
  const two = (figure: number): string => String(Math.floor(figure)).padStart(2, '0')
  const rest = ms % SECOND_MS
  const whole = `${two(ms / HOUR_MS)}:${two((ms % HOUR_MS) / MINUTE_MS)}:${two((ms % MINUTE_MS) / SECOND_MS)}`
  return rest === 0 ? whole : `${whole}.${String(rest).padStart(3, '0')}`
}
