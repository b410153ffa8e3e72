import { storeToRefs } from 'pinia'
import { computed } from 'vue'
import { useLinkStore } from '../stores/link.ts'
import { blockedBy } from './blocked.ts'

/** Can anything be sent now? If not, why not (DESK-3). */
export function useSending() {
  const { state, health } = storeToRefs(useLinkStore())
  return { blocked: computed(() => blockedBy(state.value, health.value)) }
}
