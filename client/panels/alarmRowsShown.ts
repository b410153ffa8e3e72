import type { AlarmRow } from '../../shared/alarm/flood.ts'
import type { SizeInRem } from './useSizeInRem.ts'

/** Height of a row, rem. */
export const ALARM_ROW_REM = 1.45
/** From this width on rows stand in two columns, rem. */
export const TWO_COLUMNS_REM = 40
/** Shown before the panel's size is known. */
const FIRST_ROWS = 6

export interface ShownRows {
  readonly columns: 1 | 2
  readonly rows: readonly AlarmRow[]
  /** What does not fit, in a row of its own (LOOK-4): alarms, and how many of them nobody has acknowledged, standing and over. */
  readonly rest: { readonly alarms: number; readonly unacknowledged: number; readonly over: number } | null
}

/** The rows that fit a place, the most pressing ones; what does not fit is counted. */
export function alarmRowsShown(rows: readonly AlarmRow[], size: SizeInRem | null): ShownRows {
  const columns = (size?.widthRem ?? 0) >= TWO_COLUMNS_REM ? 2 : 1
  const room = size === null ? FIRST_ROWS : Math.max(1, Math.floor(size.heightRem / ALARM_ROW_REM + 1e-6)) * columns
  if (rows.length <= room) return { columns, rows, rest: null }
  const hidden = rows.slice(room - 1)
  const count = (of: (row: AlarmRow) => number): number => hidden.reduce((sum, row) => sum + of(row), 0)
  return {
    columns,
    rows: rows.slice(0, room - 1),
    rest: { alarms: count((row) => row.alarms.length), unacknowledged: count((row) => row.unacknowledged), over: count((row) => row.alarms.length - row.standing) },
  }
}
