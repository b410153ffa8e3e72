import { decideAlarm, decideAlarmGroup, type AlarmCommand, type GroupAcknowledgement } from '../../shared/alarm/decide.ts'
import type { AlarmKey } from '../../shared/alarm/types.ts'
import type { Space } from '../../shared/fact.ts'
import type { AlarmAnswer } from '../../shared/protocol/alarmSchemas.ts'
import { isRefusal, refuse, type Refusal } from '../../shared/refusal.ts'
import { submitIn } from '../drill/submitIn.ts'
import type { FactLane } from '../state/factLane.ts'
import type { Sources } from '../state/sources.ts'

export type AdmitAlarm = (command: AlarmCommand | GroupAcknowledgement, space?: Space) => Promise<AlarmAnswer | Refusal>

const FACT_OF = { acknowledge: 'AlarmAcknowledged', acknowledgeGroup: 'AlarmAcknowledged', shelve: 'AlarmShelved', unshelve: 'AlarmUnshelved', retire: 'SourceRetired' } as const

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
    const fact = outcome.facts[0]
    if (fact?.type !== FACT_OF[command.type] || fact.by !== command.by || !isAbout(command, fact.data.key)) {
      return refuse('commandIdReused', 'commandId', 'was used for another command')
    }
    return { id: fact.data.key, at: fact.at, seq: fact.seq }
  }
}

function isAbout(command: AlarmCommand | GroupAcknowledgement, key: AlarmKey): boolean {
  return command.type === 'acknowledgeGroup' ? command.alarms.some((alarm) => alarm.key === key) : command.key === key
}
