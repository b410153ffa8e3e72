import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Caller, Scope } from '../../shared/access/roles.ts'
import { permissionsOf, type Permission } from '../../shared/access/roles.ts'
import { SESSION_LIMITS, type SessionLimits } from '../../shared/access/sessionLimits.ts'
import { Administration } from './administration.ts'
import { OwnAccount } from './ownAccount.ts'
import { createPasswords } from './passwords.ts'
import { Roll } from './roll.ts'
import type { Actor, AuditEntry, AuditQuestion } from './rows.ts'
import { hashOf, newSecret } from './secrets.ts'
import { Sessions } from './sessions.ts'
import { SignIn } from './signIn.ts'
import { AccessFile } from './sqlite/accessFile.ts'
import { Trail } from './trail.ts'
import { Tries } from './tries.ts'

/** Name of the file of accounts beside the journal. */
export const ACCESS_FILE = 'access.db'

/** Hashes held in memory for secrets that were recognised, so that a feed that calls a thousand times a second costs a look-up. */
const MOST_HASHES = 1_000

/** Somebody recognised by what they hold. */
export interface Recognised {
  readonly caller: Caller
  /** Of the secret: by it the recognition is tried again. */
  readonly hash: string
}

/** Everything about who may come in. */
export interface Access {
  readonly signIn: SignIn
  readonly administration: Administration
  readonly own: OwnAccount
  /** Whose secret this is; null for nobody's, or nobody's any more. */
  recognise(secret: string): Recognised | null
  /** Does a recognition still hold? Looking does not prolong a session. */
  holds(hash: string): boolean
  /** Who was recognised by a secret of this hash, as that is now; null where the recognition no longer holds. */
  callerOf(hash: string): Caller | null
  /** Somebody asked for something: puts off the idle limit of a session. */
  seen(hash: string): void
  /** A key that lives as long as this process and is written nowhere: for what runs inside it. */
  lendKey(id: string, scopes: readonly Scope[], more?: LentMore): string
  /** Was the key with this id revoked? */
  isRevoked(id: string): boolean
  /** Calls `told` after each account, screen or key that is revoked from now on. */
  onRevoked(told: () => void): void
  /** Notes that somebody known was refused something. */
  refusedTo(actor: Actor, what: string): void
  audit(afterSeq: number, limit: number): AuditEntry[]
  /** The trail backwards from before `seq`, newest first. */
  auditBefore(seq: number, question: AuditQuestion, limit: number): AuditEntry[]
  close(): void
}

/** What a lent key may do beyond its scopes, and the department it acts for. */
export interface LentMore {
  readonly permissions?: readonly Permission[]
  readonly department?: string
}

export interface AccessOptions {
  readonly now: () => number
  readonly limits?: SessionLimits
  readonly onTrouble?: (error: unknown) => void
}

/**
 * Opens the accounts in a data folder, or makes them, for the folder's one owner (JOURNAL-7).
 * @throws AccessFileUnknown
 */
export function openAccess(dir: string, { now, limits = SESSION_LIMITS, onTrouble = () => undefined }: AccessOptions): Access {
  mkdirSync(dir, { recursive: true })
  const path = join(dir, ACCESS_FILE)
  const file = new AccessFile(path)
  const roll = new Roll(file)
  const trail = new Trail(file, now)
  const sessions = new Sessions(file, (id) => roll.account(id), now, limits, onTrouble)
  const deps = { roll, sessions, tries: new Tries(file, now), trail, passwords: createPasswords(), now }
  const hashes = new Map<string, string>()
  const lent = new Map<string, Caller>()
  const callerOf = (hash: string): Caller | null => sessions.caller(hash) ?? roll.callerBySecret(hash) ?? lent.get(hash) ?? null
  const signIn = new SignIn(deps)
  const administration = new Administration(deps)
  return {
    signIn,
    own: new OwnAccount(deps, signIn, administration),
    administration,
    recognise(secret) {
      const hash = hashes.get(secret) ?? hashOf(secret)
      const caller = callerOf(hash)
      if (caller === null) return null
      if (hashes.size >= MOST_HASHES) hashes.clear()
      hashes.set(secret, hash)
      return { caller, hash }
    },
    holds: (hash) => callerOf(hash) !== null,
    callerOf,
    seen: (hash) => sessions.seen(hash),
    lendKey(id, scopes, { permissions = [], department = null } = {}) {
      const secret = newSecret()
      lent.set(hashOf(secret), { id, role: 'source', unit: null, department, leads: [], permissions: new Set([...permissionsOf('source', scopes, department), ...permissions]) })
      return secret
    },
    isRevoked: (id) => roll.isTaken(id) && roll.device(id) === null && roll.account(id) === null,
    onRevoked: (told) => administration.onRevoked(told),
    refusedTo(actor, what) {
      try {
        trail.failed(actor, what, '', 'notAllowed')
      } catch (error) {
        onTrouble(error)
      }
    },
    audit: (afterSeq, limit) => trail.after(afterSeq, limit),
    auditBefore: (seq, question, limit) => trail.before(seq, question, limit),
    close: () => file.close(),
  }
}
