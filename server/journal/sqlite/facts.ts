import type { DrillSpace, Fact, Space } from '../../../shared/fact.ts'
import { stable } from '../../../shared/protocol/canonical.ts'
import { hashOf, type SpelledFact } from '../chain.ts'
import type { ChainedFact } from '../../ports.ts'
import type { ChainStep } from '../requests.ts'
import { INCIDENT_OF_FACT, OF_A_DRILL } from './schema.ts'
import type { SqliteFile } from './sqliteFile.ts'

interface FactRow {
  seq: number
  space: string
  at: number
  recorded_at: number
  by: string
  type: string
  v: number
  command_id: string | null
  data: string
  hash: string
}

interface Head {
  seq: number
  hash: string
}

/** The record does not end where the caller's last acknowledged fact stands: only a restart can tell what holds. */
export class RecordDiverged extends Error {
  override readonly name = 'RecordDiverged'
}

const INSERT = 'INSERT INTO facts (seq, space, at, recorded_at, by, type, v, command_id, data, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'

export function journalId(file: SqliteFile): string {
  const row = file.get<{ id: string }>('SELECT id FROM journal')
  if (row === null) throw new RecordDiverged(`${file.path} has lost its journal row`)
  return row.id
}

/** Last fact recorded and its hash; seq 0 and the journal's id for none. */
export function head(file: SqliteFile): Head {
  return file.get<Head>('SELECT head_seq AS seq, head_hash AS hash FROM journal') ?? { seq: 0, hash: '' }
}

/**
 * Records facts that follow `after`, all or none. Should the COMMIT fail and the facts be in the record all the same,
 * they count as recorded.
 */
export function commit(file: SqliteFile, after: number, facts: readonly SpelledFact[]): void {
  let last = head(file)
  if (last.seq !== after) throw new RecordDiverged(`the record ends at fact ${last.seq}, not at ${after}: restart the server`)
  try {
    file.transaction('lasting', () => {
      for (const fact of facts) last = insert(file, fact, last)
      file.run('UPDATE journal SET head_seq = ?, head_hash = ?', [last.seq, last.hash])
    })
  } catch (error) {
    if (last.seq === after || head(file).hash !== last.hash) throw error
  }
}

function insert(file: SqliteFile, fact: SpelledFact, before: Head): Head {
  const { seq, space, at, recordedAt, by, type, v, commandId, data } = fact
  if (seq !== before.seq + 1) throw new RecordDiverged(`fact ${seq} does not follow fact ${before.seq}`)
  const hash = hashOf(fact, before.hash)
  file.run(INSERT, [seq, space, at, recordedAt, by, type, v, commandId, data, hash])
  return { seq, hash }
}

export function readAfter(file: SqliteFile, seq: number, limit: number): Fact[] {
  return file.all<FactRow>('SELECT * FROM facts WHERE seq > ? ORDER BY seq LIMIT ?', [seq, limit]).map(toFact)
}

export function factsOf(file: SqliteFile, incidentId: string, seq: number, limit: number): Fact[] {
  return file.all<FactRow>(`SELECT * FROM facts WHERE ${INCIDENT_OF_FACT} = ? AND seq > ? ORDER BY seq LIMIT ?`, [incidentId, seq, limit]).map(toFact)
}

export function drillFacts(file: SqliteFile, space: DrillSpace, { after, until, limit }: { readonly after: number; readonly until: number; readonly limit: number }): Fact[] {
  return file.all<FactRow>(`SELECT * FROM facts WHERE ${OF_A_DRILL} AND space = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?`, [space, after, until, limit]).map(toFact)
}

export function readChained(file: SqliteFile, seq: number, limit: number): ChainedFact[] {
  const rows = file.all<FactRow>('SELECT * FROM facts WHERE seq > ? ORDER BY seq LIMIT ?', [seq, limit])
  return rows.map((row) => ({ ...toFact(row), hash: row.hash }))
}

export function findCommand(file: SqliteFile, commandId: string): Fact | null {
  const row = file.get<FactRow>('SELECT * FROM facts WHERE command_id = ? ORDER BY seq LIMIT 1', [commandId])
  return row === null ? null : toFact(row)
}

/** Walks the chain on from fact `after`, whose hash is `hash`, over at most `limit` facts. */
export function verifyOn(file: SqliteFile, after: number, hash: string, limit: number): ChainStep {
  const rows = file.all<FactRow>('SELECT * FROM facts WHERE seq > ? ORDER BY seq LIMIT ?', [after, limit])
  let last: Head = { seq: after, hash }
  for (const row of rows) {
    if (row.seq !== last.seq + 1 || !holds(row, last.hash)) return { ...last, brokenAt: last.seq + 1, done: true }
    last = { seq: row.seq, hash: row.hash }
  }
  if (rows.length === limit) return { ...last, brokenAt: null, done: false }
  return { ...last, brokenAt: brokenAtEnd(last, head(file)), done: true }
}

/** The record must end where its head says: facts cut off or put on behind its back are noticed. */
function brokenAtEnd(last: Head, end: Head): number | null {
  if (last.seq === end.seq) return last.hash === end.hash ? null : Math.max(1, last.seq)
  return Math.min(last.seq, end.seq) + 1
}

function holds(row: FactRow, hashBefore: string): boolean {
  try {
    const fact = toFact(row)
    return stable(fact.data) === row.data && hashOf({ ...fact, data: row.data }, hashBefore) === row.hash
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

function toFact(row: FactRow): Fact {
  return {
    seq: row.seq,
    space: row.space as Space,
    at: row.at,
    recordedAt: row.recorded_at,
    by: row.by,
    type: row.type,
    v: row.v,
    commandId: row.command_id,
    data: JSON.parse(row.data) as unknown,
  }
}
