import { MINUTE_MS, type Stage } from '../../shared/clock/stages.ts'
import type { CommandId, UnitId } from '../../shared/ids.ts'
import type { ReportBody, StampBody } from '../../shared/protocol/schemas.ts'
import { isGraver, levelOf } from '../../shared/incident/response.ts'
import type { Site } from '../../shared/site/types.ts'
import type { Chance } from './chance.ts'
import { release, sendNearest } from './errand.ts'
import { planHandling, type StagePlan } from './handling.ts'
import { SIMULATOR_SOURCE, type IncidentKey, type OutgoingCommand } from './output.ts'
import type { Ground } from './plane.ts'
import { drawScenario, WORDS_APART, type Scenario } from './scenarios.ts'
import type { SpotFinder } from './spots.ts'
import type { Walker } from './walker.ts'

/** An incident on its way from report to end. Changed in place. */
export interface Handling {
  readonly key: IncidentKey
  readonly scene: Ground
  /** What is still to be reported; null once it has been. */
  report: ReportBody | null
  /** Stages still ahead, in order. */
  readonly ahead: StagePlan[]
  /** When a team sets out and when it is there, epoch ms; null when none is to be sent any more. */
  call: { readonly leaveAt: number; readonly sceneAt: number } | null
  unit: UnitId | null
}

/** Incidents being worked, and when the next one comes. Changed in place. */
export interface Incidents {
  readonly open: Map<IncidentKey, Handling>
  readonly chance: Chance
  readonly spots: SpotFinder
  readonly site: Site
  /** Begins every command id, so that two runs never share one. */
  readonly run: string
  /** The last scenarios, newest last. */
  recent: Scenario[]
  made: number
  nextAt: number
}

/** Time between two incidents at speed 1, ms. */
export const BETWEEN_INCIDENTS_MS = [2 * MINUTE_MS, 4 * MINUTE_MS] as const
/** No new incident begins while this many are open, at speed 1: people work at their own pace at any speed. */
export const MOST_OPEN = 6

/** Makes an incident reported at `reportedAt` (epoch ms), worked as `plan` says or as chance draws; a grave one when it is time for one. */
export function begin(incidents: Incidents, reportedAt: number, plan?: StagePlan[], grave = graveDue(incidents)): Handling {
  const { chance, site } = incidents
  const scenario = drawScenario(chance, incidents.recent, grave ? (each) => isGrave(site, each) : undefined)
  incidents.recent = [...incidents.recent, scenario].slice(-WORDS_APART)
  const spot = incidents.spots.find(scenario.near, chance)
  const [lon, lat] = spot.position
  const ahead = plan ?? planHandling(chance, reportedAt, site.limits)
  const at = (stage: Stage): number => ahead.find((each) => each.stage === stage)?.at ?? reportedAt
  const commandId = nextCommandId(incidents)
  const report: ReportBody = {
    commandId,
    kind: scenario.kind,
    ...(scenario.level === undefined ? {} : { level: scenario.level }),
    position: { lon, lat },
    ...(spot.place === null ? {} : { place: spot.place }),
    summary: scenario.summary,
    reportedAt,
    source: SIMULATOR_SOURCE,
  }
  const call = { leaveAt: at('dispatch'), sceneAt: at('arrive') }
  const handling: Handling = { key: commandId, scene: spot.ground, report, ahead, call, unit: null }
  incidents.open.set(handling.key, handling)
  return handling
}

/** Has nothing grave come for as long as scenarios are remembered? */
function graveDue({ recent, site }: Incidents): boolean {
  return recent.length >= WORDS_APART && !recent.some((each) => isGrave(site, each))
}

/** Of level I or II, which special plans are started for. */
function isGrave({ response }: Site, { level, kind }: Scenario): boolean {
  return isGraver(level ?? levelOf(response, kind, null), 'III')
}

/** What is reported and stamped by `now` (epoch ms); teams are sent and released on the way. */
export function workIncidents(incidents: Incidents, walkers: readonly Walker[], now: number, speed: number): OutgoingCommand[] {
  if (now >= incidents.nextAt) {
    if (incidents.open.size < Math.max(1, Math.round(MOST_OPEN * speed))) begin(incidents, now)
    incidents.nextAt = now + incidents.chance.between(...BETWEEN_INCIDENTS_MS) / speed
  }
  const commands: OutgoingCommand[] = []
  for (const handling of incidents.open.values()) {
    if (handling.report !== null) commands.push({ type: 'report', incident: handling.key, body: handling.report })
    handling.report = null
    if (handling.call !== null && now >= handling.call.leaveAt) {
      handling.unit = sendNearest(walkers, { ...handling.call, incident: handling.key, scene: handling.scene }, now, speed)
      handling.call = null
    }
    commands.push(...stampsDue(incidents, handling, now))
    if (handling.ahead.length === 0) forgetIncident(incidents, walkers, handling.key)
  }
  return commands
}

/** Ends an incident's handling, done or not, and lets its team go. */
export function forgetIncident(incidents: Incidents, walkers: readonly Walker[], key: IncidentKey): void {
  incidents.open.delete(key)
  release(walkers, key)
}

function stampsDue(incidents: Incidents, handling: Handling, now: number): OutgoingCommand[] {
  const commands: OutgoingCommand[] = []
  for (let next = handling.ahead[0]; next !== undefined && next.at <= now; next = handling.ahead[0]) {
    handling.ahead.shift()
    if (!next.recorded) continue
    const unit = next.stage === 'respond' ? null : handling.unit
    const body: StampBody = { commandId: nextCommandId(incidents), stage: next.stage, at: next.at, ...(unit === null ? {} : { unit }) }
    commands.push({ type: 'stamp', incident: handling.key, body })
  }
  return commands
}

function nextCommandId(incidents: Incidents): CommandId {
  incidents.made += 1
  return `${incidents.run}-${incidents.made}`
}
