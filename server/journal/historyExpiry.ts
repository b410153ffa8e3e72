import type { Settings } from '../config/settings.ts'
import type { Clock, ReadingHistory } from '../ports.ts'

const SECOND_MS = 1_000
const HOUR_MS = 3_600_000

type Ages = Pick<Settings, 'HISTORY_KEEP_HOURS' | 'HISTORY_FULL_HOURS' | 'HISTORY_THIN_SECONDS'>

/** Thins and expires the readings' history by age, at the start and then every hour. Returns a way to stop it. */
export function startHistoryExpiry(history: ReadingHistory, clock: Clock, ages: Ages, onError: (error: unknown) => void): () => void {
  let cancel = (): void => {}
  let stopped = false
  const run = (): void => {
    const now = clock.now()
    const rule = {
      before: now - ages.HISTORY_KEEP_HOURS * HOUR_MS,
      thinBefore: now - ages.HISTORY_FULL_HOURS * HOUR_MS,
      everyMs: ages.HISTORY_THIN_SECONDS * SECOND_MS,
    }
    history.expire(rule).catch(onError).finally(() => {
      if (!stopped) cancel = clock.wakeAt(clock.now() + HOUR_MS, run)
    })
  }
  run()
  return () => {
    stopped = true
    cancel()
  }
}
