import type { PersonRole } from '../access/roles.ts'
import type { IncidentId } from '../ids.ts'

/** Somebody at a desk and the incident on its screen. Never a fact: who only looks leaves nothing in the record (PRESENCE-1). */
export interface Viewer {
  /** Id of the account: a desk or an office, never a person's name. */
  readonly id: string
  readonly role: PersonRole
  readonly incidentId: IncidentId
}

/**
 * ASSUMPTION: who has not been heard for so long looks no longer, ms. A desk says what it looks at with every beat, so three lost
 * ones are a dead link, long before the socket notices.
 */
export const VIEWER_STAYS_MS = 3_500

/** Who else than `own` looks at an incident, each account once, by id; an account at two desks is one. */
export function othersLookingAt(viewers: readonly Viewer[], incidentId: IncidentId, own: string | null): Viewer[] {
  return viewers.filter((viewer) => viewer.incidentId === incidentId && viewer.id !== own)
}
