import { responseClock } from '../clock/responseClock.ts'
import { DUE_SOON_SHARE } from '../clock/stages.ts'
import type { IncidentId } from '../ids.ts'
import { openHandover } from '../incident/escalation.ts'
import { isActive, type Incident } from '../incident/types.ts'
import { conditionOf, type Condition } from './condition.ts'

/** A handover whose acknowledgement is overdue, as the caller knows it (ESC-1). `dueAt` epoch ms. */
export interface OverdueHandover {
  readonly id: string
  readonly incident: IncidentId
  readonly dueAt: number
}

/**
 * What is wrong with limits at `now` (epoch ms). An incident has one alarm of missed limits, of the last stage whose limit
 * passed, however many did: nobody coming is one cause. While that stands no further limit of it is said to come due.
 */
export function limitConditions(incidents: Iterable<Incident>, now: number): Condition[] {
  const conditions: Condition[] = []
  for (const incident of incidents) {
    if (!isActive(incident)) continue
    const clocks = responseClock(incident, now)
    const details = { grid: incident.grid, incident: incident.id, level: incident.level }
    const missed = clocks.filter(({ state }) => state === 'missed').at(-1)
    const due = clocks.find(({ state }) => state === 'dueSoon')
    if (missed !== undefined) conditions.push(conditionOf('limitMissed', incident.id, missed.limitAt, { ...details, stage: missed.stage }))
    if (due === undefined || missed !== undefined) continue
    const since = Math.ceil(incident.startedAt + due.limitMs * DUE_SOON_SHARE)
    conditions.push(conditionOf('limitDueSoon', incident.id, since, { ...details, stage: due.stage }))
  }
  return conditions
}

/** The next moment after `now` (epoch ms) at which `limitConditions` would say something new; null when nothing runs. */
export function nextLimitAt(incidents: Iterable<Incident>, now: number): number | null {
  let next: number | null = null
  for (const incident of incidents) {
    if (!isActive(incident)) continue
    for (const { state, limitAt, limitMs } of responseClock(incident, now)) {
      if (state !== 'open' && state !== 'dueSoon') continue
      const at = state === 'open' ? Math.ceil(incident.startedAt + limitMs * DUE_SOON_SHARE) : limitAt + 1
      if (next === null || at < next) next = at
    }
  }
  return next
}

/** Handovers of incidents that wait for their acknowledgement. */
export function handoversOf(incidents: Iterable<Incident>): OverdueHandover[] {
  return [...incidents].flatMap((incident) => {
    const handover = openHandover(incident)
    return handover?.acknowledgeBy == null ? [] : [{ id: `${incident.id}:${handover.seq}`, incident: incident.id, dueAt: handover.acknowledgeBy }]
  })
}

/** Handovers whose own limit has passed unacknowledged at `now`; one exactly at it has not. */
export function handoverConditions(
  handovers: readonly OverdueHandover[], incidents: ReadonlyMap<IncidentId, Incident>, now: number,
): Condition[] {
  return handovers.filter(({ dueAt }) => now > dueAt).map(({ id, incident: incidentId, dueAt }) => {
    const incident = incidents.get(incidentId)
    return conditionOf('handoverUnacknowledged', id, dueAt, {
      incident: incidentId, grid: incident?.grid ?? null, level: incident?.level ?? null,
    })
  })
}
