import { BLOCK_READINGS, type Block } from '../blocks/block.ts'
import { CAMERAS, KINDS, POSITIONS, AT, type KindName } from '../blocks/kinds.ts'
import { packRows, rowsOf } from '../blocks/rows.ts'
import type { AnswerOf, ArgsOf, UpkeepStep } from '../requests.ts'
import { BlockTable, type BlockHead } from './blockTable.ts'
import { Newest } from './newest.ts'
import { PastReadings } from './pastReadings.ts'
import type { SqliteFile } from './sqliteFile.ts'
import { Thinning } from './thinning.ts'

/** New blocks read at once, and bytes of them after which a turn ends; a second of one kind is a block. */
const APPENDED_AT_ONCE = 64
const APPENDED_BYTES = 256 * 1_024

const NOTHING_LEFT: UpkeepStep = { dropped: 0, done: true }

/** The readings of a file, in blocks: what each request about them does. */
export class ReadingStore {
  readonly #table: BlockTable
  readonly #thinning: Record<KindName, Thinning>
  readonly past: PastReadings
  #newest: Newest | null

  constructor(private readonly file: SqliteFile) {
    this.#table = new BlockTable(file)
    this.#thinning = { camera: new Thinning(file, this.#table, CAMERAS), position: new Thinning(file, this.#table, POSITIONS) }
    this.#newest = new Newest(file, this.#table)
    this.past = new PastReadings(file, this.#table)
  }

  /** Names by number. */
  names(): string[] {
    return this.file.all<{ name: string }>('SELECT name FROM reading_names ORDER BY number').map(({ name }) => name)
  }

  write({ names, blocks }: ArgsOf<'writeBlocks'>): null {
    const newest = this.#held()
    const { due } = newest
    const { last } = this.#table
    const first = blocks[0]
    const pastDue = first === undefined ? null : this.past.due(first.body)
    this.#whole(() => {
      if (due) newest.save()
      if (pastDue !== null) this.past.keep(newest)
      this.#table.keepNames(names)
      for (const block of blocks) this.#append(block)
    })
    if (due) newest.saved(last)
    if (pastDue !== null) this.past.kept(pastDue)
    for (const { kind, body } of blocks) newest.take(kind, body)
    return null
  }

  newest(): AnswerOf<'newestReadings'> {
    const newest = this.#held()
    return { camera: newest.bodyOf('camera'), position: newest.bodyOf('position') }
  }

  page(range: ArgsOf<'blockPage'>): AnswerOf<'blockPage'> {
    return this.#table.page(range)
  }

  appendedPage(after: number): AnswerOf<'appendedPage'> {
    const blocks = this.#table.appendedAfter(after, APPENDED_AT_ONCE)
    for (let found = blocks; found.length === APPENDED_AT_ONCE && bytesOf(blocks) < APPENDED_BYTES; ) {
      found = this.#table.appendedAfter(blocks.at(-1)?.seq ?? after, APPENDED_AT_ONCE)
      blocks.push(...found)
    }
    const next = blocks.length % APPENDED_AT_ONCE === 0 ? (blocks.at(-1)?.seq ?? null) : null
    return { blocks, next, rewrites: this.#table.rewrites }
  }

  mergedPage(range: ArgsOf<'mergedPage'>): AnswerOf<'mergedPage'> {
    const { heads, next } = this.#table.mergedOf(range)
    const blocks = heads.map(({ seq }) => ({ kind: range.kind, body: this.#table.bodyOf(seq) }))
    return { blocks, next, rewrites: this.#table.rewrites }
  }

  drop({ before }: ArgsOf<'dropReadings'>): UpkeepStep {
    return this.#keepNewest(() => {
      this.#held().drop(before)
      this.past.drop(before)
      return sumOf(KINDS.map(({ name }) => this.#dropKind(name, before)))
    })
  }

  thin({ start, thinBefore, everyMs }: ArgsOf<'thinReadings'>): UpkeepStep {
    return this.#keepNewest(() => {
      if (start) this.past.thin(thinBefore)
      if (start) for (const { name } of KINDS) this.#thinning[name].start({ thinBefore, everyMs })
      const cameras = this.#thinning.camera.step()
      return cameras.done ? sumOf([cameras, this.#thinning.position.step()]) : cameras
    })
  }

  clearWaste(): boolean {
    return this.#whole(() => this.#table.clearWaste())
  }

  /** Makes the next start short. Where there is no room for that, the next start reads some blocks again. */
  close(): void {
    try {
      if (this.#newest?.unsaved === true) this.#keepNewest(() => NOTHING_LEFT)
    } catch {
      return
    }
  }

  #append(block: Block): void {
    this.#table.append(block)
    this.#thinning[block.kind].written(block.minAt)
  }

  #dropKind(kind: KindName, before: number): UpkeepStep {
    const heads = this.#table.headsBefore(kind, before)
    let [dropped, read, looked] = [0, 0, 0]
    for (const head of heads) {
      if (read > BLOCK_READINGS) break
      const whole = head.maxAt < before
      dropped += whole ? head.readings : this.#cutStart(kind, head, before)
      if (whole) this.#table.drop(kind, head)
      else read += head.readings
      looked += 1
    }
    return { dropped, done: looked === 0 }
  }

  /** Leaves of a block what was measured from `before` on; answers how many readings went. */
  #cutStart(kind: KindName, head: BlockHead, before: number): number {
    const rows = rowsOf(this.#table.bodyOf(head.seq)).filter((row) => (row[AT] as number) >= before)
    this.#table.take(kind, head)
    for (const block of packRows(kind, rows)) this.#table.put(block, head.seq)
    return head.readings - rows.length
  }

  /** Does `work` whole, and saves the newest with it: blocks they are known from may go. */
  #keepNewest(work: () => UpkeepStep): UpkeepStep {
    const newest = this.#held()
    const { last } = this.#table
    let saved = false
    const step = this.#whole(() => {
      const done = work()
      saved = newest.unsaved
      if (saved) newest.save()
      return done
    })
    if (saved) newest.saved(last)
    return step
  }

  /** Does `work` in one transaction. After one that failed nothing is believed but what the file says. */
  #whole<T>(work: () => T): T {
    try {
      return this.file.transaction('swift', work)
    } catch (error) {
      for (const { name } of KINDS) this.#thinning[name].forget()
      this.#newest = null
      throw error
    }
  }

  #held(): Newest {
    this.#newest ??= new Newest(this.file, this.#table)
    return this.#newest
  }
}

function bytesOf(blocks: readonly { readonly body: Uint8Array }[]): number {
  return blocks.reduce((sum, { body }) => sum + body.byteLength, 0)
}

function sumOf(steps: readonly UpkeepStep[]): UpkeepStep {
  return { dropped: steps.reduce((sum, { dropped }) => sum + dropped, 0), done: steps.every(({ done }) => done) }
}
