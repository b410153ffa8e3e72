import type { AlarmFact } from './facts.ts'
import { FLOOD_WINDOW_MS, withFlood, withinWindow } from './flood.ts'
import { withGraver, withRaised } from './rates.ts'
import { nextState, type AlarmAction } from './transitions.ts'
import { alarmKey, priorityRank, stateOf, type Alarm, type AlarmBoard, type AlarmState, type ClearedAlarm } from './types.ts'

const DAY_MS = 86_400_000
/** ASSUMPTION: what is over and was acknowledged by nobody leaves the board after a day; the record keeps it. */
export const RETURNED_STAYS_MS = DAY_MS

/** ASSUMPTION: so long, and so many at most, is kept who acknowledged an alarm off the board or took it off the shelf: two presses are seconds apart. */
export const FIRST_STAYS_MS = FLOOD_WINDOW_MS
export const MOST_FIRST = 100

type FactOf<T extends AlarmFact['type']> = Extract<AlarmFact, { type: T }>

/** Takes an alarm's fact into its place on the board, in place. One that its state does not allow changes nothing. */
export function foldAlarmFact(board: AlarmBoard, fact: AlarmFact): void {
  const alarm = board.byKey.get(fact.data.key)
  switch (fact.type) {
    case 'AlarmRaised':
      return raise(board, alarm, fact)
    case 'AlarmReturned':
      return step(board, alarm, fact.data.settled === null ? 'return' : 'settle', { standing: false, returnedAt: fact.at })
    case 'AlarmChanged':
      return change(board, alarm, fact)
    case 'AlarmFlapped':
      if (alarm !== undefined) board.byKey.set(alarm.key, { ...alarm, flaps: alarm.flaps + fact.data.flaps, flappedAt: fact.at })
      return
    case 'AlarmAcknowledged':
    case 'SourceRetired':
      return clear(board, alarm, fact)
    case 'AlarmShelved':
      board.lifted = board.lifted.filter(({ key }) => key !== fact.data.key)
      return step(board, alarm, 'shelve', { shelf: { at: fact.at, until: fact.data.until, reason: fact.data.reason, by: fact.by } })
    case 'AlarmUnshelved':
      return unshelve(board, alarm, fact)
  }
}

/** What a person does that may take an alarm off the board. */
function clear(board: AlarmBoard, alarm: Alarm | undefined, { type, by, at, recordedAt }: FactOf<'AlarmAcknowledged' | 'SourceRetired'>): void {
  step(board, alarm, type === 'SourceRetired' ? 'settle' : 'acknowledge', { acknowledgedBy: by, acknowledgedAt: at })
  if (alarm === undefined || board.byKey.has(alarm.key)) return
  const { key, occurrence } = alarm
  board.cleared = withFirst<ClearedAlarm>(board.cleared, { key, occurrence, by, at }, recordedAt)
}

function unshelve(board: AlarmBoard, alarm: Alarm | undefined, { by, at, recordedAt, data: { key, cause } }: FactOf<'AlarmUnshelved'>): void {
  if (cause === 'ended') return step(board, alarm, 'shelfEnd', {})
  step(board, alarm, 'unshelve', {})
  board.lifted = withFirst(board.lifted, { key, by, at }, recordedAt)
}

function withFirst<T extends { readonly at: number }>(kept: readonly T[], one: T, recordedAt: number): readonly T[] {
  return [...kept.filter(({ at }) => recordedAt - at < FIRST_STAYS_MS), one].slice(-MOST_FIRST)
}

/**
 * An alarm is new at its own time: one of a moment long past, told only now, is no news of the last ten minutes (ALARM-2). Nor is one
 * that stands already and becomes graver: an incident's limits that come due, are missed and are missed again are one alarm (ALARM-4).
 */
function raise(board: AlarmBoard, alarm: Alarm | undefined, { seq, data, at, recordedAt }: FactOf<'AlarmRaised'>): void {
  const fresh: Alarm = {
    ...data, ...UNSEEN, standing: true, acknowledged: false, occurrence: seq, shelf: null, raisedAt: at, returnedAt: null,
    raises: 1 + (graverThan(board, data)?.raises ?? 0), flaps: 0, flappedAt: null,
  }
  if (alarm === undefined) {
    board.byKey.set(data.key, fresh)
  } else {
    const { shelf, flaps, flappedAt, raises } = alarm
    step(board, { ...fresh, shelf, flaps, flappedAt, raises: raises + 1 }, 'reraise', UNSEEN)
  }
  if (alarm?.shelf != null) return
  const before = [graverThan(board, data), alarm].find((one) => one?.standing)
  if (before !== undefined) return regrade(board, before, data.priority)
  board.countedSince ??= recordedAt
  if (recordedAt - at >= FLOOD_WINDOW_MS) return
  board.spans = withRaised(board.spans, data.priority, recordedAt)
  board.raisedAt = [...withinWindow(board.raisedAt, recordedAt), Math.min(at, recordedAt)].sort((a, b) => a - b)
  board.floods = withFlood(board.floods, board.raisedAt)
}

/** An alarm is counted once, by the gravest priority it had. */
function regrade(board: AlarmBoard, { raisedAt, priority }: Alarm, to: Alarm['priority']): void {
  if (priorityRank(to) < priorityRank(priority)) board.spans = withGraver(board.spans, raisedAt, priority, to)
}

/** The alarm of a limit coming due that the incident's missed limit is the graver form of, while that is still on the board. */
function graverThan({ byKey }: AlarmBoard, { kind, subject }: FactOf<'AlarmRaised'>['data']): Alarm | undefined {
  return kind === 'limitMissed' ? byKey.get(alarmKey('limitDueSoon', subject)) : undefined
}

function change(board: AlarmBoard, alarm: Alarm | undefined, { seq, data }: FactOf<'AlarmChanged'>): void {
  if (alarm === undefined) return
  const { priority, level, consequences, along } = data
  const higher = priorityRank(priority) < priorityRank(alarm.priority)
  const changed = { ...alarm, priority, level, consequences, ...(along === undefined ? {} : { along }) }
  if (alarm.shelf === null) regrade(board, alarm, priority)
  if (higher && alarm.standing) step(board, changed, 'priorityUp', { ...UNSEEN, occurrence: seq })
  else board.byKey.set(alarm.key, changed)
}

const UNSEEN = { acknowledgedBy: null, acknowledgedAt: null } as const

/** Brings an alarm into the state that follows; a normal one leaves the board. */
function step(board: AlarmBoard, alarm: Alarm | undefined, action: AlarmAction, more: Partial<Alarm>): void {
  if (alarm === undefined) return
  const next = nextState(stateOf(alarm), action, alarm.standing)
  if (typeof next !== 'string') return
  if (next === 'normal') board.byKey.delete(alarm.key)
  else board.byKey.set(alarm.key, { ...alarm, ...more, ...of(next) })
}

/** What makes the state, beside whether the condition stands. */
function of(state: Exclude<AlarmState, 'normal'>): Partial<Alarm> {
  if (state === 'shelved') return {}
  return state === 'acknowledged' ? { shelf: null, acknowledged: true } : { shelf: null, acknowledged: false, ...UNSEEN }
}

/** Takes off the board what went away more than a day before `recordedAt` (epoch ms) and nobody acknowledged; from the first look on alarms are counted. */
export function leaveReturned(board: AlarmBoard, recordedAt: number): void {
  board.countedSince ??= recordedAt
  for (const [key, { returnedAt, shelf }] of board.byKey) {
    if (shelf === null && returnedAt !== null && recordedAt - returnedAt > RETURNED_STAYS_MS) board.byKey.delete(key)
  }
}
