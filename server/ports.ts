import type { BoardFact, BoardSnapshot, NewBoardFact } from '../shared/board.ts'
import type { DrillSpace, Fact } from '../shared/fact.ts'
import type { CommandId, IncidentId } from '../shared/ids.ts'
import type { Position } from '../shared/reading/picture.ts'

/** Time as the server takes it. Tests hold a clock of their own; nothing else reads the machine's. */
export interface Clock {
  /** Epoch ms. */
  now(): number
  /** Calls `act` once `at` (epoch ms) is reached, at once if it has been. Returns a way to call it off. */
  wakeAt(at: number, act: () => void): () => void
}

/** Makes identifiers nobody can guess or has used. */
export interface Ids {
  next(): string
}

/** A fact ready for the journal: placed and timed by the pipeline, the only one that appends. */
export type JournalFact = BoardFact

export class JournalUnavailable extends Error {
  override readonly name = 'JournalUnavailable'
}

/** A fact as it was recorded, never upcast, with its hash over the hash before it (LOG-1). */
export interface ChainedFact extends Fact {
  readonly hash: string
}

/**
 * The record of facts (LOG-1): append-only, ordered, hash-chained. One writer. Engines differ, this does not
 * (`tests/contract/journal.ts`).
 */
export interface Journal {
  /** Identity of this record, made when it was; `seq` counts only within it. */
  readonly id: string
  /** Last fact recorded; 0 for none. */
  readonly seq: number
  /**
   * Records facts whose `seq` follow the last one without a gap. Resolves once they would survive a power cut; calls
   * that wait together are committed together.
   * @throws JournalUnavailable when nothing of the call was recorded.
   */
  append(facts: readonly JournalFact[]): Promise<void>
  /** Facts after `seq`, in order, at most `limit`, upcast to their newest version. */
  readAfter(seq: number, limit: number): Promise<BoardFact[]>
  /** Facts of an incident after `seq`, in order, at most `limit`, upcast; without walking the others. */
  factsOf(incidentId: IncidentId, seq: number, limit: number): Promise<BoardFact[]>
  /** Facts of a drill after `seq` and up to `until`, in order, at most `limit`, upcast; without walking the others. */
  drillFacts(space: DrillSpace, seq: number, until: number, limit: number): Promise<BoardFact[]>
  /** Facts after `seq` as they were recorded, with their hashes; before the first fact's hash stands the journal's `id`. */
  readChained(seq: number, limit: number): Promise<ChainedFact[]>
  /** The first fact a command led to, however long ago; null when it led to none. */
  findCommand(commandId: CommandId): Promise<BoardFact | null>
  /** The last fact recorded at `at` (epoch ms) or before; 0 for none. */
  seqAt(at: number): Promise<number>
  /** Keeps a board so that the next start need not fold everything, and beside those of before, so that no replay need (JOURNAL-11). */
  saveSnapshot(board: BoardSnapshot): Promise<void>
  loadSnapshot(): Promise<BoardSnapshot | null>
  /** The newest board kept of fact `seq` or one before it; null for none. */
  boardBefore(seq: number): Promise<BoardSnapshot | null>
  /** Checks the chain from the first fact on. */
  verify(): Promise<{ readonly facts: number; readonly brokenAt: number | null }>
  close(): Promise<void>
}

/** A camera's measured status, by ids, for history. `at` epoch ms. */
export interface CameraReading {
  readonly camera: string
  /** Number of CAMERA_STATUSES. */
  readonly status: number
  readonly at: number
  readonly recordedAt: number
}

/** A unit's measured position, by ids, for history; whole numbers as in the picture. */
export interface PositionReading extends Omit<Position, 'source'> {
  readonly unit: string
  readonly source: string
  readonly recordedAt: number
}

/** Readings of both kinds. */
export interface Readings {
  readonly cameras: readonly CameraReading[]
  readonly positions: readonly PositionReading[]
}

/** What was known at a moment, the newest of each camera and unit, and what was recorded after it, in that order. */
export interface PastReadingsAt {
  readonly before: Readings
  readonly after: Readings
}

interface KindKept {
  /** When the first reading kept was measured, epoch ms; null when there is none. */
  readonly since: number | null
  /** Before `until` (epoch ms) only the newest of each `everyMs` is left; null where nothing was thinned. */
  readonly thinned: { readonly everyMs: number; readonly until: number } | null
}

/** How much of the history is still whole. */
export interface ReadingKept {
  readonly cameras: KindKept
  readonly positions: KindKept
}

/** What readings leave behind for replay, thinned and expired by age. Losing the last second of it is allowed. */
export interface ReadingHistory {
  /** Goes through both once, before it returns, and keeps no reading: the next may be the same object with other values. */
  write(cameras: Iterable<CameraReading>, positions: Iterable<PositionReading>): Promise<void>
  /** The newest of each camera and unit, for a picture after a restart that shows its true age. */
  latest(): Promise<{ readonly cameras: readonly CameraReading[]; readonly positions: readonly PositionReading[] }>
  /** What headquarters knew at `from` (epoch ms), by when it was recorded, and what was recorded in (`from`, `to`]. */
  recorded(from: number, to: number): Promise<PastReadingsAt>
  kept(): Promise<ReadingKept>
  /** When positions of each unit were recorded in [`from`, `to`), epoch ms, in order. */
  unitTimes(from: number, to: number): Promise<ReadonlyMap<string, readonly number[]>>
  /** Readings measured in [`from`, `to`), epoch ms, in order of time. */
  between(from: number, to: number): Promise<{ readonly cameras: readonly CameraReading[]; readonly positions: readonly PositionReading[] }>
  /** Drops what was measured before `before` (epoch ms), and thins to one a `everyMs` what was before `thinBefore`. */
  expire(rule: { readonly before: number; readonly thinBefore: number; readonly everyMs: number }): Promise<number>
}

export type { NewBoardFact }
