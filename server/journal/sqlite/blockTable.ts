import type { Block } from '../blocks/block.ts'
import { BLOCK_READINGS, earliestStart } from '../blocks/block.ts'
import type { KindName } from '../blocks/kinds.ts'
import type { NewNames } from '../blocks/names.ts'
import type { BlockCursor, BlockPage, BlockRange, KeptBlock } from '../requests.ts'
import type { SqliteFile } from './sqliteFile.ts'

/** Heads a turn looks at. */
const TURN_HEADS = 128
/** Bytes of bodies a turn frees, whose pages have to be walked one by one. */
const TURN_WASTE_BYTES = 512 * 1_024
/** Before the first place a block can have. */
const FIRST_SEQ = Number.MIN_SAFE_INTEGER

/** What is known of a block without its body. */
export interface BlockHead {
  readonly seq: number
  readonly minAt: number
  readonly maxAt: number
  readonly readings: number
}

const HEAD = 'seq, min_at AS minAt, max_at AS maxAt, readings'

/**
 * The blocks of a file: heads by kind and beginning, bodies by place. New blocks have places from 1 on in the order they
 * came; merged ones lie below 0, since what they hold was written before. Writing is within the caller's transaction.
 */
export class BlockTable {
  #last: number
  #first: number
  #rewrites = 0

  constructor(private readonly file: SqliteFile) {
    const found = file.get<{ last: number; first: number }>(
      'SELECT coalesce(max(seq), 0) AS last, coalesce(min(seq), 0) AS first FROM block_bodies',
    )
    const saved = file.get<{ last: number }>('SELECT coalesce(max(after), 0) AS last FROM newest_readings')
    this.#last = Math.max(0, found?.last ?? 0, saved?.last ?? 0)
    this.#first = Math.min(0, found?.first ?? 0)
  }

  /** Place of the last new block; 0 for none. */
  get last(): number {
    return this.#last
  }

  /** How often blocks were rewritten or dropped. */
  get rewrites(): number {
    return this.#rewrites
  }

  keepNames({ from, names }: NewNames): void {
    names.forEach((name, place) => this.file.run('INSERT OR IGNORE INTO reading_names (number, name) VALUES (?, ?)', [from + place, name]))
  }

