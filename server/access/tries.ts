import { FAMILIAR_FOR_MS, FORGOTTEN_AFTER_MS, isLocked, isUsedUp, spent, tried, unspent, UNLOCKED, usedAt } from '../../shared/access/lock.ts'
import { addressBlock } from './addressBlock.ts'
import { busyNow } from './passwords.ts'
import { AccessRefused } from './refused.ts'
import type { TryRow } from './rows.ts'
import { hashOf } from './secrets.ts'
import type { AccessFile } from './sqlite/accessFile.ts'

/** ASSUMPTION: far more than an office fails in a day, and little memory; beyond it, who is new here waits. */
export const MOST_ROWS = 20_000
/** Stands for all unfamiliar addresses together. */
const ELSEWHERE = ''

/**
 * Who tried to come in as whom, and from where (ACCESS-5). Names are kept as hashes, those that nobody has by the same rules as
 * those that somebody has: what is answered does not tell them apart (ACCESS-14). Held in memory, kept in the file; callers
 * bring the transaction.
 */
export class Tries {
  readonly #rows = new Map<string, TryRow>()

  constructor(private readonly file: AccessFile, private readonly now: () => number, private readonly most = MOST_ROWS) {
    this.#read()
    file.onRefused(() => this.#read())
  }

  /** May somebody at this address try? Counts nothing. @throws AccessRefused `locked`; `busy` while too many are watched to add one */
  mustBeOpen(account: string, address: string): void {
    const own = this.#row(account, addressBlock(address))
    if (isLocked(own, this.now()) || (!this.#isFamiliar(own) && isUsedUp(this.#allowance(account), this.now()))) throw locked()
    if (!this.#rows.has(keyOf(own)) && this.#isFull()) throw busyNow()
  }

  /** Counts a try that begins, as failed until it is taken back. Only where `mustBeOpen` let in. */
  count(account: string, address: string): void {
    const own = this.#row(account, addressBlock(address))
    if (!this.#isFamiliar(own)) this.#spend(account, 1)
    this.#keep({ ...own, ...tried(own, this.now()), triedAt: this.now() })
  }

  /** Takes one try back: it was right in one of the things asked for. */
  takeBack(account: string, address: string): void {
    const own = this.#row(account, addressBlock(address))
    if (!this.#isFamiliar(own)) this.#spend(account, -1)
    this.#keep({ ...own, failures: Math.max(0, own.failures - 1), lockedUntil: 0 })
  }

  /** It was the account's own person: the count of this address begins anew. */
  succeeded(account: string, address: string): void {
    this.takeBack(account, address)
    this.#keep({ ...this.#row(account, addressBlock(address)), ...UNLOCKED })
  }

  /** The account's own person came in here: from now on the address is a familiar one. */
  entered(account: string, address: string): void {
    this.#keep({ ...this.#row(account, addressBlock(address)), ...UNLOCKED, enteredAt: this.now() })
  }

  /** Forgets what was tried, everywhere; familiar addresses stay so. */
  unlock(account: string): void {
    for (const row of this.#rowsOf(account)) this.#keep({ ...row, ...UNLOCKED })
  }

  /** Is it locked somewhere at this moment? */
  isLocked(account: string): boolean {
    return this.#rowsOf(account).some((row) => isLocked(row, this.now())) || isUsedUp(this.#allowance(account), this.now())
  }

  #rowsOf(account: string): TryRow[] {
    const name = hashOf(account)
    return [...this.#rows.values()].filter((row) => row.name === name)
  }

  #allowance(account: string): { used: number; at: number } {
    const { failures, triedAt } = this.#row(account, ELSEWHERE)
    return { used: failures, at: triedAt }
  }

  #spend(account: string, n: 1 | -1): void {
    const { used, at } = (n === 1 ? spent : unspent)(this.#allowance(account), this.now())
    this.#keep({ ...this.#row(account, ELSEWHERE), failures: used, triedAt: at })
  }

  #isFamiliar({ enteredAt }: TryRow): boolean {
    return enteredAt !== null && this.now() - enteredAt <= FAMILIAR_FOR_MS
  }

  /** The row as it counts now: one that is over counts as none. */
  #row(account: string, address: string): TryRow {
    const blank = { name: hashOf(account), address, ...UNLOCKED, triedAt: 0, enteredAt: null }
    const row = this.#rows.get(keyOf(blank))
    return row !== undefined && this.#counts(row) ? row : blank
  }

  #counts(row: TryRow): boolean {
    const now = this.now()
    if (row.address === ELSEWHERE) return usedAt({ used: row.failures, at: row.triedAt }, now) > 0
    return isLocked(row, now) || this.#isFamiliar(row) || (row.failures > 0 && now - row.triedAt <= FORGOTTEN_AFTER_MS)
  }

  #isFull(): boolean {
    if (this.#rows.size < this.most) return false
    for (const [key, row] of this.#rows) if (!this.#counts(row)) this.#drop(key, row)
    return this.#rows.size >= this.most
  }

  #keep(row: TryRow): void {
    this.file.keepTry(row)
    this.#rows.set(keyOf(row), row)
  }

  #drop(key: string, { name, address }: TryRow): void {
    this.file.dropTry(name, address)
    this.#rows.delete(key)
  }

  #read(): void {
    this.#rows.clear()
    for (const row of this.file.tries()) this.#rows.set(keyOf(row), row)
  }
}

function keyOf({ name, address }: TryRow): string {
  return `${name} ${address}`
}

function locked(): AccessRefused {
  return new AccessRefused('locked', 'account', 'locked after too many failures; try again in a quarter of an hour, or ask an administrator to unlock it')
}
