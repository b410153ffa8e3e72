import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { ReviewSpace } from '../../shared/timing/types.ts'
import type { ChainedFact, Journal } from '../ports.ts'
import { BYTE_ORDER_MARK, rowsText } from './csvText.ts'
import { CHAIN_FORMAT, endLine, headerLine, sealed, type OmittedFact } from './chainFile.ts'
import { putSeq, type SeqRange } from './seqRanges.ts'
import { openWorkbook } from './excel.ts'
import { letOthers } from './recordReader.ts'
import { timingOf, walk, type Question } from './query.ts'
import { FIGURES_HEADER, figureRows, handlingHeader, handlingRow, markOf, undatedRow, type Cell, type TableWhere } from './tables.ts'
import type { TimingSource } from './timingSource.ts'
import { hasUndated, isBehind } from '../../shared/timing/dimensions.ts'
import { offsetTime } from '../../shared/timing/localTime.ts'

const ROWS_AT_ONCE = 500
const FACTS_AT_ONCE = 500
/** Handlings a workbook holds at most: beyond it a CSV is the better file. */
export const MOST_SHEET_ROWS = 50_000
/** The longest name a sheet may have. */
const SHEET_NAME = 31

/** What exports are made of. */
export interface ExportWorld {
  readonly source: TimingSource
  readonly journal: Journal
  readonly where: TableWhere
}

/** The stretch of a question as exports say it: with the zone's offset, open ends in words. */
export function stretchOf({ from, to }: Question, zone: string): { readonly from: string; readonly to: string } {
  return { from: from === -Infinity ? '始 beginning' : offsetTime(from, zone), to: to === Infinity ? '今 now' : offsetTime(to, zone) }
}

/** Handlings of a question, selected as it says, in batches of rows; with everything asked for also those that stand in no stretch. */
async function* handlingRows(question: Question, { source, where }: ExportWorld): AsyncGenerator<readonly (readonly Cell[])[]> {
  const withUndated = isEverything(question) || hasUndated(question.selection.rows)
  for (const space of question.spaces) {
    const now = where.nowOf(space)
    for await (const { handlings, undated } of source.slices(space)) {
      const told = handlings.filter((each) => each.startedReal >= question.from && each.startedReal < question.to && isBehind(each, question.selection, now))
      for (let i = 0; i < told.length; i += ROWS_AT_ONCE) {
        yield told.slice(i, i + ROWS_AT_ONCE).map((each) => handlingRow(each, where))
        await letOthers()
      }
      if (withUndated) yield undated.map((each) => undatedRow(each, space, where))
    }
  }
}

/** Is no stretch, group, stage or outcome picked? */
function isEverything({ from, to, selection: { key, stage, outcomes = [], bin, corrected, rows } }: Question): boolean {
  return rows === undefined && from === -Infinity && to === Infinity && key === undefined && stage === undefined && outcomes.length === 0 && bin === undefined && corrected !== true
}

/** CSV of the handlings, as it is read from the record. */
export function handlingsCsv(question: Question, world: ExportWorld): Readable {
  return Readable.from((async function* text() {
    yield BYTE_ORDER_MARK + rowsText([handlingHeader(world.where)])
    for await (const rows of handlingRows(question, world)) if (rows.length > 0) yield rowsText(rows)
  })(), { objectMode: false })
}

/** CSV of the figures. */
export async function figuresCsv(question: Question, { source, where }: ExportWorld): Promise<string> {
  const report = await timingOf(question, source, where.now)
  return BYTE_ORDER_MARK + rowsText([FIGURES_HEADER, ...figureRows(report, question.asked, stretchOf(question, where.timeZone), where)])
}

