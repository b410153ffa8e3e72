import { createHash } from 'node:crypto'
import type { Fact } from '../../shared/fact.ts'
import { stable } from '../../shared/protocol/canonical.ts'
import type { ReviewSpace } from '../../shared/timing/types.ts'
import { hashOf, spell } from '../journal/chain.ts'
import type { ChainedFact } from '../ports.ts'
import { markOf } from './tables.ts'

/** A fact of the chain that is not told in a file: only its hash, so that what follows it can be checked and none can be taken out. */
export interface OmittedFact {
  readonly seq: number
  readonly hash: string
}

export const CHAIN_FORMAT = 'ruyi-lake-facts' as const

/** What stands before the facts of a file (EXPORT-3). */
export interface ChainHeader {
  readonly format: typeof CHAIN_FORMAT
  readonly v: 1
  /** What the first fact's hash is made over: the journal's id, or the digest of an imported file's header. */
  readonly chain: string
  readonly space: ReviewSpace
  /** Marks of what is not the real thing; null for the real thing. */
  readonly mark: string | null
  /** The fact before the first one here; seq 0 and the chain's id before any. */
  readonly before: OmittedFact
  /** How many facts are told; the others are hashes alone. */
  readonly told: number
  /** Digest of all the rest of the header; an imported file's stands in `chain` instead. */
  readonly seal?: string
  readonly [more: string]: unknown
}

/** A header with its digest: whoever changes a word of it is found out. */
export function sealed(header: ChainHeader): ChainHeader {
  return { ...header, seal: sealOf(header) }
}

function sealOf({ seal: _seal, ...rest }: ChainHeader): string {
  return createHash('sha256').update(stable(rest)).digest('hex')
}

/** The chain of a file that is its own beginning: whoever changes the header changes the chain. */
export function chainOfHeader(header: Omit<ChainHeader, 'chain' | 'before'>): string {
  return createHash('sha256').update(stable(header)).digest('hex')
}

/** A file as text, line by line: a header, one fact a line, the end. All of it is one JSON document. */
export function headerLine(header: ChainHeader): string {
  return `${JSON.stringify(header).slice(0, -1)},"facts":[\n`
}

export function endLine(end: OmittedFact): string {
  return `\n],"end":${JSON.stringify(end)}}\n`
}

/** Puts a fact onto a chain. */
export function chained(fact: Fact, hashBefore: string): ChainedFact {
  return { ...fact, hash: hashOf(spell(fact), hashBefore) }
}

/** What checking a file finds. `brokenAt`: the first fact that does not hold. */
export interface ChainVerdict {
  readonly space: ReviewSpace
  readonly mark: string | null
  readonly told: number
  readonly omitted: number
  readonly first: number
  readonly end: OmittedFact
  readonly broken: { readonly at: number; readonly why: string } | null
}

/** Text that is no file of ours. */
export class NoChainFile extends Error {
  override readonly name = 'NoChainFile'
}

const FACT_KEYS = ['at', 'by', 'commandId', 'data', 'hash', 'recordedAt', 'seq', 'space', 'type', 'v']

/** Checks a file's chain from its beginning to its end (EXPORT-3). @throws NoChainFile */
export function verifyChainFile(text: string): ChainVerdict {
  const file = parsed(text)
  const { header, facts, end } = file
  let last = header.before
  let told = 0
  const broken = (at: number, why: string): ChainVerdict => ({ space: header.space, mark: header.mark, told, omitted: at - header.before.seq - 1 - told, first: header.before.seq + 1, end, broken: { at, why } })
  if (last.seq === 0 && last.hash !== header.chain) return broken(1, 'the chain does not begin with its own id')
  const wrong = wrongHeader(header)
  if (wrong !== null) return broken(header.before.seq + 1, wrong)
  for (const fact of facts) {
    const at = last.seq + 1
    if (fact.seq !== at) return broken(at, `fact ${at} is missing or stands elsewhere (found ${String(fact.seq)})`)
    if (isTold(fact)) {
      if (Object.keys(fact).sort().join() !== FACT_KEYS.join()) return broken(at, 'it has other fields than a fact')
      if (!holds(fact, last.hash)) return broken(at, 'its content, or a fact before it, is not what was recorded')
      if (fact.space !== header.space) return broken(at, `it is of ${fact.space}, and the header says that all told facts are of ${header.space}`)
      told += 1
    }
    last = { seq: fact.seq, hash: fact.hash }
  }
  if (last.seq !== end.seq || last.hash !== end.hash) return broken(Math.min(last.seq, end.seq) + 1, `the file says it ends at fact ${end.seq}, and its facts end at ${last.seq}`)
  if (told !== header.told) return broken(end.seq, `the header says ${header.told} facts are told, and ${told} are`)
  return { space: header.space, mark: header.mark, told, omitted: facts.length - told, first: header.before.seq + 1, end, broken: null }
}

/** What does not hold of a header: its digest, or the mark its space has to carry (DRILL-1). Null when all does. */
function wrongHeader(header: ChainHeader): string | null {
  const { chain, before: _before, ...rest } = header
  const isImport = header.space.startsWith('import:')
  if (isImport ? chainOfHeader(rest as never) !== chain : header.seal !== sealOf(header)) return 'the header was changed'
  const mark = markOf(header.space, false)
  if (mark !== '' ? header.mark !== mark : header.mark !== null && header.mark !== markOf(header.space, true)) return `its mark is not that of ${header.space}`
  return null
}

function isTold(fact: ChainedFact | OmittedFact): fact is ChainedFact {
  return Object.keys(fact).length > 2
}

function holds(fact: ChainedFact, hashBefore: string): boolean {
  try {
    return hashOf(spell(fact), hashBefore) === fact.hash
  } catch {
    return false
  }
}

interface ChainFile {
  readonly header: ChainHeader
  readonly facts: readonly (ChainedFact | OmittedFact)[]
  readonly end: OmittedFact
}

function parsed(text: string): ChainFile {
  let file: Record<string, unknown>
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, '')) as Record<string, unknown>
  } catch (error) {
    throw new NoChainFile(`it is no JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
  if (file === null || typeof file !== 'object' || file['format'] !== CHAIN_FORMAT) throw new NoChainFile(`it is no “${CHAIN_FORMAT}” file`)
  const { facts, end, ...header } = file
  const before = header['before']
  const sound = Array.isArray(facts) && facts.every((fact) => fact !== null && typeof fact === 'object') && isPlace(end) && isPlace(before) &&
    typeof header['space'] === 'string' && typeof header['told'] === 'number'
  if (!sound) throw new NoChainFile('its header, facts or end are missing')
  return { header: header as unknown as ChainHeader, facts: facts as ChainedFact[], end: end as OmittedFact }
}

function isPlace(place: unknown): place is OmittedFact {
  return place !== null && typeof place === 'object' && typeof (place as OmittedFact).seq === 'number' && typeof (place as OmittedFact).hash === 'string'
}
