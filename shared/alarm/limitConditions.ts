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

/** What is wrong with an incident's limits from one moment on, until time alone changes it. Epoch ms. */
interface LimitsOfIncident {
  readonly from: number
  /** The first moment at which it is no longer so; null when time changes nothing any more. */
  readonly until: number | null
  readonly conditions: readonly Condition[]
}

/** An incident is never changed but replaced, so what was found of it holds until its time: thousands are looked at with each fact. */
const found = new WeakMap<Incident, LimitsOfIncident>()

/**
 * What is wrong with limits at `now` (epoch ms). An incident has one alarm of missed limits, of the last stage whose limit
 * passed, however many did: nobody coming is one cause. While that stands no further limit of it is said to come due.
 */
export function limitConditions(incidents: Iterable<Incident>, now: number): Condition[] {
  const conditions: Condition[] = []
  for (const incident of incidents) for (const condition of limitsOf(incident, now).conditions) conditions.push(condition)
  return conditions
}

/** The next moment after `now` (epoch ms) at which `limitConditions` would say something new; null when nothing runs. */
export function nextLimitAt(incidents: Iterable<Incident>, now: number): number | null {
  let next: number | null = null
  for (const incident of incidents) {
    const { until } = limitsOf(incident, now)
    if (until !== null && (next === null || until < next)) next = until
  }
  return next
}

function limitsOf(incident: Incident, now: number): LimitsOfIncident {
  const held = found.get(incident)
  if (held !== undefined && now >= held.from && (held.until === null || now < held.until)) return held
  const made = isActive(incident) ? limitsAt(incident, now) : { from: -Infinity, until: null, conditions: [] }
  found.set(incident, made)
  return made
}

function limitsAt(incident: Incident, now: number): LimitsOfIncident {
  const clocks = responseClock(incident, now)
  const dueSoonAt = (limitMs: number): number => Math.ceil(incident.startedAt + limitMs * DUE_SOON_SHARE)
  const changes = clocks.flatMap(({ state, limitAt, limitMs }) =>
    state === 'open' ? [dueSoonAt(limitMs)] : state === 'dueSoon' ? [limitAt + 1] : [])
  const until = changes.length === 0 ? null : Math.min(...changes)
  const details = { grid: incident.grid, incident: incident.id, level: incident.level }
  const missed = clocks.filter(({ state }) => state === 'missed').at(-1)
  const due = clocks.find(({ state }) => state === 'dueSoon')
  if (missed !== undefined) return { from: now, until, conditions: [conditionOf('limitMissed', incident.id, missed.limitAt, { ...details, stage: missed.stage })] }
  if (due === undefined) return { from: now, until, conditions: [] }
  return { from: now, until, conditions: [conditionOf('limitDueSoon', incident.id, dueSoonAt(due.limitMs), { ...details, stage: due.stage })] }
}

/** Handovers of incidents that wait for their acknowledgement. */
export function handoversOf(incidents: Iterable<Incident>): OverdueHandover[] {
  const waiting: OverdueHandover[] = []
  for (const incident of incidents) {
    const handover = openHandover(incident)
    if (handover?.acknowledgeBy == null) continue
    waiting.push({ id: `${incident.id}:${handover.seq}`, incident: incident.id, dueAt: handover.acknowledgeBy })
  }
  return waiting
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
