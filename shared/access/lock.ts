/** Failures from one address after which an account is locked to it (ACCESS-5; issue: 5). */
export const MOST_FAILURES = 5
/** ASSUMPTION: long enough to stop guessing, short enough for a shift to go on without an administrator, ms. */
export const LOCKED_FOR_MS = 15 * 60_000

/** ASSUMPTION: somebody who failed yesterday begins anew, ms. */
export const FORGOTTEN_AFTER_MS = 24 * 60 * 60_000
/** ASSUMPTION: an address stays one's own over a holiday, ms since the last sign-in there. */
export const FAMILIAR_FOR_MS = 30 * 24 * 60 * 60_000
/** ASSUMPTION: tries at one account from all addresses together that it was never entered from; a locked address' guesses, four times. */
export const MOST_UNFAMILIAR = 20
/** One of those is given back each so many ms: 480 a day, as many as one locked address makes. */
export const GIVEN_BACK_EVERY_MS = 3 * 60_000

/** How often signing in to an account failed in a row. */
export interface Lock {
  readonly failures: number
  /** Epoch ms; 0 when not locked. */
  readonly lockedUntil: number
}

export const UNLOCKED: Lock = { failures: 0, lockedUntil: 0 }

export function isLocked({ lockedUntil }: Lock, now: number): boolean {
  return now < lockedUntil
}

/**
 * The lock once one more try begins. A try counts as failed from its start and is taken back by success, so that tries made
 * at the same time cannot outrun the count. Only for an account that is not locked.
 */
export function tried(lock: Lock, now: number): Lock {
  const before = lock.lockedUntil === 0 ? lock.failures : 0
  const failures = before + 1
  return { failures, lockedUntil: failures >= MOST_FAILURES ? now + LOCKED_FOR_MS : 0 }
}

/** What guessers at unfamiliar addresses have used up of their common allowance at one account, and when that was so. */
export interface Allowance {
  readonly used: number
  readonly at: number
}

/** What is still used up at `now`. */
export function usedAt({ used, at }: Allowance, now: number): number {
  return Math.max(0, used - Math.max(0, now - at) / GIVEN_BACK_EVERY_MS)
}

/** Is there no room for one more try? */
export function isUsedUp(allowance: Allowance, now: number): boolean {
  return usedAt(allowance, now) > MOST_UNFAMILIAR - 1
}

export function spent(allowance: Allowance, now: number): Allowance {
  return { used: usedAt(allowance, now) + 1, at: now }
}

export function unspent(allowance: Allowance, now: number): Allowance {
  return { used: Math.max(0, usedAt(allowance, now) - 1), at: now }
}
