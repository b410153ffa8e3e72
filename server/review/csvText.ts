import { stringify } from 'csv-stringify/sync'
import { inert, type Cell } from './tables.ts'

/** Excel opens a CSV as UTF-8 only with this before it. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** Rows of a CSV as Excel reads them, nothing of them a formula (EXPORT-4); the mark goes before the first ones. */
export function rowsText(rows: readonly (readonly Cell[])[]): string {
  return stringify(rows.map((row) => row.map(inert)), { record_delimiter: 'windows' })
}
