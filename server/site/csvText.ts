import { CsvError, parse, type Info } from 'csv-parse/sync'

export interface CsvRow {
  /** Line of the file on which the row starts. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Text that cannot be read as a table. */
export class CsvTextBroken extends Error {
  override readonly name = 'CsvTextBroken'
  readonly line: number
  readonly reason: string

  constructor(line: number, reason: string) {
    super(`line ${line}: ${reason}`)
    this.line = line
    this.reason = reason
  }
}

/**
 * Rows of a table with their lines. Any line ending, quoted cells with delimiters and line breaks inside; empty lines
 * are left out. Cells are trimmed.
 * @throws CsvTextBroken
 */
export function readCsvText(text: string, delimiter = ','): CsvRow[] {
  const unified = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  try {
    const rows = parse(unified, {
      delimiter,
      record_delimiter: '\n',
      info: true,
      raw: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as { readonly record: string[]; readonly raw: string; readonly info: Info }[]
    return rows
      .map(({ record, raw, info }) => ({ line: info.lines - breaksIn(raw.replace(/^\n+|\n+$/g, '')), cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new CsvTextBroken(Number(error['lines'] ?? 1), error.message)
  }
}

function breaksIn(text: string): number {
  return text.split('\n').length - 1
}
