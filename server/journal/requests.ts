import type { Fact } from '../../shared/fact.ts'
import type { CameraReading, PositionReading } from '../ports.ts'

/** Where a page of readings goes on: the last one of the page before, by time and id. */
export interface ReadingCursor {
  readonly at: number
  readonly id: string
}

/** Which readings: measured in [`from`, `to`), after `after`, at most `limit`. */
export interface ReadingPage {
  readonly from: number
  readonly to: number
  readonly after: ReadingCursor | null
  readonly limit: number
}

export interface ReadingBatch {
  readonly cameras: readonly CameraReading[]
  readonly positions: readonly PositionReading[]
}

/** A piece of a walk along the chain: what held so far, and the hash to go on from. */
export interface ChainStep {
  readonly seq: number
  readonly hash: string
  readonly brokenAt: number | null
  readonly done: boolean
}

/** Everything the store's worker does, one at a time, each small enough not to keep facts waiting. */
export interface Requests {
  open: { args: { path: string; newId: string; maxBytes: number | null }; answer: { id: string; seq: number; staleLock: boolean } }
  /** Facts that follow `after`, in one transaction. Answered after COMMIT. */
  commit: { args: { after: number; facts: readonly Fact[] }; answer: null }
  readAfter: { args: { seq: number; limit: number }; answer: Fact[] }
  findCommand: { args: { commandId: string }; answer: Fact | null }
  verify: { args: { after: number; hash: string; limit: number }; answer: ChainStep }
  saveSnapshot: { args: { seq: number; body: string }; answer: null }
  /** The snapshot as JSON; or the reason why the one there is not to be trusted. */
  loadSnapshot: { args: null; answer: { body: string | null; problem: string | null } }
  writeReadings: { args: ReadingBatch; answer: null }
  latestReadings: { args: null; answer: ReadingBatch }
  cameraPage: { args: ReadingPage; answer: CameraReading[] }
  positionPage: { args: ReadingPage; answer: PositionReading[] }
  /** Drops at most `limit` readings a kind measured before `before`; answers how many went. */
  dropReadings: { args: { before: number; limit: number }; answer: number }
  /** Looks at no more than `limit` readings a kind before `thinBefore`; `start` begins anew. */
  thinReadings: {
    args: { start: boolean; thinBefore: number; everyMs: number; limit: number }
    answer: { dropped: number; done: boolean }
  }
  checkpoint: { args: null; answer: null }
  close: { args: null; answer: null }
}

export type Operation = keyof Requests
export type ArgsOf<O extends Operation> = Requests[O]['args']
export type AnswerOf<O extends Operation> = Requests[O]['answer']

/** How each operation is done. */
export type Operations = { readonly [O in Operation]: (args: ArgsOf<O>) => AnswerOf<O> }

export interface RequestMessage {
  readonly id: number
  readonly operation: Operation
  readonly args: unknown
}

export type ReplyMessage =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly name: string; readonly message: string }
