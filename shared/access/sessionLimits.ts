/** When a session ends by itself, ms. */
export interface SessionLimits {
  /** Without anything asked. */
  readonly idleMs: number
  /** In all. */
  readonly absoluteMs: number
}

/** ASSUMPTION: a desk left for an hour is nobody's; a shift is no longer than twelve. */
export const SESSION_LIMITS: SessionLimits = { idleMs: 60 * 60_000, absoluteMs: 12 * 60 * 60_000 }

export interface SessionTimes {
  /** Epoch ms. */
  readonly startedAt: number
  /** When something was last asked, epoch ms. */
  readonly seenAt: number
}

/** Does a session still stand? At a limit it does, one millisecond after it no longer (ACCESS-6). */
export function stands({ startedAt, seenAt }: SessionTimes, now: number, { idleMs, absoluteMs }: SessionLimits): boolean {
  return now - seenAt <= idleMs && now - startedAt <= absoluteMs
}
