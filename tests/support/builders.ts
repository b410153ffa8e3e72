import { emptyBoard, type Board, type BoardFact, type NewBoardFact } from '../../shared/board.ts'
import { ARTICLE_LIMITS_MS, MINUTE_MS, type Stage } from '../../shared/clock/stages.ts'
import { foldFact } from '../../shared/fold.ts'
import type { ReportIncident } from '../../shared/incident/decide.ts'
import type { StampStage } from '../../shared/incident/decideStamps.ts'
import { incidentFact, type IncidentFactData, type IncidentFactType, type IncidentReportedData, type StageStampedData } from '../../shared/incident/facts.ts'
import { DEFAULT_RESPONSE } from '../../shared/incident/response.ts'
import type { Incident } from '../../shared/incident/types.ts'
import type { CameraStatusesBody, PositionsBody, ReportBody, StampBody } from '../../shared/protocol/schemas.ts'
import { MORNING } from './heldClock.ts'
import { cameraId, insideGrid, unitId } from './site.ts'

/** Epoch ms `minutes` after the morning tests begin at. */
export function at(minutes: number, ms = 0): number {
  return MORNING + minutes * MINUTE_MS + ms
}

/** What a sender posts to `/api/v1/reports`. */
export function reportBody(over: Partial<ReportBody> = {}): ReportBody {
  const [lon, lat] = insideGrid(0)
  return { commandId: 'report-1', kind: 'fire', position: { lon, lat }, summary: '冒烟', source: 'hotline', ...over }
}

/** What a sender posts to `/api/v1/incidents/:id/stamps`. */
export function stampBody(stage: Stage, over: Partial<StampBody> = {}): StampBody {
  return { commandId: `stamp-${stage}`, stage, ...over }
}

/** One position of unit `i` as posted to `/api/v1/positions`. */
export function positionBody(i: number, fixAt: number, over: Partial<PositionsBody[number]> = {}): PositionsBody[number] {
  const [lon, lat] = insideGrid(0, 0.3)
  return { unit: unitId(i), lon, lat, fixAt, ...over }
}

/** One status of camera `i` as posted to `/api/v1/camera-status`. */
export function cameraBody(
  i: number, statusAt: number, status: CameraStatusesBody[number]['status'] = 'online',
): CameraStatusesBody[number] {
  return { camera: cameraId(i), status, at: statusAt }
}

export function reportCommand(over: Partial<ReportIncident> = {}): ReportIncident {
  return {
    type: 'reportIncident',
    commandId: 'report-1',
    by: 'key-1',
    incidentId: 'incident-1',
    kind: 'fire',
    level: null,
    severity: null,
    position: { lon: 113.725, lat: 34.775 },
    inBounds: true,
    grid: 'grid-0',
    place: null,
    summary: '冒烟',
    source: 'hotline',
    externalId: null,
    reportedAt: null,
    limits: ARTICLE_LIMITS_MS,
    response: DEFAULT_RESPONSE,
    day: '20231122',
    ...over,
  }
}

export function stampCommand(stage: Stage, over: Partial<StampStage> = {}): StampStage {
  return {
    type: 'stampStage', commandId: `stamp-${stage}`, incidentId: 'incident-1', stage, at: null, unit: null, department: null, note: null,
    by: 'headquarters',
    ...over,
  }
}

const envelope = { v: 1, space: 'live', by: 'test', commandId: null } as const

/** An incident's fact of any type, as a test gives it. */
export function factOf<T extends IncidentFactType>(type: T, happenedAt: number, data: IncidentFactData[T], by = 'test'): NewBoardFact {
  return incidentFact(type, { at: happenedAt, by, commandId: null }, data) as NewBoardFact
}

export function reportedFact(reportedAt: number = MORNING, over: Partial<IncidentReportedData> = {}): NewBoardFact {
  const data: IncidentReportedData = {
    incidentId: 'incident-1', number: '20231122-001', ordinal: 1, day: '20231122', kind: 'fire', level: 'III', severity: null, lead: 'office',
    position: { lon: 113.725, lat: 34.775 }, place: null, grid: 'grid-0', summary: '冒烟', source: 'hotline', externalId: null,
    limits: ARTICLE_LIMITS_MS, ...over,
  }
  return factOf('IncidentReported', reportedAt, data)
}

export function stampedFact(stage: Stage, stampedAt: number, over: Partial<StageStampedData> = {}): NewBoardFact {
  return factOf('StageStamped', stampedAt, {
    incidentId: 'incident-1', handling: 1, stage, unit: null, department: null, note: null, ...over,
  })
}

export function missedFact(stage: Stage, incidentId = 'incident-1', reportedAt: number = MORNING): NewBoardFact {
  const limitMs = ARTICLE_LIMITS_MS[stage]
  return factOf('LimitMissed', reportedAt + limitMs, { incidentId, handling: 1, stage, limitMs })
}

export function lostFact(platform: string, lostAt: number): NewBoardFact {
  return { ...envelope, type: 'PlatformLost', at: lostAt, data: { platform, lastHeardAt: lostAt - 1_000, reason: 'silent', cameras: 1 } }
}

export function restoredFact(platform: string, restoredAt: number): NewBoardFact {
  return { ...envelope, type: 'PlatformRestored', at: restoredAt, data: { platform } }
}

/** Gives facts their places after `seq`, recorded when they happened or, if that lies back, with the one before. */
export function placed(facts: readonly NewBoardFact[], seq = 0, recordedAt = 0): BoardFact[] {
  let last = recordedAt
  return facts.map((fact, i) => {
    last = Math.max(last, fact.at)
    return { ...fact, seq: seq + 1 + i, recordedAt: last } as BoardFact
  })
}

/** The board that `facts` make from nothing. */
export function boardOf(facts: readonly NewBoardFact[]): Board {
  const board = emptyBoard()
  for (const fact of placed(facts)) foldFact(board, fact)
  return board
}

/** The first incident of a board. */
export function firstIncident(board: Board): Incident {
  const [incident] = board.incidents.values()
  if (incident === undefined) throw new Error('there is no incident on the board')
  return incident
}
