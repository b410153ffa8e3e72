import type { Role } from './roles.ts'

/** When a session ends by itself, ms. */
export interface SessionLimits {
  /** Without anything asked by whoever is at it. */
  readonly idleMs: number
  /** The same of a unit's phone. */
  readonly fieldIdleMs: number
  /** In all. */
  readonly absoluteMs: number
}

const HOUR_MS = 60 * 60_000

/**
 * ASSUMPTION: a desk left for an hour is nobody's; a shift is no longer than twelve. A unit's phone lies untouched for hours on a quiet
 * day and must take a press at once; it has a lock of its own, stamps for its own unit only, and one that was lost is revoked.
 */
export const SESSION_LIMITS: SessionLimits = { idleMs: HOUR_MS, fieldIdleMs: 4 * HOUR_MS, absoluteMs: 12 * HOUR_MS }

export interface SessionTimes {
  /** Epoch ms. */
  readonly startedAt: number
  /** When something was last asked, epoch ms. */
  readonly seenAt: number
}

/** Does a session of this role still stand? At a limit it does, one millisecond after it no longer (ACCESS-6). */
export function stands({ startedAt, seenAt }: SessionTimes, now: number, { idleMs, fieldIdleMs, absoluteMs }: SessionLimits, role: Role): boolean {
  return now - seenAt <= (role === 'field' ? fieldIdleMs : idleMs) && now - startedAt <= absoluteMs
}
