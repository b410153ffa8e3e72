import { BLOCK_READINGS, blockOf, cutIntoBlocks, type Block } from './block.ts'
import { ColumnReader, type Column } from './columns.ts'
import { AT, type KindName } from './kinds.ts'

/** A reading in numbers: its columns in order, NaN for null. */
export type Row = number[]

/** Rows of a block, in the order they were written. @throws BadBlock */
export function rowsOf(body: Uint8Array): Row[] {
  const reader = new ColumnReader(body)
  const columns = reader.columns()
  return Array.from({ length: reader.count }, (_, row) => columns.map((column) => column[row] as number))
}

/** Blocks of these rows, in order. */
export function packRows(kind: KindName, rows: readonly Row[]): Block[] {
  return cutIntoBlocks(rows, (row) => row[AT] as number).map((group) => packWhole(kind, group))
}

/** One block of all these rows, whatever time they span. */
export function packWhole(kind: KindName, rows: readonly Row[]): Block {
  const columns = (rows[0] ?? []).map((_, place) => Float64Array.from(rows, (row) => row[place] as number))
  return blockOf(kind, columns, rows.length)
}

/** Columns with room for a whole block, to be used again for each. */
export function blankColumns(columns: number): Column[] {
  return Array.from({ length: columns }, () => new Float64Array(BLOCK_READINGS))
}
