import type { BoardFact, BoardSnapshot } from '../../shared/board.ts'
import type { DrillSpace, Fact } from '../../shared/fact.ts'
import type { CommandId, IncidentId } from '../../shared/ids.ts'
import { JournalUnavailable, type ChainedFact, type Journal, type JournalFact } from '../ports.ts'
import { requireStorable, spell } from './chain.ts'
import type { Desk } from './desk.ts'
import { requireFollowing } from './factOrder.ts'
import { packBoard, unpackBoard } from './packBoard.ts'
import { upcast, type UpcastTable } from './upcast.ts'
import type { WorkerLink } from './workerLink.ts'

export { FactsOutOfOrder } from './factOrder.ts'

/** Facts a commit takes at most, so that it stays within about 5 ms; a single call is never split. */
const GROUP_FACTS = 256
/** Full groups a turn commits at most, so that questions and readings are not kept waiting. */
const GROUPS_A_TURN = 8
/** Facts read in one turn. */
const READ_PAGE = 1_000
/** Facts checked in one turn. */
const VERIFY_PAGE = 200

interface Append {
  readonly facts: readonly JournalFact[]
  resolve(): void
  reject(error: Error): void
}

/** The journal on the embedded store. Appends that wait while a commit runs go together into the next (JOURNAL-2). */
export class SqliteJournal implements Journal {
  #recorded: number
  /** Last fact handed to the store. */
  #handed: number
  #last: number
  #waiting: Append[] = []
  #commits = 0

  constructor(
    readonly id: string,
    seq: number,
    private readonly desk: Desk,
    private readonly versions: UpcastTable,
    private readonly report: (problem: string) => void,
    private readonly closeStore: () => Promise<void>,
  ) {
    this.#recorded = seq
    this.#handed = seq
    this.#last = seq
  }

  get seq(): number {
    return this.#recorded
  }

  /** Transactions that recorded facts since the start. */
  get commits(): number {
    return this.#commits
  }

