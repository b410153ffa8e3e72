import { currentClock, responseClock, type StageClock } from '../clock/responseClock.ts'
import { openHandover } from './escalation.ts'
import { LEVELS, type Level } from './kinds.ts'
import type { Lead, Measure } from './response.ts'
import { isActive, resolvedAt, type Incident } from './types.ts'

/** An incident being worked, with its clocks at one instant and the one headquarters works against. */
export interface QueuedIncident {
  readonly incident: Incident
  readonly clocks: readonly StageClock[]
  readonly current: StageClock
}

/**
 * Incidents being worked at `now` (epoch ms) by their next limit (QUEUE-1): so the longest overdue stands on top and whatever
 * is past its limit before what is not. Of one limit the graver level comes first.
 */
export function incidentQueue(incidents: Iterable<Incident>, now: number): QueuedIncident[] {
  const queue: QueuedIncident[] = []
  for (const incident of incidents) {
    if (!isActive(incident)) continue
    const clocks = responseClock(incident, now)
    const current = currentClock(clocks)
    if (current !== null) queue.push({ incident, clocks, current })
  }
  return queue.sort(byUrgency)
}

export function isOverdue({ current }: QueuedIncident): boolean {
  return current.state === 'missed'
}

function byUrgency(a: QueuedIncident, b: QueuedIncident): number {
  const time = a.current.limitAt - b.current.limitAt
  return time || gravity(a.incident.level) - gravity(b.incident.level) || (a.incident.id < b.incident.id ? -1 : 1)
}

/** The incident a wall looks at first: the most urgent one, or `byLevel` the gravest, among equals the most urgent; null of none. */
export function focused(queue: readonly QueuedIncident[], byLevel: boolean): QueuedIncident | null {
  const [urgent = null] = queue
  if (urgent === null || !byLevel) return urgent
  return queue.reduce((held, each) => (gravity(each.incident.level) < gravity(held.incident.level) ? each : held), urgent)
}

/** Gravest first, among equals the oldest. */
export function byGravity(a: Pick<Incident, 'level' | 'reportedAt'>, b: Pick<Incident, 'level' | 'reportedAt'>): number {
  return gravity(a.level) - gravity(b.level) || a.reportedAt - b.reportedAt
}

/** 0 for the gravest level. */
export function gravity(level: Level): number {
  return LEVELS.indexOf(level)
}

/** The gravest level of `incidents`; null of none. */
export function highestLevel(incidents: Iterable<Pick<Incident, 'level'>>): Level | null {
  let highest: Level | null = null
  for (const { level } of incidents) if (highest === null || gravity(level) < gravity(highest)) highest = level
  return highest
}

/**
 * What the strip “next to breach” shows in `slots` places (QUEUE-2): overdue ones first, but never so many that the
 * soonest one still within its limit is crowded out. With room for one alone it is the longest overdue.
 */
export function nextToBreach(queue: readonly QueuedIncident[], slots: number): QueuedIncident[] {
  const overdue = queue.filter(isOverdue)
  const within = queue.filter((queued) => !isOverdue(queued))
  const kept = Math.max(0, Math.min(overdue.length, Math.max(1, slots - Math.min(1, within.length))))
  return [...overdue.slice(0, kept), ...within].slice(0, slots)
}

/** The incident resolved last, whether closed since or not; null before the first. */
export function lastResolved(incidents: Iterable<Incident>): { readonly incident: Incident; readonly at: number } | null {
  let last: { incident: Incident; at: number } | null = null
  for (const incident of incidents) {
    if (incident.end?.how === 'cancelled' || incident.end?.how === 'merged') continue
    const at = resolvedAt(incident)
    if (at !== null && (last === null || at > last.at)) last = { incident, at }
  }
  return last
}

/** A handover nobody has acknowledged yet; `acknowledgeBy` epoch ms. */
export interface WaitingHandover {
  readonly incident: Incident
  readonly to: Lead
  readonly acknowledgeBy: number
}

/** Handovers waiting to be acknowledged, also of resolved incidents, the first due first (ESC-2). */
export function waitingHandovers(incidents: Iterable<Incident>): WaitingHandover[] {
  const waiting: WaitingHandover[] = []
  for (const incident of incidents) {
    const handover = openHandover(incident)
    if (handover?.acknowledgeBy != null) waiting.push({ incident, to: handover.to, acknowledgeBy: handover.acknowledgeBy })
  }
  return waiting.sort((a, b) => a.acknowledgeBy - b.acknowledgeBy)
}

/** What an incident's level calls for and nobody has said was done. */
export interface OpenMeasures {
  readonly incident: Incident
  readonly measures: readonly Measure[]
}

/** Incidents being worked whose level calls for what was not done yet, the gravest first, then the one called for first (LEVEL-3). */
export function openMeasures(incidents: Iterable<Incident>): OpenMeasures[] {
  const open: (OpenMeasures & { readonly calledAt: number })[] = []
  for (const incident of incidents) {
    const waiting = isActive(incident) ? incident.measures.filter(({ taken }) => taken === null) : []
    const [first] = waiting
    if (first !== undefined) open.push({ incident, measures: waiting.map(({ measure }) => measure), calledAt: first.calledAt })
  }
  return open.sort((a, b) => gravity(a.incident.level) - gravity(b.incident.level) || a.calledAt - b.calledAt)
}
