import { JournalUnavailable, type CameraReading, type PastReadingsAt, type PositionReading, type ReadingHistory, type ReadingKept, type Readings } from '../ports.ts'
import { BlockEncoder } from './blocks/encoder.ts'
import { CAMERAS, POSITIONS, type ReadingKind } from './blocks/kinds.ts'
import { ReadingNames } from './blocks/names.ts'
import { readBody, Sweep } from './blocks/sweep.ts'
import type { Desk } from './desk.ts'
import { PastReader } from './pastReadings.ts'
import type { BlockCursor, BlockPage, UpkeepStep } from './requests.ts'
import { WriteQueue, type WriteGroup } from './writeQueue.ts'
import type { WorkerLink } from './workerLink.ts'

/** ASSUMPTION: readings that may wait for a slow disk, about 20 s of the most the contract takes in; then new ones are refused. */
const WAITING_READINGS = 100_000

interface ExpiryRule {
  readonly before: number
  readonly thinBefore: number
  readonly everyMs: number
}

/** The history on the embedded store: readings in blocks, written in turns of their own which let facts go first (JOURNAL-9). */
export class SqliteHistory implements ReadingHistory {
  readonly #names: ReadingNames
  readonly #encoder: BlockEncoder
  readonly #past: PastReader
  readonly #queue = new WriteQueue()
  #expiring: Promise<unknown> = Promise.resolve()

  /** `names`: those of ids and sources that the file holds, by number. */
  constructor(private readonly desk: Desk, names: readonly string[]) {
    this.#names = new ReadingNames(names)
    this.#encoder = new BlockEncoder(this.#names)
    this.#past = new PastReader(desk, this.#names)
  }

  /** Readings taken but not yet written. */
  get waiting(): number {
    return this.#queue.readings
  }

  /** @throws JournalUnavailable when they were not written, or when too many wait already. */
  async write(cameras: Iterable<CameraReading>, positions: Iterable<PositionReading>): Promise<void> {
    this.desk.requireOpen()
    const blocks = [...this.#encoder.encode(CAMERAS, cameras), ...this.#encoder.encode(POSITIONS, positions)]
    const readings = blocks.reduce((sum, block) => sum + block.readings, 0)
    if (readings === 0) return
    if (this.waiting + readings > WAITING_READINGS) throw new JournalUnavailable(`${this.waiting} readings wait already`)
    const idle = this.#queue.empty
    const written = this.#queue.add(blocks)
    if (idle) this.#callWrite()
    await written
  }

  async latest(): Promise<Readings> {
    const { camera, position } = await this.desk.ask('questions', 'newestReadings', null)
    return { cameras: readBody(CAMERAS, this.#names, camera), positions: readBody(POSITIONS, this.#names, position) }
  }

  async between(from: number, to: number): Promise<Readings> {
    const [cameras, positions] = await Promise.all([this.#sweep(CAMERAS, from, to), this.#sweep(POSITIONS, from, to)])
    return { cameras, positions }
  }

  recorded(from: number, to: number): Promise<PastReadingsAt> {
    return this.#past.recorded(from, to)
  }

  kept(): Promise<ReadingKept> {
    return this.#past.kept()
  }

  unitTimes(from: number, to: number): Promise<ReadonlyMap<string, readonly number[]>> {
    return this.#past.unitTimes(from, to)
  }

  /**
   * Answers how many readings went; one written twice and dropped for its age counts twice.
   * @throws RangeError when `everyMs` is not above 0.
   */
  async expire(rule: ExpiryRule): Promise<number> {
    if (!(rule.everyMs > 0)) throw new RangeError(`everyMs must be above 0, not ${rule.everyMs}`)
    const before = this.#expiring
    const mine = before.catch(() => undefined).then(() => this.#expire(rule))
    this.#expiring = mine
    return mine
  }

  #callWrite(): void {
    void this.desk.take('readings', (link) => this.#writeGroup(link))
  }

  async #writeGroup(link: WorkerLink): Promise<void> {
    const group = this.#queue.take()
    if (!this.#queue.empty) this.#callWrite()
    try {
      await this.#writeBlocks(link, group)
    } catch (error) {
      this.#queue.refuse(group, new JournalUnavailable(`readings were not written: ${(error as Error).message}`, { cause: error }))
      return
    }
    this.#queue.written(group)
  }

  async #writeBlocks(link: WorkerLink, { blocks }: WriteGroup): Promise<void> {
    const names = this.#names.unkept()
    const bytes = blocks.reduce((sum, { body }) => sum + body.byteLength, 0)
    await link.ask('writeBlocks', { names, blocks })
    this.#names.kept(names)
    this.desk.wrote(bytes)
  }

  async #sweep<R>(kind: ReadingKind<R>, from: number, to: number): Promise<R[]> {
    const sweep = new Sweep(kind, this.#names, from, to)
    let rewrites = NaN
    for (let after: BlockCursor | null = null; ; ) {
      const page: BlockPage = await this.desk.ask('readings', 'blockPage', { kind: kind.name, from: sweep.from, to, after })
      const rewritten: boolean = after !== null && page.rewrites !== rewrites
      rewrites = page.rewrites
      if (rewritten) sweep.restart()
      else sweep.take(page.blocks)
      if (!rewritten && page.next === null) return sweep.finish()
      after = rewritten ? null : page.next
    }
  }

  async #expire({ before, thinBefore, everyMs }: ExpiryRule): Promise<number> {
    await this.#clearWaste()
    const dropped = await this.#inSteps(() => this.desk.ask('readings', 'dropReadings', { before }))
    let start = true
    const thinned = await this.#inSteps(() => {
      const step = this.desk.ask('readings', 'thinReadings', { start, thinBefore, everyMs })
      start = false
      return step
    })
    return dropped + thinned
  }

  /** Takes step after step to the end, and clears away behind each, so that one who needs room finds it. */
  async #inSteps(next: () => Promise<UpkeepStep>): Promise<number> {
    let total = 0
    for (let done = false; !done; ) {
      const step = await next()
      this.desk.wrote()
      await this.#clearWaste()
      total += step.dropped
      done = step.done
    }
    return total
  }

  async #clearWaste(): Promise<void> {
    while (!(await this.desk.ask('readings', 'clearWaste', null))) this.desk.wrote()
  }
}
