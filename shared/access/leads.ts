import { LEADS, type Lead } from '../incident/response.ts'
import type { PersonRole } from './roles.ts'

/**
 * For whom a role acknowledges a handover (ESC-3). ASSUMPTION: duty leaders act for the grids and the office headquarters they sit
 * in; for the management committee and the city acts only whose account says so, as neither sits here.
 */
const ROLE_LEADS: Readonly<Partial<Record<PersonRole, readonly Lead[]>>> = { leader: ['grid', 'office'] }

/** Whom an account of this role may act for, in the order of leads; `own`: what the account itself was given. */
export function leadsOf(role: PersonRole, own: readonly Lead[]): readonly Lead[] {
  return LEADS.filter((lead) => own.includes(lead) || ROLE_LEADS[role]?.includes(lead) === true)
}
