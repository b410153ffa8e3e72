import type { Board } from '../board.ts'
import { responseClock } from '../clock/responseClock.ts'
import { ARTICLE_LIMITS_MS, STAGES, type Stage, type StageLimits } from '../clock/stages.ts'
import { FUTURE_TOLERANCE_MS, isFuture } from '../clock/tolerance.ts'
import { BY_SYSTEM } from '../fact.ts'
import type { CommandId, GridId, IncidentId, UnitId } from '../ids.ts'
import { refuse, type Decision } from '../refusal.ts'
import type { NewIncidentFact } from './facts.ts'
import { DEFAULT_LEVEL, type IncidentKind, type Level } from './kinds.ts'
import { maskPersonal } from './privacy.ts'
import { isResolved, type LonLat } from './types.ts'

const DAY_MS = 86_400_000
/** ASSUMPTION: an older report is a record to import, not an incident to respond to. */
export const OLDEST_REPORT_MS = DAY_MS

/** A report as admitted: position in WGS-84, the grid it lies in, and the names the server gives it. */
export interface ReportIncident {
  readonly type: 'reportIncident'
  readonly commandId: CommandId
  readonly incidentId: IncidentId
  readonly kind: IncidentKind
  readonly level: Level | null
  readonly position: LonLat
  readonly inBounds: boolean
  readonly grid: GridId | null
  readonly place: string | null
  readonly summary: string
  readonly source: string
  readonly externalId: string | null
  /** Epoch ms; null for the moment it arrived. */
  readonly reportedAt: number | null
  /** Limits in force, ms. */
  readonly limits: StageLimits
  /** Site day of now, `YYYYMMDD`. */
  readonly day: string
}

export interface StampStage {
  readonly type: 'stampStage'
  readonly commandId: CommandId
  readonly incidentId: IncidentId
  readonly stage: Stage
  /** Epoch ms; null for the moment it arrived. */
  readonly at: number | null
  readonly unit: UnitId | null
  readonly note: string | null
  readonly by: string
}

/** Decides a report: one `IncidentReported`, whose clocks start at `reportedAt` (CLOCK-1). */
export function decideReport(board: Board, command: ReportIncident, now: number): Decision<NewIncidentFact> {
  const at = command.reportedAt ?? now
  if (isFuture(at, now)) return refuse('future', 'reportedAt', `lies more than ${FUTURE_TOLERANCE_MS} ms ahead of the server's clock`)
  if (now - at > OLDEST_REPORT_MS) return refuse('tooOld', 'reportedAt', 'lies more than 24 h back; import it as a record instead')
  if (!command.inBounds) return refuse('outsideBounds', 'position', "lies outside the site's bounds")
  const looser = STAGES.find((stage) => command.limits[stage] > ARTICLE_LIMITS_MS[stage])
  if (looser !== undefined) return refuse('looserLimit', `limits.${looser}`, 'a limit may be stricter, never looser')
  const { day, ordinal } = nextNumber(board, command.day)
  return [
    {
      type: 'IncidentReported',
      v: 1,
      space: 'live',
      at,
      by: command.source,
      commandId: command.commandId,
      data: {
        incidentId: command.incidentId,
        number: `${day}-${String(ordinal).padStart(3, '0')}`,
        ordinal,
        day,
        kind: command.kind,
        level: command.level ?? DEFAULT_LEVEL[command.kind],
        position: command.position,
        place: command.place === null ? null : maskPersonal(command.place),
        grid: command.grid,
        summary: maskPersonal(command.summary),
        source: command.source,
        externalId: command.externalId,
        limits: command.limits,
      },
    },
  ]
}

/** The next number on `day`; on a clock set back over midnight the later day goes on, so that none is given twice. */
function nextNumber({ numbering }: Board, day: string): Board['numbering'] {
  return day > numbering.day ? { day, ordinal: 1 } : { day: numbering.day, ordinal: numbering.ordinal + 1 }
}

/**
 * Decides a stamp. Late, out of order or before the report it is recorded as it is (CLOCK-2); refused are only a
 * stamp from the future, of an unknown incident, and the same unit's second stamp of a stage.
 */
export function decideStamp(board: Board, command: StampStage, now: number): Decision<NewIncidentFact> {
  const incident = board.incidents.get(command.incidentId)
  if (incident === undefined) return refuse('unknown', 'id', 'no such incident on the board')
  const at = command.at ?? now
  if (isFuture(at, now)) return refuse('future', 'at', `lies more than ${FUTURE_TOLERANCE_MS} ms ahead of the server's clock`)
  const stamps = incident.stamps[command.stage]
  if (stamps.some(({ unit }) => unit === command.unit)) {
    return refuse('alreadyStamped', 'stage', `${command.stage} is already stamped by ${command.unit ?? 'headquarters'}`)
  }
  return [
    {
      type: 'StageStamped',
      v: 1,
      space: 'live',
      at,
      by: command.by,
      commandId: command.commandId,
      data: {
        incidentId: incident.id,
        stage: command.stage,
        unit: command.unit,
        note: command.note === null ? null : maskPersonal(command.note),
      },
    },
  ]
}

/** One `LimitMissed` for each limit that has passed unstamped and is not yet a fact; `at` is the limit (CLOCK-4). */
export function decideMissedLimits(board: Board, now: number): NewIncidentFact[] {
  const facts: NewIncidentFact[] = []
  for (const incident of board.incidents.values()) {
    if (isResolved(incident)) continue
    for (const clock of responseClock(incident, now)) {
      if (clock.state !== 'missed' || incident.missed.includes(clock.stage)) continue
      facts.push({
        type: 'LimitMissed',
        v: 1,
        space: 'live',
        at: clock.limitAt,
        by: BY_SYSTEM,
        commandId: null,
        data: { incidentId: incident.id, stage: clock.stage, limitMs: clock.limitMs },
      })
    }
  }
  return facts.sort((a, b) => a.at - b.at)
}

/** Epoch ms of the first moment at which `decideMissedLimits` would find something new; null when nothing runs. */
export function nextMissAt(board: Board): number | null {
  let next: number | null = null
  for (const incident of board.incidents.values()) {
    if (isResolved(incident)) continue
    for (const clock of responseClock(incident, incident.reportedAt)) {
      if (clock.stampAt !== null || clock.state === 'unrecorded' || incident.missed.includes(clock.stage)) continue
      if (next === null || clock.limitAt < next) next = clock.limitAt
    }
  }
  return next === null ? null : next + AFTER_LIMIT_MS
}

/** Epoch ms at which the first limit of an incident just reported would be missed. */
export function firstMissAt({ at, data }: Extract<NewIncidentFact, { type: 'IncidentReported' }>): number {
  return at + Math.min(...Object.values(data.limits)) + AFTER_LIMIT_MS
}

/** A stamp at the limit itself still meets it (CLOCK-2), so the miss begins one millisecond later. */
const AFTER_LIMIT_MS = 1
