import type { KeptBlock } from '../requests.ts'
import { ColumnReader, type Column } from './columns.ts'
import { AT, ID, type ReadingKind } from './kinds.ts'
import type { ReadingNames } from './names.ts'
import { blankColumns } from './rows.ts'

interface Found<R> {
  readonly at: number
  readonly id: string
  readonly seq: number
  readonly reading: R
}

/**
 * Puts the readings of blocks in order of time and id, the first written of the same kept. Takes blocks by where they
 * begin: whatever was measured before the last one's beginning is complete, so little has to be held and sorted at once.
 */
export class Sweep<R> {
  readonly #done: R[] = []
  readonly #columns: Column[]
  #waiting: Found<R>[] = []
  #from: number

  constructor(private readonly kind: ReadingKind<R>, private readonly names: ReadingNames, from: number, private readonly to: number) {
    this.#from = from
    this.#columns = blankColumns(kind.columns)
  }

  /** What was measured before is complete. */
  get from(): number {
    return this.#from
  }

  /** Takes the next blocks, ordered by `minAt`. @throws BadBlock */
  take(blocks: readonly KeptBlock[]): void {
    for (const block of blocks) this.#decode(block)
    const last = blocks.at(-1)
    if (last !== undefined) this.#complete(last.minAt)
  }

  /** Forgets what is not complete: the next block is the first that has anything measured from `from` on. */
  restart(): void {
    this.#waiting = []
  }

  finish(): R[] {
    this.#complete(this.to)
    return this.#done
  }

  #decode({ seq, body }: KeptBlock): void {
    const reader = new ColumnReader(body)
    const columns = reader.columns(this.#columns)
    const [ids, ats] = [columns[ID] as Column, columns[AT] as Column]
    for (let row = 0; row < reader.count; row += 1) {
      const at = ats[row] as number
      if (at < this.#from || at >= this.to) continue
      const reading = this.kind.read(columns, row, this.names.nameOf)
      this.#waiting.push({ at, id: this.names.nameOf(ids[row] as number), seq, reading })
    }
  }

  #complete(until: number): void {
    if (!(until > this.#from)) return
    const ready = this.#waiting.filter(({ at }) => at < until).sort(inOrder)
    this.#waiting = this.#waiting.filter(({ at }) => at >= until)
    ready.forEach(({ at, id, reading }, place) => {
      const before = ready[place - 1]
      if (before === undefined || before.at !== at || before.id !== id) this.#done.push(reading)
    })
    this.#from = until
  }
}

/** The readings of a body that has each id once, in order of id. @throws BadBlock */
export function readBody<R>(kind: ReadingKind<R>, { nameOf }: ReadingNames, body: Uint8Array | null): R[] {
  if (body === null) return []
  const reader = new ColumnReader(body)
  const columns = reader.columns()
  const readings = Array.from({ length: reader.count }, (_, row) => kind.read(columns, row, nameOf))
  return readings.sort((a, b) => (kind.idOf(a) < kind.idOf(b) ? -1 : 1))
}

/** By time, id and what was written first. The sort is stable: within a block the first stays first. */
function inOrder<R>(a: Found<R>, b: Found<R>): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : a.seq - b.seq)
}
