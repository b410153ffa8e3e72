const SECOND_MS = 1_000
const MINUTE_S = 60
const HOUR_S = 3_600
const DAY_S = 86_400

/** `m:ss`, from an hour on `h:mm:ss`, of `ms` ≥ 0, seconds rounded down. */
export function clockFigure(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / SECOND_MS)
  const hours = Math.floor(seconds / HOUR_S)
  const minutes = Math.floor(seconds / MINUTE_S) % MINUTE_S
  const tail = `${String(seconds % MINUTE_S).padStart(2, '0')}`
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}

/**
 * What is left of a limit, `+` once it has passed. Both sides are rounded away from the limit, so that `0:00` stands
 * for the limit itself and `+0:01` begins the moment it is missed (CLOCK-2).
 */
export function remainingFigure(remainingMs: number): string {
  const figure = clockFigure(Math.ceil(Math.abs(remainingMs) / SECOND_MS) * SECOND_MS)
  return remainingMs < 0 ? `+${figure}` : figure
}

/** A message and its figures, for `t`. */
export interface DurationText {
  readonly key: 'duration.days' | 'duration.hours' | 'duration.minutes' | 'duration.seconds'
  readonly figures: Readonly<Record<string, number>>
}

/** An age or duration in words: 12秒, 2分14秒, 3时5分, 2天1时. Rounded down. */
export function durationText(ms: number): DurationText {
  const seconds = Math.floor(Math.max(0, ms) / SECOND_MS)
  if (seconds < MINUTE_S) return { key: 'duration.seconds', figures: { s: seconds } }
  if (seconds < HOUR_S) return { key: 'duration.minutes', figures: { m: Math.floor(seconds / MINUTE_S), s: seconds % MINUTE_S } }
  if (seconds < DAY_S) {
    return { key: 'duration.hours', figures: { h: Math.floor(seconds / HOUR_S), m: Math.floor(seconds / MINUTE_S) % MINUTE_S } }
  }
  return { key: 'duration.days', figures: { d: Math.floor(seconds / DAY_S), h: Math.floor(seconds / HOUR_S) % 24 } }
}
