import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Journal, ReadingHistory } from '../ports.ts'
import { Desk } from './desk.ts'
import { takeOwnership, type Ownership } from './ownership.ts'
import type { Opening } from './requests.ts'
import { SqliteHistory } from './sqliteHistory.ts'
import { SqliteJournal } from './sqliteJournal.ts'
import { FACT_VERSIONS, type UpcastTable } from './upcast.ts'
import { WorkerLink } from './workerLink.ts'

/** Name of the store's file in its folder. */
export const STORE_FILE = 'journal.db'

export interface StoreOptions {
  /** Told in plain words what was found amiss and put right: a dead owner, a snapshot not to be trusted. */
  readonly report: (problem: string) => void
  /** Upper size of the file in bytes; without it, what the disk holds. */
  readonly maxBytes?: number
  /** How older facts are read; without it, as this program knows them. */
  readonly versions?: UpcastTable
}

/** What the store counts, for `/metrics`. */
export interface StoreFigures {
  /** Last fact recorded. */
  readonly seq: number
  /** Transactions that recorded facts since the start. */
  readonly commits: number
  /** Readings taken but not yet written. */
  readonly readingsWaiting: number
}

export interface OpenStore {
  readonly journal: Journal
  readonly history: ReadingHistory
  figures(): StoreFigures
  /** Lets what was taken be recorded, closes the file and leaves the folder to others. May be called again. */
  close(): Promise<void>
}

/**
 * Opens the embedded store in a folder, or makes both, as its only owner (JOURNAL-7).
 * @throws StoreOwned while another server works on it; SchemaUnknown when the file is a newer program's.
 */
export async function openStore(dir: string, options: StoreOptions): Promise<OpenStore> {
  mkdirSync(dir, { recursive: true })
  const ownership = await takeOwnership(dir)
  try {
    return await openOwned(dir, options, ownership)
  } catch (error) {
    ownership.release()
    throw error
  }
}

async function openOwned(dir: string, { report, maxBytes, versions }: StoreOptions, ownership: Ownership): Promise<OpenStore> {
  const link = new WorkerLink()
  const desk = new Desk(link)
  let closing: Promise<void> | null = null
  const close = (): Promise<void> => (closing ??= shut(desk, link, ownership))
  try {
    const path = join(dir, STORE_FILE)
    const opening = await link.ask('open', { path, newId: randomUUID(), maxBytes: maxBytes ?? null })
    reportTraces(ownership, opening, report)
    const journal = new SqliteJournal(opening.id, opening.seq, desk, versions ?? FACT_VERSIONS, report, close)
    const history = new SqliteHistory(desk, opening.names)
    const figures = (): StoreFigures => ({ seq: journal.seq, commits: journal.commits, readingsWaiting: history.waiting })
    return { journal, history, figures, close }
  } catch (error) {
    await link.end()
    throw error
  }
}

async function shut(desk: Desk, link: WorkerLink, ownership: Ownership): Promise<void> {
  try {
    await desk.close()
  } finally {
    await link.end()
    ownership.release()
  }
}

function reportTraces({ takenFromPid }: Ownership, { moved }: Opening, report: (problem: string) => void): void {
  if (takenFromPid !== null) report(`the server with pid ${takenFromPid} ended without closing the store; it is taken over`)
  if (moved > 0) report(`${moved} readings of an older program's tables were brought over into blocks`)
}
