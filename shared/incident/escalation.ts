import { ARTICLE_LIMITS_MS, type Stage } from '../clock/stages.ts'
import type { Level } from './kinds.ts'
import { higher, isAbove, leadAbove, type Lead } from './response.ts'

/** ASSUMPTION: whoever is handed an incident has as long to acknowledge it as headquarters has to respond to a report, ms. */
export const HANDOVER_LIMIT_MS = ARTICLE_LIMITS_MS.respond

/** Why an escalation is proposed: a limit was missed, or the level is one that somebody above leads. */
export interface EscalationCause {
  readonly why: 'limitMissed' | 'level'
  /** The stage missed; null of a level. */
  readonly stage: Stage | null
  /** Level in force then. */
  readonly level: Level
}

export const ESCALATION_STATES = ['proposed', 'declined', 'handedOver', 'acknowledged', 'superseded', 'lapsed'] as const
/** `superseded` by a handover further up, `lapsed` as there was nothing left to hand over. */
export type EscalationState = (typeof ESCALATION_STATES)[number]

/** A proposal to hand an incident up, and what became of it (ESC-1). */
export interface Escalation {
  /** Of the fact that proposed it: what a decision names it by. */
  readonly seq: number
  readonly state: EscalationState
  /** One cause is in one proposal, once; a further cause joins the proposal that is still undecided. */
  readonly causes: readonly EscalationCause[]
  readonly proposedAt: number
  readonly from: Lead
  readonly to: Lead
  readonly decision: { readonly at: number; readonly by: string; readonly reason: string } | null
  /** By when it has to be acknowledged, epoch ms; null unless it was handed over. */
  readonly acknowledgeBy: number | null
  /** Did that limit pass unacknowledged? */
  readonly limitMissed: boolean
  readonly acknowledged: { readonly at: number; readonly by: string } | null
}

interface Escalated {
  readonly lead: Lead
  readonly escalations: readonly Escalation[]
}

/** The proposal still to be decided, of which there is one at most. */
export function openProposal({ escalations }: Pick<Escalated, 'escalations'>): Escalation | undefined {
  return escalations.find(({ state }) => state === 'proposed')
}

/** The handover still to be acknowledged, of which there is one at most: walls show it until it is. */
export function openHandover({ escalations }: Pick<Escalated, 'escalations'>): Escalation | undefined {
  return escalations.find(({ state }) => state === 'handedOver')
}

/** Who leads now or, once acknowledged, next. */
function headingTo(incident: Escalated): Lead {
  return higher(incident.lead, openHandover(incident)?.to ?? incident.lead)
}

/** To whom a missed limit proposes to hand up: one above who leads or is being handed it; null above the city. */
export function upByLimit(incident: Escalated): Lead | null {
  return leadAbove(headingTo(incident))
}

/** To whom a level led by `lead` proposes to hand up; null when it is led from there already. */
export function upByLevel(incident: Escalated, lead: Lead): Lead | null {
  return isAbove(lead, headingTo(incident)) ? lead : null
}
