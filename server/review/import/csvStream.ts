import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Encoding } from '../../site/textEncoding.ts'
import { createRowMaker, hintOf, linesOf, type TableRow } from './csvLines.ts'

/** A file that cannot be read as a table. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable'
}

const DELIMITERS = [',', ';', '\t', '|']
const PEEK_BYTES = 64 * 1_024

/** What a file is before its text is read. */
export interface FileFacts {
  readonly bytes: number
  /** SHA-256 of all its bytes, in hex. */
  readonly sha256: string
  readonly encoding: Encoding
}

/**
 * Reads a file once through: which encoding it is in (its byte order mark says, else UTF-8 if all of it is, else GBK) and its
 * digest. A file that is none of these needs `told`.
 * @throws FileUnreadable
 */
export async function inspectFile(path: string, told: Encoding | null): Promise<FileFacts> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  const gbk = new TextDecoder('gb18030', { fatal: true })
  const digest = createHash('sha256')
  let [bytes, isUtf8, isGbk] = [0, true, true]
  let mark: Encoding | null = null
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (bytes === 0) mark = chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : chunk[0] === 0xfe && chunk[1] === 0xff ? 'utf-16be' : null
    bytes += chunk.length
    digest.update(chunk)
    isUtf8 &&= reads(utf8, chunk)
    isGbk &&= reads(gbk, chunk)
  }
  const found = mark ?? (isUtf8 && reads(utf8, null) ? 'utf-8' : isGbk && reads(gbk, null) ? 'gb18030' : null)
  const encoding = told ?? found
  if (encoding === null) throw new FileUnreadable(`${path} is neither UTF-8, UTF-16 nor GBK: say encoding in the map, or save it as UTF-8.`)
  return { bytes, sha256: digest.digest('hex'), encoding }
}

/** Does it decode on from here? `null` ends the text. */
function reads(decoder: InstanceType<typeof TextDecoder>, chunk: Uint8Array | null): boolean {
  try {
    decoder.decode(chunk ?? undefined, { stream: chunk !== null })
    return true
  } catch {
    return false
  }
}

/** Text of a file, piece by piece; `onBytes` is told how many were read. A byte that does not fit is an error, not a question mark. */
async function* textOf(path: string, encoding: Encoding, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    onBytes(chunk.length)
    yield decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
}

/** The sign between cells: what the first line says it is (Excel's `sep=;`), else the one it has most of outside quotes. */
export function delimiterOf(text: string): string {
  const first = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  const hint = hintOf(first)
  if (hint !== null) return hint
  const line = first.replace(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((sign) => line.split(sign).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}

/** The start of a file's text in whole lines, to find its columns in. */
export async function startOf(path: string, encoding: Encoding): Promise<string> {
  let text = ''
  for await (const piece of textOf(path, encoding, () => undefined)) {
    text += piece
    if (text.length <= PEEK_BYTES) continue
    text = text.slice(0, text.lastIndexOf('\n') + 1 || undefined)
    break
  }
  return text.replace(/^\uFEFF/, '')
}

/** Rows of a table, the header first, as they come; answers how many lines were empty. @throws FileUnreadable */
export async function* rowsOf(path: string, encoding: Encoding, delimiter: string, onBytes: (bytes: number) => void): AsyncGenerator<TableRow, number> {
  const maker = createRowMaker(delimiter)
  try {
    for await (const lines of linesOf(textOf(path, encoding, onBytes))) for (const line of lines) yield* maker.take(line)
  } catch (error) {
    throw new FileUnreadable(`${path} cannot be read as a table: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
  yield* maker.end()
  return maker.empty
}
