import { maskPersonal } from '../../shared/incident/privacy.ts'
import type { PersonRole, Scope } from '../../shared/access/roles.ts'
import type { UnitId } from '../../shared/ids.ts'
import type { Lead } from '../../shared/incident/response.ts'
import { newTotpSecret, stepOf, totpUri } from './oneTimeCodes.ts'
import type { Passwords } from './passwords.ts'
import { AccessRefused } from './refused.ts'
import type { Roll } from './roll.ts'
import type { AccountRow, Actor } from './rows.ts'
import { hashOf, newSecret } from './secrets.ts'
import type { Sessions } from './sessions.ts'
import type { Trail } from './trail.ts'
import type { Tries } from './tries.ts'

/** ASSUMPTION: a link is opened on the day it is made, ms. */
export const LINK_LASTS_MS = 24 * 60 * 60_000

/** ASSUMPTION: an authenticator is at hand when one asks to bind it, ms. */
export const OFFER_LASTS_MS = 10 * 60_000

export interface NewAccount {
  readonly id: string
  /** A desk or an office, never a telephone number. */
  readonly name: string
  readonly role: PersonRole
  readonly unit?: UnitId | undefined
  /** A department of the site pack: whoever asks has looked. */
  readonly department?: string | undefined
  /** Whom it may act for beside those of its role; none when absent. */
  readonly leads?: readonly Lead[] | undefined
}

/** A key that is to be made. `department`: whom it acts for; headquarters without one. */
export interface NewKey {
  readonly id: string
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly department?: string | null | undefined
}

/** One line of a list: no secret, nor what is kept of one. */
export interface Listed {
  readonly id: string
  readonly role: string
  readonly name: string
  readonly unit: UnitId | null
  readonly department: string | null
  readonly leads: readonly Lead[]
  readonly scopes: readonly Scope[]
  readonly totp: boolean
  readonly locked: boolean
  /** Has anybody ever come in by it? Of a key: always so. */
  readonly entered: boolean
  /** When somebody signed in to an account last, epoch ms; null for never, and of screens and keys. */
  readonly signedInAt: number | null
  readonly createdAt: number
  readonly revokedAt: number | null
}

export interface AdministrationDeps {
  readonly roll: Roll
  readonly sessions: Sessions
  readonly tries: Tries
  readonly trail: Trail
  readonly passwords: Passwords
  readonly now: () => number
}

/** What an administrator does, over HTTP and at the console alike; each is noted in the trail. */
export class Administration {
  /** Authenticators that have not shown a code yet, by account. */
  readonly #offered = new Map<string, { readonly secret: string; readonly until: number }>()

  readonly #told: (() => void)[] = []

  constructor(private readonly deps: AdministrationDeps) {}

  /** Calls `told` after each account, screen or key that is revoked from now on. */
  onRevoked(told: () => void): void {
    this.#told.push(told)
  }

  /** Makes an account without a password. Answers the secret of the link that lets its person in once. @throws AccessRefused */
  addAccount({ id, name, role, unit, department, leads = [] }: NewAccount, actor: Actor): string {
    const { roll, trail, now } = this.deps
    this.#mustBeNew(id, name)
    if ((role === 'field') !== (unit !== undefined)) {
      throw new AccessRefused('needsUnit', 'unit', 'an account of the role field is for one unit, and no other account is')
    }
    if ((role === 'department') !== (department !== undefined)) {
      throw new AccessRefused('needsDepartment', 'department', 'an account of the role department is for one, and no other account is')
    }
    const row: AccountRow = {
      id, name, role, unit: unit ?? null, department: department ?? null, leads, password: null, totp: null, totpStep: 0, signedInAt: null, createdAt: now(), revokedAt: null,
    }
    return trail.done(actor, ['user:add', role, ...leads].join(' '), id, () => {
      roll.keepAccount(row)
      return this.#newLink(id)
    })
  }

  /** Makes a screen's place. Answers the secret of the link that makes one browser that screen. @throws AccessRefused */
  addWall(id: string, name: string, actor: Actor): string {
    const { roll, trail, now } = this.deps
    this.#mustBeNew(id, name)
    return trail.done(actor, 'wall:add', id, () => {
      roll.keepDevice({ id, role: 'wall', name, hash: null, scopes: [], department: null, createdAt: now(), revokedAt: null })
      return this.#newLink(id)
    })
  }

  /** Makes a feed's key, which is shown this once. @throws AccessRefused */
  addKey({ id, name, scopes, department = null }: NewKey, actor: Actor): string {
    const { roll, trail, now } = this.deps
    this.#mustBeNew(id, name)
    const secret = newSecret()
    return trail.done(actor, ['key:add', scopes.join(','), ...(department === null ? [] : [department])].join(' '), id, () => {
      roll.keepDevice({ id, role: 'source', name, hash: hashOf(secret), scopes, department, createdAt: now(), revokedAt: null })
      return secret
    })
  }

  /** Makes a new link to an account or screen, for who forgot the password or changed the machine, and unlocks it. @throws AccessRefused */
  newLink(subject: string, actor: Actor): string {
    const { roll, tries, trail } = this.deps
    if (roll.account(subject) === null && roll.device(subject)?.role !== 'wall') throw unknown(subject)
    return trail.done(actor, 'link', subject, () => {
      tries.unlock(subject)
      return this.#newLink(subject)
    })
  }