/** Both as a workbook; null when there are more handlings than one should hold. */
export async function workbook(question: Question, world: ExportWorld): Promise<Uint8Array | null> {
  const { source, where } = world
  const mark = [...new Set(question.asked.map((space) => markOf(space, where.demo)))].filter((each) => each !== '').join(' ')
  const name = (title: string): string => (mark === '' ? title : `${title} ${mark}`).slice(0, SHEET_NAME)
  let handlings = 0
  const undated = await walk(question, source, where.now, () => (handlings += 1))
  if (handlings + undated > MOST_SHEET_ROWS) return null
  const book = openWorkbook([{ name: name('数字'), header: FIGURES_HEADER }, { name: name('处置'), header: handlingHeader(where) }])
  try {
    const report = await timingOf(question, source, where.now)
    book.add(0, figureRows(report, question.asked, stretchOf(question, where.timeZone), where))
    for await (const rows of handlingRows(question, world)) book.add(1, rows)
    return await book.finish()
  } finally {
    await book.close()
  }
}

/** Which facts a file tells: all of a space, or of one incident of it, recorded in the stretch. */
export interface FactsWanted {
  readonly space: ReviewSpace
  readonly from: number
  readonly to: number
  readonly incident: string | null
}

/**
 * Facts with their hash chain, as they are read from the record; facts of the stretch that are not wanted stand there as hashes
 * alone, so that anyone can check the whole (EXPORT-3). Of an imported space its own file.
 */
export async function factsJson(wanted: FactsWanted, { source, journal, where }: ExportWorld): Promise<Readable> {
  const file = source.fileOf(wanted.space)
  if (file !== null) return createReadStream(file)
  const first = wanted.from === -Infinity ? 0 : await journal.seqAt(wanted.from - 1)
  const last = wanted.to === Infinity ? journal.seq : await journal.seqAt(wanted.to - 1)
  const before = first === 0 ? { seq: 0, hash: journal.id } : placeOf((await journal.readChained(first - 1, 1))[0])
  const { told, withheld, elsewhere } = await leftOut(wanted, chainedFacts(journal, first, last))
  const complete = first === 0 && wanted.to === Infinity && withheld.length === 0
  const zone = where.timeZone
  return Readable.from((async function* text() {
    yield headerLine(sealed({
      format: CHAIN_FORMAT, v: 1, chain: journal.id, space: wanted.space, mark: markOf(wanted.space, where.demo) || null, before, told, complete, withheld, elsewhere,
      made: offsetTime(where.now, zone), stretch: stretchOf(wanted as never, zone), incident: wanted.incident,
    }))
    let end: OmittedFact = before
    for await (const facts of chainedFacts(journal, first, last)) {
      const lines = facts.map((fact) => JSON.stringify(isWanted(fact, wanted) ? fact : placeOf(fact)))
      yield (end === before ? '' : ',\n') + lines.join(',\n')
      end = placeOf(facts.at(-1))
    }
    yield endLine(end)
  })(), { objectMode: false })
}

/** How many facts a file tells, and which it leaves out: of its own space, and of others. */
async function leftOut(wanted: FactsWanted, pages: AsyncIterable<readonly ChainedFact[]>): Promise<{ told: number; withheld: SeqRange[]; elsewhere: SeqRange[] }> {
  const found = { told: 0, withheld: [] as SeqRange[], elsewhere: [] as SeqRange[] }
  for await (const facts of pages) {
    for (const fact of facts) {
      if (isWanted(fact, wanted)) found.told += 1
      else putSeq(fact.space === wanted.space ? found.withheld : found.elsewhere, fact.seq)
    }
  }
  return found
}

async function* chainedFacts(journal: Journal, after: number, last: number): AsyncGenerator<readonly ChainedFact[]> {
  let seq = after
  while (seq < last) {
    const facts = await journal.readChained(seq, Math.min(FACTS_AT_ONCE, last - seq))
    if (facts.length === 0) return
    yield facts
    seq = facts.at(-1)?.seq ?? last
  }
}

function placeOf(fact: OmittedFact | undefined): OmittedFact {
  if (fact === undefined) throw new RangeError('the record does not hold a fact it should hold')
  return { seq: fact.seq, hash: fact.hash }
}

function isWanted({ space, data }: ChainedFact, wanted: FactsWanted): boolean {
  if (space !== wanted.space) return false
  return wanted.incident === null || (data as { readonly incidentId?: unknown } | null)?.incidentId === wanted.incident
}
