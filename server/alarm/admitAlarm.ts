import { decideAlarm, decideAlarmGroup, type AlarmCommand, type GroupAcknowledgement } from '../../shared/alarm/decide.ts'
import { isFactOfAlarm } from '../../shared/alarm/sameCommand.ts'
import type { Space } from '../../shared/fact.ts'
import type { AlarmAnswer } from '../../shared/protocol/alarmSchemas.ts'
import { isRefusal, type Refusal } from '../../shared/refusal.ts'
import { reusedCommandId, submitIn } from '../drill/submitIn.ts'
import type { FactLane } from '../state/factLane.ts'
import type { Sources } from '../state/sources.ts'

export type AdmitAlarm = (command: AlarmCommand | GroupAcknowledgement, space?: Space) => Promise<AlarmAnswer | Refusal>

/**
 * Takes what a person does to an alarm to the lane of facts; the same command again gets the same answer (INPUT-3). A retired source is
 * forgotten in the act, so that no look in between finds it silent still.
 */
export function createAdmitAlarm(lane: FactLane, sources: Pick<Sources, 'retire'>): AdmitAlarm {
  return async (command, space = 'live') => {
    const outcome = await submitIn(lane, space, command.commandId, (board, now) => {
      const decided = command.type === 'acknowledgeGroup' ? decideAlarmGroup(board, command, now) : decideAlarm(board, command, now)
      if (command.type === 'retire' && space === 'live' && !isRefusal(decided)) sources.retire(board.alarms.byKey.get(command.key)?.subject ?? '')
      return decided
    })
    if ('refused' in outcome) return outcome
    const { alarms } = lane.boardOf(space) ?? lane.board
    const [fact, ...others] = outcome.facts
    if (fact === undefined || !isFactOfAlarm(command, fact, alarms) || !others.every((each) => isFactOfAlarm(command, each, alarms))) return reusedCommandId()
    return { id: fact.data.key, at: fact.at, seq: fact.seq }
  }
}
