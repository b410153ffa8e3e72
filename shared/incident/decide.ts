import type { Board } from '../board.ts'
import { ARTICLE_LIMITS_MS, STAGES, type StageLimits } from '../clock/stages.ts'
import { FUTURE_TOLERANCE_MS, isFuture } from '../clock/tolerance.ts'
import type { CommandId, GridId, IncidentId } from '../ids.ts'
import { refuse, type Decision } from '../refusal.ts'
import { calledMeasures, proposedByLevel } from './decideEscalation.ts'
import { incidentFact, type NewIncidentFact } from './facts.ts'
import type { IncidentKind, Level } from './kinds.ts'
import { limitsOf, type StricterLimits } from './limits.ts'
import { maskPersonal } from './privacy.ts'
import { firstLead, levelOf, type ResponseTable, type Severity } from './response.ts'
import type { LonLat } from './types.ts'

const DAY_MS = 86_400_000
/** ASSUMPTION: an older report is a record to import, not an incident to respond to. */
export const OLDEST_REPORT_MS = DAY_MS

/** What the numbers of a drill's incidents begin with. */
export const DRILL_PREFIX = '演'

/** A report as admitted: position in WGS-84, the grid it lies in, and the names the server gives it. */
export interface ReportIncident {
  readonly type: 'reportIncident'
  readonly commandId: CommandId
  /** The account or key that sends it; what it says of itself is `source`. */
  readonly by: string
  readonly incidentId: IncidentId
  readonly kind: IncidentKind
  readonly level: Level | null
  readonly severity: Severity | null
  readonly position: LonLat
  readonly inBounds: boolean
  readonly grid: GridId | null
  readonly place: string | null
  readonly summary: string
  readonly source: string
  readonly externalId: string | null
  /** Epoch ms; null for the moment it arrived. */
  readonly reportedAt: number | null
  /** Limits in force at the site, ms. */
  readonly limits: StageLimits
  /** Stricter ones by level and plan, if the pack has any. */
  readonly stricter?: StricterLimits | undefined
  /** Table of levels and leads in force. */
  readonly response: ResponseTable
  /** Site day of now, `YYYYMMDD`. */
  readonly day: string
}

/**
 * Decides a report: one `IncidentReported`, whose clocks start at `reportedAt` (CLOCK-1), and after it what its level
 * calls for: an escalation to a lead above ours (ESC-1), and measures (LEVEL-3).
 */
export function decideReport(board: Board, command: ReportIncident, now: number): Decision<NewIncidentFact> {
  const at = command.reportedAt ?? now
  if (isFuture(at, now)) return refuse('future', 'reportedAt', `lies more than ${FUTURE_TOLERANCE_MS} ms ahead of the server's clock`)
  if (now - at > OLDEST_REPORT_MS) return refuse('tooOld', 'reportedAt', 'lies more than 24 h back; import it as a record instead')
  if (!command.inBounds) return refuse('outsideBounds', 'position', "lies outside the site's bounds")
  const looser = STAGES.find((stage) => command.limits[stage] > ARTICLE_LIMITS_MS[stage])
  if (looser !== undefined) return refuse('looserLimit', `limits.${looser}`, 'a limit may be stricter, never looser')
  const { day, ordinal, number } = nextNumber(board, command.day)
  const { incidentId, response, severity, kind } = command
  const level = command.level ?? levelOf(response, kind, severity)
  const lead = firstLead(response, level)
  const data = {
    incidentId,
    number,
    ordinal,
    day,
    kind,
    level,
    severity,
    lead,
    position: command.position,
    place: command.place === null ? null : maskPersonal(command.place),
    grid: command.grid,
    summary: maskPersonal(command.summary),
    source: command.source,
    externalId: command.externalId,
    limits: limitsOf(command.limits, command.stricter, kind, level),
  }
  return [
    incidentFact('IncidentReported', { at, by: command.by, commandId: command.commandId }, data),
    ...proposedByLevel({ id: incidentId, lead, escalations: [] }, level, response, at),
    ...calledMeasures({ id: incidentId, measures: [] }, level, at),
  ]
}

/**
 * The next number on `day`; on a clock set back over midnight the later day goes on, so that none is given twice. A drill
 * counts its own through, `演-001`: nobody takes one for a number of the day (DRILL-3).
 */
function nextNumber({ numbering, space }: Board, day: string): Board['numbering'] & { readonly number: string } {
  const ordinal = space === 'live' && day > numbering.day ? 1 : numbering.ordinal + 1
  const latest = day > numbering.day ? day : numbering.day
  const prefix = space === 'live' ? latest : DRILL_PREFIX
  return { day: latest, ordinal, number: `${prefix}-${String(ordinal).padStart(3, '0')}` }
}
