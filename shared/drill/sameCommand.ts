import type { BoardFact } from '../board.ts'
import { isLeftOrSame, isSameContent } from '../sameContent.ts'
import { FACT_OF_DRILL_COMMAND, type DrillCommand } from './decide.ts'
import { spaceOfDrill } from './types.ts'

type Told = Readonly<Record<string, unknown>>

/** Did this command lead to the fact, or was its id used by somebody else or with other content (INPUT-3)? */
export function isFactOfDrill(command: DrillCommand, fact: BoardFact): boolean {
  if (fact.by !== command.by || fact.type !== FACT_OF_DRILL_COMMAND[command.type]) return false
  if (command.type !== 'prepareDrill' && fact.space !== spaceOfDrill(command.drill)) return false
  return says(command, fact.data as unknown as Told)
}

/** `carried` is what the server found, and the id of a drill or of an item what it gave. */
function says(command: DrillCommand, told: Told): boolean {
  switch (command.type) {
    case 'prepareDrill':
    case 'changeScript': return isSameContent(command.script, told['script'])
    case 'startDrill':
    case 'resumeDrill': return true
    case 'withdrawDrill':
    case 'pauseDrill':
    case 'stopDrill': return isSameContent(command.reason, told['reason'])
    case 'fireInject': return command.inject === told['inject']
    case 'jumpToInject': return command.inject === told['to']
    case 'pinObservation': return isSameContent(command.text, told['text'])
    // The fact has the judgement whole: what was not given with it stayed as it was.
    case 'judgeIndicator': return command.indicator === told['indicator'] && isLeftOrSame(command.score, told['score']) && (command.remark === undefined || isSameContent(command.remark, told['remark']))
    case 'addImprovement': return isSameContent({ text: command.text, owner: command.owner, due: command.due }, { text: told['text'], owner: told['owner'], due: told['due'] })
    case 'finishImprovement': return command.improvement === told['id'] && isSameContent(command.note, told['note'])
  }
}
