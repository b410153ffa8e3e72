import { parse } from 'csv-parse/browser/esm/sync'
import { stringify } from 'csv-stringify/browser/esm/sync'
import type { DraftShift } from './draft.ts'

/** Columns of a roster as a table, in this order. `who` is the id of a team, or a role. Times are the site's, `YYYY-MM-DD HH:MM`. */
export const ROSTER_COLUMNS = ['post', 'start', 'end', 'who', 'count'] as const

export type ReadRoster = readonly DraftShift[] | { readonly problem: 'columns' | 'notTable' | 'empty' }

/** A roster as CSV, with a byte order mark so that a spreadsheet reads it as UTF-8. */
export function toRosterCsv(draft: readonly DraftShift[]): string {
  return stringify([...draft], { header: true, columns: [...ROSTER_COLUMNS], bom: true, record_delimiter: 'windows' })
}

/** A table as a draft; what its cells hold is checked with the draft. Any order of columns, any line ending. */
export function readRosterCsv(text: string): ReadRoster {
  let rows: Record<string, string>[]
  try {
    rows = parse(text, { bom: true, columns: true, trim: true, skip_empty_lines: true, relax_column_count: true })
  } catch {
    return { problem: 'notTable' }
  }
  const [first] = rows
  if (first === undefined) return { problem: 'empty' }
  if (ROSTER_COLUMNS.some((column) => !(column in first))) return { problem: 'columns' }
  return rows.map(({ post = '', start = '', end = '', who = '', count = '' }) => ({ post, start, end, who, count }))
}
