import type { AlarmFact, NewAlarmFact } from '../../shared/alarm/facts.ts'
import { foldAlarmFact } from '../../shared/alarm/fold.ts'
import { priorityOf } from '../../shared/alarm/priority.ts'
import { alarmKey, emptyAlarms, type Alarm, type AlarmBoard, type AlarmKind } from '../../shared/alarm/types.ts'
import { MORNING } from './heldClock.ts'

const envelope = { v: 1, space: 'live', by: 'system', commandId: null } as const

/** The fact that raises the alarm of `kind` about `subject`. */
export function raisedFact(kind: AlarmKind, subject: string, at: number, over: Partial<Alarm> = {}): NewAlarmFact {
  const { grid = null, incident = null, level = null, stage = null, consequences = 0, priority = priorityOf(kind, level) } = over
  return {
    ...envelope, type: 'AlarmRaised', at,
    data: { key: alarmKey(kind, subject), kind, subject, grid, incident, level, stage, consequences, priority },
  }
}

/** Folds facts into alarms of their own, each recorded when it happened. */
export function alarmsOf(facts: readonly NewAlarmFact[], alarms: AlarmBoard = emptyAlarms()): AlarmBoard {
  facts.forEach((fact, i) => foldAlarmFact(alarms, { ...fact, seq: i + 1, recordedAt: fact.at } as AlarmFact))
  return alarms
}

/** An alarm on the board: a low one that stands unacknowledged unless `over` says otherwise. */
export function alarmWith(over: Partial<Alarm> = {}): Alarm {
  const { kind = 'patrolSilent', subject = 'team-1', level = null } = over
  return {
    key: alarmKey(kind, subject), kind, subject, grid: null, incident: null, level, stage: null, priority: priorityOf(kind, level),
    consequences: 0, standing: true, acknowledged: false, acknowledgedBy: null, acknowledgedAt: null, occurrence: 1, shelf: null, raisedAt: MORNING, returnedAt: null, raises: 1,
    flaps: 0, flappedAt: null, ...over,
  }
}
