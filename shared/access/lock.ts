/** Failures after which an account is locked (ACCESS-5; issue: 5). */
export const MOST_FAILURES = 5
/** ASSUMPTION: long enough to stop guessing, short enough for a shift to go on without an administrator, ms. */
export const LOCKED_FOR_MS = 15 * 60_000

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
