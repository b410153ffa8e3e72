import { responseClock } from '../clock/responseClock.ts'
import { leftOut } from '../clock/stageStatistics.ts'
import { handlingsOf, type Handling, type Incident } from './types.ts'

const HOUR_MS = 3_600_000
/** How far the wall's charts look back (as long as resolved incidents stay on the board). */
export const LOOK_BACK_HOURS = 24

/** Incidents reported in one hour. */
export interface HourCount {
  /** Epoch ms of the hour's start. */
  readonly startAt: number
  readonly reported: number
  /** Of them, those with a stage late or missed. */
  readonly breached: number
}

/** Incidents reported in the last 24 hours before `now` (epoch ms). */
export function reportedLastDay(incidents: Iterable<Incident>, now: number): Incident[] {
  return [...incidents].filter(({ reportedAt }) => reportedAt > now - LOOK_BACK_HOURS * HOUR_MS && reportedAt <= now)
}

/** Handlings that began in the last 24 hours before `now` (epoch ms): what statistics are of (CLOCK-6). */
export function handlingsLastDay(incidents: Iterable<Incident>, now: number): Handling[] {
  return [...incidents]
    .flatMap(handlingsOf)
    .filter(({ startedAt }) => startedAt > now - LOOK_BACK_HOURS * HOUR_MS && startedAt <= now)
}

/**
 * The reports of the last 24 hours before `now` (epoch ms) by hour of the clock, oldest first: the running hour last, and first what
 * of the hour a day ago is not a day old yet, so that together they are `reportedLastDay`, which the queue says.
 */
export function incidentsByHour(incidents: Iterable<Incident>, now: number): HourCount[] {
  const first = Math.floor(now / HOUR_MS) - LOOK_BACK_HOURS
  const counts = Array.from({ length: LOOK_BACK_HOURS + 1 }, (_, i) => ({ startAt: (first + i) * HOUR_MS, reported: 0, breached: 0 }))
  for (const incident of reportedLastDay(incidents, now)) {
    const count = counts[Math.floor(incident.reportedAt / HOUR_MS) - first]!
    count.reported += 1
    if (hasBreached(incident, now)) count.breached += 1
  }
  return counts
}

/** Was any stage of any handling late or missed by `now`? One that was cancelled or merged counts for nothing, as in CLOCK-6. */
export function hasBreached(incident: Incident, now: number): boolean {
  return handlingsOf(incident)
    .filter((handling) => leftOut(handling) === null)
    .some((handling) => responseClock(handling, now).some(({ state }) => state === 'late' || state === 'missed'))
}
