import type { Actor, AuditEntry, AuditQuestion } from './rows.ts'
import type { AccessFile } from './sqlite/accessFile.ts'

/** ASSUMPTION: strangers who fail cannot fill the disk; what is left out in a minute is told by the next entry. */
export const MOST_FAILURES_NOTED_A_MINUTE = 60
const MINUTE_MS = 60_000

/** The audit trail: who did what, when, with what outcome. Only ever added to. */
export class Trail {
  #minute = 0
  #failures = 0
  #leftOut = 0
  /** What was noted last of what repeats, by what it is: at most one for each account and one for all strangers. */
  readonly #repeated = new Map<string, { readonly at: number; more: number }>()

  constructor(private readonly file: AccessFile, private readonly now: () => number) {}

  /** Does `work` and notes it, both or neither, and waits for the disk. */
  done<T>(actor: Actor, what: string, subject: string, work: () => T): T {
    return this.file.together('lasting', () => this.#doAndNote(actor, what, subject, work))
  }

  /** The same for what happens all day, without waiting for the disk: it may go with the power, never with the process. */
  happened<T>(actor: Actor, what: string, subject: string, work: () => T): T {
    return this.file.together('swift', () => this.#doAndNote(actor, what, subject, work))
  }

  /** Does `work`, which is too small to be noted: a count. */
  counted(work: () => void): void {
    this.file.together('swift', work)
  }

  /** Notes a failure, so many a minute. */
  failed(actor: Actor, what: string, subject: string, outcome: string): void {
    const minute = Math.floor(this.now() / MINUTE_MS)
    if (minute !== this.#minute) [this.#minute, this.#failures] = [minute, 0]
    this.#failures += 1
    if (this.#failures <= MOST_FAILURES_NOTED_A_MINUTE) {
      this.file.together('swift', () => this.#note(actor, what, subject, this.#withLeftOut(outcome)))
    } else this.#leftOut += 1
  }

  /** Notes what goes on and on at one subject: one entry a minute, which says how many there were since the one before. */
  repeated(actor: Actor, what: string, subject: string, outcome: string): void {
    const key = `${what} ${subject} ${outcome}`
    const before = this.#repeated.get(key)
    if (before !== undefined && this.now() - before.at < MINUTE_MS) {
      before.more += 1
      return
    }
    this.#repeated.set(key, { at: this.now(), more: 0 })
    const more = before?.more ?? 0
    this.file.together('swift', () => this.#note(actor, what, subject, more === 0 ? outcome : `${outcome}; ${more} more since the entry before`))
  }

  /** Entries after `seq`, oldest first, at most `limit`. */
  after(seq: number, limit: number): AuditEntry[] {
    return this.file.auditAfter(seq, limit)
  }

  /** Entries before `seq` that a question asks for, newest first, at most `limit`. */
  before(seq: number, question: AuditQuestion, limit: number): AuditEntry[] {
    return this.file.auditBefore(seq, question, limit)
  }

  #doAndNote<T>(actor: Actor, what: string, subject: string, work: () => T): T {
    const value = work()
    this.#note(actor, what, subject, 'done')
    return value
  }

  #withLeftOut(outcome: string): string {
    const said = this.#leftOut === 0 ? outcome : `${outcome}; ${this.#leftOut} failures before were not noted`
    this.#leftOut = 0
    return said
  }

  #note({ who, sourceAddress }: Actor, what: string, subject: string, outcome: string): void {
    this.file.note({ at: this.now(), who, what, subject, outcome, sourceAddress })
  }
}
