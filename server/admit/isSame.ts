import type { BoardFact } from '../../shared/board.ts'
import type { ReportIncident } from '../../shared/incident/decide.ts'
import { factOfCommand, type IncidentCommand } from '../../shared/incident/decideCommand.ts'
import { maskPersonal } from '../../shared/incident/privacy.ts'

/*
 * Did this command lead to that fact, or does its id stand in the record for another one (INPUT-3)? The same id of another
 * sender, or with other content, is another command: it is refused, and never told that it was recorded.
 */

/** What somebody may leave to the server, which then is whatever the server made of it. */
function isLeft<T>(asked: T | null, told: T): boolean {
  return asked === null || asked === told
}

export function isReport(asked: Omit<ReportIncident, 'day'>, fact: BoardFact): boolean {
  if (fact.type !== 'IncidentReported' || fact.by !== asked.by) return false
  const { kind, level, severity, position, place, summary, source, externalId } = fact.data
  return kind === asked.kind && isLeft(asked.level, level) && severity === asked.severity && position.lon === asked.position.lon &&
    position.lat === asked.position.lat && place === masked(asked.place) && summary === masked(asked.summary) && source === asked.source &&
    externalId === asked.externalId && isLeft(asked.reportedAt, fact.at)
}

export function isOfCommand(command: IncidentCommand, fact: BoardFact): boolean {
  const told = fact.data as unknown as Told
  if (fact.type !== factOfCommand(command) || fact.by !== command.by || told['incidentId'] !== command.incidentId) return false
  return says(command, told, fact.at)
}

type Told = Readonly<Record<string, unknown>>

function says(command: IncidentCommand, told: Told, at: number): boolean {
  switch (command.type) {
    case 'stampStage': return equal(command, told, ['stage', 'unit', 'department'], ['note']) && isLeft(command.at, at)
    case 'correctStamp': return equal(command, told, ['stamp'], ['reason']) && told['to'] === command.at
    case 'withdrawStamp': return equal(command, told, ['stamp'], ['reason'])
    case 'joinDepartment': return equal(command, told, ['department']) && isLeft(command.at, at)
    case 'addNote': return equal(command, told, [], ['text']) && isLeft(command.at ?? null, at)
    // Who names neither is refused, so that no fact is of it.
    case 'changeLevel': return (command.level ?? command.severity) !== null && equal(command, told, [], ['reason']) && isLeft(command.level, told['to']) && isLeft(command.severity, told['severity'])
    case 'decideEscalation': return equal(command, told, ['escalation'], ['reason']) && (!command.accept || isLeft(command.to, told['to']))
    case 'acknowledgeHandover': return equal(command, told, ['escalation'])
    case 'takeMeasure': return equal(command, told, ['measure'], ['note'])
    case 'takeIncident': return equal(command, told, ['from'])
    case 'leaveIncident': return true
    case 'closeIncident': return equal(command, told, [], ['note'])
    case 'cancelIncident': return equal(command, told, [], ['reason'])
    case 'mergeIncident': return equal(command, told, ['into'], ['reason'])
    case 'reopenIncident': return equal(command, told, [], ['reason'])
  }
}

/** Are these the same, and these words, which the record keeps masked (PRIVACY-1)? */
function equal<C extends IncidentCommand>(command: C, told: Told, names: readonly (keyof C & string)[], words: readonly (keyof C & string)[] = []): boolean {
  return names.every((name) => told[name] === command[name]) && words.every((name) => told[name] === masked(command[name] as string | null))
}

function masked(text: string | null): string | null {
  return text === null ? null : maskPersonal(text)
}
