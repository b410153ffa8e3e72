import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { once } from 'node:events'
import { join } from 'node:path'
import type { ReviewSpace } from '../../../shared/timing/types.ts'
import { offsetTime } from '../../../shared/timing/localTime.ts'
import { CHAIN_FORMAT, chained, chainOfHeader, endLine, headerLine, type ChainHeader, type OmittedFact } from '../chainFile.ts'
import { IMPORT_LIMITS_MS, type ImportReport, type ImportResult } from './importIncidents.ts'
import type { ImportMap } from './mapping.ts'
import type { ImportedIncident, ImportedWhere } from './record.ts'

export const IMPORTED_FACT = 'IncidentImported'
const SUFFIX = '.json'
const NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/
/** Text is handed to the file in pieces of about this many characters. */
const PIECE = 256 * 1_024
/** Read at once: about 40 records, a millisecond's work. */
const SLICE_BYTES = 16 * 1_024

/** The header of an imported space's file: where its records come from, and what was found in them. */
export interface ImportHeader extends ChainHeader, ImportedWhere {
  readonly space: `import:${string}`
  readonly made: string
  readonly source: ImportResult['source'] & { readonly file: string }
  readonly map: ImportMap
  readonly report: ImportReport
}

/** May a space be called so? It is a file's name and stands in addresses. */
export function isSpaceName(name: string): boolean {
  return NAME.test(name)
}

/** The name a file proposes for its space. */
export function spaceNameOf(file: string): string {
  const name = file.replace(/\.[^.]*$/, '').toLowerCase().replace(/[^a-z0-9_-]+/g, '-').replace(/^[-_]+|-+$/g, '').slice(0, 64)
  return isSpaceName(name) ? name : 'imported'
}

export function spaceFile(dir: string, name: string): string {
  return join(dir, `${name}${SUFFIX}`)
}

/** Names of the imported spaces of a folder; none where there is no folder. */
export async function spaceNames(dir: string): Promise<string[]> {
  const files = await readdir(dir).catch(() => [])
  return files.filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length)).filter(isSpaceName).sort()
}

/** The import is made at headquarters, wherever the records come from; every time of headquarters is written so. */
const HEADQUARTERS_ZONE = 'Asia/Shanghai'

export interface SpaceSource {
  readonly name: string
  readonly file: string
  readonly map: ImportMap
  /** Epoch ms of the import. */
  readonly now: number
}

/** Writes an imported space whole, or not at all: one chained fact a record (IMPORT-1, ADR 0016). Answers its path. */
export async function writeSpace(dir: string, { name, file, map, now }: SpaceSource, { source, report, records }: ImportResult): Promise<string> {
  const space = `import:${name}` as const
  const head = {
    format: CHAIN_FORMAT, v: 1 as const, space, mark: '导入 IMPORTED', told: records.length, made: offsetTime(now, HEADQUARTERS_ZONE), zone: map.zone,
    limits: IMPORT_LIMITS_MS, source: { file, ...source }, map, report,
  }
  const chain = chainOfHeader(head)
  const header: ImportHeader = { ...head, chain, before: { seq: 0, hash: chain } }
  await mkdir(dir, { recursive: true })
  const path = spaceFile(dir, name)
  const unfinished = `${path}.part`
  const out = createWriteStream(unfinished)
  try {
    let [hash, seq, piece] = [chain, 0, headerLine(header)]
    for (const record of records) {
      seq += 1
      const fact = chained({ seq, space: space as never, at: record.received ?? now, recordedAt: now, by: 'import', type: IMPORTED_FACT, v: 1, commandId: null, data: record }, hash)
      hash = fact.hash
      piece += `${seq === 1 ? '' : ',\n'}${JSON.stringify(fact)}`
      if (piece.length < PIECE) continue
      if (!out.write(piece)) await once(out, 'drain')
      piece = ''
    }
    out.end(piece + endLine({ seq, hash }))
    await once(out, 'finish')
    await rename(unfinished, path)
  } catch (error) {
    out.destroy()
    await rm(unfinished, { force: true })
    throw error
  }
  return path
}

/** A space's file that does not read as it was written. */
export class SpaceUnreadable extends Error {
  override readonly name = 'SpaceUnreadable'
}

/** What stands in a space's file: the header first, then its records in slices, each short enough not to hold up anybody else. */
export async function* readSpace(path: string): AsyncGenerator<{ readonly header: ImportHeader; readonly records: readonly ImportedIncident[] }> {
  let header: ImportHeader | null = null
  let rest = ''
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: SLICE_BYTES }) as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    if (header === null && lines.length > 0) header = headerOf(lines.shift() as string)
    if (header !== null) yield { header, records: lines.flatMap(recordOf) }
  }
  if (header === null) throw new SpaceUnreadable(`${path} is not an imported space`)
}

function headerOf(line: string): ImportHeader {
  try {
    return JSON.parse(`${line}]}`) as ImportHeader
  } catch (error) {
    throw new SpaceUnreadable('its first line is no header', { cause: error })
  }
}

function recordOf(line: string): ImportedIncident[] {
  if (!line.startsWith('{')) return []
  try {
    return [(JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line) as { readonly data: ImportedIncident }).data]
  } catch (error) {
    throw new SpaceUnreadable('one of its lines is no record', { cause: error })
  }
}

/** A file's last line is shorter than this, bytes. */
const END_BYTES = 512

/** The last fact of a space's chain: what its file ends with. @throws SpaceUnreadable */
export async function endOfSpace(path: string): Promise<OmittedFact> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(END_BYTES), position: Math.max(0, size - END_BYTES) })
    const end = /"end":(\{[^{}]*\})\}\s*$/.exec(buffer.toString('utf8', 0, bytesRead))?.[1]
    if (end === undefined) throw new SpaceUnreadable('it has no end')
    return JSON.parse(end) as OmittedFact
  } finally {
    await file.close()
  }
}

/** What tells one state of a file from another; null when it is not there. */
export async function stateOfFile(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => null)
  return found === null ? null : `${found.mtimeMs} ${found.size}`
}

/** Is it a space of a file? Then its name. */
export function importedName(space: ReviewSpace): string | null {
  const name = space.startsWith('import:') ? space.slice('import:'.length) : null
  return name !== null && isSpaceName(name) ? name : null
}
