import { MINUTE_MS } from '../../shared/clock/stages.ts'
import { priorityRank, stateOf, type Alarm, type AlarmPriority } from '../../shared/alarm/types.ts'

/** ASSUMPTION: a mute ends by itself after this long, ms. */
export const MUTE_MS = 10 * MINUTE_MS

const SECOND_MS = 1_000
/** ASSUMPTION: an unacknowledged alarm sounds again after this long, ms; a low one sounds once. */
export const REPEAT_MS: Readonly<Record<AlarmPriority, number>> = { high: 5 * SECOND_MS, medium: 30 * SECOND_MS, low: Infinity }

/** What a screen has sounded, and whether it may. Epoch ms of the server. */
export interface Sound {
  readonly enabled: boolean
  readonly mutedUntil: number
  readonly playedAt: number
  /** Alarms that were there at the last look, each with how often it was raised. */
  readonly heard: ReadonlySet<string>
}

/** Off: a browser makes no sound before somebody has touched the page. */
export const SILENT: Sound = { enabled: false, mutedUntil: 0, playedAt: 0, heard: new Set() }

export function enabled(sound: Sound): Sound {
  return { ...sound, enabled: true, mutedUntil: 0, playedAt: 0 }
}

export function muted(sound: Sound, now: number): Sound {
  return { ...sound, mutedUntil: now + MUTE_MS }
}

export function unmuted(sound: Sound): Sound {
  return { ...sound, mutedUntil: 0 }
}

export function isMuted({ mutedUntil }: Sound, now: number): boolean {
  return now < mutedUntil
}

/**
 * The tone due at `now`, if any, by the gravest alarm that stands unacknowledged (ALARM-10). A new alarm sounds at once, one
 * that nobody acknowledges again and again; a mute is over at its end, or with a new alarm of high priority.
 */
export function nextTone(sound: Sound, alarms: Iterable<Alarm>, now: number): { readonly tone: AlarmPriority | null; readonly sound: Sound } {
  const waiting = [...alarms].filter((alarm) => stateOf(alarm) === 'unacknowledged')
  const fresh = waiting.filter((alarm) => !sound.heard.has(idOf(alarm)))
  const broken = fresh.some(({ priority }) => priority === 'high')
  const heard = new Set(waiting.map(idOf))
  const looked = { ...sound, heard, mutedUntil: broken ? 0 : sound.mutedUntil }
  const gravest = gravestOf(waiting)
  if (!sound.enabled || gravest === null || isMuted(looked, now)) return { tone: null, sound: looked }
  const tone = gravestOf(fresh) ?? gravest
  const due = fresh.length > 0 || sound.playedAt === 0 || now - sound.playedAt >= REPEAT_MS[gravest]
  return due ? { tone, sound: { ...looked, playedAt: now } } : { tone: null, sound: looked }
}

function gravestOf(alarms: readonly Alarm[]): AlarmPriority | null {
  return alarms.reduce<AlarmPriority | null>(
    (gravest, { priority }) => (gravest === null || priorityRank(priority) < priorityRank(gravest) ? priority : gravest), null,
  )
}

function idOf({ key, raises }: Alarm): string {
  return `${key}#${raises}`
}
