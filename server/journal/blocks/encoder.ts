import { JournalUnavailable } from '../../ports.ts'
import { BLOCK_READINGS, blockOf, cutIntoBlocks, hourOf, type Block } from './block.ts'
import type { Column, Shape } from './columns.ts'
import { POSITIONS, type ReadingKind } from './kinds.ts'
import type { ReadingNames } from './names.ts'
import { blankColumns } from './rows.ts'

/** Readings that are not in a block yet. */
interface Left<R> {
  readonly readings: Iterator<R>
  /** In which the first was measured; null before there was one. */
  hour: number | null
  /** Of other hours. */
  readonly others: R[]
}

/** Makes blocks of readings at once, so that the caller may do with them what it likes. Its columns are used again. */
export class BlockEncoder {
  readonly #columns = blankColumns(POSITIONS.columns)

  constructor(private readonly names: ReadingNames) {}

  /**
   * Goes through the readings once and keeps none of them: those measured in the hour of the first go straight into
   * columns. Nearly all are of that hour; the others are grouped by theirs.
   * @throws JournalUnavailable when a reading has a number that is none.
   */
  encode<R extends object>(kind: ReadingKind<R>, readings: Iterable<R>): Block[] {
    const columns = this.#columns.slice(0, kind.columns)
    const left: Left<R> = { readings: readings[Symbol.iterator](), hour: null, others: [] }
    const blocks: Block[] = []
    for (let count = BLOCK_READINGS; count === BLOCK_READINGS;) {
      count = this.#fill(kind, columns, left)
      if (count > 0) blocks.push(encodeRows(kind, columns, count))
    }
    if (left.others.length === 0) return blocks
    return [...blocks, ...cutIntoBlocks(left.others, kind.timeOf).map((group) => this.#encodeGroup(kind, group, columns))]
  }

  /**
   * Fills `columns` with readings of the hour, as many as there are and a block holds, and answers how many. Nothing but
   * the loop: of a function that also packs them V8 threw its compiled code away at the end of each loop, every second.
   */
  #fill<R extends object>(kind: ReadingKind<R>, columns: readonly Column[], left: Left<R>): number {
    let count = 0
    while (count < BLOCK_READINGS) {
      const { done, value } = left.readings.next()
      if (done === true) break
      const hour = hourOf(kind.timeOf(value))
      left.hour ??= hour
      if (hour === left.hour) {
        kind.put(columns, count, value, this.names.numberOf)
        count += 1
      } else left.others.push({ ...value })
    }
    return count
  }

  #encodeGroup<R>(kind: ReadingKind<R>, readings: readonly R[], columns: readonly Column[]): Block {
    readings.forEach((reading, row) => kind.put(columns, row, reading, this.names.numberOf))
    return encodeRows(kind, columns, readings.length)
  }
}

function encodeRows<R>(kind: ReadingKind<R>, columns: readonly Column[], count: number): Block {
  return blockOf(kind.name, columns, count, ({ low, high, nulls, count: rows }: Shape, column) => {
    const finite = nulls === rows || (Number.isFinite(low) && Number.isFinite(high))
    if (finite && (nulls === 0 || kind.mayBeNull(column))) return
    throw new JournalUnavailable(`readings were not written: a ${kind.name} has a number that is none`)
  })
}
