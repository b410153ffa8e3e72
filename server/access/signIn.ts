import { isLocked, tried, UNLOCKED, type Lock } from '../../shared/access/lock.ts'
import type { AdministrationDeps } from './administration.ts'
import { stepOf } from './oneTimeCodes.ts'
import { busyNow } from './passwords.ts'
import { AccessRefused } from './refused.ts'
import type { AccountRow } from './rows.ts'
import { hashOf, newSecret } from './secrets.ts'

export interface Credentials {
  readonly account: string
  readonly password: string
  /** Of the authenticator, where the account has one. */
  readonly code?: string | undefined
}

/** Somebody was let in. */
export interface Entry {
  /** What the browser holds from now on. */
  readonly secret: string
  readonly id: string
  /** A screen stays one until it is revoked; a person's session ends. */
  readonly kind: 'session' | 'wall'
}

/** Names nobody has whose tries are counted, so that a lock does not tell which names there are. */
const MOST_STRANGERS = 1_000

/** The ways in: password and code, or a link that opens once. */
export class SignIn {
  /** Tries at names that no account has, oldest first. */
  readonly #strangers = new Map<string, Lock>()

  constructor(private readonly deps: AdministrationDeps) {}

  /** @throws AccessRefused `locked` after five failures in a row, `wrongCredentials`, `codeNeeded`, `busy` */
  async byPassword({ account: id, password, code }: Credentials, sourceAddress: string): Promise<Entry> {
    await this.#proved(id, password, sourceAddress)
    const account = this.#still(id, sourceAddress)
    return this.#enter(account, this.#codeStep(account, code, sourceAddress), sourceAddress)
  }

  /** Is it still the account's own person? Counted like signing in. @throws AccessRefused */
  async prove(id: string, password: string, sourceAddress: string): Promise<void> {
    await this.#proved(id, password, sourceAddress)
    const account = this.#still(id, sourceAddress)
    this.deps.trail.counted(() => this.deps.roll.keepAccount({ ...account, ...UNLOCKED }))
  }

  /** Has it the account's authenticator at hand? Counted like signing in; a code counts once. @throws AccessRefused */
  proveCode(id: string, code: string, sourceAddress: string): void {
    const account = this.#still(id, sourceAddress)
    if (isLocked(account, this.deps.now())) throw locked()
    this.#count(id, tried(account, this.deps.now()))
    const totpStep = this.#codeStep(account, code, sourceAddress)
    this.deps.trail.counted(() => this.deps.roll.keepAccount({ ...account, ...UNLOCKED, totpStep }))
  }

  /** Opens a link, once. It takes the place of the password, which is set anew by who came by it. @throws AccessRefused `usedLink` for one used, expired or never made */
  byLink(secret: string, sourceAddress: string): Entry {
    const { roll, trail, now } = this.deps
    const link = roll.link(hashOf(secret))
    const account = link === null ? null : roll.account(link.subject)
    const wall = link === null ? null : roll.device(link.subject)
    if (link === null || now() > link.expiresAt || (account === null && wall === null)) {
      trail.failed({ who: 'somebody', sourceAddress }, 'link:open', link?.subject ?? '', 'usedLink')
      throw new AccessRefused('usedLink', 'link', 'this link has been used, has expired or never was one')
    }
    if (account !== null) return this.#enter({ ...account, password: null }, account.totpStep, sourceAddress)
    const device = newSecret()
    trail.done({ who: link.subject, sourceAddress }, 'link:open', link.subject, () => {
      roll.dropLinksOf(link.subject)
      roll.keepDevice({ ...wall!, hash: hashOf(device) })
    })
    return { secret: device, id: link.subject, kind: 'wall' }
  }

  /** Ends one session. */
  out(hash: string, id: string, sourceAddress: string): void {
    this.deps.trail.happened({ who: id, sourceAddress }, 'sign-out', id, () => this.deps.sessions.end(hash))
  }

  /** The account as it is at this very moment: another may have used the code, or ended the account, while a password was checked. */
  #still(id: string, sourceAddress: string): AccountRow {
    const account = this.deps.roll.account(id)
    if (account === null) throw this.#failed(id, sourceAddress, 'wrongCredentials')
    return account
  }

  async #proved(id: string, password: string, sourceAddress: string): Promise<void> {
    const { roll, passwords, now } = this.deps
    const account = roll.account(id)
    const lock = account ?? this.#strangers.get(id) ?? UNLOCKED
    if (isLocked(lock, now())) throw locked()
    if (passwords.busy) throw busyNow()
    this.#count(id, tried(lock, now()))
    const right = await passwords.verify(account?.password ?? null, password)
    const current = roll.account(id)
    if (!right || current === null || current.password !== account?.password) throw this.#failed(id, sourceAddress, 'wrongCredentials')
  }

  #codeStep(account: AccountRow, code: string | undefined, sourceAddress: string): number {
    if (account.totp === null) return account.totpStep
    if (code === undefined) throw this.#failed(account.id, sourceAddress, 'codeNeeded')
    const step = stepOf(account.totp, code, this.deps.now(), account.totpStep)
    if (step === null) throw this.#failed(account.id, sourceAddress, 'wrongCredentials')
    return step
  }

  #enter(account: AccountRow, totpStep: number, sourceAddress: string): Entry {
    const { roll, sessions, trail, now } = this.deps
    const secret = trail.happened({ who: account.id, sourceAddress }, 'sign-in', account.id, () => {
      roll.keepAccount({ ...account, ...UNLOCKED, totpStep, signedInAt: now() })
      roll.dropLinksOf(account.id)
      return sessions.start(account)
    })
    return { secret, id: account.id, kind: 'session' }
  }

  #failed(id: string, sourceAddress: string, code: 'wrongCredentials' | 'codeNeeded'): AccessRefused {
    const account = this.deps.roll.account(id)
    const outcome = account !== null && isLocked(account, this.deps.now()) ? `${code}, locked` : code
    this.deps.trail.failed({ who: account?.id ?? 'somebody', sourceAddress }, 'sign-in', account?.id ?? '', outcome)
    return new AccessRefused(code, code === 'codeNeeded' ? 'code' : '', code === 'codeNeeded' ? 'the code of the authenticator is needed' : 'account, password or code is wrong')
  }

  /** The file keeps the count of accounts: a restart does not give five tries more. */
  #count(id: string, { failures, lockedUntil }: Lock): void {
    const { roll, trail } = this.deps
    const account = roll.account(id)
    if (account !== null) return trail.counted(() => roll.keepAccount({ ...account, failures, lockedUntil }))
    this.#strangers.delete(id)
    this.#strangers.set(id, { failures, lockedUntil })
    const oldest = this.#strangers.keys().next()
    if (this.#strangers.size > MOST_STRANGERS && oldest.done !== true) this.#strangers.delete(oldest.value)
  }
}

function locked(): AccessRefused {
  return new AccessRefused('locked', 'account', 'locked after five failures; try again in a quarter of an hour, or ask an administrator for a link')
}
