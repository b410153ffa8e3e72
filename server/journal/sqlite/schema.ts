import type { SqliteFile } from './sqliteFile.ts'

/** Version of the tables below. */
const SCHEMA_VERSION = 1

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
  CREATE TABLE camera_readings (
    at REAL NOT NULL, id TEXT NOT NULL, status INTEGER NOT NULL, recorded_at REAL NOT NULL,
    PRIMARY KEY (at, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE camera_latest (
    id TEXT PRIMARY KEY, at REAL NOT NULL, status INTEGER NOT NULL, recorded_at REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE position_readings (
    at REAL NOT NULL, id TEXT NOT NULL, lon_e7 INTEGER NOT NULL, lat_e7 INTEGER NOT NULL, accuracy_dm INTEGER,
    speed_cmps INTEGER, heading_deg INTEGER, source TEXT NOT NULL, recorded_at REAL NOT NULL,
    PRIMARY KEY (at, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE position_latest (
    id TEXT PRIMARY KEY, at REAL NOT NULL, lon_e7 INTEGER NOT NULL, lat_e7 INTEGER NOT NULL, accuracy_dm INTEGER,
    speed_cmps INTEGER, heading_deg INTEGER, source TEXT NOT NULL, recorded_at REAL NOT NULL
  ) STRICT, WITHOUT ROWID;
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
 * Makes the tables of a new record, named `newId`, or checks those of an old one.
 * @throws SchemaUnknown
 */
export function prepareSchema(file: SqliteFile, newId: string): void {
  const found = file.get<{ user_version: number }>('PRAGMA user_version')?.user_version
  if (found === SCHEMA_VERSION) return
  const tables = file.get<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema')?.n
  if (found !== 0 || tables !== 0) {
    throw new SchemaUnknown(`${file.path} has tables of version ${found ?? 'none'}; this program knows version ${SCHEMA_VERSION}`)
  }
  file.transaction('lasting', () => {
    file.script(TABLES)
    file.run('INSERT INTO journal (one, id, head_seq, head_hash) VALUES (1, ?, 0, ?)', [newId, newId])
  })
}
