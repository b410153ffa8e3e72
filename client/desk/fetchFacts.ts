import type { Space } from '../../shared/fact.ts'
import type { IncidentId } from '../../shared/ids.ts'
import type { IncidentFact } from '../../shared/incident/facts.ts'
import { attendance } from '../keyboard/attended.ts'

interface Page {
  readonly facts: readonly IncidentFact[]
  readonly next: number | null
}

/** Facts of an incident of `space` after `seq` from the record, all pages; null when they cannot be had. Never throws. */
export async function fetchFacts(incidentId: IncidentId, space: Space, after: number, signal: AbortSignal): Promise<IncidentFact[] | null> {
  const facts: IncidentFact[] = []
  let seq: number | null = after
  try {
    while (seq !== null) {
      const response = await fetch(`/api/v1/incidents/${encodeURIComponent(incidentId)}/facts?after=${seq}${space === 'live' ? '' : `&space=${space}`}`, { signal, headers: attendance() })
      if (!response.ok) return null
      const page = (await response.json()) as Page
      facts.push(...page.facts)
      seq = page.next
    }
    return facts
  } catch {
    return null
  }
}
