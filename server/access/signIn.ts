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

/** The ways in: password and code, or a link that opens once. */
export class SignIn {
  constructor(private readonly deps: AdministrationDeps) {}

  /** @throws AccessRefused `locked` after five failures in a row from one address or twenty from unfamiliar ones, `wrongCredentials`, `codeNeeded`, `busy` */
  async byPassword({ account: id, password, code }: Credentials, sourceAddress: string): Promise<Entry> {
    await this.#proved(id, password, sourceAddress)
    const account = this.#still(id, sourceAddress)
    const totpStep = this.#codeStep(account, code, sourceAddress)
    this.deps.trail.counted(() => this.deps.tries.takeBack(id, sourceAddress))
    return this.#enter(account, totpStep, sourceAddress)
  }

  /**
   * Is it still the account's own person, by everything it signs in with? A session alone is not enough: it may be a desk left
   * open. Counted like signing in; a code counts once. @throws AccessRefused `needsPassword` before there is one
   */
  async prove(id: string, { password, code }: Omit<Credentials, 'account'>, sourceAddress: string): Promise<void> {
    if (this.#still(id, sourceAddress).password === null) throw new AccessRefused('needsPassword', 'password', 'set a password first')
    await this.#proved(id, password, sourceAddress)
    const account = this.#still(id, sourceAddress)
    const totpStep = this.#codeStep(account, code, sourceAddress)
    this.deps.trail.counted(() => {
      this.deps.roll.keepAccount({ ...account, totpStep })
      this.deps.tries.succeeded(id, sourceAddress)
    })
  }

  /** The same by the password alone, which begins the count anew only where no code is asked for. @throws AccessRefused */
  async provePassword(id: string, password: string, sourceAddress: string): Promise<void> {
    const { tries, trail } = this.deps
    await this.#proved(id, password, sourceAddress)
    const { totp } = this.#still(id, sourceAddress)
    trail.counted(() => (totp === null ? tries.succeeded(id, sourceAddress) : tries.takeBack(id, sourceAddress)))
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
    const { roll, passwords, tries, trail } = this.deps
    this.#mustBeOpen(id, sourceAddress)
    if (passwords.busy) throw busyNow()
    trail.counted(() => tries.count(id, sourceAddress))
    const account = roll.account(id)
    const right = await passwords.verify(account?.password ?? null, password)
    const current = roll.account(id)
    if (!right || current === null || current.password !== account?.password) throw this.#failed(id, sourceAddress, 'wrongCredentials')
  }

  /** Whoever goes on at a locked door is noted, but cannot fill the trail (ACCESS-10). */
  #mustBeOpen(id: string, sourceAddress: string): void {
    try {
      this.deps.tries.mustBeOpen(id, sourceAddress)
    } catch (error) {
      const account = this.deps.roll.account(id)
      if (error instanceof AccessRefused) this.deps.trail.repeated({ who: account?.id ?? 'somebody', sourceAddress }, 'sign-in', account?.id ?? '', error.code)
      throw error
    }
  }

  #codeStep(account: AccountRow, code: string | undefined, sourceAddress: string): number {
    if (account.totp === null) return account.totpStep
    if (code === undefined) {
      this.deps.trail.counted(() => this.deps.tries.takeBack(account.id, sourceAddress))
      throw this.#failed(account.id, sourceAddress, 'codeNeeded')
    }
    const step = stepOf(account.totp, code, this.deps.now(), account.totpStep)
    if (step === null) throw this.#failed(account.id, sourceAddress, 'wrongCredentials')
    return step
  }

  #enter(account: AccountRow, totpStep: number, sourceAddress: string): Entry {
    const { roll, sessions, tries, trail, now } = this.deps
    const secret = trail.happened({ who: account.id, sourceAddress }, 'sign-in', account.id, () => {
      const signedInAt = now()
      roll.keepAccount({ ...account, totpStep, signedInAt })
      tries.entered(account.id, sourceAddress)
      roll.dropLinksOf(account.id)
      return sessions.start(account, signedInAt)
    })
    return { secret, id: account.id, kind: 'session' }
  }

  #failed(id: string, sourceAddress: string, code: 'wrongCredentials' | 'codeNeeded'): AccessRefused {
    const account = this.deps.roll.account(id)
    const outcome = this.deps.tries.isLocked(id) ? `${code}, locked` : code
    this.deps.trail.failed({ who: account?.id ?? 'somebody', sourceAddress }, 'sign-in', account?.id ?? '', outcome)
    return new AccessRefused(code, code === 'codeNeeded' ? 'code' : '', code === 'codeNeeded' ? 'the code of the authenticator is needed' : 'account, password or code is wrong')
  }
}
