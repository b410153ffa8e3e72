import type { Board, NewBoardFact } from '../board.ts'
import { BY_SYSTEM } from '../fact.ts'
import { decideReport } from '../incident/decide.ts'
import { isRefusal, type Decision } from '../refusal.ts'
import { siteDay } from '../site/day.ts'
import { gridAt } from '../site/gridAt.ts'
import type { DrillSite } from './checkScript.ts'
import { injectAt } from './clock.ts'
import { drillFact } from './facts.ts'
import { waitingInjects } from './fold.ts'
import type { IncidentInject, Inject, SilenceInject } from './script.ts'
import { isUnderWay, type InjectWay } from './types.ts'

/** Who an injected report comes from, as the record names it. */
export const DRILL_SOURCE = 'drill-script'

interface Firing {
  /** The drill's clock, epoch ms. */
  readonly at: number
  readonly by: string
  readonly commandId: string | null
  readonly way: InjectWay
}

/** The facts of an inject that comes: that it came, and what it brings about in the drill's space. */
export function fire(board: Board, inject: Inject, { at, by, commandId, way }: Firing, site: DrillSite): NewBoardFact[] {
  const brought = inject.what === 'incident' ? report(board, inject, at, site) : inject.what === 'silence' ? silence(board, inject, at) : []
  const refused = isRefusal(brought) ? brought.code : null
  const fact = drillFact('InjectFired', { space: board.space, at, by, commandId }, { inject: inject.id, way, refused })
  return [fact, ...(isRefusal(brought) ? [] : brought)]
}

function report(board: Board, { id, kind, severity, position, place, summary }: IncidentInject, at: number, site: DrillSite): Decision<NewBoardFact> {
  const decision = decideReport(board, {
    type: 'reportIncident', commandId: '', by: DRILL_SOURCE, incidentId: `${board.drill?.id ?? ''}.${id}`, kind, level: null, severity, position, inBounds: true,
    grid: gridAt(site.grids, [position.lon, position.lat]), place, summary, source: DRILL_SOURCE, externalId: null, reportedAt: at,
    limits: site.limits, stricter: site.stricterLimits, response: site.response, day: siteDay(at, site.timeZone),
  }, at)
  return isRefusal(decision) ? decision : decision.map((fact) => ({ ...fact, space: board.space, commandId: null }))
}

/** A platform that falls silent in the drill is an outage on the drill's board; its cameras are unknown there and there alone. */
function silence(board: Board, { subject, subjectId }: SilenceInject, at: number): NewBoardFact[] {
  if (subject !== 'platform' || board.outages.has(subjectId)) return []
  const data = { platform: subjectId, lastHeardAt: at, reason: 'silent', cameras: 0 } as const
  return [{ type: 'PlatformLost', v: 1, space: board.space, at, by: BY_SYSTEM, commandId: null, data }]
}

/**
 * What of the script is due at `now` of the drill's clock (epoch ms) and has not come, each with its own time: injects, and
 * the ends of silences of camera platforms.
 */
export function decideScriptDue(board: Board, site: DrillSite, now: number): NewBoardFact[] {
  const { drill } = board
  if (drill === null || drill.state !== 'running') return []
  const next = waitingInjects(drill)[0]
  const at = next === undefined ? null : injectAt(drill, next)
  if (next !== undefined && at !== null && at <= now) return fire(board, next, { at, by: BY_SYSTEM, commandId: null, way: 'script' }, site)
  return drill.silences
    .filter(({ subject, subjectId, until }) => subject === 'platform' && until !== null && until <= now && isLastOf(drill.silences, subjectId, until) && board.outages.has(subjectId))
    .map(({ subjectId, until }) => (
      { type: 'PlatformRestored', v: 1, space: board.space, at: until ?? now, by: BY_SYSTEM, commandId: null, data: { platform: subjectId } }))
}

function isLastOf(silences: readonly { readonly subjectId: string; readonly until: number | null }[], platform: string, until: number): boolean {
  return silences.filter(({ subjectId }) => subjectId === platform).every((each) => each.until !== null && each.until <= until)
}

/** The drill's clock, epoch ms, at which `decideScriptDue` will find something next; null for never. */
export function nextScriptDueAt(board: Board): number | null {
  const { drill } = board
  if (drill === null || !isUnderWay(drill)) return null
  const next = waitingInjects(drill)[0]
  const ends = drill.silences.filter(({ subject, subjectId, until }) => subject === 'platform' && until !== null && board.outages.has(subjectId) && isLastOf(drill.silences, subjectId, until))
  const times = [...(next === undefined ? [] : [injectAt(drill, next)]), ...ends.map(({ until }) => until)].filter((at) => at !== null)
  return times.length === 0 ? null : Math.min(...times)
}
