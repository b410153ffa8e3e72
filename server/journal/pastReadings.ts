import type { PastReadingsAt, ReadingKept } from '../ports.ts'
import { ColumnReader, type Column } from './blocks/columns.ts'
import { CAMERAS, KINDS, POSITIONS, RECORDED_AT, AT, ID, type KindName, type ReadingKind } from './blocks/kinds.ts'
import type { ReadingNames } from './blocks/names.ts'
import { blankColumns } from './blocks/rows.ts'
import type { Desk } from './desk.ts'
import type { BlockCursor, BlockPage, PastPicture } from './requests.ts'

/** A reading may be measured so much after the server's clock (STALE-3), ms, and merged blocks are looked through so far before a kept picture. */
const AHEAD_MS = 5_001
const BACK_MS = 3_600_000
/** Blocks come in the order they were recorded, but for a clock that was set back by no more than this, ms. */
const DISORDER_MS = 60_000
/** Upkeep may move blocks while they are read; then the reading begins anew, so often. */
const MOST_TRIES = 8

type Block = { readonly kind: KindName; readonly body: Uint8Array }

/** Upkeep moved blocks faster than they could be read. */
export class HistoryBusy extends Error {
  override readonly name = 'HistoryBusy'
}

/** Reads what was known at a moment of the past, and what came then, from the nearest picture kept before and the blocks behind it. */
export class PastReader {
  constructor(private readonly desk: Desk, private readonly names: ReadingNames) {}

  /** @throws HistoryBusy */
  async recorded(from: number, to: number): Promise<PastReadingsAt> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const found = await this.#read(from, to)
      if (found !== null) return found
    }
    throw new HistoryBusy('the history is being thinned; ask again')
  }

  async kept(): Promise<ReadingKept> {
    const { camera, position } = await this.desk.ask('questions', 'keptReadings', null)
    return { cameras: camera, positions: position }
  }

  /** @throws HistoryBusy */
  async unitTimes(from: number, to: number): Promise<Map<string, number[]>> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const times = await this.#times(from, to)
      if (times === null) continue
      for (const each of times.values()) each.sort((a, b) => a - b)
      return times
    }
    throw new HistoryBusy('the history is being thinned; ask again')
  }

  async #times(from: number, to: number): Promise<Map<string, number[]> | null> {
    const times = new Map<string, number[]>()
    const columns = blankColumns(RECORDED_AT + 1)
    let rewrites: number | null = null
    for (let after: BlockCursor | null = null, more = true; more; ) {
      const page: BlockPage = await this.desk.ask('readings', 'blockPage', { kind: 'position', from: from - BACK_MS, to: to + AHEAD_MS, after })
      rewrites ??= page.rewrites
      if (page.rewrites !== rewrites) return null
      for (const { body } of page.blocks) this.#addTimes(times, new ColumnReader(body), columns, from, to)
      after = page.next
      more = after !== null
    }
    return times
  }

  #addTimes(times: Map<string, number[]>, reader: ColumnReader, columns: readonly Column[], from: number, to: number): void {
    const [ids, recorded] = [reader.column(ID, columns[ID]), reader.column(RECORDED_AT, columns[RECORDED_AT])]
    for (let row = 0; row < reader.count; row += 1) {
      const recordedAt = recorded[row] as number
      if (recordedAt < from || recordedAt >= to) continue
      const unit = this.names.nameOf(ids[row] as number)
      const known = times.get(unit)
      if (known === undefined) times.set(unit, [recordedAt])
      else known.push(recordedAt)
    }
  }

  /** Null when blocks were moved meanwhile. */
  async #read(from: number, to: number): Promise<PastReadingsAt | null> {
    const picture = await this.desk.ask('questions', 'pictureBefore', { at: from })
    const cameras = new Collected(CAMERAS, this.names, from, to)
    const positions = new Collected(POSITIONS, this.names, from, to)
    const take = ({ kind, body }: Block): number => (kind === 'camera' ? cameras : positions).take(body)
    if (picture !== null) for (const { name } of KINDS) if (picture[name].byteLength > 0) take({ kind: name, body: picture[name] })
    const first = await this.#merged(picture, to, take)
    const last = await this.#appended(picture?.after ?? 0, to, take)
    if (first !== last) return null
    return { before: { cameras: cameras.before(), positions: positions.before() }, after: { cameras: cameras.after(), positions: positions.after() } }
  }

  /** Takes merged blocks; answers how often blocks were rewritten when it began, NaN when again meanwhile. */
  async #merged(picture: PastPicture | null, to: number, take: (block: Block) => void): Promise<number> {
    const from = picture === null ? -Number.MAX_SAFE_INTEGER : picture.recordedAt - BACK_MS
    let rewrites: number | null = null
    for (const { name } of KINDS) {
      for (let after: BlockCursor | null = null, more = true; more; ) {
        const page: { blocks: readonly Block[]; next: BlockCursor | null; rewrites: number } =
          await this.desk.ask('readings', 'mergedPage', { kind: name, from, to: to + AHEAD_MS, after })
        rewrites ??= page.rewrites
        if (page.rewrites !== rewrites) return NaN
        for (const block of page.blocks) take(block)
        after = page.next
        more = after !== null
      }
    }
    return rewrites ?? NaN
  }

  /** Takes new blocks up to `to`; answers how often blocks were rewritten when it ended. */
  async #appended(start: number, to: number, take: (block: Block) => number): Promise<number> {
    for (let after = start; ; ) {
      const page = await this.desk.ask('readings', 'appendedPage', { after })
      const firsts = page.blocks.map(take)
      if (page.next === null || Math.min(Infinity, ...firsts.slice(-1)) > to + DISORDER_MS) return page.rewrites
      after = page.next
    }
  }
}

interface Held {
  readonly at: number
  readonly reading: unknown
}

/** Readings of one kind as they are read: the newest of each id as of `from`, and all that was recorded after it, up to `to`. */
class Collected<R extends { readonly recordedAt: number }> {
  readonly #columns: Column[]
  readonly #newest = new Map<number, Held>()
  readonly #after: R[] = []

  constructor(private readonly kind: ReadingKind<R>, private readonly names: ReadingNames, private readonly from: number, private readonly to: number) {
    this.#columns = blankColumns(kind.columns)
  }

  /** Takes a block; answers when its first reading was recorded. Of one time the reading that came first stays. */
  take(body: Uint8Array): number {
    const reader = new ColumnReader(body)
    const columns = reader.columns(this.#columns)
    const [ids, ats, recorded] = [columns[ID] as Column, columns[AT] as Column, columns[RECORDED_AT] as Column]
    for (let row = 0; row < reader.count; row += 1) {
      const recordedAt = recorded[row] as number
      if (recordedAt > this.to) continue
      if (recordedAt > this.from) this.#after.push(this.kind.read(columns, row, this.names.nameOf))
      else if ((ats[row] as number) > (this.#newest.get(ids[row] as number)?.at ?? -Infinity)) {
        this.#newest.set(ids[row] as number, { at: ats[row] as number, reading: this.kind.read(columns, row, this.names.nameOf) })
      }
    }
    return reader.count === 0 ? Infinity : (recorded[0] as number)
  }

  before(): R[] {
    return [...this.#newest.values()].map(({ reading }) => reading as R)
  }

  /** In the order recorded. The sort is stable: of one moment those that came first stay first. */
  after(): R[] {
    return this.#after.sort((a, b) => a.recordedAt - b.recordedAt)
  }
}
