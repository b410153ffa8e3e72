/** A line, or a few joined ones, as cells. */
export interface SplitText {
  readonly cells: readonly string[]
  /** A quoted cell is not closed, or goes on after its closing quote: where its cells end cannot be told, and they are split at each delimiter. */
  readonly malformed: boolean
  /** It is malformed since a quoted cell is still open at its end. */
  readonly open: boolean
  /** A quote stands in a cell that is not quoted: it is part of its words. */
  readonly strayQuote: boolean
}

/** One row of a table. */
export interface TableRow extends Pick<SplitText, 'cells' | 'malformed' | 'strayQuote'> {
  /** Line of the file on which it ends. */
  readonly line: number
  /** Lines it stands on; a header's with the line before it that says the sign between cells. */
  readonly lines: number
}

/** A quoted cell goes over at most so many lines, and a row holds so many signs (ASSUMPTION): what is longer is a quote nobody closed. */
export const MOST_LINES = 50
const MOST_SIGNS = 64 * 1_024
const QUOTE = '"'

/** Splits text into trimmed cells. A cell that begins with a quote goes to its closing one; a doubled quote in it is one (RFC 4180). */
export function splitText(text: string, delimiter: string): SplitText {
  if (!text.includes(QUOTE)) return { cells: text.split(delimiter).map(trim), malformed: false, open: false, strayQuote: false }
  const cells: string[] = []
  let [malformed, open, strayQuote] = [false, false, false]
  let at = 0
  for (;;) {
    const start = afterBlanks(text, at, delimiter)
    const quoted = text[start] === QUOTE ? quotedCell(text, start, delimiter) : null
    if (quoted !== null && 'cell' in quoted) {
      cells.push(quoted.cell)
      at = quoted.end
    } else {
      malformed ||= quoted !== null
      open ||= quoted?.open === true
      const end = text.indexOf(delimiter, at)
      const cell = text.slice(at, end === -1 ? text.length : end)
      strayQuote ||= quoted === null && cell.includes(QUOTE)
      cells.push(trim(cell))
      at = end === -1 ? text.length : end
    }
    if (at >= text.length) return { cells, malformed, open, strayQuote }
    at += delimiter.length
  }
}

function trim(cell: string): string {
  return cell.trim()
}

function afterBlanks(text: string, from: number, delimiter: string): number {
  let at = from
  while (at < text.length && text[at] !== delimiter && text[at]?.trim() === '') at += 1
  return at
}

/** The cell that begins with the quote at `start`, and where the delimiter after it stands; or what is wrong with it. */
function quotedCell(text: string, start: number, delimiter: string): { readonly cell: string; readonly end: number } | { readonly open: boolean } {
  let cell = ''
  let at = start + 1
  for (;;) {
    const quote = text.indexOf(QUOTE, at)
    if (quote === -1) return { open: true }
    cell += text.slice(at, quote)
    if (text[quote + 1] !== QUOTE) {
      const end = afterBlanks(text, quote + 1, delimiter)
      return end >= text.length || text[end] === delimiter ? { cell, end } : { open: false }
    }
    cell += QUOTE
    at = quote + 2
  }
}

/** Lines of a text that comes in pieces, whatever ends them. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let rest = ''
  for await (const piece of pieces) {
    const text = rest + piece
    // A carriage return at the end may be half of a line's end.
    const whole = text.endsWith('\r') ? text.length - 1 : text.length
    const lines = text.slice(0, whole).split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + text.slice(whole)
    if (lines.length > 0) yield lines
  }
  const last = rest.replace(/\r$/, '')
  if (rest !== '') yield [last]
}

/** Excel's own first line, `sep=;`. */
const HINT = /^"?sep=([^"\s]|\t)"?\s*$/i

/** The sign between cells that a file's first line says; null where it is a line like any other. */
export function hintOf(line: string): string | null {
  return HINT.exec(line)?.[1] ?? null
}

/** Makes rows of lines. Lines are given in order; `rows` hands out what is whole, and after `end` all that is left. */
export interface RowMaker {
  take(line: string): TableRow[]
  end(): TableRow[]
  /** Lines without anything on them. */
  readonly empty: number
}

/**
 * Rows of a table, the header first; a first line that says the sign between cells belongs to the header. A quoted cell may go on over lines; it is taken so only where its closing quote comes in
 * bounds, the row then has as many cells as the header, and no line swallowed looks like a row of its own. Otherwise the first
 * line stands alone, malformed, and reading goes on with the next: a stray quote never costs a row but its own (IMPORT-2).
 */
export function createRowMaker(delimiter: string): RowMaker {
  let waiting: string[] = []
  let [read, empty, hints, isFirst] = [0, 0, 0, true]
  let columns: number | null = null

  function made(split: SplitText, lines: number): TableRow[] {
    read += lines
    waiting = waiting.slice(lines)
    if (split.cells.every((cell) => cell === '') && !split.malformed) {
      empty += lines
      return []
    }
    const own = lines + (columns === null ? hints : 0)
    columns ??= split.cells.length
    return [{ line: read, lines: own, cells: split.cells, malformed: split.malformed, strayQuote: split.strayQuote }]
  }

  /** The next row of the waiting lines; null while it takes more of them to tell. */
  function next(isEnd: boolean): TableRow[] | null {
    const [first = ''] = waiting
    const alone = splitText(first, delimiter)
    if (!alone.open) return made(alone, 1)
    let text = first
    for (let lines = 2; lines <= waiting.length; lines += 1) {
      const line = waiting[lines - 1] as string
      text += `\n${line}`
      if (lines > MOST_LINES || text.length > MOST_SIGNS) return made(alone, 1)
      const joined = splitText(text, delimiter)
      if (isRow(line) && (joined.open || isWide(alone))) return made(alone, 1)
      if (joined.open) continue
      return joined.malformed || (columns !== null && !isWide(joined)) ? made(alone, 1) : made(joined, lines)
    }
    return isEnd ? made(alone, 1) : null
  }

  /** Has it as many cells as the header? */
  function isWide({ cells }: SplitText): boolean {
    return cells.length === columns
  }

  function isRow(line: string): boolean {
    return isWide(splitText(line, delimiter))
  }

  function all(isEnd: boolean): TableRow[] {
    const rows: TableRow[] = []
    while (waiting.length > 0) {
      const row = next(isEnd)
      if (row === null) break
      rows.push(...row)
    }
    return rows
  }

  return {
    take(line) {
      if (isFirst && hintOf(line) !== null) {
        hints += 1
        read += 1
      } else waiting.push(line)
      isFirst = false
      return all(false)
    },
    end: () => all(true),
    get empty() {
      return empty
    },
  }
}
