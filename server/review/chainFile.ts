import { createHash } from 'node:crypto'
import type { Fact } from '../../shared/fact.ts'
import { stable } from '../../shared/protocol/canonical.ts'
import type { ReviewSpace } from '../../shared/timing/types.ts'
import { hashOf, spell } from '../journal/chain.ts'
import type { ChainedFact } from '../ports.ts'
import { repeatedKey } from './repeatedKey.ts'
import { areRanges, countOf, rangeWalk, type SeqRange } from './seqRanges.ts'
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
  /** Does it tell every fact of its space from the first one to its end? Absent of an imported space, whose chain is its own. */
  readonly complete?: boolean
  /** Facts of the space that stand as hashes alone. */
  readonly withheld?: readonly SeqRange[]
  /** Facts of other spaces, which stand as hashes alone. */
  readonly elsewhere?: readonly SeqRange[]
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
  readonly complete: boolean
  readonly withheld: readonly SeqRange[]
  /** How many facts of other spaces stand as hashes alone. */
  readonly elsewhere: number
  readonly first: number
  readonly end: OmittedFact
  /** The fact that was asked for, and how many were told up to it; null where none was, or the file does not reach it. */
  readonly upTo: (OmittedFact & { readonly told: number }) | null
  readonly broken: { readonly at: number; readonly why: string } | null
}

/** Text that is no file of ours. */
export class NoChainFile extends Error {
  override readonly name = 'NoChainFile'
}

const FACT_KEYS = ['at', 'by', 'commandId', 'data', 'hash', 'recordedAt', 'seq', 'space', 'type', 'v']

/** Checks a file's chain from its beginning to its end (EXPORT-3). `at`: the place a paper names. @throws NoChainFile */
export function verifyChainFile(text: string, at: number | null = null): ChainVerdict {
  const { header, facts, end } = parsed(text)
  const { space, mark, before, withheld = [], elsewhere = [] } = header
  const first = before.seq + 1
  const leftOut = { withheld: rangeWalk(withheld), elsewhere: rangeWalk(elsewhere) }
  let [last, told, upTo]: [OmittedFact, number, ChainVerdict['upTo']] = [before, 0, null]
  const verdict = (broken: ChainVerdict['broken']): ChainVerdict => (
    { space, mark, told, complete: header.complete ?? facts.length === told, withheld, elsewhere: countOf(elsewhere), first, end, upTo, broken })
  const wrong = wrongHeader(header)
  if (wrong !== null) return verdict({ at: first, why: wrong })
  for (const fact of facts) {
    const why = wrongFact(fact, last, header, leftOut)
    if (why !== null) return verdict({ at: last.seq + 1, why })
    if (isTold(fact)) told += 1
    last = { seq: fact.seq, hash: fact.hash }
    if (last.seq === at) upTo = { ...last, told }
  }
  if (last.seq !== end.seq || last.hash !== end.hash) return verdict({ at: Math.min(last.seq, end.seq) + 1, why: `the file says it ends at fact ${end.seq}, and its facts end at ${last.seq}` })
  if (told !== header.told) return verdict({ at: end.seq, why: `the header says ${header.told} facts are told, and ${told} are` })
  if (countOf(withheld) + countOf(elsewhere) !== facts.length - told) return verdict({ at: end.seq, why: 'the header says that other facts are left out than are' })
  return verdict(null)
}

interface LeftOut {
  readonly withheld: (seq: number) => boolean
  readonly elsewhere: (seq: number) => boolean
}

/** What does not hold of the fact that stands after `last`; null when all does. One that is not told has to be one the header says is left out. */
function wrongFact(fact: ChainedFact | OmittedFact, last: OmittedFact, { space }: ChainHeader, { withheld, elsewhere }: LeftOut): string | null {
  const at = last.seq + 1
  if (fact.seq !== at) return `fact ${at} is missing or stands elsewhere (found ${String(fact.seq)})`
  const saidLeftOut = [withheld(at), elsewhere(at)].includes(true)
  if (!isTold(fact)) return saidLeftOut ? null : 'it is left out, and the header does not say so'
  if (saidLeftOut) return 'the header says that it is left out, and it is told'
  if (Object.keys(fact).sort().join() !== FACT_KEYS.join()) return 'it has other fields than a fact'
  if (!holds(fact, last.hash)) return 'its content, or a fact before it, is not what was recorded'
  return fact.space === space ? null : `it is of ${fact.space}, and the header says that all told facts are of ${space}`
}

/** What does not hold of a header: its beginning, its digest, what it says of being complete, or the mark its space has to carry (DRILL-1). Null when all does. */
function wrongHeader(header: ChainHeader): string | null {
  const { chain, before, ...rest } = header
  if (before.seq === 0 && before.hash !== chain) return 'the chain does not begin with its own id'
  const isImport = header.space.startsWith('import:')
  if (isImport ? chainOfHeader(rest as never) !== chain : header.seal !== sealOf(header)) return 'the header was changed'
  if (header.complete === true && (before.seq > 0 || (header.withheld ?? []).length > 0)) return 'it says that it is complete, and leaves out facts of its space'
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

function parsed(marked: string): ChainFile {
  const text = marked.replace(/^\uFEFF/, '')
  let file: Record<string, unknown>
  try {
    file = JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    throw new NoChainFile(`it is no JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
  if (file === null || typeof file !== 'object' || file['format'] !== CHAIN_FORMAT) throw new NoChainFile(`it is no “${CHAIN_FORMAT}” file`)
  const twice = repeatedKey(text)
  if (twice !== null) throw new NoChainFile(`the key “${twice}” stands in it twice, and what is read there depends on who reads it`)
  const { facts, end, ...header } = file
  const before = header['before']
  const sound = Array.isArray(facts) && facts.every((fact) => fact !== null && typeof fact === 'object') && isPlace(end) && isPlace(before) &&
    typeof header['space'] === 'string' && typeof header['told'] === 'number' &&
    [header['withheld'], header['elsewhere']].every((ranges) => ranges === undefined || areRanges(ranges))
  if (!sound) throw new NoChainFile('its header, facts or end are missing')
  return { header: header as unknown as ChainHeader, facts: facts as ChainedFact[], end: end as OmittedFact }
}

function isPlace(place: unknown): place is OmittedFact {
  return place !== null && typeof place === 'object' && typeof (place as OmittedFact).seq === 'number' && typeof (place as OmittedFact).hash === 'string'
}
