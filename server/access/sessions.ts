import { leadsOf } from '../../shared/access/leads.ts'
import { permissionsOf, type Caller } from '../../shared/access/roles.ts'
import { stands, type SessionLimits } from '../../shared/access/sessionLimits.ts'
import type { AccountRow, SessionRow } from './rows.ts'
import { hashOf, newSecret } from './secrets.ts'
import type { AccessFile } from './sqlite/accessFile.ts'

/** How often it is kept that somebody is still there, ms: after a crash a session may end that much early. */
const KEEP_SEEN_EVERY_MS = 60_000

/** A session as its own person sees it: `id` names it and opens nothing. Epoch ms. */
export interface ListedSession {
  readonly id: string
  readonly hash: string
  readonly startedAt: number
  readonly seenAt: number
}

const ID_LENGTH = 16

interface Session {
  readonly account: string
  readonly startedAt: number
  readonly caller: Caller
  seenAt: number
  keptAt: number
}

/** Who is signed in, by the hash of what the browser holds. */
export class Sessions {
  readonly #sessions = new Map<string, Session>()

  constructor(
    private readonly file: AccessFile, private readonly accountOf: (id: string) => AccountRow | null, private readonly now: () => number,
    private readonly limits: SessionLimits,
    /** Told what could not be kept of a session that goes on all the same: a full disk does not end the work. */
    private readonly onTrouble: (error: unknown) => void,
  ) {
    this.#read()
    file.onRefused(() => this.#read())
  }

  /** Begins a session at `now` (epoch ms); within a transaction of the caller's. Answers its secret, which is nowhere kept. */
  start(account: AccountRow, now: number): string {
    this.#dropEnded()
    const secret = newSecret()
    const row = { hash: hashOf(secret), account: account.id, startedAt: now, seenAt: now }
    this.file.keepSession(row)
    this.#sessions.set(row.hash, sessionOf(row, account))
    return secret
  }

  /** Who it is while the session stands; looking does not prolong it. */
  caller(hash: string): Caller | null {
    const session = this.#sessions.get(hash)
    return session !== undefined && stands(session, this.now(), this.limits, session.caller.role) ? session.caller : null
  }

  /** When it began, epoch ms; null for none. */
  startedAt(hash: string): number | null {
    return this.#sessions.get(hash)?.startedAt ?? null
  }

  /** Somebody who is at it asked for something: the idle limit starts anew. */
  seen(hash: string): void {
    const session = this.#sessions.get(hash)
    if (session === undefined) return
    session.seenAt = this.now()
    if (session.seenAt - session.keptAt < KEEP_SEEN_EVERY_MS) return
    session.keptAt = session.seenAt
    const { account, startedAt, seenAt } = session
    try {
      this.file.together('swift', () => this.file.keepSession({ hash, account, startedAt, seenAt }))
    } catch (error) {
      this.onTrouble(error)
    }
  }

  /** Those of an account that stand, newest first. */
  listOf(account: string): ListedSession[] {
    return [...this.#sessions]
      .filter(([, session]) => session.account === account && stands(session, this.now(), this.limits, session.caller.role))
      .map(([hash, { startedAt, seenAt }]) => ({ id: sessionId(hash), hash, startedAt, seenAt }))
      .sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? -1 : 1))
  }

  end(hash: string): void {
    this.file.dropSession(hash)
    this.#sessions.delete(hash)
  }

  /** Ends the sessions of an account, but the one with the hash `keeping`. */
  endAllOf(account: string, keeping: string | null = null): void {
    for (const [hash, session] of this.#sessions) if (session.account === account && hash !== keeping) this.end(hash)
  }

  #read(): void {
    this.#sessions.clear()
    for (const row of this.file.sessions()) {
      const account = this.accountOf(row.account)
      if (account !== null) this.#sessions.set(row.hash, sessionOf(row, account))
    }
  }

  #dropEnded(): void {
    for (const [hash, session] of this.#sessions) if (!stands(session, this.now(), this.limits, session.caller.role)) this.end(hash)
  }
}

function sessionId(hash: string): string {
  return hashOf(hash).slice(0, ID_LENGTH)
}

function sessionOf({ account, startedAt, seenAt }: SessionRow, { id, role, unit, department, leads }: AccountRow): Session {
  return { account, startedAt, seenAt, keptAt: seenAt, caller: { id, role, unit, department, leads: leadsOf(role, leads), permissions: permissionsOf(role) } }
}
