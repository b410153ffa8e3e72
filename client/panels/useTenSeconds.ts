import { computed } from 'vue'
import { useClockStore } from '../stores/clock.ts'

const TEN_SECONDS_MS = 10_000

/** Server time floored to ten seconds, epoch ms: statistics of a day need not be drawn anew each second. */
export function useTenSeconds() {
  const clock = useClockStore()
  return computed(() => Math.floor(clock.second / TEN_SECONDS_MS) * TEN_SECONDS_MS)
}
