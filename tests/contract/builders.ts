import { emptyBoard, toSnapshot, type BoardSnapshot } from '../../shared/board.ts'
import type { CameraReading, JournalFact, PositionReading } from '../../server/ports.ts'

/** 2024-10-01T00:00:00Z, epoch ms: divides by a minute. */
export const MORNING = 1_727_740_800_000

/** A fact of place `seq`, told apart from every other by its note. */
export function factOf(seq: number, over: Partial<JournalFact> = {}): JournalFact {
  return {
    seq,
    space: 'live',
    at: MORNING + seq * 1_000,
    recordedAt: MORNING + seq * 1_000 + 7,
    by: 'hotline',
    type: 'StageStamped',
    v: 2,
    commandId: `command-${seq}`,
    data: { incidentId: 'incident-1', handling: 1, stage: 'arrive', unit: 'team-01', department: null, note: `第 ${seq} 次到场 "${seq}"\n` },
    ...over,
  } as JournalFact
}

/** Facts `from` to `to`, both included. */
export function factsOf(from: number, to: number): JournalFact[] {
  return Array.from({ length: to - from + 1 }, (_, place) => factOf(from + place))
}

export function boardOf(seq: number): BoardSnapshot {
  return toSnapshot({ ...emptyBoard(), seq, recordedAt: MORNING + seq })
}

export function cameraReadingOf(over: Partial<CameraReading> = {}): CameraReading {
  return { camera: 'cam-0001', status: 1, at: MORNING, recordedAt: MORNING + 5, ...over }
}

export function positionReadingOf(over: Partial<PositionReading> = {}): PositionReading {
  return {
    unit: 'team-01',
    lonE7: 1_137_300_000,
    latE7: 347_700_000,
    fixAt: MORNING,
    accuracyDm: 45,
    speedCmps: null,
    headingDeg: 270,
    source: 'mqtt',
    recordedAt: MORNING + 5,
    ...over,
  }
}
