import { storeToRefs } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Incident } from '../../shared/incident/types.ts'
import { pageStorage } from '../pageStorage.ts'
import { useBoardStore } from '../stores/board.ts'
import { useDrillPost } from './drillPost.ts'

const KEPT_AS = 'drill.seenLive'

/** Names a handling of an incident: reopened it breaks through again. */
function nameOf({ id, handling }: Pick<Incident, 'id' | 'handling'>): string {
  return `${id}:${handling}`
}

/**
 * Real incidents that nobody at this screen has acknowledged while it is in a drill's view, or where a drill under way is run
 * from: they stand over everything until somebody does (DRILL-8). What was acknowledged is kept for as long as the window is open.
 */
export function useBreakthrough() {
  const { space, liveActive, drillsUnderWay } = storeToRefs(useBoardStore())
  const { leave } = storeToRefs(useDrillPost())
  const seen = shallowRef<ReadonlySet<string>>(new Set(JSON.parse(pageStorage()?.getItem(KEPT_AS) ?? '[]') as string[]))
  const inDrill = computed(() => space.value !== 'live' || (leave.value !== null && drillsUnderWay.value.length > 0))
  const unseen = computed(() => (!inDrill.value ? [] : liveActive.value.filter((incident) => !seen.value.has(nameOf(incident)))))

  function acknowledge(): void {
    seen.value = new Set([...seen.value, ...unseen.value.map(nameOf)])
    pageStorage()?.setItem(KEPT_AS, JSON.stringify([...seen.value]))
  }

  return { unseen, acknowledge }
}
