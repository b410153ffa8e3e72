import { computed } from 'vue'
import { useBoardStore } from '../stores/board.ts'
import { useSiteStore } from '../stores/site.ts'

/** Is anything known yet? Before the first board and the site are here a panel says so instead of showing zeros. */
export function useReady() {
  const board = useBoardStore()
  const sites = useSiteStore()
  return computed(() => board.received && sites.site !== null)
}
