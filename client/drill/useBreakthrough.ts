import { storeToRefs } from 'pinia'
import { computed } from 'vue'
import { useSeenHandlings } from '../seenHandlings.ts'
import { useBoardStore } from '../stores/board.ts'
import { useDrillPost } from './drillPost.ts'

/**
 * Real incidents that nobody at this screen has acknowledged while it is in a drill's view, or where a drill under way is run
 * from: they stand over everything until somebody does (DRILL-8). What was acknowledged is kept for as long as the window is open.
 */
export function useBreakthrough() {
  const { space, liveActive, drillsUnderWay } = storeToRefs(useBoardStore())
  const { leave } = storeToRefs(useDrillPost())
  const { isUnseen, see } = useSeenHandlings('drill.seenLive')
  const inDrill = computed(() => space.value !== 'live' || (leave.value !== null && drillsUnderWay.value.length > 0))
  const unseen = computed(() => (!inDrill.value ? [] : liveActive.value.filter(isUnseen)))

  function acknowledge(): void {
    see(unseen.value)
  }

  return { unseen, acknowledge }
}
