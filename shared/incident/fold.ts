import type { Board } from '../board.ts'
import { resolvedAt, type Incident } from './types.ts'
import type { IncidentFact } from './facts.ts'

const DAY_MS = 86_400_000
/** ASSUMPTION: a resolved incident stays on the board for a day, as long as the wall's charts look back. */
export const RESOLVED_STAYS_MS = DAY_MS

/** Takes an incident's fact into the board, in place. A fact about an incident that has left the board changes nothing. */
export function foldIncidentFact(board: Board, fact: IncidentFact): void {
  if (fact.type === 'IncidentReported') {
    board.incidents.set(fact.data.incidentId, reported(fact))
    board.numbering = { day: fact.data.day, ordinal: fact.data.ordinal }
    return
  }
  const incident = board.incidents.get(fact.data.incidentId)
  if (incident === undefined) return
  board.incidents.set(incident.id, fact.type === 'LimitMissed' ? missed(incident, fact) : stamped(incident, fact))
}

function reported({ data, at, seq }: Extract<IncidentFact, { type: 'IncidentReported' }>): Incident {
  return {
    id: data.incidentId,
    seq,
    number: data.number,
    kind: data.kind,
    level: data.level,
    position: data.position,
    place: data.place,
    grid: data.grid,
    summary: data.summary,
    source: data.source,
    externalId: data.externalId,
    reportedAt: at,
    limits: data.limits,
    stamps: { respond: [], dispatch: [], arrive: [], resolve: [] },
    missed: [],
  }
}

function stamped(incident: Incident, { data, at, by, seq }: Extract<IncidentFact, { type: 'StageStamped' }>): Incident {
  const stamp = { at, unit: data.unit, note: data.note, by, seq }
  return { ...incident, stamps: { ...incident.stamps, [data.stage]: [...incident.stamps[data.stage], stamp] } }
}

function missed(incident: Incident, { data }: Extract<IncidentFact, { type: 'LimitMissed' }>): Incident {
  return incident.missed.includes(data.stage) ? incident : { ...incident, missed: [...incident.missed, data.stage] }
}

/** Takes incidents resolved more than a day before `recordedAt` (epoch ms) off the board. */
export function leaveResolved(board: Board, recordedAt: number): void {
  for (const [id, incident] of board.incidents) {
    const at = resolvedAt(incident)
    if (at !== null && recordedAt - at > RESOLVED_STAYS_MS) board.incidents.delete(id)
  }
}
