import type { Board } from '../board.ts'
import { MINUTE_MS } from '../clock/stages.ts'
import type { CommandId } from '../ids.ts'
import { maskPersonal } from '../incident/privacy.ts'
import { isRefusal, refuse, type Decision, type First, type Refusal } from '../refusal.ts'
import type { NewAlarmFact } from './facts.ts'
import { nextState, type AlarmAction } from './transitions.ts'
import { stateOf, type Alarm, type AlarmBoard, type AlarmKey } from './types.ts'

/** ASSUMPTION: an alarm may be put aside for one shift at most, ms. */
export const LONGEST_SHELF_MS = 8 * 3_600_000
/** ASSUMPTION: one of high priority for half an hour at most, and by a leader alone, ms. */
export const LONGEST_HIGH_SHELF_MS = 30 * 60_000

/** What a person does to an alarm; `by` is who the door says it is. `until` epoch ms; `occurrence` is the one that was looked at. */
export type AlarmCommand = { readonly commandId: CommandId; readonly key: AlarmKey; readonly by: string } & (
  | { readonly type: 'acknowledge'; readonly occurrence: number }
  /** `high`: may whoever gives it put one of high priority aside? */
  | { readonly type: 'shelve'; readonly until: number; readonly reason: string; readonly high: boolean }
  | { readonly type: 'unshelve' }
  /** `fixed`: is the source none that can be retired: the broker's connection, or one a drill's script silenced? */
  | { readonly type: 'retire'; readonly reason: string; readonly fixed: boolean }
)

/** Decides what a person does to an alarm (ALARM-1): one fact, or the refusal its state gives. */
export function decideAlarm({ alarms }: Pick<Board, 'alarms'>, command: AlarmCommand, now: number): Decision<NewAlarmFact> {
  if (command.type === 'retire') return decideRetire(alarms, command, now)
  const { commandId, key, by } = command
  const alarm = alarms.byKey.get(key)
  const next = nextState(stateOf(alarm), command.type satisfies AlarmAction, alarm?.standing ?? false)
  if (typeof next !== 'string') return namingWhoWasFirst(next, alarms, command)
  const base = { v: 1, space: 'live', at: now, by, commandId } as const
  switch (command.type) {
    case 'acknowledge':
      if (alarm !== undefined && alarm.occurrence !== command.occurrence) return refusedOccurrence(alarm, command.occurrence)
      return [{ ...base, type: 'AlarmAcknowledged', data: { key } }]
    case 'unshelve':
      return [{ ...base, type: 'AlarmUnshelved', data: { key, cause: 'lifted' } }]
    case 'shelve':
      if (command.until <= now) return refuse('shelfPast', 'until', "must lie after the server's clock")
      if (alarm?.priority === 'high' && !command.high) return refuse('leaderOnly', 'id', 'is of high priority: a leader puts it aside')
      if (command.until - now > longestShelfMs(alarm)) return refuse('shelfTooLong', 'until', `lies more than ${longestShelfMs(alarm) / MINUTE_MS} min ahead`)
      return [{ ...base, type: 'AlarmShelved', data: { key, until: command.until, reason: maskPersonal(command.reason) } }]
  }
}

/** A source that is gone for good is retired by its alarm (SOURCE-3): it ends, and is raised again only after the source was heard again. */
function decideRetire(
  { byKey, cleared }: AlarmBoard, { commandId, key, by, reason, fixed }: Extract<AlarmCommand, { readonly type: 'retire' }>, now: number,
): Decision<NewAlarmFact> {
  const alarm = byKey.get(key)
  const first = cleared.find((one) => one.key === key)
  if (alarm === undefined && first !== undefined) return refuse('alreadyDone', 'id', `was taken off the board by ${first.by} already`, first)
  if (alarm === undefined) return refuse('unknown', 'id', 'no such alarm on the board')
  if (alarm.kind !== 'sourceSilent' || fixed) return refuse('notRetirable', 'id', 'only a source that comes by a key is retired')
  if (!alarm.standing) return refuse('notRaised', 'id', 'the source is heard again')
  return [{ v: 1, space: 'live', at: now, by, commandId, type: 'SourceRetired', data: { key, reason: maskPersonal(reason) } }]
}

/** How long an alarm may be put aside at most, ms. */
export function longestShelfMs(alarm: Pick<Alarm, 'priority'> | undefined): number {
  return alarm?.priority === 'high' ? LONGEST_HIGH_SHELF_MS : LONGEST_SHELF_MS
}

/** Several alarms acknowledged by one act, each as it was looked at. */
export interface GroupAcknowledgement {
  readonly type: 'acknowledgeGroup'
  readonly commandId: CommandId
  readonly by: string
  readonly alarms: readonly { readonly key: AlarmKey; readonly occurrence: number }[]
}

/**
 * One fact for each alarm of a group that can be acknowledged (ALARM-17): one that has come again since it was looked at, or that
 * somebody else was faster with, stays as it is. Refused as the first of them when none can be.
 */
export function decideAlarmGroup(board: Pick<Board, 'alarms'>, { commandId, by, alarms }: GroupAcknowledgement, now: number): Decision<NewAlarmFact> {
  const once = [...new Map(alarms.map((alarm) => [alarm.key, alarm])).values()]
  const decisions = once.map(({ key, occurrence }) => decideAlarm(board, { type: 'acknowledge', commandId, by, key, occurrence }, now))
  const facts = decisions.flatMap((decision) => (isRefusal(decision) ? [] : decision))
  return facts.length > 0 ? facts : (decisions.find(isRefusal) ?? [])
}

/** Who acknowledged an occurrence, and when (epoch ms), also of an alarm that left the board by it; null while nobody is known to have. */
export function firstToAcknowledge({ byKey, cleared }: AlarmBoard, key: AlarmKey, occurrence: number): First | null {
  const alarm = byKey.get(key)
  const { acknowledgedBy: by, acknowledgedAt: at } = alarm?.occurrence === occurrence ? alarm : NOBODY
  if (by !== null && at !== null) return { by, at }
  return cleared.find((one) => one.key === key && one.occurrence === occurrence) ?? null
}

const NOBODY = { acknowledgedBy: null, acknowledgedAt: null } as const

/** Who comes second is told who was first, also where that took the alarm off the board. */
function namingWhoWasFirst(refusal: Refusal, alarms: AlarmBoard, command: Exclude<AlarmCommand, { readonly type: 'retire' }>): Refusal {
  const shelf = alarms.byKey.get(command.key)?.shelf ?? null
  if (shelf !== null) return refuse(refusal.code, refusal.field, `${refusal.reason}; ${shelf.by} put it there`, shelf)
  if (command.type === 'shelve') return refusal
  if (command.type === 'unshelve') {
    const first = alarms.lifted.find(({ key }) => key === command.key)
    return first === undefined ? refusal : refuse('notShelved', 'id', `was taken off the shelf by ${first.by} already`, first)
  }
  const first = firstToAcknowledge(alarms, command.key, command.occurrence)
  return first === null ? refusal : refuse('alreadyAcknowledged', 'id', `was acknowledged by ${first.by} already`, first)
}

/** An acknowledgement counts for what was looked at, never for what came since (ALARM-12). */
function refusedOccurrence({ occurrence }: Alarm, seen: number): Refusal {
  if (seen > occurrence) return refuse('unknown', 'occurrence', 'the alarm has not come so often')
  return refuse('raisedAgain', 'occurrence', 'has come again or become graver since it was looked at: look at it first')
}
