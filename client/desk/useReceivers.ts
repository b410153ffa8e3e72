import { shallowRef, toValue, watch, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import type { Lead } from '../../shared/incident/response.ts'
import { ask } from '../link/ask.ts'

/** Is there nobody who could acknowledge a handover to `lead`? Asked anew whenever the lead changes; false while nobody has answered. */
export function useNobodyFor(lead: MaybeRefOrGetter<Lead | null>): Readonly<ShallowRef<boolean>> {
  const nobody = shallowRef(false)
  watch(() => toValue(lead), async (wanted) => {
    nobody.value = false
    if (wanted === null) return
    const answer = await ask<Readonly<Record<Lead, number>>>('GET', '/receivers')
    if (answer.ok && toValue(lead) === wanted) nobody.value = answer.body[wanted] === 0
  }, { immediate: true })
  return nobody
}
