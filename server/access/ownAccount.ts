import type { Administration, AdministrationDeps } from './administration.ts'
import { AccessRefused } from './refused.ts'
import type { AccountRow, Actor } from './rows.ts'
import type { Credentials, SignIn } from './signIn.ts'

/** What an account signs in with, given again. */
export type Proof = Omit<Credentials, 'account'>

export interface OwnSession {
  readonly id: string
  readonly startedAt: number
  readonly seenAt: number
  readonly current: boolean
}

/** What somebody signed in sees of the own account; no secret, nor what is kept of one. Times epoch ms. */
export interface OwnAccountView extends Pick<AccountRow, 'id' | 'name' | 'role'> {
  readonly password: boolean
  readonly totp: boolean
  /** Newest first. */
  readonly sessions: readonly OwnSession[]
}

/** What everybody does with the own account beside signing in and out; each is noted in the trail. */
export class OwnAccount {
  constructor(private readonly deps: AdministrationDeps, private readonly signIn: SignIn, private readonly administration: Administration) {}

  /** `hash`: of the session that asks. @throws AccessRefused `unknown` for who has no account */
  describe(id: string, hash: string): OwnAccountView {
    const account = this.#account(id)
    const { name, role, password, totp } = account
    const sessions = this.deps.sessions.listOf(id).map((session) => ({
      id: session.id, startedAt: session.startedAt, seenAt: session.seenAt, current: session.hash === hash,
    }))
    return { id, name, role, password: password !== null, totp: totp !== null, sessions }
  }

  /** Ends one session of the own account, the one that asks too. @throws AccessRefused `unknown` for another's */
  endSession(id: string, session: string, actor: Actor): void {
    const found = this.deps.sessions.listOf(id).find((one) => one.id === session)
    if (found === undefined) throw new AccessRefused('unknown', 'id', 'there is no such session of this account')
    this.deps.trail.done(actor, 'session:end', id, () => this.deps.sessions.end(found.hash))
  }

  /** Answers what a new authenticator scans, to who proves to be the account's person, by the present authenticator too. @throws AccessRefused */
  async offerTotp(id: string, proof: Proof, sourceAddress: string): Promise<string> {
    await this.signIn.prove(id, proof, sourceAddress)
    return this.administration.offerTotp(id)
  }

  /** Asks for no code any more, for who still has the authenticator: a desk left open is not enough. @throws AccessRefused */
  async dropTotp(id: string, proof: Proof, actor: Actor): Promise<void> {
    if (this.#account(id).totp === null) throw new AccessRefused('unknown', 'code', 'this account has no authenticator')
    await this.signIn.prove(id, proof, actor.sourceAddress)
    this.administration.dropTotp(id, actor)
  }

  #account(id: string): AccountRow {
    const account = this.deps.roll.account(id)
    if (account === null) throw new AccessRefused('unknown', 'id', 'there is no such account')
    return account
  }
}
