import { ColumnReader, type Column } from '../blocks/columns.ts'
import { AT, type KindName } from '../blocks/kinds.ts'
import { blankColumns, packRows, rowsOf } from '../blocks/rows.ts'
import type { ThinningRule, UpkeepStep } from '../requests.ts'
import type { BlockHead, BlockTable } from './blockTable.ts'
import type { SqliteFile } from './sqliteFile.ts'
import { EVER, isFull, keepNewer, overBefore, putBack, takeKept, walkFrom, type Walk } from './thinWalk.ts'

interface Kind {
  readonly name: KindName
  readonly columns: number
}

interface Mark {
  readonly everyMs: number
  readonly until: number
}

/**
 * Thins one kind of readings to one an interval and id: the newest, so that the last of each always stays, and merges
 * their blocks. Reads block after block by where they begin, and writes what can no longer change in turns of its own;
 * remembers up to where all is thin, so that the next walk is short. All within the caller's transactions.
 */
export class Thinning {
  readonly #columns: Column[]
  #walk: Walk | null = null
  /** Earliest reading that came during this walk and lies before its end. */
  #cameLate = Infinity
  #mark: Mark | null | undefined

  constructor(private readonly file: SqliteFile, private readonly table: BlockTable, private readonly kind: Kind) {
    this.#columns = blankColumns(kind.columns)
  }

  /** Begins a walk over what was measured before `thinBefore`. */
  start({ thinBefore, everyMs }: ThinningRule): void {
    const mark = this.#marked()
    const from = mark !== null && mark.everyMs === everyMs ? mark.until : EVER
    this.#walk = walkFrom(from, { thinBefore, everyMs })
    this.#cameLate = Infinity
  }

  /** Reads a turn's worth of blocks, or writes what they led to. */
  step(): UpkeepStep {
    const walk = this.#walk
    if (walk === null) return { dropped: 0, done: true }
    if (!walk.ended && !isFull(walk)) return { dropped: this.#read(walk), done: false }
    this.#merge(walk)
    if (!walk.ended) return { dropped: 0, done: false }
    this.#remember({ everyMs: walk.everyMs, until: floorTo(Math.min(walk.thinBefore, this.#cameLate), walk.everyMs) })
    this.#walk = null
    return { dropped: 0, done: true }
  }

  /** Told of each block written, within its transaction: a late one makes thin times thick again. */
  written(earliest: number): void {
    this.#cameLate = Math.min(this.#cameLate, earliest)
    const mark = this.#marked()
    if (mark !== null && earliest < mark.until) this.#remember({ everyMs: mark.everyMs, until: floorTo(earliest, mark.everyMs) })
  }

  /** A transaction failed: nothing is known but what the file says. */
  forget(): void {
    this.#walk = null
    this.#mark = undefined
  }

  #read(walk: Walk): number {
    const { heads, next } = this.table.headsOf({ kind: this.kind.name, from: walk.from, to: walk.thinBefore, after: walk.after })
    const dropped = heads.reduce((sum, head) => sum + this.#fold(walk, head), 0)
    walk.after = next
    walk.ended = next === null
    walk.fresh = true
    walk.sources.push(...heads)
    return dropped
  }

  /** Answers how many readings went. One that stands twice was never there twice, and does not count. */
  #fold(walk: Walk, { seq }: BlockHead): number {
    const reader = new ColumnReader(this.table.bodyOf(seq))
    const columns = reader.columns(this.#columns)
    const ats = columns[AT] as Column
    let dropped = 0
    for (let row = 0; row < reader.count; row += 1) {
      const at = ats[row] as number
      if (at >= walk.thinBefore) continue
      const known = keepNewer(walk, columns, row, seq)
      if (known === null) continue
      walk.changed = true
      if (known !== at) dropped += 1
    }
    return dropped
  }

  /**
   * Puts the rows of complete intervals into blocks of their own, in place of those they came from. What then remains of
   * the sources holds rows that stand twice, and has to go with the next merge.
   */
  #merge(walk: Walk): void {
    const isOver = overBefore(walk)
    const kept = takeKept(walk, isOver)
    const blocks = packRows(this.kind.name, kept.map(({ row }) => row))
    const whole = walk.sources.filter(({ maxAt }) => isOver(maxAt))
    const rest = walk.sources.filter(({ maxAt }) => !isOver(maxAt))
    walk.sources = walk.ended ? [] : rest
    if (!walk.changed && whole.length <= blocks.length) return putBack(walk, kept, rest)
    for (const block of blocks) this.table.prepend(block)
    for (const head of whole) this.table.drop(this.kind.name, head)
    if (walk.ended) for (const head of rest) this.#cutOff(head, walk.thinBefore)
    walk.changed = rest.length > 0
  }

  /** Leaves of a block what was measured from `from` on. */
  #cutOff(head: BlockHead, from: number): void {
    const rows = rowsOf(this.table.bodyOf(head.seq)).filter((row) => (row[AT] as number) >= from)
    this.table.take(this.kind.name, head)
    for (const block of packRows(this.kind.name, rows)) this.table.put(block, head.seq)
  }

  #marked(): Mark | null {
    if (this.#mark === undefined) {
      this.#mark = this.file.get<Mark>('SELECT every_ms AS everyMs, until FROM thinned WHERE kind = ?', [this.kind.name])
    }
    return this.#mark
  }

  #remember(mark: Mark): void {
    this.file.run('INSERT OR REPLACE INTO thinned (kind, every_ms, until) VALUES (?, ?, ?)', [this.kind.name, mark.everyMs, mark.until])
    this.#mark = mark
  }
}

function floorTo(at: number, everyMs: number): number {
  return Math.floor(at / everyMs) * everyMs
}
