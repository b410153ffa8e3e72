import { createHash, randomUUID } from 'node:crypto'
import type { BoardFact, BoardSnapshot } from '../../shared/board.ts'
import type { DrillSpace, Fact } from '../../shared/fact.ts'
import { hashOf, requireStorable, spell } from '../../server/journal/chain.ts'
import { FactsOutOfOrder } from '../../server/journal/sqliteJournal.ts'
import { FACT_VERSIONS, upcast, type UpcastTable } from '../../server/journal/upcast.ts'
import { JournalUnavailable, type ChainedFact, type Journal, type JournalFact } from '../../server/ports.ts'
import { MemoryHistory } from './memoryHistory.ts'

/** A recorded fact under the names a table would give it, its data as text. */
export interface FactRow {
  seq: number
  space: string
  at: number
  recorded_at: number
  by: string
  type: string
  v: number
  command_id: string | null
  data: string
  hash: string
}

export interface BoardRow {
  seq: number
  version: number
  fact_hash: string
  body: string
  digest: string
}

const SNAPSHOT_VERSION = 11

/** What outlives a closed store, as a file would. */
export class MemoryPlace {
  id: string = randomUUID()
  rows: FactRow[] = []
  /** Last fact recorded, kept apart from the rows so that a cut end shows. */
  head = 0
  /** Boards kept for a start and for replay, by seq. */
  boards = new Map<number, BoardRow>()
  readonly history = new MemoryHistory()
}

export interface MemoryOptions {
  readonly report?: (problem: string) => void
  readonly versions?: UpcastTable
}

interface Append {
  readonly facts: readonly JournalFact[]
  readonly resolve: () => void
  readonly reject: (error: Error) => void
}

/** The journal in memory: keeps what every engine keeps, and can be held back or made to fail. */
export class MemoryJournal implements Journal {
  readonly id: string
  private last: number
  private waiting: Append[] = []
  private held = false
  private failing: Error | null = null
  private closed = false

  constructor(
    private readonly place: MemoryPlace = new MemoryPlace(),
    private readonly options: MemoryOptions = {},
  ) {
    this.id = place.id
    this.last = this.seq
  }

  get seq(): number {
    return this.place.head
  }

  /** From here on nothing is committed until `release`. */
  hold(): void {
    this.held = true
  }

  release(): void {
    this.held = false
    this.commit()
  }

  /** The next commit, and whatever waits behind it, fails with `error`. */
  failNext(error: Error = new JournalUnavailable('the disk is full')): void {
    this.failing = error
  }

  async append(facts: readonly JournalFact[]): Promise<void> {
    if (facts.length === 0) return
    this.requireOpen()
    facts.forEach((fact, i) => {
      if (fact.seq !== this.last + 1 + i) throw new FactsOutOfOrder(`expected fact ${this.last + 1 + i}, got ${fact.seq}`)
    })
    facts.forEach(requireStorable)
    this.last += facts.length
    await new Promise<void>((resolve, reject) => {
      this.waiting.push({ facts, resolve, reject })
      if (!this.held) queueMicrotask(() => this.commit())
    })
  }

  private commit(): void {
    if (this.held) return
    const waiting = this.waiting.splice(0)
    const error = this.failing
    if (error !== null && waiting.length > 0) {
      this.failing = null
      this.last = this.seq
      for (const { reject } of waiting) reject(error)
      return
    }
    for (const { facts, resolve } of waiting) {
      for (const fact of facts) this.place.rows.push(toRow(fact, this.place.rows.at(-1)?.hash ?? this.id))
      this.place.head += facts.length
      resolve()
    }
  }

  async readAfter(seq: number, limit: number): Promise<BoardFact[]> {
    this.requireOpen()
    return this.place.rows.filter((row) => row.seq > seq).slice(0, limit).map((row) => this.read(row))
  }

  async factsOf(incidentId: string, seq: number, limit: number): Promise<BoardFact[]> {
    this.requireOpen()
    const about = ({ data }: FactRow): boolean => (JSON.parse(data) as { incidentId?: string }).incidentId === incidentId
    return this.place.rows.filter((row) => row.seq > seq && about(row)).slice(0, limit).map((row) => this.read(row))
  }

