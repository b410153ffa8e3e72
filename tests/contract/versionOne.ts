import { SqliteFile } from '../../server/journal/sqlite/sqliteFile.ts'
import type { CameraReading, JournalFact, PositionReading } from '../../server/ports.ts'
import { commit } from '../../server/journal/sqlite/facts.ts'
import { spell } from '../../server/journal/chain.ts'

/** The tables of version 1, word for word. */
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
  PRAGMA user_version = 1;
`

/** What a file of version 1 holds; `thinnedUntil` epoch ms, to one each `thinnedEveryMs`. */
export interface VersionOne {
  readonly id: string
  readonly facts: readonly JournalFact[]
  readonly cameras: readonly CameraReading[]
  readonly positions: readonly PositionReading[]
  readonly thinnedUntil: number
  readonly thinnedEveryMs: number
}

/** Makes a file as the program of version 1 left it. */
export function makeVersionOne(path: string, { id, facts, cameras, positions, thinnedUntil, thinnedEveryMs }: VersionOne): void {
  const file = new SqliteFile(path, null)
  file.transaction('lasting', () => {
    file.script(TABLES)
    file.run('INSERT INTO journal (one, id, head_seq, head_hash) VALUES (1, ?, 0, ?)', [id, id])
    for (const { at, camera, status, recordedAt } of cameras) insert(file, 'camera', [at, camera, status, recordedAt])
    for (const { fixAt, unit, lonE7, latE7, accuracyDm, speedCmps, headingDeg, source, recordedAt } of positions) {
      insert(file, 'position', [fixAt, unit, lonE7, latE7, accuracyDm, speedCmps, headingDeg, source, recordedAt])
    }
    file.run("INSERT INTO thinned VALUES ('camera', ?, ?)", [thinnedEveryMs, thinnedUntil])
  })
  commit(file, 0, facts.map(spell))
  file.close()
}

function insert(file: SqliteFile, kind: 'camera' | 'position', values: readonly (number | string | null)[]): void {
  const [at, id, ...rest] = values
  const places = values.map(() => '?').join(', ')
  file.run(`INSERT INTO ${kind}_readings VALUES (${places})`, [...values])
  file.run(`DELETE FROM ${kind}_latest WHERE id = ? AND at < ?`, [id ?? null, at ?? null])
  file.run(`INSERT OR IGNORE INTO ${kind}_latest VALUES (${places})`, [id ?? null, at ?? null, ...rest])
}
