import { CAMERA_COLUMNS, CameraRowSchema, type CameraRow } from '../../shared/site/schema.ts'
import { fits, misfitsOf } from './checkShape.ts'
import { CsvTextBroken, readCsvText, type CsvRow } from './csvText.ts'
import type { Problem } from './problem.ts'

const FILE = 'cameras.csv'
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/

/** A row and the line it stands on. */
export interface PlacedCameraRow extends CameraRow {
  readonly line: number
}

/** Rows of `cameras.csv`; what is wrong with the others goes to `problems`. */
export function readCameraRows(text: string, problems: Problem[]): PlacedCameraRow[] {
  const [header, ...rows] = rowsOf(text, problems)
  if (!header) return []
  const columns = header.cells
  const missing = CAMERA_COLUMNS.filter((column) => !columns.includes(column))
  const foreign = columns.filter((column) => !CAMERA_COLUMNS.some((known) => known === column))
  const twice = columns.filter((column, index) => columns.indexOf(column) !== index)
  for (const column of missing) problems.push({ file: FILE, line: header.line, field: column, reason: 'the column is missing' })
  for (const column of foreign) problems.push({ file: FILE, line: header.line, field: column, reason: 'is not a column of this file' })
  for (const column of twice) problems.push({ file: FILE, line: header.line, field: column, reason: 'the column is given twice' })
  if (missing.length + foreign.length + twice.length > 0) return []
  return rows.flatMap((row) => rowOf(row, columns, problems))
}

function rowsOf(text: string, problems: Problem[]): CsvRow[] {
  try {
    const rows = readCsvText(text)
    if (rows.length === 0) {
      problems.push({ file: FILE, line: null, field: '', reason: `the header is missing (${CAMERA_COLUMNS.join(',')})` })
    }
    return rows
  } catch (error) {
    if (!(error instanceof CsvTextBroken)) throw error
    problems.push({ file: FILE, line: error.line, field: '', reason: error.reason })
    return []
  }
}

function rowOf({ line, cells }: CsvRow, columns: readonly string[], problems: Problem[]): PlacedCameraRow[] {
  if (cells.length !== columns.length) {
    problems.push({ file: FILE, line, field: '', reason: `has ${cells.length} cells, the header ${columns.length}` })
    return []
  }
  const cell = Object.fromEntries(columns.map((column, index) => [column, cells[index]!]))
  const row = { ...cell, lon: numberOf(cell['lon']!), lat: numberOf(cell['lat']!) }
  if (fits(CameraRowSchema, row)) return [{ ...row, line }]
  for (const { field, reason } of misfitsOf(CameraRowSchema, row)) problems.push({ file: FILE, line, field, reason })
  return []
}

/** The number, or the text itself where it is none, for the schema to refuse. */
function numberOf(text: string): number | string {
  return NUMBER.test(text) ? Number(text) : text
}
