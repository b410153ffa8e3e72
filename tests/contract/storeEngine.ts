import type { ChildProcess } from 'node:child_process'
import type { Journal, ReadingHistory } from '../../server/ports.ts'
import type { UpcastTable } from '../../server/journal/upcast.ts'

export interface OpenedStore {
  readonly journal: Journal
  readonly history: ReadingHistory
  close(): Promise<void>
}

export interface OpenOptions {
  readonly report?: (problem: string) => void
  readonly versions?: UpcastTable
}

/** A place that holds one store. What edits it does so behind the store's back, while it is closed. */
export interface Place {
  open(options?: OpenOptions): Promise<OpenedStore>
  /** The same store in another place, made while it is closed. */
  copy(): Place
  /** A process that runs `appendUntilKilled.ts` on this place. */
  startAppender(): ChildProcess
  editFact(seq: number, column: string, value: string | number | null): void
  removeFact(seq: number): void
  editJournalId(id: string): void
  editSnapshot(column: string, value: string | number): void
  remove(): void
}

/** An engine under contract: makes empty places. */
export interface StoreEngine {
  readonly name: string
  place(): Place
}
