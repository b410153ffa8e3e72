import type { Lock } from '../../shared/access/lock.ts'
import type { PersonRole, Scope } from '../../shared/access/roles.ts'
import type { SessionTimes } from '../../shared/access/sessionLimits.ts'
import type { UnitId } from '../../shared/ids.ts'
import type { Lead } from '../../shared/incident/response.ts'

/** One person's account, named by desk or office and never by telephone. Times epoch ms. */
export interface AccountRow {
  readonly id: string
  readonly name: string
  readonly role: PersonRole
  /** Whose phone it is, for `field`. */
  readonly unit: UnitId | null
  /** The department it acts for, of the role `department`. */
  readonly department: string | null
  /** Whom it may act for beside those of its role (ESC-3). */
  readonly leads: readonly Lead[]
  /** argon2id; null until one is set: then only a link lets in. */
  readonly password: string | null
  /** Secret of the authenticator, base 32; null without one. */
  readonly totp: string | null
  /** Step of the newest code taken. */
  readonly totpStep: number
  readonly signedInAt: number | null
  readonly createdAt: number
  readonly revokedAt: number | null
}

/** A screen, or a feed with its key. */
export interface DeviceRow {
  readonly id: string
  readonly role: 'wall' | 'source'
  readonly name: string
  /** Of its secret; null for a screen whose link has not been opened. */
  readonly hash: string | null
  readonly scopes: readonly Scope[]
  /** The department a key acts for; null for headquarters, and of screens. */
  readonly department: string | null
  readonly createdAt: number
  readonly revokedAt: number | null
}

/** A way in that opens once, to an account or for a screen. */
export interface LinkRow {
  readonly hash: string
  /** Id of the account or screen. */
  readonly subject: string
  readonly expiresAt: number
}

/** What was tried at one name from one block of addresses, or from all unfamiliar ones together (address empty). */
export interface TryRow extends Lock {
  /** Hash of the name, which somebody has or nobody. */
  readonly name: string
  readonly address: string
  /** The newest try, epoch ms. */
  readonly triedAt: number
  /** When its own person came in from there last. */
  readonly enteredAt: number | null
}

export interface SessionRow extends SessionTimes {
  readonly hash: string
  readonly account: string
}

/** Who did what, when, to what and with what outcome; no secret in it. */
export interface AuditEntry {
  readonly seq: number
  readonly at: number
  readonly who: string
  readonly what: string
  readonly subject: string
  /** `done`, or the code it was refused for. */
  readonly outcome: string
  /** Address of the socket it came over, `console` for the command line. */
  readonly sourceAddress: string
}

/** What of the trail is asked for: entries whose `who` and `what` contain these; null for all. */
export interface AuditQuestion {
  readonly who: string | null
  readonly what: string | null
}

/** By whom and from where something is done. */
export interface Actor {
  readonly who: string
  readonly sourceAddress: string
}
