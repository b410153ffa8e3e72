import { rebuildBoard } from '../../server/state/rebuild.ts'
import { toSnapshot, type Board, type BoardFact } from '../../shared/board.ts'
import { stable } from '../../shared/protocol/canonical.ts'
import { MemoryJournal, type MemoryPlace } from '../support/memoryStore.ts'

/** What a sender was told, and where the record stood then. */
export interface Acknowledged {
  readonly incidentId: string
  readonly seq: number
  readonly recorded: number
}

/** Which of the promises about the record do not hold of what `place` keeps. */
export async function brokenPromises(place: MemoryPlace, board: Board, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const facts = await new MemoryJournal(place).readAfter(0, Infinity)
  const { boards } = place
  place.boards = new Map()
  const refolded = await rebuildBoard(new MemoryJournal(place))
  place.boards = boards
  return [
    ...(stable(toSnapshot(refolded)) === stable(toSnapshot(board)) ? [] : ["the server's board is not what its facts make"]),
    ...acknowledged.flatMap((answer) => lostAnswer(answer, facts)),
    ...twice(facts.flatMap(({ commandId }) => commandId ?? [])).map((id) => `command ${id} took effect twice`),
    ...twice(
      facts.flatMap((fact) => (fact.type === 'IncidentReported' ? fact.data.number : [])),
    ).map((number) => `number ${number} was given twice`),
    ...twice(
      facts.flatMap((fact) => (fact.type === 'LimitMissed' ? `${fact.data.incidentId} ${fact.data.stage}` : [])),
    ).map((miss) => `${miss} was missed twice`),
    ...facts.flatMap((fact) => wrongMiss(fact, facts)),
  ]
}

function lostAnswer({ incidentId, seq, recorded }: Acknowledged, facts: readonly BoardFact[]): string[] {
  const fact = facts[seq - 1]
  const there = fact !== undefined && 'incidentId' in fact.data && fact.data.incidentId === incidentId
  return there && seq <= recorded ? [] : [`fact ${seq} of ${incidentId} was acknowledged and not recorded`]
}

function wrongMiss(fact: BoardFact, facts: readonly BoardFact[]): string[] {
  if (fact.type !== 'LimitMissed') return []
  const { incidentId, stage, limitMs } = fact.data
  const report = facts.find((other) => other.type === 'IncidentReported' && other.data.incidentId === incidentId)
  return report !== undefined && fact.at === report.at + limitMs ? [] : [
    `${incidentId} ${stage} was missed at ${fact.at}, which is not its limit`,
  ]
}

function twice(names: readonly string[]): string[] {
  const seen = new Set<string>()
  return names.filter((name) => seen.has(name) || !seen.add(name))
}
