import { JournalUnavailable } from '../../ports.ts'
import { BLOCK_READINGS, blockOf, cutIntoBlocks, hourOf, type Block } from './block.ts'
import type { Column, Shape } from './columns.ts'
import { POSITIONS, type ReadingKind } from './kinds.ts'
import type { ReadingNames } from './names.ts'
import { blankColumns } from './rows.ts'

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
    const blocks: Block[] = []
    const others: R[] = []
    let hour = NaN
    let count = 0
    for (const reading of readings) {
      const own = hourOf(kind.timeOf(reading))
      if (Number.isNaN(hour)) hour = own
      if (own !== hour) {
        others.push({ ...reading })
        continue
      }
      kind.put(columns, count, reading, this.names.numberOf)
      count += 1
      if (count < BLOCK_READINGS) continue
      blocks.push(encodeRows(kind, columns, count))
      count = 0
    }
    if (count > 0) blocks.push(encodeRows(kind, columns, count))
    return [...blocks, ...cutIntoBlocks(others, kind.timeOf).map((group) => this.#encodeGroup(kind, group, columns))]
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
