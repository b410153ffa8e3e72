import { JournalUnavailable } from '../../ports.ts'
import { blockOf, cutIntoBlocks, type Block } from './block.ts'
import type { Column, Shape } from './columns.ts'
import { POSITIONS, type ReadingKind } from './kinds.ts'
import type { ReadingNames } from './names.ts'
import { blankColumns } from './rows.ts'

/** Makes blocks of readings at once, so that the caller may do with them what it likes. Its columns are used again. */
export class BlockEncoder {
  readonly #columns = blankColumns(POSITIONS.columns)

  constructor(private readonly names: ReadingNames) {}

  /** @throws JournalUnavailable when a reading has a number that is none. */
  encode<R>(kind: ReadingKind<R>, readings: readonly R[]): Block[] {
    return cutIntoBlocks(readings, kind.timeOf).map((group) => this.#encodeGroup(kind, group))
  }

  #encodeGroup<R>(kind: ReadingKind<R>, readings: readonly R[]): Block {
    const columns: Column[] = this.#columns.slice(0, kind.columns)
    kind.fill(columns, readings, this.names.numberOf)
    return blockOf(kind.name, columns, readings.length, ({ low, high, nulls, count }: Shape, column) => {
      const finite = nulls === count || (Number.isFinite(low) && Number.isFinite(high))
      if (finite && (nulls === 0 || kind.mayBeNull(column))) return
      throw new JournalUnavailable(`readings were not written: a ${kind.name} has a number that is none`)
    })
  }
}
