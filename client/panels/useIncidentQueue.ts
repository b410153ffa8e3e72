import { storeToRefs } from 'pinia'
import { computed } from 'vue'
import { incidentQueue } from '../../shared/incident/queue.ts'
import { useBoardStore } from '../stores/board.ts'
import { useClockStore } from '../stores/clock.ts'

/** The incidents being worked, with their clocks at this second. */
export function useIncidentQueue() {
  const { incidents } = storeToRefs(useBoardStore())
  const { second } = storeToRefs(useClockStore())
  return { queue: computed(() => incidentQueue(incidents.value, second.value)), second, incidents }
}
