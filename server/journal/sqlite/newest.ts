import { ColumnReader, type Column } from '../blocks/columns.ts'
import { AT, ID, KINDS, POSITIONS, RECORDED_AT, type KindName } from '../blocks/kinds.ts'
import { blankColumns, packWhole, rowsOf, type Row } from '../blocks/rows.ts'
import type { BlockTable } from './blockTable.ts'
import type { SqliteFile } from './sqliteFile.ts'

/** ASSUMPTION: blocks, and readings in them, that a start may have to read again to know the newest: well under a second's work. */
const SAVE_AFTER_BLOCKS = 256
const SAVE_AFTER_READINGS = 1_000_000
/** Blocks read at once then. */
const LOAD_BLOCKS = 16
const NONE = -1

/**
 * The newest reading of each camera and unit. Kept in memory, and saved now and then as of the last block, so that a
 * start has only to look through the blocks behind.
 */
export class Newest {
  readonly #rows: Record<KindName, (Row | undefined)[]> = { camera: [], position: [] }
  readonly #columns: Column[] = blankColumns(POSITIONS.columns)
  /** By id, the row of the block at hand that is newer than what is held. NONE between blocks. */
  #best = new Int32Array()
  #saved = 0
  #blocks = 0
  #readings = 0
  #dropped = false

  /** What the file saved, and the blocks behind. */
  constructor(private readonly file: SqliteFile, private readonly table: BlockTable) {
    for (const { kind, after, body } of file.all<{ kind: KindName; after: number; body: Uint8Array }>('SELECT * FROM newest_readings')) {
      this.#saved = Math.max(this.#saved, after)
      if (body.byteLength > 0) for (const row of rowsOf(body)) this.#rows[kind][row[ID] as number] = row
    }
    for (let after = this.#saved; ; ) {
      const blocks = table.appendedAfter(after, LOAD_BLOCKS)
      for (const { kind, body } of blocks) this.take(kind, body)
      after = blocks.at(-1)?.seq ?? after
      if (blocks.length < LOAD_BLOCKS) return
    }
  }

  /** Is it time to save? */
  get due(): boolean {
    return this.#blocks >= SAVE_AFTER_BLOCKS || this.#readings >= SAVE_AFTER_READINGS
  }

  /** Would the file, as it is, not know all of this? */
  get unsaved(): boolean {
    return this.#dropped || this.table.last > this.#saved
  }

  /** Takes a block that the file holds. Of one time the reading that came first stays. */
  take(kind: KindName, body: Uint8Array): void {
    const reader = new ColumnReader(body)
    const ids = reader.column(ID, this.#columns[ID])
    const ats = reader.column(AT, this.#columns[AT])
    const rows = this.#rows[kind]
    const newer: number[] = []
    let best = this.#best
    for (let row = 0; row < reader.count; row += 1) {
      const id = ids[row] as number
      if (id >= best.length) best = this.#widened(id)
      const found = best[id] as number
      const held = found === NONE ? (rows[id]?.[AT] ?? -Infinity) : (ats[found] as number)
      if (!((ats[row] as number) > held)) continue
      if (found === NONE) newer.push(id)
      best[id] = row
    }
    if (newer.length > 0) this.#renew(kind, reader, newer)
    this.#blocks += 1
    this.#readings += reader.count
  }

  /** Forgets what was measured before. */
  drop(before: number): void {
    for (const { name } of KINDS) {
      this.#rows[name].forEach((row, id, rows) => {
        if (row === undefined || !((row[AT] as number) < before)) return
        rows[id] = undefined
        this.#dropped = true
      })
    }
  }

  /** Saves all within the caller's transaction; `saved` is to be called once it is committed. */
  save(): void {
    for (const { name } of KINDS) {
      this.file.run('INSERT OR REPLACE INTO newest_readings (kind, after, body) VALUES (?, ?, ?)', [
        name,
        this.table.last,
        this.bodyOf(name) ?? new Uint8Array(),
      ])
    }
  }

  saved(last: number): void {
    this.#saved = last
    this.#blocks = 0
    this.#readings = 0
    this.#dropped = false
  }

  /** When the last of all was recorded, epoch ms; 0 when there are none. */
  recordedAt(): number {
    let last = 0
    for (const { name } of KINDS) for (const row of this.#rows[name]) if (row !== undefined) last = Math.max(last, row[RECORDED_AT] as number)
    return last
  }

  /** All of a kind as the body of one block; null for none. */
  bodyOf(kind: KindName): Uint8Array<ArrayBuffer> | null {
    const rows = this.#rows[kind].filter((row) => row !== undefined)
    return rows.length === 0 ? null : packWhole(kind, rows).body
  }

  #renew(kind: KindName, reader: ColumnReader, newer: readonly number[]): void {
    const rows = this.#rows[kind]
    const places = newer.map((id) => this.#best[id] as number)
    for (let column = 0; column < reader.columnCount; column += 1) {
      const values = reader.picked(column, places)
      for (let found = 0; found < newer.length; found += 1) (rows[newer[found] as number] ??= [])[column] = values[found] as number
    }
    for (const id of newer) this.#best[id] = NONE
  }

  #widened(id: number): Int32Array<ArrayBuffer> {
    const wider = new Int32Array(2 * id + 64).fill(NONE)
    wider.set(this.#best)
    this.#best = wider
    return wider
  }
}
