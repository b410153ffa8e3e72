import { MINUTE_MS } from '../clock/stages.ts'
import type { Condition } from './condition.ts'
import type { Alarm, AlarmKey, AlarmKind } from './types.ts'

/** How long a condition must stand before it is raised, and be gone before the alarm returns, ms. */
export interface Delays {
  readonly onMs: number
  readonly offMs: number
}

const SECOND_MS = 1_000
const AT_ONCE: Delays = { onMs: 0, offMs: 0 }

/**
 * ASSUMPTION: delays by kind (ALARM-6). Limits turn at their own moment and cannot flutter; silence, a route left and a post
 * left have been waited for already; a crowd has shares of its own to come and go by; cameras come back one by one; whoever enters a
 * mode sets its roster next.
 */
export const DELAYS: Readonly<Record<AlarmKind, Delays>> = {
  limitMissed: AT_ONCE,
  limitDueSoon: AT_ONCE,
  handoverUnacknowledged: AT_ONCE,
  platformDown: { onMs: 0, offMs: 10 * SECOND_MS },
  sourceSilent: { onMs: 0, offMs: 10 * SECOND_MS },
  patrolSilent: { onMs: 0, offMs: 10 * SECOND_MS },
  patrolOffRoute: AT_ONCE,
  postUnattended: AT_ONCE,
  postShort: AT_ONCE,
  rosterWanting: { onMs: MINUTE_MS, offMs: 0 },
  zoneFull: AT_ONCE,
  gridServiceability: { onMs: 15 * SECOND_MS, offMs: MINUTE_MS },
  blindPost: { onMs: 15 * SECOND_MS, offMs: MINUTE_MS },
}

/** A condition that comes this often within a minute chatters (ISA-18.2). */
export const CHATTER_ARRIVALS = 3
export const CHATTER_WINDOW_MS = MINUTE_MS
/** Flaps of one alarm are recorded at most this often, ms, whatever their number (ALARM-6). */
export const FLAPS_EVERY_MS = MINUTE_MS

/** What the server remembers of one condition between two looks. Epoch ms. */
export interface Watch {
  readonly kind: AlarmKind
  readonly present: boolean
  /** When it came or went last. */
  readonly changedAt: number
  /** When it came, the newest last, no more than make it chatter. */
  readonly arrivals: readonly number[]
  /** Until when another alarm explained it; 0 for never. */
  readonly heldUntil: number
  /** Comings that no fact has told of yet, and when the first of them was. */
  readonly untold: number
  readonly untoldSince: number
  /** When flaps were recorded last; 0 for never. */
  readonly toldAt: number
}

/**
 * Looks at a condition again at `now`; it is null when not there. One explained by another alarm (ALARM-4) is there only for
 * an alarm that stands already, which a cause that comes later does not take away.
 */
export function observe(watch: Watch | undefined, kind: AlarmKind, condition: Condition | null, standing: boolean, now: number): Watch {
  const held = condition !== null && condition.causedBy !== null
  const present = condition !== null && (standing || !held)
  const before = watch ?? { kind, present: standing, changedAt: now, arrivals: [], heldUntil: 0, untold: 0, untoldSince: now, toldAt: 0 }
  const heldUntil = held ? now : before.heldUntil
  if (present === before.present) return { ...before, heldUntil, arrivals: recent(before.arrivals, now) }
  if (!present) return { ...before, present, changedAt: now, heldUntil }
  const cameAt = Math.min(now, Math.max(condition.since, heldUntil))
  const arrivals = recent([...before.arrivals, now], now)
  const changedAt = arrivals.length > 1 ? now : cameAt
  return {
    ...before, present, heldUntil, arrivals, changedAt, untold: before.untold + 1,
    untoldSince: before.untold === 0 ? now : before.untoldSince,
  }
}

function recent(arrivals: readonly number[], now: number): readonly number[] {
  return arrivals.filter((at) => now - at < CHATTER_WINDOW_MS).slice(-CHATTER_ARRIVALS)
}

/** Does it come and go so often that delays alone would hide it, or let it return too soon? */
export function chatters({ arrivals }: Watch, now: number): boolean {
  return recent(arrivals, now).length >= CHATTER_ARRIVALS
}

/** When the alarm is to be raised (it may be past); null while it is not there. */
export function raiseAt(watch: Watch, now: number): number | null {
  if (!watch.present) return null
  return chatters(watch, now) ? now : watch.changedAt + DELAYS[watch.kind].onMs
}

/** When a standing alarm returns if its condition stays away; null while it is there. A chattering one waits until it is quiet. */
export function returnAt(watch: Watch, now: number): number | null {
  if (watch.present) return null
  const quietAt = chatters(watch, now) ? (watch.arrivals[0] ?? now) + CHATTER_WINDOW_MS : 0
  return Math.max(watch.changedAt + DELAYS[watch.kind].offMs, quietAt)
}

/** When the flaps of a standing alarm are to be recorded, at once when it begins to chatter; null when there are none. */
export function flapsDueAt(watch: Watch, now: number): number | null {
  if (watch.untold === 0) return null
  if (watch.toldAt === 0) return watch.untoldSince + (chatters(watch, now) ? 0 : FLAPS_EVERY_MS)
  return Math.max(watch.toldAt + FLAPS_EVERY_MS, watch.untoldSince)
}

/** Is there nothing to remember after a look at `now`? */
export function isIdle(watch: Watch, alarm: Alarm | undefined, now: number): boolean {
  return !watch.present && watch.heldUntil !== now && watch.arrivals.length === 0 && (alarm === undefined || !alarm.standing)
}

export type Watches = Map<AlarmKey, Watch>
