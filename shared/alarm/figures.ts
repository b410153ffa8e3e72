import { isFlood, withinWindow } from './flood.ts'
import type { Alarm, AlarmBoard, AlarmPriority } from './types.ts'

const DAY_MS = 86_400_000
/** Flaps recorded within this time make an alarm a chattering one, ms: they are recorded at most once a minute (ALARM-6). */
export const CHATTERS_FOR_MS = 120_000

/** The alarm system's own figures (ALARM-8). */
export interface AlarmFigures {
  /** New alarms of the last ten minutes. */
  readonly lastTenMinutes: number
  readonly flood: boolean
  /** Share of the last 24 hours that was a flood, 0–1. */
  readonly floodShare: number
  /** Alarms whose condition stands, on the shelf or not. */
  readonly standing: number
  /** When the oldest standing one was raised, epoch ms; null of none. */
  readonly oldestAt: number | null
  readonly unacknowledged: number
  readonly chattering: number
  readonly shelved: number
  /** Standing ones by priority. */
  readonly byPriority: Readonly<Record<AlarmPriority, number>>
}

/** Did the condition come and go more often than it is worth a fact, until lately? */
export function isChattering({ flappedAt }: Pick<Alarm, 'flappedAt'>, now: number): boolean {
  return flappedAt !== null && now - flappedAt < CHATTERS_FOR_MS
}

/** Figures at `now`, epoch ms. */
export function alarmFigures(board: AlarmBoard, now: number): AlarmFigures {
  const alarms = [...board.byKey.values()]
  const standing = alarms.filter((alarm) => alarm.standing)
  const byPriority = { high: 0, medium: 0, low: 0 }
  for (const { priority } of standing) byPriority[priority] += 1
  return {
    lastTenMinutes: withinWindow(board.raisedAt, now).length,
    flood: isFlood(board, now),
    floodShare: floodMs(board, now) / DAY_MS,
    standing: standing.length,
    oldestAt: standing.length === 0 ? null : Math.min(...standing.map(({ raisedAt }) => raisedAt)),
    unacknowledged: alarms.filter(({ shelf, acknowledged }) => shelf === null && !acknowledged).length,
    chattering: alarms.filter((alarm) => isChattering(alarm, now)).length,
    shelved: alarms.filter(({ shelf }) => shelf !== null).length,
    byPriority,
  }
}

function floodMs({ floods }: AlarmBoard, now: number): number {
  const within = ({ from, until }: AlarmBoard['floods'][number]): number => Math.max(0, Math.min(until, now) - Math.max(from, now - DAY_MS))
  return floods.reduce((sum, span) => sum + within(span), 0)
}
