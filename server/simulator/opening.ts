import { MINUTE_MS, STAGES, type Stage, type StageLimits } from '../../shared/clock/stages.ts'
import type { IncidentId } from '../../shared/ids.ts'
import type { LonLat } from '../../shared/incident/types.ts'
import { planRest, type StagePlan } from './handling.ts'
import { begin, MOST_OPEN, type Incidents } from './incidents.ts'
import type { Plane } from './plane.ts'

const HOUR_MS = 60 * MINUTE_MS

/** An incident of an earlier run of the simulator, as the server still holds it. */
export interface KnownIncident {
  readonly incidentId: IncidentId
  readonly position: LonLat
  readonly reportedAt: number
  readonly stamped: readonly Stage[]
}

/** How many incidents of the last day are told at the first start. */
const HISTORY_COUNT = [18, 24] as const
/** They were reported between these ages, ms: within what the server takes, and old enough to be over. */
const HISTORY_AGE_MS = { oldest: 23.5 * HOUR_MS, youngest: 1.25 * HOUR_MS } as const
/** With this many of an earlier run's on the board the day needs no history. */
const HISTORY_ENOUGH = 10

/** An incident that is under way at the start: its age, and how long its stages take, as shares of limits. */
interface Opening {
  readonly age: { readonly of: Stage; readonly share: number }
  readonly took: Readonly<Record<Stage, number>>
  /** Of level I or II, so that a plan runs for it. */
  readonly grave?: boolean
}

/** The usual mix of a wall: one past its last limit, one at work, one about to miss its second limit, one just reported. */
const OPENINGS: readonly Opening[] = [
  { age: { of: 'resolve', share: 1.12 }, took: { respond: 0.5, dispatch: 0.7, arrive: 0.75, resolve: 1.45 } },
  { age: { of: 'resolve', share: 0.4 }, took: { respond: 0.6, dispatch: 0.8, arrive: 0.85, resolve: 0.75 }, grave: true },
  { age: { of: 'dispatch', share: 0.92 }, took: { respond: 0.7, dispatch: 1.08, arrive: 0.85, resolve: 0.6 } },
  { age: { of: 'respond', share: 0.1 }, took: { respond: 0.5, dispatch: 0.6, arrive: 0.7, resolve: 0.5 } },
]

/**
 * Fills the day behind and the first minutes: a worked history, then incidents under way. What the server already holds
 * of an earlier run is worked on instead of told again.
 */
export function openDay(incidents: Incidents, plane: Plane, known: readonly KnownIncident[], now: number): void {
  const unresolved = known.filter(({ stamped }) => !stamped.includes('resolve'))
  for (const incident of unresolved) adopt(incidents, plane, incident, now)
  if (known.length - unresolved.length < HISTORY_ENOUGH) tellHistory(incidents, now)
  for (const opening of openingsBeside(unresolved.length)) {
    const reportedAt = Math.round(now - incidents.site.limits[opening.age.of] * opening.age.share)
    begin(incidents, reportedAt, planOf(opening, reportedAt, incidents.site.limits), opening.grave)
  }
}

/** As many as bring the wall to its usual mix, and one just reported at least, unless enough are open already. */
function openingsBeside(open: number): readonly Opening[] {
  return open >= MOST_OPEN ? [] : OPENINGS.slice(Math.min(OPENINGS.length - 1, open))
}

function planOf(opening: Opening, reportedAt: number, limits: StageLimits): StagePlan[] {
  return STAGES.map((stage) => ({ stage, at: Math.round(reportedAt + limits[stage] * opening.took[stage]), recorded: true }))
}

function tellHistory(incidents: Incidents, now: number): void {
  const { chance, site } = incidents
  const count = Math.floor(chance.between(HISTORY_COUNT[0], HISTORY_COUNT[1] + 1))
  const spanMs = HISTORY_AGE_MS.oldest - HISTORY_AGE_MS.youngest
  for (let i = 0; i < count; i += 1) {
    const handling = begin(incidents, Math.round(now - HISTORY_AGE_MS.oldest + ((i + chance.next()) * spanMs) / count))
    handling.call = null
    handling.unit = chance.pick(site.teams)?.id ?? null
  }
}

function adopt(incidents: Incidents, plane: Plane, { incidentId, position, reportedAt, stamped }: KnownIncident, now: number): void {
  const ahead = planRest(incidents.chance, reportedAt, incidents.site.limits, stamped, now)
  const scene = plane.toGround([position.lon, position.lat])
  incidents.open.set(incidentId, { key: incidentId, scene, report: null, ahead, call: null, unit: null })
}
