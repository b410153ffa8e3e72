import { moveReadings, startMove } from './moveReadings.ts'
import { preparePast } from './past.ts'
import type { SqliteFile } from './sqliteFile.ts'

/** Version of the tables below. */
const SCHEMA_VERSION = 2

/** The incident a fact is about, NULL for none; spelled the same here and where it is asked for, so that the index is used. */
export const INCIDENT_OF_FACT = "CASE WHEN json_valid(data) THEN json_extract(data, '$.incidentId') END"

/** Changes no table, so a file an older program made gets it at its first start, and an older program still opens the file. */
const INCIDENT_INDEX = `CREATE INDEX IF NOT EXISTS facts_incident ON facts (${INCIDENT_OF_FACT}, seq) WHERE ${INCIDENT_OF_FACT} IS NOT NULL`

/** What facts of drills have in common; spelled the same here and where one drill's are asked for, so that the index is used. */
export const OF_A_DRILL = "space <> 'live'"

/** As the one above: made at the first start of a newer program, and no table is changed. */
const DRILL_INDEX = `CREATE INDEX IF NOT EXISTS facts_drill ON facts (space, seq) WHERE ${OF_A_DRILL}`
const INDEXES = `${INCIDENT_INDEX}; ${DRILL_INDEX};`

/** Heads and bodies of blocks apart: to find, drop or count blocks no body is read. */
const BLOCK_TABLES = `
  CREATE TABLE reading_names (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
  CREATE TABLE reading_blocks (
    kind TEXT NOT NULL, min_at REAL NOT NULL, seq INTEGER NOT NULL, max_at REAL NOT NULL, readings INTEGER NOT NULL,
    PRIMARY KEY (kind, min_at, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE block_bodies (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, body BLOB NOT NULL) STRICT;
  CREATE TABLE block_waste (seq INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE newest_readings (kind TEXT PRIMARY KEY, after INTEGER NOT NULL, body BLOB NOT NULL) STRICT;
`

const TABLES = `
  CREATE TABLE journal (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    head_seq INTEGER NOT NULL,
    head_hash TEXT NOT NULL
  ) STRICT;
  CREATE TABLE facts (
    seq INTEGER PRIMARY KEY,
    space TEXT NOT NULL,
    at REAL NOT NULL,
    recorded_at REAL NOT NULL,
    by TEXT NOT NULL,
    type TEXT NOT NULL,
    v INTEGER NOT NULL,
    command_id TEXT,
    data TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX facts_command ON facts (command_id, seq) WHERE command_id IS NOT NULL;
  CREATE TABLE snapshot (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    fact_hash TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    digest TEXT NOT NULL
  ) STRICT;
  ${BLOCK_TABLES}
  CREATE TABLE thinned (
    kind TEXT PRIMARY KEY, every_ms REAL NOT NULL, until REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
  PRAGMA user_version = ${SCHEMA_VERSION};
`

/** The file holds tables of a newer program, or of none of ours. */
export class SchemaUnknown extends Error {
  override readonly name = 'SchemaUnknown'
}

/**
 * Makes the tables of a new record, named `newId`, checks those of an old one, or brings those of version 1 up to date.
 * Answers how many readings were brought over.
 * @throws SchemaUnknown
 */
export function prepareSchema(file: SqliteFile, newId: string): number {
  const moved = prepareTables(file, newId)
  preparePast(file)
  clearSnapshot(file)
  return moved
}

/** Older programs kept the newest board here too, as text; they still open the file and find none. */
function clearSnapshot(file: SqliteFile): void {
  if (file.get('SELECT seq FROM snapshot') !== null) file.transaction('swift', () => file.run('DELETE FROM snapshot'))
}

function prepareTables(file: SqliteFile, newId: string): number {
  const found = file.get<{ user_version: number }>('PRAGMA user_version')?.user_version
  if (found === 1) startMove(file, `${BLOCK_TABLES}; PRAGMA user_version = ${SCHEMA_VERSION}`)
  if (found === 1 || found === SCHEMA_VERSION) {
    file.transaction('lasting', () => file.script(INDEXES))
    return moveReadings(file)
  }
  const tables = file.get<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema')?.n
  if (found !== 0 || tables !== 0) {
    throw new SchemaUnknown(`${file.path} has tables of version ${found ?? 'none'}; this program knows version ${SCHEMA_VERSION}`)
  }
  file.transaction('lasting', () => {
    file.script(TABLES)
    file.script(INDEXES)
    file.run('INSERT INTO journal (one, id, head_seq, head_hash) VALUES (1, ?, 0, ?)', [newId, newId])
  })
  return 0
}