  /** Lets an account be tried again everywhere, whatever was tried before; its password stays. @throws AccessRefused */
  unlock(id: string, actor: Actor): void {
    const { roll, tries, trail } = this.deps
    if (roll.account(id) === null) throw unknown(id)
    trail.done(actor, 'unlock', id, () => tries.unlock(id))
  }

  /** Ends an account, screen or key for good, and all its sessions. @throws AccessRefused */
  revoke(id: string, actor: Actor): void {
    const { roll, sessions, trail, now } = this.deps
    const account = roll.account(id)
    const device = roll.device(id)
    if (account === null && device === null) throw unknown(id)
    const others = roll.accounts.filter((other) => other.role === 'administrator' && other.revokedAt === null && other.id !== id)
    if (account?.role === 'administrator' && others.length === 0) {
      throw new AccessRefused('lastAdministrator', 'id', 'this is the last administrator: make another one first')
    }
    trail.done(actor, 'revoke', id, () => {
      if (account !== null) roll.keepAccount({ ...account, revokedAt: now(), password: null, totp: null })
      if (device !== null) roll.keepDevice({ ...device, revokedAt: now() })
      roll.dropLinksOf(id)
      sessions.endAllOf(id)
    })
    for (const told of this.#told) told()
  }

  /** Gives an account a password; its sessions end but the one with the hash `keeping`. @throws AccessRefused */
  async setPassword(id: string, password: string, actor: Actor, keeping: string | null = null): Promise<void> {
    const { roll, sessions, tries, trail, passwords } = this.deps
    if (roll.account(id) === null) throw unknown(id)
    const kept = await passwords.hash(password)
    const account = roll.account(id)
    if (account === null) throw unknown(id)
    trail.done(actor, 'password', id, () => {
      roll.keepAccount({ ...account, password: kept })
      tries.unlock(id)
      sessions.endAllOf(id, keeping)
    })
  }

  /** Answers what an authenticator scans; a code is asked for only once one has been shown to `takeTotp`, within ten minutes. @throws AccessRefused */
  offerTotp(id: string): string {
    if (this.deps.roll.account(id) === null) throw unknown(id)
    const secret = newTotpSecret()
    this.#offered.set(id, { secret, until: this.deps.now() + OFFER_LASTS_MS })
    return totpUri(secret, id)
  }

  /** Asks for codes of what was offered from now on, if this one is right. @throws AccessRefused `unknown` when nothing is offered any more */
  takeTotp(id: string, code: string, actor: Actor): void {
    const { roll, trail, now } = this.deps
    const account = roll.account(id)
    const offer = this.#offered.get(id)
    if (account === null) throw unknown(id)
    if (offer === undefined || now() > offer.until) throw new AccessRefused('unknown', 'code', 'no authenticator is offered, or not any more')
    const step = stepOf(offer.secret, code, now(), 0)
    if (step === null) throw new AccessRefused('wrongCredentials', 'code', 'the code is wrong: nothing has changed')
    trail.done(actor, 'totp:add', id, () => roll.keepAccount({ ...account, totp: offer.secret, totpStep: step }))
    this.#offered.delete(id)
  }

  /** Asks for no code any more, for who lost the authenticator. @throws AccessRefused */
  dropTotp(id: string, actor: Actor): void {
    const account = this.deps.roll.account(id)
    if (account === null) throw unknown(id)
    this.deps.trail.done(actor, 'totp:drop', id, () => this.deps.roll.keepAccount({ ...account, totp: null, totpStep: 0 }))
  }

  /**
   * May the session with this hash choose a password without the present one? Only where there is none, and only the session its
   * link has opened: one that was there before may be the reason for the link (ACCESS-4).
   */
  mayChoosePassword(id: string, hash: string): boolean {
    const account = this.deps.roll.account(id)
    return account !== null && account.password === null && this.deps.sessions.startedAt(hash) === account.signedInAt
  }

  list(): Listed[] {
    const { roll, tries } = this.deps
    const accounts = roll.accounts.map(({ id, role, name, unit, department, leads, totp, signedInAt, createdAt, revokedAt }) => ({
      id, role, name, unit, department, leads, scopes: [], totp: totp !== null, locked: tries.isLocked(id), entered: signedInAt !== null, signedInAt, createdAt, revokedAt,
    }))
    const devices = roll.devices.map(({ id, role, name, hash, scopes, department, createdAt, revokedAt }) => ({
      id, role, name, unit: null, department, leads: [], scopes, totp: false, locked: false, entered: hash !== null, signedInAt: null, createdAt, revokedAt,
    }))
    return [...accounts, ...devices].sort((a, b) => a.createdAt - b.createdAt)
  }

  #mustBeNew(id: string, name: string): void {
    if (this.deps.roll.isTaken(id)) throw new AccessRefused('taken', 'id', `${id} is there already, or was`)
    const personal = [['id', id], ['name', name]].find(([, text]) => maskPersonal(text!) !== text)
    if (personal !== undefined) throw new AccessRefused('personal', personal[0]!, 'named by desk or office, not by a telephone or identity number')
  }

  #newLink(subject: string): string {
    const secret = newSecret()
    this.deps.roll.keepLink({ hash: hashOf(secret), subject, expiresAt: this.deps.now() + LINK_LASTS_MS })
    return secret
  }
}

function unknown(id: string): AccessRefused {
  return new AccessRefused('unknown', 'id', `there is no ${id.slice(0, 128)}`)
}
