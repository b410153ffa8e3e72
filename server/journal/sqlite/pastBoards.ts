import { digestOf, hashAt, SNAPSHOT_VERSION, SnapshotAhead } from './snapshot.ts'
import { head } from './facts.ts'
import type { SqliteFile } from './sqliteFile.ts'

interface PastBoardRow {
  seq: number
  fact_hash: string
  version: number
  body: Uint8Array
  digest: string
}

/** ASSUMPTION: boards of this many facts back are all kept; of older ones the last in each so many facts, which fold in about 0.1 s. */
const ALL_KEPT_FACTS = 100_000
const THINNED_TO_FACTS = 8_000

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

/** The newest whole board of this version kept of fact `seq` or before, packed; null for none. */
export function boardBefore(file: SqliteFile, seq: number): { readonly seq: number; readonly body: Uint8Array } | null {
  for (let before = seq; ; ) {
    const row = file.get<PastBoardRow>('SELECT * FROM past_boards WHERE seq <= ? AND version = ? ORDER BY seq DESC LIMIT 1', [before, SNAPSHOT_VERSION])
    if (row === null) return null
    if (row.seq <= head(file).seq && row.fact_hash === hashAt(file, row.seq) && row.digest === digestOf(row.body)) return { seq: row.seq, body: row.body }
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
