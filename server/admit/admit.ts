import type { Board } from '../../shared/board.ts'
import type { Stage } from '../../shared/clock/stages.ts'
import { decideReport, decideStamp, type ReportIncident } from '../../shared/incident/decide.ts'
import type { IncidentKind, Level } from '../../shared/incident/kinds.ts'
import type { Incident, LonLat } from '../../shared/incident/types.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import { siteDay } from '../../shared/site/day.ts'
import type { Site } from '../../shared/site/types.ts'
import type { Ids } from '../ports.ts'
import type { FactLane } from '../state/factLane.ts'
import { isInside } from '../state/readingLane.ts'
import { createGridLocator } from './gridLocator.ts'
import { toWgs84, type CrsName } from './toWgs84.ts'

/** A report as a door gives it; times epoch ms. */
export interface ReportInput {
  readonly commandId: string
  readonly kind: IncidentKind
  readonly level?: Level | undefined
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
  readonly note?: string | undefined
}

/** What a reporter is told; the same again for the same command. */
export interface ReportAnswer {
  readonly incidentId: string
  readonly number: string
  readonly seq: number
}

/** `existing`: this source had already told us of the incident under this `externalId` (INPUT-5). */
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
  /** @throws JournalUnavailable */
  report(input: ReportInput): Promise<AdmittedReport | Refusal>
  /** @throws JournalUnavailable */
  stamp(incidentId: string, input: StampInput): Promise<StampAnswer | Refusal>
}

/** Takes what came through any door, known ids and places checked, to the lane of facts. */
export function createAdmission(site: Site, lane: FactLane, ids: Ids): Admission {
  const gridAt = createGridLocator(site.grids)
  const units = new Set(site.teams.map((team) => team.id))

  async function report(input: ReportInput): Promise<AdmittedReport | Refusal> {
    const command = toReport(input)
    let existing: Incident | undefined
    const outcome = await lane.submit(input.commandId, (board, now) => {
      existing = input.externalId === undefined ? undefined : findExternal(board, input.source, input.externalId)
      return existing === undefined ? decideReport(board, { ...command, day: siteDay(now, site.timeZone) }, now) : []
    })
    if ('refused' in outcome) return outcome
    if (existing !== undefined) {
      await lane.settled()
      return { answer: { incidentId: existing.id, number: existing.number, seq: existing.seq }, existing: true }
    }
    const fact = outcome.facts[0]
    if (fact?.type !== 'IncidentReported') return reusedCommandId()
    return { answer: { incidentId: fact.data.incidentId, number: fact.data.number, seq: fact.seq }, existing: false }
  }

  function toReport(input: ReportInput): Omit<ReportIncident, 'day'> {
    const position = toWgs84(input.position, input.crs ?? 'WGS84')
    const inBounds = isInside(site, position.lon, position.lat)
    return {
      type: 'reportIncident',
      commandId: input.commandId,
      incidentId: ids.next(),
      kind: input.kind,
      level: input.level ?? null,
      position,
      inBounds,
      grid: inBounds ? gridAt(position.lon, position.lat) : null,
      place: input.place ?? null,
      summary: input.summary,
      source: input.source,
      externalId: input.externalId ?? null,
      reportedAt: input.reportedAt ?? null,
      limits: site.limits,
    }
  }

  async function stamp(incidentId: string, input: StampInput): Promise<StampAnswer | Refusal> {
    if (input.unit !== undefined && !units.has(input.unit)) return refuse('unknown', 'unit', 'no such unit in the site pack')
    const outcome = await lane.submit(input.commandId, (board, now) =>
      decideStamp(
        board,
        {
          type: 'stampStage',
          commandId: input.commandId,
          incidentId,
          stage: input.stage,
          at: input.at ?? null,
          unit: input.unit ?? null,
          note: input.note ?? null,
          by: input.unit ?? 'headquarters',
        },
        now,
      ),
    )
    if ('refused' in outcome) return outcome
    const fact = outcome.facts[0]
    if (fact?.type !== 'StageStamped' || fact.data.incidentId !== incidentId || fact.data.stage !== input.stage) return reusedCommandId()
    return { incidentId, stage: fact.data.stage, at: fact.at, seq: fact.seq }
  }

  return { report, stamp }
}

function reusedCommandId(): Refusal {
  return refuse('commandIdReused', 'commandId', 'was already used for another command')
}

/** The incident another system already told us of under this id. */
function findExternal(board: Board, source: string, externalId: string): Incident | undefined {
  for (const incident of board.incidents.values()) {
    if (incident.externalId === externalId && incident.source === source) return incident
  }
  return undefined
}
