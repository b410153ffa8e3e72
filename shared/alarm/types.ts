import type { Stage } from '../clock/stages.ts'
import type { GridId, IncidentId } from '../ids.ts'
import type { Level } from '../incident/kinds.ts'

/** What can be wrong, a closed list; a journal that cannot be written is no alarm, since it could not be recorded (ALARM-9). */
export const ALARM_KINDS = [
  'limitMissed',
  'limitDueSoon',
  'platformDown',
  'gridServiceability',
  'blindPost',
  'patrolSilent',
  'patrolOffRoute',
  'postUnattended',
  'postShort',
  'rosterWanting',
  'zoneFull',
  'sourceSilent',
  'handoverUnacknowledged',
] as const
export type AlarmKind = (typeof ALARM_KINDS)[number]

/** Gravest first. */
export const ALARM_PRIORITIES = ['high', 'medium', 'low'] as const
export type AlarmPriority = (typeof ALARM_PRIORITIES)[number]

/** ALARM-1, after ISA-18.2. A `normal` alarm has left the board; the record keeps it. */
export const ALARM_STATES = ['unacknowledged', 'acknowledged', 'returnedUnacknowledged', 'normal', 'shelved'] as const
export type AlarmState = (typeof ALARM_STATES)[number]

/** Kind and subject: the same thing going wrong again is the same alarm. */
export type AlarmKey = string

export function alarmKey(kind: AlarmKind, subject: string): AlarmKey {
  return `${kind}:${subject}`
}

/** Of what an alarm of this key is, also while none stands. */
export function subjectOf(key: AlarmKey): string {
  return key.slice(key.indexOf(':') + 1)
}

/** An alarm put aside. It always has an end. Epoch ms. */
export interface Shelf {
  /** When it was put there. */
  readonly at: number
  readonly until: number
  readonly reason: string
  readonly by: string
}

/** What an alarm is about; names nobody. */
export interface AlarmSubject {
  readonly key: AlarmKey
  readonly kind: AlarmKind
  /** Id of the incident, platform, grid, post, unit, zone or source; `roster` of the roster. */
  readonly subject: string
  readonly grid: GridId | null
  /** The incident behind it, and its level; null where there is none. */
  readonly incident: IncidentId | null
  readonly level: Level | null
  /** The stage whose limit it is about. */
  readonly stage: Stage | null
  /** Of a silent source: id of the key that spoke under its name last; absent where none is known (the broker, older records). */
  readonly sourceKey?: string
  /** Of a silent source: the others of its key that are silent with it and have no alarm of their own; absent where there are none. */
  readonly along?: readonly string[]
}

export interface Alarm extends AlarmSubject {
  readonly priority: AlarmPriority
  /** What it causes and is therefore no alarm of its own (ALARM-4). */
  readonly consequences: number
  /** Does the condition stand? */
  readonly standing: boolean
  readonly acknowledged: boolean
  readonly acknowledgedBy: string | null
  /** Epoch ms; null while nobody has. */
  readonly acknowledgedAt: number | null
  /** `seq` of the fact that asked last for an acknowledgement: a raise, or a rise in priority (ALARM-12). */
  readonly occurrence: number
  readonly shelf: Shelf | null
  /** When it was raised last, epoch ms. */
  readonly raisedAt: number
  /** When the condition went away, epoch ms; null while it stands. */
  readonly returnedAt: number | null
  /** How often it was raised since it came onto the board. */
  readonly raises: number
  /** How often its condition came and went without a fact of its own (ALARM-6). */
  readonly flaps: number
  /** When flaps were recorded last, epoch ms. */
  readonly flappedAt: number | null
}

/** A time in which more alarms came than anybody can read (ALARM-2). Epoch ms, `until` not included. */
export interface FloodSpan {
  readonly from: number
  readonly until: number
}

/** Alarms raised within ten minutes of the clock, by priority. `from` epoch ms, a whole multiple of ten minutes. */
export interface RaisedSpan extends Readonly<Record<AlarmPriority, number>> {
  readonly from: number
}

/** An acknowledgement that took its alarm off the board: who gives it a second time is told who was first. `at` epoch ms. */
export interface ClearedAlarm {
  readonly key: AlarmKey
  readonly occurrence: number
  readonly by: string
  readonly at: number
}

/** A shelf that somebody ended: who ends it a second time is told who was first. `at` epoch ms. */
export interface LiftedShelf {
  readonly key: AlarmKey
  readonly by: string
  readonly at: number
}

/** The alarms' place on the board. The map is changed in place by the fold, the lists are replaced. */
export interface AlarmBoard {
  readonly byKey: Map<AlarmKey, Alarm>
  /** When each alarm of the last ten minutes was recorded, epoch ms, in order. */
  raisedAt: readonly number[]
  /** Floods of the last day. */
  floods: readonly FloodSpan[]
  /** Alarms raised in the last day, in order; spans without any are left out. */
  spans: readonly RaisedSpan[]
  /** When the first fact of the record was written, epoch ms: nothing before it was counted. Null before any. */
  countedSince: number | null
  /** Acknowledged off the board in the last ten minutes, in order. */
  cleared: readonly ClearedAlarm[]
  /** Taken off the shelf by somebody in the last ten minutes, in order. */
  lifted: readonly LiftedShelf[]
}

/** The same as JSON. */
export interface AlarmSnapshot {
  readonly all: readonly Alarm[]
  readonly raisedAt: readonly number[]
  readonly floods: readonly FloodSpan[]
  readonly spans: readonly RaisedSpan[]
  readonly countedSince: number | null
  readonly cleared: readonly ClearedAlarm[]
  readonly lifted: readonly LiftedShelf[]
}

export function emptyAlarms(): AlarmBoard {
  return { byKey: new Map(), raisedAt: [], floods: [], spans: [], countedSince: null, cleared: [], lifted: [] }
}

export function toAlarmSnapshot({ byKey, ...rest }: AlarmBoard): AlarmSnapshot {
  return { all: [...byKey.values()], ...rest }
}

export function fromAlarmSnapshot({ all, ...rest }: AlarmSnapshot): AlarmBoard {
  return { byKey: new Map(all.map((alarm) => [alarm.key, alarm])), ...rest }
}

/** The state of an alarm on the board; `normal` of none (ALARM-1). */
export function stateOf(alarm: Pick<Alarm, 'shelf' | 'standing' | 'acknowledged'> | undefined): AlarmState {
  if (alarm === undefined) return 'normal'
  if (alarm.shelf !== null) return 'shelved'
  if (alarm.standing) return alarm.acknowledged ? 'acknowledged' : 'unacknowledged'
  return alarm.acknowledged ? 'normal' : 'returnedUnacknowledged'
}

/** 0 for the gravest. */
export function priorityRank(priority: AlarmPriority): number {
  return ALARM_PRIORITIES.indexOf(priority)
}
