import { ARTICLE_LIMITS_MS } from '../../../shared/clock/stages.ts'
import { delimiterOf, FileUnreadable, inspectFile, rowsOf, startOf, type FileFacts } from './csvStream.ts'
import { readRow, type RowReading } from './classify.ts'
import { createGathering } from './gather.ts'
import { placeOfColumn, TIME_FIELDS, WORD_FIELDS, type Field, type ImportMap } from './mapping.ts'
import { ROW_CLASSES, type ImportedIncident, type RowClass } from './record.ts'
import { openZone } from './zone.ts'

/** Lines named of each class. */
const EXAMPLES = 5
/** The CSV reader takes in a row at a time; after so many the progress is told. */
const TELL_EVERY = 1_000

/** Rows of one class. `excluded`: does it keep the row, or its stage, out of the figures? */
export interface ClassCount {
  readonly class: RowClass
  readonly field: Field | null
  readonly rows: number
  /** The first lines it was found on. */
  readonly lines: readonly number[]
}

/** What an import counted (IMPORT-2): each data row is in exactly one of `counted` (its own record or, as a unit, in another's) and `faulty`. */
export interface ImportReport {
  /** Lines of the file: those of the header, of rows, and empty ones. */
  readonly lines: number
  readonly emptyLines: number
  /** Lines on which the row or header of the line before goes on, within a quoted cell, and Excel's line before the header that names the sign between cells. */
  readonly furtherLines: number
  /** Rows below the header: lines − 1 − emptyLines − furtherLines. */
  readonly rows: number
  readonly records: number
  /** Records that count in the figures. */
  readonly counted: number
  /** Records kept and left out as a whole. */
  readonly faulty: number
  /** Of these, records without a report that can be read: they stand in no stretch of time. */
  readonly undated: number
  readonly cancelled: number
  readonly classes: readonly ClassCount[]
}

export interface ImportResult {
  readonly source: FileFacts & { readonly delimiter: string; readonly columns: readonly string[] }
  readonly report: ImportReport
  readonly records: readonly ImportedIncident[]
}

export interface ImportOptions {
  /** Epoch ms: nothing recorded lies after it. */
  readonly now: number
  onProgress?(bytes: number, of: number): void
}

/** Reads a file of incident records. Every row is kept; what is wrong with it is said (IMPORT-2). @throws FileUnreadable, BadMap */
export async function importIncidents(path: string, map: ImportMap, { now, onProgress }: ImportOptions): Promise<ImportResult> {
  const facts = await inspectFile(path, map.encoding)
  const delimiter = map.delimiter ?? delimiterOf(await startOf(path, facts.encoding))
  let [read, rows, furtherLines] = [0, 0, 0]
  let reading: RowReading | null = null
  let columns: readonly string[] = []
  let emptyLines = 0
  const gathering = createGathering(map.rows)
  const table = rowsOf(path, facts.encoding, delimiter, (bytes) => (read += bytes))
  for (let each = await table.next(); ; each = await table.next()) {
    if (each.done === true) {
      emptyLines = each.value
      break
    }
    const row = each.value
    furtherLines += row.lines - 1
    if (reading === null) {
      if (row.malformed) throw new FileUnreadable(`${path} cannot be read as a table: a quote of its header (line ${row.line}) is not closed.`)
      columns = row.cells
      reading = { map, places: placesOf(map, columns), columns: columns.length, zone: openZone(map.zone), now }
      continue
    }
    rows += 1
    const record = readRow(row, reading)
    gathering.take(record, reading.places.id !== undefined && !record.notes.some(([what]) => what === 'missingId'))
    if (rows % TELL_EVERY === 0) onProgress?.(read, facts.bytes)
  }
  if (reading === null) throw new FileUnreadable(`${path} is empty: it has no header.`)
  onProgress?.(facts.bytes, facts.bytes)
  const records = gathering.records()
  return { source: { ...facts, delimiter, columns }, records, report: reportOf({ lines: rows + 1 + furtherLines + emptyLines, emptyLines, furtherLines, rows }, records) }
}

/** @throws BadMap naming a column the file has not, or has twice */
function placesOf({ columns }: ImportMap, header: readonly string[]): RowReading['places'] {
  const places: Partial<Record<Field, readonly number[]>> = {}
  for (const field of [...TIME_FIELDS, ...WORD_FIELDS]) {
    const names = columns[field]
    if (names === undefined) continue
    places[field] = names.map((name) => placeOfColumn(name, field, header))
  }
  return places
}

function reportOf(read: Pick<ImportReport, 'lines' | 'emptyLines' | 'furtherLines' | 'rows'>, records: readonly ImportedIncident[]): ImportReport {
  const classes = new Map<string, { class: RowClass; field: Field | null; rows: number; lines: number[] }>()
  for (const { notes, noteLines, lines } of records) {
    for (const [place, [what, field]] of notes.entries()) {
      const key = `${what} ${field ?? ''}`
      const count = classes.get(key) ?? { class: what, field, rows: 0, lines: [] }
      classes.set(key, count)
      count.rows += 1
      if (count.lines.length < EXAMPLES) count.lines.push(noteLines?.[place] ?? lines.at(-1) ?? 0)
    }
  }
  const faulty = records.filter((record) => record.faulty).length
  return {
    ...read, records: records.length, counted: records.filter((record) => !record.faulty && !record.cancelled).length, faulty,
    undated: records.filter(({ received }) => received === null).length,
    cancelled: records.filter((record) => record.cancelled && !record.faulty).length,
    classes: [...classes.values()].sort((a, b) => ROW_CLASSES.indexOf(a.class) - ROW_CLASSES.indexOf(b.class) || placeOf(a.field) - placeOf(b.field)),
  }
}

function placeOf(field: Field | null): number {
  return ([...TIME_FIELDS, ...WORD_FIELDS] as readonly (string | null)[]).indexOf(field)
}

/** Limits an imported incident is measured against: the article's. */
export const IMPORT_LIMITS_MS = ARTICLE_LIMITS_MS
