import { JournalUnavailable } from '../ports.ts'
import type { AnswerOf, ArgsOf, Operation } from './requests.ts'
import { Turns, type Lane } from './turns.ts'
import type { WorkerLink } from './workerLink.ts'

/** Writing transactions after which the log is moved into the file: few enough for that to take about 5 ms. */
const CHECKPOINT_EVERY = 64
/** Bytes that count as one transaction more. */
const TRANSACTION_BYTES = 16 * 1_024

/** Where the journal and the history ask the store, each in its lane, one request at a time. */
export class Desk {
  readonly #turns = new Turns()
  #sinceCheckpoint = 0
  #closed = false

  constructor(private readonly link: WorkerLink) {}

  get closed(): boolean {
    return this.#closed
  }

  /** Does `work` when its turn comes; it asks the link itself, at most once. */
  take<T>(lane: Lane, work: (link: WorkerLink) => Promise<T>): Promise<T> {
    return this.#turns.take(lane, () => work(this.link))
  }

  ask<O extends Operation>(lane: Lane, operation: O, args: ArgsOf<O>): Promise<AnswerOf<O>> {
    this.requireOpen()
    return this.take(lane, (link) => link.ask(operation, args))
  }

  /** Told of each writing transaction, and of its bytes if they are many; sees to the log when nothing else waits. */
  wrote(bytes = 0): void {
    this.#sinceCheckpoint += 1 + bytes / TRANSACTION_BYTES
    if (this.#sinceCheckpoint < CHECKPOINT_EVERY || this.#closed) return
    this.#sinceCheckpoint = 0
    // A checkpoint that fails loses nothing; the COMMIT that meets the same trouble reports it.
    this.take('readings', (link) => link.ask('checkpoint', null)).catch(() => undefined)
  }

  /** @throws JournalUnavailable once the store is closed. */
  requireOpen(): void {
    if (this.#closed) throw new JournalUnavailable('the journal is closed')
  }

  /** Takes nothing more, lets what waits be done, then closes the file. */
  async close(): Promise<void> {
    this.#closed = true
    await this.take('readings', (link) => link.ask('close', null))
  }
}
