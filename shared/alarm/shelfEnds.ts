import type { Board } from '../board.ts'
import { BY_SYSTEM } from '../fact.ts'
import type { NewAlarmFact } from './facts.ts'

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
