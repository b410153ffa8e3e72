import { decideAlarm, decideAlarmGroup, longestShelfMs, type AlarmCommand } from '../../../shared/alarm/decide.ts'
import { stateOf, type Alarm, type AlarmBoard, type AlarmKey, type AlarmState } from '../../../shared/alarm/types.ts'
import { isRefusal, type RefusalCode } from '../../../shared/refusal.ts'

/** What a person does to an alarm at the desk, with the key that does it. */
export const ALARM_DESK_ACTIONS = [{ id: 'acknowledge', key: 'a' }, { id: 'shelve', key: 's' }, { id: 'unshelve', key: 'u' }, { id: 'retire', key: 'x' }] as const
export type AlarmDeskAction = (typeof ALARM_DESK_ACTIONS)[number]['id']

/** Which of them an alarm has: only a silent source can be retired. */
export function actionsOf(alarm: Pick<Alarm, 'kind'> | null): readonly (typeof ALARM_DESK_ACTIONS)[number][] {
  return ALARM_DESK_ACTIONS.filter(({ id }) => id !== 'retire' || alarm?.kind === 'sourceSilent')
}

const MINUTE_MS = 60_000
/** How long an alarm may be put aside from here, minutes. */
export const SHELF_MINUTES = [15, 30, 60, 120, 240, 480] as const
/** ASSUMPTION: the desk's idea of the server's clock is not off by more than this, ms; the longest shelf keeps clear of its limit by it. */
const CLOCK_MARGIN_MS = 2_000
/** ASSUMPTION: what has stood on the screen for less than this was not read before a key went down, ms. */
export const SEEN_AFTER_MS = 700

/** When a shelf of so many minutes that begins at `now` ends, epoch ms; never longer than the rules take. */
export function shelfEnd(minutes: number, now: number, alarm?: Pick<Alarm, 'priority'>): number {
  return Math.round(now) + Math.min(minutes * MINUTE_MS, longestShelfMs(alarm) - CLOCK_MARGIN_MS)
}

/** For how many minutes an alarm may be put aside from here. */
export function shelfMinutes(alarm: Pick<Alarm, 'priority'>): readonly number[] {
  return SHELF_MINUTES.filter((minutes) => minutes * MINUTE_MS <= longestShelfMs(alarm))
}

/** Why the server would refuse it now, by its own rules (ALARM-5); null when it would not. `high`: may whoever is here put one of high priority aside? */
export function alarmHindrance(alarms: AlarmBoard, { key, occurrence }: Pick<Alarm, 'key' | 'occurrence'>, type: AlarmDeskAction, now: number, high = false): RefusalCode | null {
  const base = { commandId: '', key, by: '' }
  const commands: Readonly<Record<AlarmDeskAction, AlarmCommand>> = {
    acknowledge: { ...base, type: 'acknowledge', occurrence },
    shelve: { ...base, type: 'shelve', until: shelfEnd(SHELF_MINUTES[0], now), reason: '-', high },
    unshelve: { ...base, type: 'unshelve' },
    retire: { ...base, type: 'retire', reason: '-', fixed: false },
  }
  const decision = decideAlarm({ alarms }, commands[type], now)
  return isRefusal(decision) ? decision.code : null
}

/** Why the server would refuse to acknowledge all of a group; null when it would take at least one (ALARM-17). */
export function groupHindrance(alarms: AlarmBoard, group: readonly Pick<Alarm, 'key' | 'occurrence'>[], now: number): RefusalCode | null {
  const decision = decideAlarmGroup({ alarms }, { type: 'acknowledgeGroup', commandId: '', by: '', alarms: group }, now)
  return isRefusal(decision) ? decision.code : null
}

/** Since when (epoch ms) which occurrence of each alarm stands on the screen. */
export type Seen = ReadonlyMap<AlarmKey, { readonly occurrence: number; readonly since: number }>

/** What stands on the screen at `now`, after what stood there before. */
export function seenAfter(before: Seen, alarms: Iterable<Pick<Alarm, 'key' | 'occurrence'>>, now: number): Seen {
  return new Map([...alarms].map(({ key, occurrence }) => {
    const known = before.get(key)
    return [key, known?.occurrence === occurrence ? known : { occurrence, since: now }]
  }))
}

/** Of a group what asks to be acknowledged and was seen by somebody who presses at `now`; what came under the finger was not (ALARM-12). */
export function groupSeen(group: readonly Alarm[], seen: Seen, now: number): Pick<Alarm, 'key' | 'occurrence'>[] {
  return group.flatMap((alarm) => {
    const known = seen.get(alarm.key)
    const isSeen = known?.occurrence === alarm.occurrence && now - known.since >= SEEN_AFTER_MS
    return isSeen && UNACKNOWLEDGED.has(stateOf(alarm)) ? [{ key: alarm.key, occurrence: alarm.occurrence }] : []
  })
}

const UNACKNOWLEDGED: ReadonlySet<AlarmState> = new Set(['unacknowledged', 'returnedUnacknowledged'])

/** Which occurrence of the chosen alarm stands on the screen, since when, and which stood there before. Epoch ms. */
export interface Look {
  readonly key: AlarmKey
  readonly occurrence: number
  readonly before: number | null
  readonly since: number
}

/** The look at `now` (epoch ms) at an alarm, after the look before. */
export function lookAt(before: Look | null, { key, occurrence }: Pick<Alarm, 'key' | 'occurrence'>, now: number): Look {
  if (before?.key !== key) return { key, occurrence, before: null, since: now }
  return before.occurrence === occurrence ? before : { key, occurrence, before: occurrenceSeen(before, now), since: now }
}

/** The occurrence somebody who presses at `now` has seen: one that came under the finger is not yet it (ALARM-12). */
export function occurrenceSeen({ occurrence, before, since }: Look, now: number): number {
  return before !== null && now - since < SEEN_AFTER_MS ? before : occurrence
}
