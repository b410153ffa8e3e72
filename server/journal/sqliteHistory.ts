import { JournalUnavailable, type CameraReading, type PositionReading, type ReadingHistory } from '../ports.ts'
import type { Desk } from './desk.ts'
import type { ReadingBatch, ReadingCursor, ReadingPage } from './requests.ts'
import type { WorkerLink } from './workerLink.ts'

/** Readings a turn writes, reads or thins: few enough for a fact that waits behind it to lose about 5 ms. */
const TURN_READINGS = 500
/** ASSUMPTION: readings that may wait for a slow disk, about 20 s of the most the contract takes in; then new ones are refused. */
const WAITING_READINGS = 100_000

interface Write {
  readonly cameras: readonly CameraReading[]
  readonly positions: readonly PositionReading[]
  resolve(): void
  reject(error: Error): void
}

interface ExpiryRule {
  readonly before: number
  readonly thinBefore: number
  readonly everyMs: number
}

/** The history on the embedded store: batches of its own, which let facts go first (JOURNAL-9). */
export class SqliteHistory implements ReadingHistory {
  #waiting: Write[] = []
  #waitingReadings = 0
  #expiring: Promise<unknown> = Promise.resolve()

  constructor(private readonly desk: Desk) {}

  /** Readings taken but not yet written. */
  get waiting(): number {
    return this.#waitingReadings
  }

  /** @throws JournalUnavailable when they were not written, or when too many wait already. */
  async write(cameras: readonly CameraReading[], positions: readonly PositionReading[]): Promise<void> {
    this.desk.requireOpen()
    const readings = cameras.length + positions.length
    if (readings === 0) return
    if (this.#waitingReadings + readings > WAITING_READINGS) throw new JournalUnavailable(`${this.#waitingReadings} readings wait already`)
    this.#waitingReadings += readings
    await Promise.all(slices(cameras, positions).map((slice) => this.#enqueue(slice)))
  }

  async latest(): Promise<ReadingBatch> {
    return this.desk.ask('questions', 'latestReadings', null)
  }

  async between(from: number, to: number): Promise<ReadingBatch> {
    const [cameras, positions] = await Promise.all([
      readPages(from, to, (page) => this.desk.ask('readings', 'cameraPage', page), ({ at, camera }) => ({ at, id: camera })),
      readPages(from, to, (page) => this.desk.ask('readings', 'positionPage', page), ({ fixAt, unit }) => ({ at: fixAt, id: unit })),
    ])
    return { cameras, positions }
  }

  /** @throws RangeError when `everyMs` is not above 0. */
  async expire(rule: ExpiryRule): Promise<number> {
    if (!(rule.everyMs > 0)) throw new RangeError(`everyMs must be above 0, not ${rule.everyMs}`)
    const before = this.#expiring
    const mine = before.catch(() => undefined).then(() => this.#expire(rule))
    this.#expiring = mine
    return mine
  }

  #enqueue(slice: ReadingBatch): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...slice, resolve, reject })
      if (this.#waiting.length === 1) this.#callWrite()
    })
  }

  #callWrite(): void {
    void this.desk.take('readings', (link) => this.#writeGroup(link))
  }

  async #writeGroup(link: WorkerLink): Promise<void> {
    const group = this.#takeGroup()
    const batch = { cameras: group.flatMap(({ cameras }) => cameras), positions: group.flatMap(({ positions }) => positions) }
    try {
      await link.ask('writeReadings', batch)
    } catch (error) {
      const unavailable = new JournalUnavailable(`readings were not written: ${(error as Error).message}`, { cause: error })
      for (const { reject } of group) reject(unavailable)
      return
    }
    this.desk.wrote()
    for (const { resolve } of group) resolve()
  }

  #takeGroup(): Write[] {
    let readings = 0
    const whole = this.#waiting.findIndex((write) => (readings += sizeOf(write)) > TURN_READINGS)
    const group = this.#waiting.splice(0, whole === -1 ? this.#waiting.length : Math.max(1, whole))
    if (this.#waiting.length > 0) this.#callWrite()
    this.#waitingReadings -= group.reduce((sum, write) => sum + sizeOf(write), 0)
    return group
  }

  async #expire({ before, thinBefore, everyMs }: ExpiryRule): Promise<number> {
    let total = 0
    for (let dropped = -1; dropped !== 0; total += dropped) {
      dropped = await this.desk.ask('readings', 'dropReadings', { before, limit: TURN_READINGS })
      this.desk.wrote()
    }
    for (let start = true, done = false; !done; start = false) {
      const step = await this.desk.ask('readings', 'thinReadings', { start, thinBefore, everyMs, limit: TURN_READINGS })
      this.desk.wrote()
      total += step.dropped
      done = step.done
    }
    return total
  }
}

function sizeOf({ cameras, positions }: ReadingBatch): number {
  return cameras.length + positions.length
}

/** Cuts a call into pieces of a turn each. */
function slices(cameras: readonly CameraReading[], positions: readonly PositionReading[]): ReadingBatch[] {
  const pieces: ReadingBatch[] = []
  for (let from = 0; from < cameras.length; from += TURN_READINGS) {
    pieces.push({ cameras: cameras.slice(from, from + TURN_READINGS), positions: [] })
  }
  for (let from = 0; from < positions.length; from += TURN_READINGS) {
    pieces.push({ cameras: [], positions: positions.slice(from, from + TURN_READINGS) })
  }
  return pieces
}

async function readPages<R>(
  from: number,
  to: number,
  ask: (page: ReadingPage) => Promise<R[]>,
  cursorOf: (reading: R) => ReadingCursor,
): Promise<R[]> {
  const all: R[] = []
  for (let after: ReadingCursor | null = null; ; ) {
    const page: R[] = await ask({ from, to, after, limit: TURN_READINGS })
    for (const reading of page) all.push(reading)
    const last = page.at(-1)
    if (last === undefined || page.length < TURN_READINGS) return all
    after = cursorOf(last)
  }
}
