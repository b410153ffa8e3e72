import type { Board } from '../board.ts'
import { BY_SYSTEM } from '../fact.ts'
import type { CommandId } from '../ids.ts'
import { maskPersonal } from '../incident/privacy.ts'
import { refuse, type Decision } from '../refusal.ts'
import type { NewAlarmFact } from './facts.ts'
import { nextState, type AlarmAction } from './transitions.ts'
import { stateOf, type AlarmKey } from './types.ts'

/** ASSUMPTION: an alarm may be put aside for one shift at most, ms. */
export const LONGEST_SHELF_MS = 8 * 3_600_000

/** What a person does to an alarm; `by` is who the door says it is. `until` epoch ms. */
export type AlarmCommand = { readonly commandId: CommandId; readonly key: AlarmKey; readonly by: string } & (
  | { readonly type: 'acknowledge' }
  | { readonly type: 'shelve'; readonly until: number; readonly reason: string }
  | { readonly type: 'unshelve' }
)

/** Decides what a person does to an alarm (ALARM-1): one fact, or the refusal its state gives. */
export function decideAlarm({ alarms }: Pick<Board, 'alarms'>, command: AlarmCommand, now: number): Decision<NewAlarmFact> {
  const { commandId, key, by } = command
  const alarm = alarms.byKey.get(key)
  const next = nextState(stateOf(alarm), command.type satisfies AlarmAction, alarm?.standing ?? false)
  if (typeof next !== 'string') return next
  const base = { v: 1, space: 'live', at: now, by, commandId } as const
  switch (command.type) {
    case 'acknowledge':
      return [{ ...base, type: 'AlarmAcknowledged', data: { key } }]
    case 'unshelve':
      return [{ ...base, type: 'AlarmUnshelved', data: { key, cause: 'lifted' } }]
    case 'shelve':
      if (command.until <= now) return refuse('shelfPast', 'until', "must lie after the server's clock")
      if (command.until - now > LONGEST_SHELF_MS) return refuse('shelfTooLong', 'until', 'lies more than 8 h ahead')
      return [{ ...base, type: 'AlarmShelved', data: { key, until: command.until, reason: maskPersonal(command.reason) } }]
  }
}

/** One `AlarmUnshelved` for each shelf whose end has come; `at` is that end, also when the server was down (ALARM-5). */
export function decideShelfEnds({ alarms }: Pick<Board, 'alarms'>, now: number): NewAlarmFact[] {
  return [...alarms.byKey.values()].flatMap(({ key, shelf }): NewAlarmFact[] =>
    shelf === null || now < shelf.until
      ? []
      : [{ type: 'AlarmUnshelved', v: 1, space: 'live', at: shelf.until, by: BY_SYSTEM, commandId: null, data: { key, cause: 'ended' } }])
}

/** Epoch ms of the next shelf's end; null when nothing is on a shelf. */
export function nextShelfEndAt({ alarms }: Pick<Board, 'alarms'>): number | null {
  const ends = [...alarms.byKey.values()].flatMap(({ shelf }) => (shelf === null ? [] : [shelf.until]))
  return ends.length === 0 ? null : Math.min(...ends)
}
