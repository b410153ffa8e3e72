import { computed, inject, shallowRef, watch, type ShallowRef } from 'vue'
import type { OutagesBody } from '../../shared/protocol/outageSchemas.ts'
import { ask } from '../link/ask.ts'
import { LED_CLOCK, useClockStore } from '../stores/clock.ts'

const MINUTE_MS = 60_000

/**
 * Since when the camera or platform that is out the longest is so, epoch ms, asked for every minute while it is `wanted`; null for none, while
 * nobody answers, and in a replay, where it is not known (CAMERA-5).
 */
export function useLongestOut(wanted: () => boolean): Readonly<ShallowRef<number | null>> {
  const since = shallowRef<number | null>(null)
  const clock = useClockStore()
  if (inject(LED_CLOCK, null) !== null) return since
  const minute = computed(() => (wanted() ? Math.floor(clock.serverSecond / MINUTE_MS) : null))
  watch(minute, async (asked) => {
    const to = Math.floor(clock.serverNow())
    const came = asked === null ? null : await ask<OutagesBody>('GET', `/outages?from=${to - 1}&to=${to}`)
    const first = came?.ok === true ? Math.min(...came.body.standing.platforms.map(({ lostAt }) => lostAt), ...came.body.standing.byUpstream.map(({ from }) => from)) : Infinity
    since.value = first === Infinity ? null : first
  }, { immediate: true })
  return since
}
