import type { DrillSpace, Fact } from '../../shared/fact.ts'
import type { ChainedFact } from '../ports.ts'
import type { Block } from './blocks/block.ts'
import type { KindName } from './blocks/kinds.ts'
import type { NewNames } from './blocks/names.ts'
import type { SpelledFact } from './chain.ts'

/** A block as the file holds it. Of two readings with the same id and time the one of the lower `seq` was written first. */
export interface KeptBlock {
  readonly seq: number
  /** Epoch ms of the first one measured. */
  readonly minAt: number
  readonly body: Uint8Array
}

/** Where a page of blocks goes on: the last block looked at, by where it begins and its place. */
export interface BlockCursor {
  readonly minAt: number
  readonly seq: number
}

/** Which blocks: of a kind, with anything measured in [`from`, `to`), after `after`. */
export interface BlockRange {
  readonly kind: KindName
  readonly from: number
  readonly to: number
  readonly after: BlockCursor | null
}

/** Blocks by where they begin. */
export interface BlockPage {
  readonly blocks: readonly KeptBlock[]
  /** Where to go on; null when these were the last. */
  readonly next: BlockCursor | null
  /** Counts how often blocks were rewritten: a walk that sees another count than on its page before begins anew. */
  readonly rewrites: number
}

/** A piece of upkeep: how many readings went, and whether that was all. */
export interface UpkeepStep {
  readonly dropped: number
  readonly done: boolean
}

export interface ThinningRule {
  /** Epoch ms: what was measured before is thinned. */
  readonly thinBefore: number
  readonly everyMs: number
}

/** What opening the file found. */
export interface Opening {
  readonly id: string
  readonly seq: number
  /** Names of the readings' ids and sources, by number. */
  readonly names: readonly string[]
  /** Readings brought over from an older program's tables. */
  readonly moved: number
}

/** Of one kind of readings: since when there are any (epoch ms measured), and up to when only one an interval is left. */
export interface KeptReadings {
  readonly since: number | null
  readonly thinned: { readonly everyMs: number; readonly until: number } | null
}

/** A picture of the newest readings as recorded up to a time, and the last block that went into it. */
export interface PastPicture extends Readonly<Record<KindName, Uint8Array>> {
  readonly recordedAt: number
  readonly after: number
}

/** Blocks in the order they came, or merged ones by where they begin. */
export interface PastPage<C> {
  readonly blocks: readonly (Pick<KeptBlock, 'body'> & { readonly kind: KindName })[]
  readonly next: C | null
  readonly rewrites: number
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
  open: { args: { path: string; newId: string; maxBytes: number | null }; answer: Opening }
  /** Facts that follow `after`, in one transaction. Answered after COMMIT. */
  commit: { args: { after: number; facts: readonly SpelledFact[] }; answer: null }
  readAfter: { args: { seq: number; limit: number }; answer: Fact[] }
  factsOf: { args: { incidentId: string; seq: number; limit: number }; answer: Fact[] }
  drillFacts: { args: { space: DrillSpace; seq: number; until: number; limit: number }; answer: Fact[] }
  readChained: { args: { seq: number; limit: number }; answer: ChainedFact[] }
  findCommand: { args: { commandId: string }; answer: Fact | null }
  verify: { args: { after: number; hash: string; limit: number }; answer: ChainStep }
  /** Keeps a packed board for the next start and for replay. */
  keepBoard: { args: { seq: number; body: Uint8Array }; answer: null }
  /** The newest packed board that can be trusted, and why a newer one is not. */
  newestBoard: { args: null; answer: { readonly body: Uint8Array | null; readonly problem: string | null } }
  boardBefore: { args: { seq: number }; answer: { readonly seq: number; readonly body: Uint8Array } | null }
  seqAt: { args: { at: number }; answer: number }
  writeBlocks: { args: { names: NewNames; blocks: readonly Block[] }; answer: null }
  /** The newest reading of each id, one body a kind; null when there is none. */
  newestReadings: { args: null; answer: Readonly<Record<KindName, Uint8Array | null>> }
  pictureBefore: { args: { at: number }; answer: PastPicture | null }
  /** New blocks behind place `after`. */
  appendedPage: { args: { after: number }; answer: PastPage<number> }
  /** Merged blocks of a range. */
  mergedPage: { args: BlockRange; answer: PastPage<BlockCursor> }
  keptReadings: { args: null; answer: Readonly<Record<KindName, KeptReadings>> }
  blockPage: { args: BlockRange; answer: BlockPage }
  /** Drops some of what was measured before `before`. */
  dropReadings: { args: { before: number }; answer: UpkeepStep }
  /** Thins some of what was measured before `thinBefore`; `start` begins anew. */
  thinReadings: { args: ThinningRule & { start: boolean }; answer: UpkeepStep }
  /** Frees the room of some blocks that went; true when that was all. */
  clearWaste: { args: null; answer: boolean }
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
