import type { SqliteFile } from './sqliteFile.ts'

/** Version 2's file with these is the same to a program that does not know them: what they hold can be made again from the record. */
const PAST_TABLES = `
  CREATE TABLE IF NOT EXISTS past_boards (
    seq INTEGER PRIMARY KEY, fact_hash TEXT NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL, digest TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS past_readings (
    recorded_at REAL PRIMARY KEY, after INTEGER NOT NULL, camera BLOB NOT NULL, position BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
`

/** Makes the tables that let a moment of the past be found without reading all before it. */
export function preparePast(file: SqliteFile): void {
  const found = file.get<{ n: number }>("SELECT count(*) AS n FROM sqlite_schema WHERE name IN ('past_boards', 'past_readings')")
  if (found?.n !== 2) file.transaction('lasting', () => file.script(PAST_TABLES))
}
