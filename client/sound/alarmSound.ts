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
  /** When the tone of each priority was sounded last; 0 for never. A lower one does not put off a graver one's next. */
  readonly playedAt: Readonly<Record<AlarmPriority, number>>
  /** Alarms that were there at the last look, each with what asked last for its acknowledgement. */
  readonly heard: ReadonlySet<string>
}

const NEVER: Sound['playedAt'] = { high: 0, medium: 0, low: 0 }

/** Off: a browser makes no sound before somebody has touched the page. */
export const SILENT: Sound = { enabled: false, mutedUntil: 0, playedAt: NEVER, heard: new Set() }

export function enabled(sound: Sound): Sound {
  return { ...sound, enabled: true, mutedUntil: 0, playedAt: NEVER }
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
 * The tone due at `now`, if any (ALARM-10): the gravest alarm that stands unacknowledged sounds by its interval, whatever lesser ones
 * come meanwhile, and a new one at once, unless a graver one is due at that very moment. A mute is over at its end, or with a new
 * alarm of high priority.
 */
export function nextTone(sound: Sound, alarms: Iterable<Alarm>, now: number): { readonly tone: AlarmPriority | null; readonly sound: Sound } {
  const waiting = [...alarms].filter((alarm) => stateOf(alarm) === 'unacknowledged')
  const fresh = waiting.filter((alarm) => !sound.heard.has(idOf(alarm)))
  const broken = fresh.some(({ priority }) => priority === 'high')
  const heard = new Set(waiting.map(idOf))
  const looked = { ...sound, heard, mutedUntil: broken ? 0 : sound.mutedUntil }
  const gravest = gravestOf(waiting)
  if (!sound.enabled || gravest === null || isMuted(looked, now)) return { tone: null, sound: looked }
  const tone = isDue(sound, gravest, now) ? gravest : gravestOf(fresh)
  return { tone, sound: tone === null ? looked : { ...looked, playedAt: { ...looked.playedAt, [tone]: now } } }
}

function isDue({ playedAt }: Sound, priority: AlarmPriority, now: number): boolean {
  return playedAt[priority] === 0 || now - playedAt[priority] >= REPEAT_MS[priority]
}

function gravestOf(alarms: readonly Alarm[]): AlarmPriority | null {
  return alarms.reduce<AlarmPriority | null>(
    (gravest, { priority }) => (gravest === null || priorityRank(priority) < priorityRank(gravest) ? priority : gravest), null,
  )
}

function idOf({ key, occurrence }: Alarm): string {
  return `${key}#${occurrence}`
}