  async append(facts: readonly JournalFact[]): Promise<void> {
    if (facts.length === 0) return
    this.desk.requireOpen()
    requireFollowing(this.#last, facts)
    facts.forEach(requireStorable)
    this.#last += facts.length
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ facts, resolve, reject })
      if (this.#waiting.length === 1) this.#callCommit()
    })
  }

  readAfter(seq: number, limit: number): Promise<BoardFact[]> {
    return this.#pages(seq, limit, (after, wanted) => this.desk.ask('questions', 'readAfter', { seq: after, limit: wanted }))
  }

  /** Facts page by page, upcast: `read` gives at most `wanted` of them after a fact. */
  async #pages(seq: number, limit: number, read: (after: number, wanted: number) => Promise<readonly Fact[]>): Promise<BoardFact[]> {
    const facts: BoardFact[] = []
    while (facts.length < limit) {
      const wanted = Math.min(READ_PAGE, limit - facts.length)
      const page = await read(facts.at(-1)?.seq ?? seq, wanted)
      for (const fact of page) facts.push(upcast(fact, this.versions))
      if (page.length < wanted) break
    }
    return facts
  }

  async factsOf(incidentId: IncidentId, seq: number, limit: number): Promise<BoardFact[]> {
    const facts = await this.desk.ask('questions', 'factsOf', { incidentId, seq, limit: Math.min(limit, READ_PAGE) })
    return facts.map((fact) => upcast(fact, this.versions))
  }

  drillFacts(space: DrillSpace, seq: number, until: number, limit: number): Promise<BoardFact[]> {
    return this.#pages(seq, limit, (after, wanted) => this.desk.ask('questions', 'drillFacts', { space, seq: after, until, limit: wanted }))
  }

  async readChained(seq: number, limit: number): Promise<ChainedFact[]> {
    const facts: ChainedFact[] = []
    while (facts.length < limit) {
      const wanted = Math.min(READ_PAGE, limit - facts.length)
      const page = await this.desk.ask('questions', 'readChained', { seq: facts.at(-1)?.seq ?? seq, limit: wanted })
      facts.push(...page)
      if (page.length < wanted) break
    }
    return facts
  }

  async findCommand(commandId: CommandId): Promise<BoardFact | null> {
    const fact = await this.desk.ask('questions', 'findCommand', { commandId })
    return fact === null ? null : upcast(fact, this.versions)
  }

  async saveSnapshot(board: BoardSnapshot): Promise<void> {
    await this.desk.ask('readings', 'keepBoard', { seq: board.seq, body: await packBoard(board) })
  }

  seqAt(at: number): Promise<number> {
    return this.desk.ask('questions', 'seqAt', { at })
  }

  async boardBefore(seq: number): Promise<BoardSnapshot | null> {
    const kept = await this.desk.ask('questions', 'boardBefore', { seq })
    return kept === null ? null : unpackBoard(kept.body)
  }

  async loadSnapshot(): Promise<BoardSnapshot | null> {
    const { body, problem } = await this.desk.ask('questions', 'newestBoard', null)
    if (problem !== null) this.report(`${problem}: it is left aside and the facts are folded instead`)
    return body === null ? null : unpackBoard(body)
  }

  async verify(): Promise<{ readonly facts: number; readonly brokenAt: number | null }> {
    let after = 0
    let hash = this.id
    for (;;) {
      const step = await this.desk.ask('readings', 'verify', { after, hash, limit: VERIFY_PAGE })
      if (step.done) return { facts: step.brokenAt === null ? step.seq : step.brokenAt - 1, brokenAt: step.brokenAt }
      after = step.seq
      hash = step.hash
    }
  }

  close(): Promise<void> {
    return this.closeStore()
  }

  #callCommit(): void {
    void this.desk.take('facts', (link) => this.#commitGroups(link))
  }

  /**
   * Commits what waits. While full groups wait, the next one is handed over before the one before it is answered, so that
   * the store need not wait for us; should that one fail, the next does not follow the record's end and fails too.
   */
  async #commitGroups(link: WorkerLink): Promise<void> {
    let before: Promise<void> = Promise.resolve()
    for (let groups = 0; groups < GROUPS_A_TURN && this.#waiting.length > 0; groups++) {
      const committed = this.#commit(link, this.#takeGroup())
      await before
      before = committed
      if (!this.#isFullGroupWaiting()) break
    }
    await before
    if (this.#waiting.length > 0) this.#callCommit()
  }

  async #commit(link: WorkerLink, group: readonly Append[]): Promise<void> {
    const facts = group.flatMap((append) => append.facts)
    const after = this.#handed
    this.#handed += facts.length
    try {
      await link.ask('commit', { after, facts: facts.map(spell) })
    } catch (error) {
      this.#refuseAll(group, error as Error)
      return
    }
    this.#recordedGroup(group, facts.length)
  }

  #isFullGroupWaiting(): boolean {
    let facts = 0
    return this.#waiting.some((append) => (facts += append.facts.length) >= GROUP_FACTS)
  }

  #takeGroup(): Append[] {
    let facts = 0
    const whole = this.#waiting.findIndex((append) => (facts += append.facts.length) > GROUP_FACTS)
    const group = this.#waiting.splice(0, whole === -1 ? this.#waiting.length : Math.max(1, whole))
    return group
  }

  #recordedGroup(group: readonly Append[], facts: number): void {
    this.#recorded += facts
    this.#commits += 1
    this.desk.wrote()
    for (const { resolve } of group) resolve()
  }

  /** The group failed, so what waits behind it would leave a gap: all of it was not recorded. */
  #refuseAll(group: readonly Append[], cause: Error): void {
    const refused = [...group, ...this.#waiting.splice(0)]
    this.#last = this.#recorded
    this.#handed = this.#recorded
    for (const { reject } of refused) reject(new JournalUnavailable(`nothing was recorded: ${cause.message}`, { cause }))
  }
}
