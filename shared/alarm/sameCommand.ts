import type { BoardFact } from '../board.ts'
import { isSameContent } from '../sameContent.ts'
import type { AlarmCommand, GroupAcknowledgement } from './decide.ts'
import type { AlarmBoard, AlarmKey } from './types.ts'

const FACT_OF = { acknowledge: 'AlarmAcknowledged', acknowledgeGroup: 'AlarmAcknowledged', shelve: 'AlarmShelved', unshelve: 'AlarmUnshelved', retire: 'SourceRetired' } as const

type ActFact = Extract<BoardFact, { readonly type: (typeof FACT_OF)[keyof typeof FACT_OF] }>

/** Did this command lead to the fact, or was its id used by somebody else or with other content (INPUT-3)? `alarms`: as they stand now. */
export function isFactOfAlarm(command: AlarmCommand | GroupAcknowledgement, fact: BoardFact, alarms: AlarmBoard): fact is ActFact {
  if (fact.by !== command.by || fact.type !== FACT_OF[command.type]) return false
  if (command.type === 'acknowledgeGroup') return command.alarms.some(({ key, occurrence }) => key === told(fact, 'key') && acknowledges(occurrence, key, fact, alarms))
  if (told(fact, 'key') !== command.key) return false
  switch (command.type) {
    case 'acknowledge': return acknowledges(command.occurrence, command.key, fact, alarms)
    case 'unshelve': return true
    case 'shelve': return command.until === told(fact, 'until') && isSameContent(command.reason, told(fact, 'reason'))
    case 'retire': return isSameContent(command.reason, told(fact, 'reason'))
  }
}

/**
 * May it be this occurrence that was acknowledged? No fact says which, but it was one from before it (an occurrence is the `seq` of
 * its raising), and as long as that stands on the board it is known.
 */
function acknowledges(occurrence: number, key: AlarmKey, { seq, at, by }: BoardFact, { byKey, cleared }: AlarmBoard): boolean {
  const standing = byKey.get(key)
  const known = standing !== undefined && standing.occurrence < seq ? standing : cleared.find((one) => one.key === key && one.at === at && one.by === by)
  return known === undefined ? occurrence < seq : occurrence === known.occurrence
}

function told({ data }: BoardFact, name: string): unknown {
  return (data as unknown as Readonly<Record<string, unknown>>)[name]
}
