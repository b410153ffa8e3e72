import { storeToRefs } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Incident } from '../../shared/incident/types.ts'
import { useBoardStore } from '../stores/board.ts'

const KEPT_AS = 'drill.seenLive'

/** Names a handling of an incident: reopened it breaks through again. */
function nameOf({ id, handling }: Pick<Incident, 'id' | 'handling'>): string {
  return `${id}:${handling}`
}

/**
 * Real incidents that nobody at this screen has acknowledged while it is in a drill's view: they stand over everything until
 * somebody does (DRILL-8). What was acknowledged is kept for as long as the window is open.
 */
export function useBreakthrough() {
  const { space, liveActive } = storeToRefs(useBoardStore())
  const seen = shallowRef<ReadonlySet<string>>(new Set(JSON.parse(sessionStorage.getItem(KEPT_AS) ?? '[]') as string[]))
  const unseen = computed(() => (space.value === 'live' ? [] : liveActive.value.filter((incident) => !seen.value.has(nameOf(incident)))))

  function acknowledge(): void {
    seen.value = new Set([...seen.value, ...unseen.value.map(nameOf)])
    sessionStorage.setItem(KEPT_AS, JSON.stringify([...seen.value]))
  }

  return { unseen, acknowledge }
}