  append(block: Block): void {
    this.#last += 1
    this.put(block, this.#last)
  }

  /** Puts a block before all others. */
  prepend(block: Block): void {
    this.#first -= 1
    this.put(block, this.#first)
  }

  /** Puts a block into a free place. */
  put({ kind, minAt, maxAt, readings, body }: Block, seq: number): void {
    const head = 'INSERT INTO reading_blocks (kind, min_at, seq, max_at, readings) VALUES (?, ?, ?, ?, ?)'
    this.file.run(head, [kind, minAt, seq, maxAt, readings])
    this.file.run('INSERT INTO block_bodies (seq, kind, body) VALUES (?, ?, ?)', [seq, kind, body])
  }

  /** Removes a block; its room is free once its waste is cleared. */
  drop(kind: KindName, head: BlockCursor): void {
    this.#dropHead(kind, head)
    this.file.run('INSERT OR IGNORE INTO block_waste (seq) VALUES (?)', [head.seq])
  }

  /** Removes a block at once, so that what remains of it finds its room even in a full file. */
  take(kind: KindName, head: BlockCursor): void {
    this.#dropHead(kind, head)
    this.file.run('DELETE FROM block_bodies WHERE seq = ?', [head.seq])
  }

  /** Blocks that begin before `before`, the first of them. */
  headsBefore(kind: KindName, before: number): BlockHead[] {
    const sql = `SELECT ${HEAD} FROM reading_blocks WHERE kind = ? AND min_at < ? ORDER BY min_at, seq LIMIT ?`
    return this.file.all<BlockHead>(sql, [kind, before, TURN_HEADS])
  }

  /** Blocks with anything measured in a range, by where they begin: as many as a turn reads. */
  headsOf({ kind, from, to, after }: BlockRange): { readonly heads: BlockHead[]; readonly next: BlockCursor | null } {
    const start = after ?? { minAt: earliestStart(from), seq: FIRST_SEQ }
    const sql = `SELECT ${HEAD} FROM reading_blocks
      WHERE kind = ? AND (min_at, seq) > (?, ?) AND min_at < ? AND max_at >= ? ORDER BY min_at, seq LIMIT ?`
    const found = this.file.all<BlockHead>(sql, [kind, start.minAt, start.seq, to, from, TURN_HEADS])
    const heads = found.slice(0, blocksInTurn(found))
    const last = heads.at(-1)
    const more = heads.length < found.length || found.length === TURN_HEADS
    return { heads, next: more && last !== undefined ? { minAt: last.minAt, seq: last.seq } : null }
  }

  /** Merged blocks with anything measured in a range, by where they begin. */
  mergedOf({ kind, from, to, after }: BlockRange): { readonly heads: BlockHead[]; readonly next: BlockCursor | null } {
    const start = after ?? { minAt: earliestStart(from), seq: FIRST_SEQ }
    const sql = `SELECT ${HEAD} FROM reading_blocks
      WHERE kind = ? AND (min_at, seq) > (?, ?) AND min_at < ? AND max_at >= ? AND seq < 0 ORDER BY min_at, seq LIMIT ?`
    const found = this.file.all<BlockHead>(sql, [kind, start.minAt, start.seq, to, from, TURN_HEADS])
    const heads = found.slice(0, blocksInTurn(found))
    const last = heads.at(-1)
    const more = heads.length < found.length || found.length === TURN_HEADS
    return { heads, next: more && last !== undefined ? { minAt: last.minAt, seq: last.seq } : null }
  }

  page(range: BlockRange): BlockPage {
    const { heads, next } = this.headsOf(range)
    return { blocks: heads.map(({ seq, minAt }) => ({ seq, minAt, body: this.bodyOf(seq) })), next, rewrites: this.#rewrites }
  }

  bodyOf(seq: number): Uint8Array {
    return this.file.get<{ body: Uint8Array }>('SELECT body FROM block_bodies WHERE seq = ?', [seq])?.body ?? new Uint8Array()
  }

  /** New blocks behind place `after`, in order; as many as `limit`. */
  appendedAfter(after: number, limit: number): (Pick<KeptBlock, 'seq' | 'body'> & { readonly kind: KindName })[] {
    return this.file.all('SELECT seq, kind, body FROM block_bodies WHERE seq > ? ORDER BY seq LIMIT ?', [after, limit])
  }

  /** Frees the room of some dropped blocks; true when that was all. */
  clearWaste(): boolean {
    const waste = this.file.all<{ seq: number; bytes: number | null }>(
      'SELECT seq, (SELECT length(body) FROM block_bodies b WHERE b.seq = w.seq) AS bytes FROM block_waste w LIMIT ?',
      [TURN_HEADS],
    )
    let bytes = 0
    for (const { seq, bytes: its } of waste) {
      if (bytes > TURN_WASTE_BYTES) return false
      this.file.run('DELETE FROM block_bodies WHERE seq = ?', [seq])
      this.file.run('DELETE FROM block_waste WHERE seq = ?', [seq])
      bytes += its ?? 0
    }
    return waste.length < TURN_HEADS
  }

  #dropHead(kind: KindName, { minAt, seq }: BlockCursor): void {
    this.file.run('DELETE FROM reading_blocks WHERE kind = ? AND min_at = ? AND seq = ?', [kind, minAt, seq])
    this.#rewrites += 1
  }
}

/** How many of these blocks a turn reads: a block's worth of readings, at least one block. */
function blocksInTurn(heads: readonly BlockHead[]): number {
  let readings = 0
  const whole = heads.findIndex((head) => (readings += head.readings) > BLOCK_READINGS)
  return whole === -1 ? heads.length : Math.max(1, whole)
}
