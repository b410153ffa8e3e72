import type { Static, TSchema } from 'typebox'
import { CAMERA_COLUMNS, CameraRowSchema, RESOURCE_COLUMNS, ResourceRowSchema, type CameraRow, type ResourceRow } from '../../shared/site/schema.ts'
import { fits, misfitsOf } from './checkShape.ts'
import { CsvTextBroken, readCsvText, type CsvRow } from './csvText.ts'
import type { Problem } from './problem.ts'

/** A table of a pack: which columns it has and what a row must be. */
interface PackTable<S extends TSchema> {
  readonly file: string
  readonly columns: readonly string[]
  readonly schema: S
}

const CAMERAS: PackTable<typeof CameraRowSchema> = { file: 'cameras.csv', columns: CAMERA_COLUMNS, schema: CameraRowSchema }
const RESOURCES: PackTable<typeof ResourceRowSchema> = { file: 'resources.csv', columns: RESOURCE_COLUMNS, schema: ResourceRowSchema }
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/

/** A row and the line it stands on. */
export type Placed<R> = R & { readonly line: number }
export type PlacedCameraRow = Placed<CameraRow>
export type PlacedResourceRow = Placed<ResourceRow>

/** Rows of `cameras.csv`; what is wrong with the others goes to `problems`. */
export function readCameraRows(text: string, problems: Problem[]): PlacedCameraRow[] {
  return readRows(CAMERAS, text, problems)
}

/** Rows of `resources.csv`, likewise. */
export function readResourceRows(text: string, problems: Problem[]): PlacedResourceRow[] {
  return readRows(RESOURCES, text, problems)
}

function readRows<S extends TSchema>(table: PackTable<S>, text: string, problems: Problem[]): Placed<Static<S>>[] {
  const { file, columns: known } = table
  const [header, ...rows] = rowsOf(table, text, problems)
  if (!header) return []
  const columns = header.cells
  const missing = known.filter((column) => !columns.includes(column))
  const foreign = columns.filter((column) => !known.includes(column))
  const twice = columns.filter((column, index) => columns.indexOf(column) !== index)
  for (const column of missing) problems.push({ file, line: header.line, field: column, reason: 'the column is missing' })
  for (const column of foreign) problems.push({ file, line: header.line, field: column, reason: 'is not a column of this file' })
  for (const column of twice) problems.push({ file, line: header.line, field: column, reason: 'the column is given twice' })
  if (missing.length + foreign.length + twice.length > 0) return []
  return rows.flatMap((row) => rowOf(table, row, columns, problems))
}

function rowsOf({ file, columns }: PackTable<TSchema>, text: string, problems: Problem[]): CsvRow[] {
  try {
    const rows = readCsvText(text)
    if (rows.length === 0) problems.push({ file, line: null, field: '', reason: `the header is missing (${columns.join(',')})` })
    return rows
  } catch (error) {
    if (!(error instanceof CsvTextBroken)) throw error
    problems.push({ file, line: error.line, field: '', reason: error.reason })
    return []
  }
}

function rowOf<S extends TSchema>({ file, schema }: PackTable<S>, { line, cells }: CsvRow, columns: readonly string[], problems: Problem[]): Placed<Static<S>>[] {
  if (cells.length !== columns.length) {
    problems.push({ file, line, field: '', reason: `has ${cells.length} cells, the header ${columns.length}` })
    return []
  }
  const cell = Object.fromEntries(columns.map((column, index) => [column, cells[index]!]))
  const row = { ...cell, lon: numberOf(cell['lon']!), lat: numberOf(cell['lat']!) }
  if (fits(schema, row)) return [{ ...(row as Static<S>), line }]
  for (const { field, reason } of misfitsOf(schema, row)) problems.push({ file, line, field, reason })
  return []
}

/** The number, or the text itself where it is none, for the schema to refuse. */
function numberOf(text: string): number | string {
  return NUMBER.test(text) ? Number(text) : text
}
