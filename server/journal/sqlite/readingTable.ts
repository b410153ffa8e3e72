import type { JSValue } from 'node-sqlite3-wasm'
import type { CameraReading, PositionReading } from '../../ports.ts'
import type { ReadingPage } from '../requests.ts'
import type { SqliteFile } from './sqliteFile.ts'

type Row = Record<string, number | string | null>

/** How one kind of reading is laid out: `<kind>_readings` by time and id, `<kind>_latest` by id. */
export interface ReadingKind<R> {
  readonly kind: 'camera' | 'position'
  /** Columns after `at` and `id`, in the order of `toValues`. */
  readonly columns: readonly string[]
  /** `at`, `id`, then the columns. */
  toValues(reading: R): JSValue[]
  fromRow(row: Row): R
}

export const CAMERA_KIND: ReadingKind<CameraReading> = {
  kind: 'camera',
  columns: ['status', 'recorded_at'],
  toValues: ({ at, camera, status, recordedAt }) => [at, camera, status, recordedAt],
  fromRow: (row) => ({
    camera: row['id'] as string,
    status: row['status'] as number,
    at: row['at'] as number,
    recordedAt: row['recorded_at'] as number,
  }),
}

export const POSITION_KIND: ReadingKind<PositionReading> = {
  kind: 'position',
  columns: ['lon_e7', 'lat_e7', 'accuracy_dm', 'speed_cmps', 'heading_deg', 'source', 'recorded_at'],
  toValues: (reading) => [
    reading.fixAt,
    reading.unit,
    reading.lonE7,
    reading.latE7,
    reading.accuracyDm,
    reading.speedCmps,
    reading.headingDeg,
    reading.source,
    reading.recordedAt,
  ],
  fromRow: (row) => ({
    unit: row['id'] as string,
    lonE7: row['lon_e7'] as number,
    latE7: row['lat_e7'] as number,
    fixAt: row['at'] as number,
    accuracyDm: row['accuracy_dm'] as number | null,
    speedCmps: row['speed_cmps'] as number | null,
    headingDeg: row['heading_deg'] as number | null,
    source: row['source'] as string,
    recordedAt: row['recorded_at'] as number,
  }),
}

/** Writes readings within the caller's transaction. Of two with the same id and time the first stays, as in the picture. */
export function writeReadings<R>(file: SqliteFile, kind: ReadingKind<R>, readings: readonly R[]): void {
  const names = ['at', 'id', ...kind.columns]
  const insert = `(${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ON CONFLICT`
  const newer = ['at', ...kind.columns].map((name) => `${name} = excluded.${name}`).join(', ')
  const keep = `INSERT INTO ${kind.kind}_readings ${insert} DO NOTHING`
  const renew = `INSERT INTO ${kind.kind}_latest ${insert} (id) DO UPDATE SET ${newer} WHERE excluded.at > at`
  for (const reading of readings) {
    const values = kind.toValues(reading)
    file.run(keep, values)
    file.run(renew, values)
  }
}

export function latestReadings<R>(file: SqliteFile, kind: ReadingKind<R>): R[] {
  return file.all<Row>(`SELECT * FROM ${kind.kind}_latest ORDER BY id`).map(kind.fromRow)
}

/** Readings of a page, by time, then id. */
export function pageOfReadings<R>(file: SqliteFile, kind: ReadingKind<R>, { from, to, after, limit }: ReadingPage): R[] {
  const start = after === null ? 'at >= ?' : '(at, id) > (?, ?)'
  const values = after === null ? [from] : [after.at, after.id]
  const sql = `SELECT * FROM ${kind.kind}_readings WHERE ${start} AND at < ? ORDER BY at, id LIMIT ?`
  return file.all<Row>(sql, [...values, to, limit]).map(kind.fromRow)
}

/** Drops the oldest readings measured before `before`, at most `limit`, and those of `latest` with them. */
export function dropReadings<R>(file: SqliteFile, { kind }: ReadingKind<R>, before: number, limit: number): number {
  file.run(`DELETE FROM ${kind}_latest WHERE at < ?`, [before])
  return file.run(
    `DELETE FROM ${kind}_readings WHERE (at, id) IN (SELECT at, id FROM ${kind}_readings WHERE at < ? ORDER BY at, id LIMIT ?)`,
    [before, limit],
  )
}
