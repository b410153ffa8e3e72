import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { IncidentFact } from '../../shared/incident/facts.ts'
import type { Incident } from '../../shared/incident/types.ts'
import { useBoardStore } from '../stores/board.ts'
import { useLinkStore } from '../stores/link.ts'
import { fetchFacts } from './fetchFacts.ts'
import { timelineOfFacts } from './recordTimeline.ts'
import { timelineOf } from './timeline.ts'

/**
 * The course of an incident: from the record, asked for more whenever the board's copy changes. While the record cannot be had
 * it is what the board still knows, and `fromRecord` says so (TIMELINE-1).
 */
export function useTimeline(incident: Ref<Incident>) {
  const link = useLinkStore()
  const boards = useBoardStore()
  const facts = shallowRef<readonly IncidentFact[] | null>(null)
  /** Of those merged into it, asked for anew with each merging. */
  const absorbed = shallowRef<readonly IncidentFact[]>([])
  let asked: AbortController | null = null
  let factsOf = ''
  let absorbedOf = ''

  async function ask(): Promise<void> {
    const { id, absorbed: others } = incident.value
    asked?.abort()
    asked = new AbortController()
    const { signal } = asked
    if (factsOf !== id) facts.value = null
    factsOf = id
    const more = await fetchFacts(id, boards.space, facts.value?.at(-1)?.seq ?? 0, signal)
    if (signal.aborted) return
    facts.value = more === null ? null : [...(facts.value ?? []), ...more]
    const mergings = `${id} ${others.length}`
    if (absorbedOf === mergings) return
    const theirs = await Promise.all([...new Set(others)].map((other) => fetchFacts(other, boards.space, 0, signal)))
    if (signal.aborted) return
    absorbed.value = theirs.flatMap((one) => one ?? [])
    absorbedOf = theirs.includes(null) ? '' : mergings
  }

  watch([incident, () => link.state], ([, state]) => {
    if (state === 'live') void ask()
    else {
      asked?.abort()
      facts.value = null
    }
  }, { immediate: true })
  onScopeDispose(() => asked?.abort())

  return {
    fromRecord: computed(() => facts.value !== null),
    entries: computed(() => {
      if (facts.value !== null) return timelineOfFacts(facts.value, absorbed.value)
      return timelineOf(incident.value, [...new Set(incident.value.absorbed)].flatMap((id) => boards.board.incidents.get(id) ?? []))
    }),
  }
}
