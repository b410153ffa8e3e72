import { createHash } from 'node:crypto'
import type { SqliteFile } from './sqliteFile.ts'
import { head } from './facts.ts'

/** Shape of a snapshot and meaning of the fold that made it: to be raised with either, so that older ones are folded anew. */
export const SNAPSHOT_VERSION = 16

interface SnapshotRow {
  seq: number
  fact_hash: string
  version: number
  body: string
  digest: string
}

/** A snapshot of facts that are not all recorded. */
export class SnapshotAhead extends Error {
  override readonly name = 'SnapshotAhead'
}

/** Keeps a board of fact `seq` as JSON; an older one than that held is left aside. */
export function saveSnapshot(file: SqliteFile, seq: number, body: string): void {
  const factHash = hashAt(file, seq)
  if (factHash === null) throw new SnapshotAhead(`a snapshot of fact ${seq} cannot be kept: the record ends at ${head(file).seq}`)
  const held = file.get<{ seq: number }>('SELECT seq FROM snapshot')
  if (held !== null && held.seq > seq && held.seq <= head(file).seq) return
  file.transaction('swift', () => {
    file.run('INSERT OR REPLACE INTO snapshot (one, seq, fact_hash, version, body, digest) VALUES (1, ?, ?, ?, ?, ?)', [
      seq,
      factHash,
      SNAPSHOT_VERSION,
      body,
      digestOf(body),
    ])
  })
}

/** The snapshot held, if it is whole, of this version, and of facts that stand in this record. */
export function loadSnapshot(file: SqliteFile): { body: string | null; problem: string | null } {
  const row = file.get<SnapshotRow>('SELECT * FROM snapshot')
  if (row === null) return { body: null, problem: null }
  const problem = problemOf(file, row)
  return problem === null ? { body: row.body, problem } : { body: null, problem: `the snapshot of fact ${row.seq} ${problem}` }
}

function problemOf(file: SqliteFile, row: SnapshotRow): string | null {
  const end = head(file).seq
  if (row.version !== SNAPSHOT_VERSION) return `has version ${row.version}, not ${SNAPSHOT_VERSION}`
  if (row.seq > end) return `lies beyond the record, which ends at ${end}`
  if (row.fact_hash !== hashAt(file, row.seq)) return 'is of other facts than those recorded'
  if (row.digest !== digestOf(row.body)) return 'is damaged'
  return null
}

export function hashAt(file: SqliteFile, seq: number): string | null {
  if (seq === 0) return file.get<{ id: string }>('SELECT id FROM journal')?.id ?? null
  return file.get<{ hash: string }>('SELECT hash FROM facts WHERE seq = ?', [seq])?.hash ?? null
}

export function digestOf(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('hex')
}
