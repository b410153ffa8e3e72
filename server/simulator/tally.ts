/** Counts what was not taken, and says so in one line now and then. */
export interface Tally {
  count(what: string, times?: number): void
  /** Logs the counts if there are any and the last line is old enough; `now` in epoch ms. */
  report(now: number): void
}

export const REPORT_EVERY_MS = 30_000

export function createTally(log: (line: string) => void): Tally {
  const counts = new Map<string, number>()
  let reportedAt = -Infinity
  return {
    count(what, times = 1) {
      counts.set(what, (counts.get(what) ?? 0) + times)
    },
    report(now) {
      if (counts.size === 0 || now - reportedAt < REPORT_EVERY_MS) return
      log(`simulator: not taken: ${[...counts].map(([what, times]) => `${what} ×${times}`).join(', ')}`)
      counts.clear()
      reportedAt = now
    },
  }
}