  async drillFacts(space: DrillSpace, seq: number, until: number, limit: number): Promise<BoardFact[]> {
    this.requireOpen()
    return this.place.rows.filter((row) => row.space !== 'live' && row.space === space && row.seq > seq && row.seq <= until).slice(0, limit).map((row) => this.read(row))
  }

  async readChained(seq: number, limit: number): Promise<ChainedFact[]> {
    this.requireOpen()
    return this.place.rows.filter((row) => row.seq > seq).slice(0, limit).map((row) => ({ ...toFact(row), hash: row.hash }))
  }

  async findCommand(commandId: string): Promise<BoardFact | null> {
    this.requireOpen()
    const row = this.place.rows.find(({ command_id }) => command_id === commandId)
    return row === undefined ? null : this.read(row)
  }

  async saveSnapshot(board: BoardSnapshot): Promise<void> {
    this.requireOpen()
    if (board.seq > this.seq) throw new RangeError(`the record ends at ${this.seq}, the snapshot at ${board.seq}`)
    const body = JSON.stringify(board)
    this.place.boards.set(board.seq, { seq: board.seq, version: SNAPSHOT_VERSION, fact_hash: this.hashAt(board.seq), body, digest: digestOf(body) })
  }

  async loadSnapshot(): Promise<BoardSnapshot | null> {
    this.requireOpen()
    const newest = this.keptBefore(Infinity, () => true)
    const problem = newest === undefined ? null : this.problemOf(newest)
    if (problem !== null) this.options.report?.(`the snapshot ${problem}`)
    return this.boardBefore(Infinity)
  }

  async seqAt(at: number): Promise<number> {
    this.requireOpen()
    return this.place.rows.findLast(({ recorded_at }) => recorded_at <= at)?.seq ?? 0
  }

  async boardBefore(seq: number): Promise<BoardSnapshot | null> {
    this.requireOpen()
    const kept = this.keptBefore(seq, (row) => this.problemOf(row) === null)
    return kept === undefined ? null : (JSON.parse(kept.body) as BoardSnapshot)
  }

  private keptBefore(seq: number, is: (row: BoardRow) => boolean): BoardRow | undefined {
    return [...this.place.boards.values()].filter((row) => row.seq <= seq && is(row)).sort((a, b) => b.seq - a.seq)[0]
  }

  private problemOf({ seq, version, fact_hash, body, digest }: BoardRow): string | null {
    if (version !== SNAPSHOT_VERSION) return `has version ${version}`
    if (seq > this.seq) return 'lies beyond the record'
    if (fact_hash !== this.hashAt(seq)) return 'is of other facts'
    return digest === digestOf(body) ? null : 'is damaged'
  }

  async verify(): Promise<{ readonly facts: number; readonly brokenAt: number | null }> {
    this.requireOpen()
    let before = this.id
    for (let i = 0; i < this.seq; i += 1) {
      const row = this.place.rows[i]
      if (row === undefined || row.seq !== i + 1 || !holds(row, before)) return { facts: i, brokenAt: i + 1 }
      before = row.hash
    }
    return { facts: this.seq, brokenAt: null }
  }

  async close(): Promise<void> {
    this.release()
    this.closed = true
  }

  private hashAt(seq: number): string {
    return this.place.rows.find((row) => row.seq === seq)?.hash ?? this.id
  }

  private read(row: FactRow): BoardFact {
    return upcast(toFact(row), this.options.versions ?? FACT_VERSIONS)
  }

  private requireOpen(): void {
    if (this.closed) throw new JournalUnavailable('the journal is closed')
  }
}

function toRow(fact: JournalFact, hashBefore: string): FactRow {
  const { seq, space, at, recordedAt, by, type, v, commandId, data } = fact
  return {
    seq, space, at, recorded_at: recordedAt, by, type, v, command_id: commandId, data: JSON.stringify(data), hash: hashOf(spell(fact), hashBefore),
  }
}

function toFact({ seq, space, at, recorded_at, by, type, v, command_id, data }: FactRow): Fact {
  return { seq, space: space as Fact['space'], at, recordedAt: recorded_at, by, type, v, commandId: command_id, data: JSON.parse(data) }
}

function holds(row: FactRow, hashBefore: string): boolean {
  try {
    return hashOf(spell(toFact(row)), hashBefore) === row.hash
  } catch {
    return false
  }
}

function digestOf(body: string): string {
  return createHash('sha256').update(body).digest('hex')
}
