import { computed, shallowRef, watch } from 'vue'
import type { ReviewIncidentsBody } from '../../shared/protocol/timingSchemas.ts'
import { fetchIncidentSpan, ReviewFailed } from './api.ts'
import { replayedDrills } from './choices.ts'
import { ownNow } from './ownNow.ts'
import { fetchIncidents, fetchSpaces, NotAnswered } from './timing/fetchTiming.ts'

/** Incidents the chooser lists besides those of the open stretch. */
const LISTED = 200

/** What the record has to be chosen from: its drills, and the newest incidents of the space that is open. */
export function useChoices(space: () => string) {
  const spaces = shallowRef<Awaited<ReturnType<typeof fetchSpaces>>['spaces']>([])
  const incidents = shallowRef<ReviewIncidentsBody['incidents']>([])
  const failed = shallowRef(false)
  const drills = computed(() => replayedDrills(spaces.value, Math.floor(ownNow())))

  async function load<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof NotAnswered) && !(error instanceof ReviewFailed)) throw error
      failed.value = true
      return null
    }
  }

  /** The list is in order of the reports: its end holds the newest ones. */
  async function newest(of: string): Promise<ReviewIncidentsBody['incidents']> {
    const asked = new URLSearchParams({ space: of })
    const { count, incidents: first } = await fetchIncidents(asked)
    if (count <= first.length) return first
    asked.set('skip', String(count - LISTED))
    return (await fetchIncidents(asked)).incidents
  }

  async function refresh(): Promise<void> {
    failed.value = false
    const found = await load(fetchSpaces)
    if (found !== null) spaces.value = found.spaces
    const of = space()
    const listed = found?.spaces.some((each) => each.space === of) === true ? await load(() => newest(of)) : null
    if (of === space()) incidents.value = (listed ?? []).filter(({ handling }) => handling === 1).reverse()
  }

  watch(space, () => void refresh(), { immediate: true })
  return { drills, incidents, failed, refresh, spanOf: (incident: string) => load(() => fetchIncidentSpan(incident)) }
}
