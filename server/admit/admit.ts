import type { Board } from '../../shared/board.ts'
import type { Stage } from '../../shared/clock/stages.ts'
import { decideReport, type ReportIncident } from '../../shared/incident/decide.ts'
import { decideCommand, type IncidentCommand } from '../../shared/incident/decideCommand.ts'
import { decideStamp, type StampStage } from '../../shared/incident/decideStamps.ts'
import type { IncidentKind, Level } from '../../shared/incident/kinds.ts'
import type { Severity } from '../../shared/incident/response.ts'
import type { Incident, LonLat } from '../../shared/incident/types.ts'
import type { Space } from '../../shared/fact.ts'
import type { CommandAnswer } from '../../shared/protocol/answers.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { siteDay } from '../../shared/site/day.ts'
import { gridAt } from '../../shared/site/gridAt.ts'
import type { Site } from '../../shared/site/types.ts'
import { JournalUnavailable, type Ids } from '../ports.ts'
import { reusedCommandId, submitIn } from '../drill/submitIn.ts'
import type { FactLane } from '../state/factLane.ts'
import { isInside } from '../state/readingLane.ts'
import { isOfCommand, isReport } from './isSame.ts'
import { toWgs84, type CrsName } from './toWgs84.ts'

/** A report as a door gives it; times epoch ms. */
export interface ReportInput {
  readonly commandId: string
  readonly kind: IncidentKind
  readonly level?: Level | undefined
  readonly severity?: Severity | undefined
  readonly position: LonLat
  readonly crs?: CrsName | undefined
  readonly place?: string | undefined
  readonly summary: string
  readonly reportedAt?: number | undefined
  readonly source: string
  readonly externalId?: string | undefined
}

export interface StampInput {
  readonly commandId: string
  readonly stage: Stage
  readonly at?: number | undefined
  readonly unit?: string | undefined
  readonly department?: string | undefined
  readonly note?: string | undefined
}

/** What a reporter is told; the same again for the same command. */
export interface ReportAnswer {
  readonly incidentId: string
  readonly number: string
  readonly seq: number
}

/** `existing`: this caller had already told us of the incident under this `externalId` (INPUT-5). */
export interface AdmittedReport {
  readonly answer: ReportAnswer
  readonly existing: boolean
}

export interface StampAnswer {
  readonly incidentId: string
  readonly stage: Stage
  readonly at: number
  readonly seq: number
}

export interface Admission {
  /** `by`: the account or key that sends it; what it says of itself is `source`. @throws JournalUnavailable */
  report(input: ReportInput, by: string, space?: Space): Promise<AdmittedReport | Refusal>
  /** `by`: the account or key that sends it; for whom it stamps is `unit`. @throws JournalUnavailable */
  stamp(incidentId: string, input: StampInput, by: string, space?: Space): Promise<StampAnswer | Refusal>
  /** Any other command about an incident. @throws JournalUnavailable */
  command(command: IncidentCommand, space?: Space): Promise<CommandAnswer | Refusal>
}

/** Takes what came through any door, known ids and places checked, to the lane of facts, in the space it is given for. */
export function createAdmission(site: Site, lane: FactLane, ids: Ids): Admission {
  const units = new Set(site.teams.map((team) => team.id))
  const departments = new Set(site.departments.map(({ id }) => id))

  async function report(input: ReportInput, by: string, space: Space = 'live'): Promise<AdmittedReport | Refusal> {
    const command = toReport(input, by)
    const outcome = await submitIn(lane, space, input.commandId, (board, now) =>
      findExternal(board, input, by) === undefined ? decideReport(board, { ...command, day: siteDay(now, site.timeZone) }, now) : [],
    )
    if ('refused' in outcome) return outcome
    if (outcome.facts.length === 0) return existingOf(input, by, space)
    const fact = outcome.facts[0]
    if (fact?.type !== 'IncidentReported' || !isReport(command, fact)) return reusedCommandId()
    return { answer: { incidentId: fact.data.incidentId, number: fact.data.number, seq: fact.seq }, existing: false }
  }

  /** The incident that stood in the way of a second one, once it is recorded. @throws JournalUnavailable when it was not */
  async function existingOf(input: ReportInput, by: string, space: Space): Promise<AdmittedReport> {
    await lane.settled()
    const board = lane.boardOf(space)
    const incident = board === undefined ? undefined : findExternal(board, input, by)
    if (incident === undefined) throw new JournalUnavailable('the incident under this externalId was not recorded')
    return { answer: { incidentId: incident.id, number: incident.number, seq: incident.seq }, existing: true }
  }

  function toReport(input: ReportInput, by: string): Omit<ReportIncident, 'day'> {
    const position = toWgs84(input.position, input.crs ?? 'WGS84')
    const inBounds = isInside(site, position.lon, position.lat)
    return {
      type: 'reportIncident',
      commandId: input.commandId,
      by,
      incidentId: ids.next(),
      kind: input.kind,
      level: input.level ?? null,
      severity: input.severity ?? null,
      position,
      inBounds,
      grid: inBounds ? gridAt(site.grids, [position.lon, position.lat]) : null,
      place: input.place ?? null,
      summary: input.summary,
      source: input.source,
      externalId: input.externalId ?? null,
      reportedAt: input.reportedAt ?? null,
      limits: site.limits,
      stricter: site.stricterLimits,
      response: site.response,
    }
  }

  function unknownDepartment(department: string | undefined): Refusal | null {
    return department === undefined || departments.has(department) ? null : refuse('unknown', 'department', 'no such department in the site pack')
  }

  async function stamp(incidentId: string, input: StampInput, by: string, space: Space = 'live'): Promise<StampAnswer | Refusal> {
    if (input.unit !== undefined && !units.has(input.unit)) return refuse('unknown', 'unit', 'no such unit in the site pack')
    const unknown = unknownDepartment(input.department)
    if (unknown !== null) return unknown
    const command: StampStage = {
      type: 'stampStage',
      commandId: input.commandId,
      incidentId,
      stage: input.stage,
      at: input.at ?? null,
      unit: input.unit ?? null,
      department: input.department ?? null,
      note: input.note ?? null,
      by,
    }
    const outcome = await submitIn(lane, space, input.commandId, (board, now) => decideStamp(board, command, now), command.at)
    if ('refused' in outcome) return outcome
    const fact = outcome.facts[0]
    if (fact?.type !== 'StageStamped' || !isOfCommand(command, fact)) return reusedCommandId()
    return { incidentId, stage: fact.data.stage, at: fact.at, seq: fact.seq }
  }

  async function command(asked: IncidentCommand, space: Space = 'live'): Promise<CommandAnswer | Refusal> {
    const unknown = 'department' in asked ? unknownDepartment(asked.department ?? undefined) : null
    if (unknown !== null) return unknown
    const outcome = await submitIn(lane, space, asked.commandId, (board, now) => decideCommand(board, asked, now), asked.type === 'addNote' ? asked.at ?? null : null)
    if ('refused' in outcome) return outcome
    const fact = outcome.facts[0]
    if (fact === undefined || !isOfCommand(asked, fact)) return reusedCommandId()
    return { incidentId: asked.incidentId, fact: fact.type, at: fact.at, by: fact.by, seq: fact.seq }
  }

  return { report, stamp, command }
}

/** The incident that the same caller already told us of, under the same `externalId` of the same source. */
function findExternal(board: Board, { source, externalId }: ReportInput, by: string): Incident | undefined {
  if (externalId === undefined) return undefined
  for (const incident of board.incidents.values()) {
    if (incident.externalId === externalId && incident.source === source && incident.reportedBy === by) return incident
  }
  return undefined
}
