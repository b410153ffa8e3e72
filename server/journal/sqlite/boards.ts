import { createHash } from 'node:crypto'
import { head } from './facts.ts'
import type { SqliteFile } from './sqliteFile.ts'

/** Shape of a board kept and meaning of the fold that made it: to be raised with either, so that older ones are folded anew. */
export const SNAPSHOT_VERSION = 16

interface BoardRow {
  seq: number
  fact_hash: string
  version: number
  body: Uint8Array
  digest: string
}

/** ASSUMPTION: boards of this many facts back are all kept; of older ones the last in each so many facts, which fold in about 0.1 s. */
const ALL_KEPT_FACTS = 100_000
const THINNED_TO_FACTS = 8_000

/** A board of facts that are not all recorded. */
export class SnapshotAhead extends Error {
  override readonly name = 'SnapshotAhead'
}

/** Keeps a board of fact `seq`, packed, beside those of before. @throws SnapshotAhead */
export function keepBoard(file: SqliteFile, seq: number, body: Uint8Array): void {
  const factHash = hashAt(file, seq)
  if (factHash === null) throw new SnapshotAhead(`a board of fact ${seq} cannot be kept: the record ends at ${head(file).seq}`)
  file.transaction('swift', () => {
    const insert = 'INSERT OR REPLACE INTO past_boards (seq, fact_hash, version, body, digest) VALUES (?, ?, ?, ?, ?)'
    file.run(insert, [seq, factHash, SNAPSHOT_VERSION, body, digestOf(body)])
    const old = 'DELETE FROM past_boards WHERE seq < ? AND seq NOT IN (SELECT max(seq) FROM past_boards GROUP BY seq / ?)'
    file.run(old, [head(file).seq - ALL_KEPT_FACTS, THINNED_TO_FACTS])
  })
}

/** The newest board that is whole, of this version and of facts that stand in this record, packed; and why a newer one is not. */
export function newestBoard(file: SqliteFile): { readonly body: Uint8Array | null; readonly problem: string | null } {
  const newest = file.get<BoardRow>('SELECT * FROM past_boards ORDER BY seq DESC LIMIT 1')
  if (newest === null) return { body: null, problem: null }
  const problem = problemOf(file, newest)
  if (problem === null) return { body: newest.body, problem }
  return { body: boardBefore(file, newest.seq - 1)?.body ?? null, problem: `the snapshot of fact ${newest.seq} ${problem}` }
}

/** The newest board kept of fact `seq` or before that can be trusted, packed; null for none. */
export function boardBefore(file: SqliteFile, seq: number): { readonly seq: number; readonly body: Uint8Array } | null {
  for (let before = seq; ; ) {
    const row = file.get<BoardRow>('SELECT * FROM past_boards WHERE seq <= ? AND version = ? ORDER BY seq DESC LIMIT 1', [before, SNAPSHOT_VERSION])
    if (row === null || problemOf(file, row) === null) return row
    before = row.seq - 1
  }
}

/** The last fact recorded at `at` (epoch ms) or before; 0 for none. Facts' record times never go back, so halving finds it. */
export function seqAt(file: SqliteFile, at: number): number {
  let [low, high] = [0, head(file).seq]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const row = file.get<{ at: number }>('SELECT recorded_at AS at FROM facts WHERE seq = ?', [middle])
    if (row !== null && row.at <= at) low = middle
    else high = middle - 1
  }
  return low
}

function problemOf(file: SqliteFile, row: BoardRow): string | null {
  const end = head(file).seq
  if (row.version !== SNAPSHOT_VERSION) return `has version ${row.version}, not ${SNAPSHOT_VERSION}`
  if (row.seq > end) return `lies beyond the record, which ends at ${end}`
  if (row.fact_hash !== hashAt(file, row.seq)) return 'is of other facts than those recorded'
  if (row.digest !== digestOf(row.body)) return 'is damaged'
  return null
}

function hashAt(file: SqliteFile, seq: number): string | null {
  if (seq === 0) return file.get<{ id: string }>('SELECT id FROM journal')?.id ?? null
  return file.get<{ hash: string }>('SELECT hash FROM facts WHERE seq = ?', [seq])?.hash ?? null
}

function digestOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex')
}
