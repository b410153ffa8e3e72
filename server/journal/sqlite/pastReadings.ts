import { ColumnReader } from '../blocks/columns.ts'
import { KINDS, RECORDED_AT, type KindName } from '../blocks/kinds.ts'
import type { AnswerOf, ArgsOf, KeptReadings } from '../requests.ts'
import type { BlockTable } from './blockTable.ts'
import type { Newest } from './newest.ts'
import type { SqliteFile } from './sqliteFile.ts'

/** ASSUMPTION: a picture is kept so often, ms, that a jump reads the blocks of no more; of thinned times one an hour is. */
const KEPT_EVERY_MS = 15 * 60_000
const THINNED_TO_MS = 3_600_000

/** Pictures of all readings, kept now and then, from which a moment of the past is read without all that came before. */
export class PastReadings {
  #keptAt: number

  constructor(private readonly file: SqliteFile, private readonly table: BlockTable) {
    this.#keptAt = this.#newestKept()
  }

  /** When a block was recorded, if that makes it time to keep a picture; else null. */
  due(body: Uint8Array): number | null {
    const reader = new ColumnReader(body)
    const recordedAt = reader.count === 0 ? NaN : (reader.picked(RECORDED_AT, [0])[0] as number)
    return recordedAt >= this.#keptAt + KEPT_EVERY_MS ? recordedAt : null
  }

  /** Keeps what is newest as of the last block, within the caller's transaction. */
  keep(newest: Newest): void {
    const recordedAt = newest.recordedAt()
    const bodies = KINDS.map(({ name }) => newest.bodyOf(name) ?? new Uint8Array())
    const insert = 'INSERT OR REPLACE INTO past_readings (recorded_at, after, camera, position) VALUES (?, ?, ?, ?)'
    if (recordedAt > 0) this.file.run(insert, [recordedAt, this.table.last, ...bodies as [Uint8Array, Uint8Array]])
  }

  /** What `keep` did is committed: the next one is due so long after `at`. */
  kept(at: number): void {
    this.#keptAt = at
  }

  before({ at }: ArgsOf<'pictureBefore'>): AnswerOf<'pictureBefore'> {
    return this.file.get('SELECT recorded_at AS recordedAt, after, camera, position FROM past_readings WHERE recorded_at <= ? ORDER BY recorded_at DESC LIMIT 1', [at])
  }

  /** Forgets pictures of before, within the caller's transaction. */
  drop(before: number): void {
    this.file.run('DELETE FROM past_readings WHERE recorded_at < ?', [before])
  }

  thin(thinBefore: number): void {
    const hourly = 'SELECT min(recorded_at) FROM past_readings GROUP BY CAST(recorded_at / ? AS INTEGER)'
    this.file.run(`DELETE FROM past_readings WHERE recorded_at < ? AND recorded_at NOT IN (${hourly})`, [thinBefore, THINNED_TO_MS])
  }

  /** Since when there is history, and up to when it is thinned. */
  whole(): Readonly<Record<KindName, KeptReadings>> {
    const of = (kind: KindName): KeptReadings => {
      const first = this.file.get<{ minAt: number }>('SELECT min_at AS minAt FROM reading_blocks WHERE kind = ? ORDER BY min_at LIMIT 1', [kind])
      const thinned = this.file.get<{ everyMs: number; until: number }>('SELECT every_ms AS everyMs, until FROM thinned WHERE kind = ?', [kind])
      return { since: first?.minAt ?? null, thinned }
    }
    return { camera: of('camera'), position: of('position') }
  }

  #newestKept(): number {
    return this.file.get<{ at: number | null }>('SELECT max(recorded_at) AS at FROM past_readings')?.at ?? -Infinity
  }
}
