import { openProposal, type Escalation, type EscalationState } from './escalation.ts'
import type { IncidentFactOf } from './facts.ts'
import { higher } from './response.ts'
import type { Incident } from './types.ts'

/** A further cause joins the proposal that is still undecided; otherwise a proposal begins. */
export function foldProposed(incident: Incident, { data, at, seq }: IncidentFactOf<'EscalationProposed'>): Incident {
  const open = openProposal(incident)
  if (open !== undefined) return changed(incident, open.seq, { causes: [...open.causes, data.cause], to: higher(open.to, data.to) })
  const proposal: Escalation = {
    seq, state: 'proposed', causes: [data.cause], proposedAt: at, from: data.from, to: data.to, decision: null, acknowledgeBy: null,
    limitMissed: false, acknowledged: null,
  }
  return { ...incident, escalations: [...incident.escalations, proposal] }
}

/** The proposal goes on with the causes that are left; with none it has lapsed, and keeps what it was made for. */
export function foldCauseLapsed(incident: Incident, { data }: IncidentFactOf<'EscalationCauseLapsed'>): Incident {
  const proposal = incident.escalations.find(({ seq }) => seq === data.escalation)
  const left = proposal?.causes.filter(({ why, stage }) => why !== 'limitMissed' || stage !== data.stage) ?? []
  return changed(incident, data.escalation, left.length === 0 ? { state: 'lapsed' } : { causes: left })
}

export function foldDeclined(incident: Incident, { data, at, by }: IncidentFactOf<'EscalationDeclined'>): Incident {
  return changed(incident, data.escalation, { state: 'declined', decision: { at, by, reason: data.reason } })
}

/** Handing up further takes the place of a handover that nobody acknowledged. */
export function foldHandedOver(incident: Incident, { data, at, by }: IncidentFactOf<'HandoverStarted'>): Incident {
  const { from, to, reason, limitMs } = data
  const superseded = withState(incident, ['handedOver'], 'superseded')
  return changed(superseded, data.escalation, { state: 'handedOver', from, to, decision: { at, by, reason }, acknowledgeBy: at + limitMs })
}

/** From the acknowledgement on the receiver leads; until then whoever handed over still does. */
export function foldAcknowledged(incident: Incident, { data, at, by }: IncidentFactOf<'HandoverAcknowledged'>): Incident {
  return { ...changed(incident, data.escalation, { state: 'acknowledged', acknowledged: { at, by } }), lead: data.to }
}

export function foldHandoverMissed(incident: Incident, { data }: IncidentFactOf<'HandoverLimitMissed'>): Incident {
  return changed(incident, data.escalation, { limitMissed: true })
}

/** What is in one of `states` has lapsed. */
export function lapse(incident: Incident, states: readonly EscalationState[]): Incident {
  return withState(incident, states, 'lapsed')
}

function withState(incident: Incident, states: readonly EscalationState[], state: EscalationState): Incident {
  if (!incident.escalations.some((each) => states.includes(each.state))) return incident
  return { ...incident, escalations: incident.escalations.map((each) => (states.includes(each.state) ? { ...each, state } : each)) }
}

function changed(incident: Incident, seq: number, over: Partial<Escalation>): Incident {
  return { ...incident, escalations: incident.escalations.map((each) => (each.seq === seq ? { ...each, ...over } : each)) }
}
