import { boardOfSpace, emptyBoard, fromSnapshot, toSnapshot, type Board, type BoardFact, type NewBoardFact } from '../../shared/board.ts'
import type { Space } from '../../shared/fact.ts'
import { foldFact } from '../../shared/fold.ts'
import type { CommandId } from '../../shared/ids.ts'
import { isRefusal, type Decision, type Refusal } from '../../shared/refusal.ts'
import { JournalUnavailable, type Clock, type Journal } from '../ports.ts'

/** What became of a command: the facts it led to (now or when it was first sent), or why it was refused. */
export type Outcome = { readonly facts: readonly BoardFact[]; readonly repeated: boolean } | Refusal

export type Decide = (board: Board, now: number) => Decision<NewBoardFact>

export interface FactLane {
  /** Everything recorded, nothing else: what walls are shown. The live board, with the drills' beside it. */
  readonly board: Board
  /** The board of a space; undefined for a drill that is not kept. */
  boardOf(space: Space): Board | undefined
  /** Did the last append succeed? */
  readonly writable: boolean
  /**
   * Decides, records and folds, one command after another. A `commandId` seen before gets its first answer again. It is
   * decided over the board of `space` (live unless said; an empty one for a space that is not there) and every fact is of it.
   * @throws JournalUnavailable when nothing could be recorded; nothing has changed then.
   */
  submit(commandId: CommandId | null, decide: Decide, space?: Space): Promise<Outcome>
  /** Resolves when everything submitted so far has been answered. */
  settled(): Promise<void>
}

export interface FactLaneDeps {
  readonly journal: Journal
  readonly clock: Clock
  /** The board at the journal's last fact. */
  readonly board: Board
  /** Called after the facts are durable and folded, in order. */
  readonly onRecorded: (facts: readonly BoardFact[]) => void
}

/** Commands remembered without asking the journal. */
const REMEMBERED_COMMANDS = 20_000

/**
 * The lane of facts: decide on the board ahead (recorded plus on its way), append, and only once that is durable fold
 * into the board that is shown and answer.
 */
export function createFactLane({ journal, clock, board, onRecorded }: FactLaneDeps): FactLane {
  let ahead = copy(board)
  /** What is being recorded, in order. */
  const onTheWay: (readonly BoardFact[])[] = []
  let writable = true
  let lastRecordedAt = Math.max(board.recordedAt, ...[...board.drills.values()].map(({ recordedAt }) => recordedAt))
  const inFlight = new Map<CommandId, Promise<Outcome>>()
  const pending = new Set<Promise<unknown>>()
  const remembered = new Map<CommandId, readonly BoardFact[]>()

  function place(news: readonly NewBoardFact[], space: Space, now: number): BoardFact[] {
    lastRecordedAt = Math.max(lastRecordedAt, now)
    return news.map((fact, i) => ({ ...fact, space, seq: ahead.seq + 1 + i, recordedAt: lastRecordedAt }) as BoardFact)
  }

  async function record(decide: Decide, space: Space): Promise<Outcome> {
    const now = clock.now()
    const decision = decide(boardOfSpace(ahead, space) ?? emptyBoard(space), now)
    if (isRefusal(decision)) return decision
    if (decision.length === 0) return { facts: [], repeated: false }
    const facts = place(decision, space, now)
    for (const fact of facts) foldFact(ahead, fact)
    onTheWay.push(facts)
    try {
      await journal.append(facts)
    } catch (error) {
      takeBack(facts)
      return giveUp(error)
    }
    writable = true
    onTheWay.shift()
    for (const fact of facts) foldFact(board, fact)
    remember(facts)
    onRecorded(facts)
    return { facts, repeated: false }
  }

  function giveUp(error: unknown): never {
    writable = false
    throw error instanceof JournalUnavailable ? error : new JournalUnavailable('the journal did not record', { cause: error })
  }

  /** Facts that were not recorded, and those decided after them, which would leave a gap, are not ahead any more. */
  function takeBack(facts: readonly BoardFact[]): void {
    const from = onTheWay.indexOf(facts)
    if (from === -1) return
    onTheWay.splice(from)
    ahead = copy(board)
    for (const fact of onTheWay.flat()) foldFact(ahead, fact)
  }

  function remember(facts: readonly BoardFact[]): void {
    const id = facts[0]?.commandId
    if (id == null) return
    remembered.set(id, facts)
    const oldest = remembered.keys().next()
    if (remembered.size > REMEMBERED_COMMANDS && !oldest.done) remembered.delete(oldest.value)
  }

  async function once(commandId: CommandId, decide: Decide, space: Space): Promise<Outcome> {
    const known = remembered.get(commandId)
    if (known !== undefined) return { facts: known, repeated: true }
    const first = await journal.findCommand(commandId).catch(giveUp)
    return first === null ? record(decide, space) : { facts: [first], repeated: true }
  }

  /** What the first of the same id led to; when that led to nothing, the second is decided for itself: it may be another command. */
  async function repeat(first: Promise<Outcome>, commandId: CommandId, decide: Decide, space: Space): Promise<Outcome> {
    const outcome = await first
    return 'refused' in outcome ? submit(commandId, decide, space) : { ...outcome, repeated: true }
  }

  function submit(commandId: CommandId | null, decide: Decide, space: Space = 'live'): Promise<Outcome> {
    const same = commandId === null ? undefined : inFlight.get(commandId)
    if (commandId !== null && same !== undefined) return repeat(same, commandId, decide, space)
    const outcome = commandId === null ? record(decide, space) : once(commandId, decide, space)
    if (commandId !== null) inFlight.set(commandId, outcome)
    const done = outcome.then(
      () => forget(),
      () => forget(),
    )
    function forget(): void {
      pending.delete(done)
      if (commandId !== null) inFlight.delete(commandId)
    }
    pending.add(done)
    return outcome
  }

  return {
    board,
    boardOf: (space) => boardOfSpace(board, space),
    get writable() {
      return writable
    },
    submit,
    settled: async () => {
      await Promise.all(pending)
    },
  }
}

/** A board of its own over the same unchanging incidents. */
function copy(board: Board): Board {
  return fromSnapshot(toSnapshot(board))
}
