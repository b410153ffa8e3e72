import type { Board } from '../board.ts'
import type { IncidentFact } from '../incident/facts.ts'
import { isGraver } from '../incident/response.ts'
import { isActive } from '../incident/types.ts'
import type { ModeFact, ModeFactOf } from './facts.ts'
import type { GraveIncident, ModeProposal, ModeRecord } from './types.ts'

/** ASSUMPTION: a board carries the newest of each; the journal keeps all. */
export const KEPT_SWITCHES = 50
const KEPT_PROPOSALS = 50

/** Takes a fact about the mode into the board. */
export function foldModeFact(board: Board, fact: ModeFact): void {
  const record = board.modeRecord
  switch (fact.type) {
    case 'ModeProposed':
      board.modeRecord = proposed(record, fact)
      break
    case 'ModeProposalDeclined':
      board.modeRecord = { ...record, proposals: record.proposals.map((each) => (each.seq === fact.data.proposal ? declined(each, fact) : each)) }
      break
    case 'ModeSwitchPrepared': {
      const { seq, at, by, data } = fact
      board.modeRecord = { ...record, prepared: { seq, at, by, reason: data.reason, confirmBy: at + data.limitMs } }
      break
    }
    case 'ModeSwitchLapsed':
      board.modeRecord = { ...record, prepared: record.prepared?.seq === fact.data.prepared ? null : record.prepared }
      break
    case 'ModeSwitched':
      board.mode = fact.data.to
      board.modeRecord = switched(record, fact)
  }
}

function proposed(record: ModeRecord, { seq, at, data }: ModeFactOf<'ModeProposed'>): ModeRecord {
  const { to, cause, until } = data
  const proposal: ModeProposal = { seq, at, to, cause, until, state: 'open', decided: null }
  return {
    ...record,
    proposals: newest([...record.proposals, proposal]),
    grave: record.grave.map((each) => (each.incident === cause.incident ? { ...each, proposed: true } : each)),
    calendarAt: cause.holiday === null ? record.calendarAt : Math.max(record.calendarAt, at),
  }
}

/** The oldest that is settled leaves first; an open one stays. */
function newest(proposals: readonly ModeProposal[]): readonly ModeProposal[] {
  const leaves = proposals.length > KEPT_PROPOSALS ? proposals.findIndex(({ state }) => state !== 'open') : -1
  return leaves === -1 ? proposals : proposals.filter((_, place) => place !== leaves)
}

function declined(proposal: ModeProposal, { at, by, data }: ModeFactOf<'ModeProposalDeclined'>): ModeProposal {
  return { ...proposal, state: 'declined', decided: { at, by, reason: data.reason } }
}

/** A switch accepts what proposed it, and leaves no other one half prepared. */
function switched(record: ModeRecord, { seq, at, by, data }: ModeFactOf<'ModeSwitched'>): ModeRecord {
  const { from, to, reason, preparedBy } = data
  const decided = { at, by, reason }
  return {
    ...record,
    since: at,
    prepared: null,
    proposals: record.proposals.map((each) => (each.state === 'open' && each.to === to ? { ...each, state: 'accepted', decided } : each)),
    history: [...record.history, { seq, at, from, to, by, reason, preparedBy }].slice(-KEPT_SWITCHES),
  }
}

/** Looks whether the incident of a fact, already folded, calls for emergency, or does not any more (MODE-2). */
export function noticeIncident(board: Board, { at, recordedAt, data: { incidentId } }: IncidentFact): void {
  const incident = board.incidents.get(incidentId)
  const known = board.modeRecord.grave.find((each) => each.incident === incidentId)
  const level = incident !== undefined && isActive(incident) && (incident.level === 'I' || incident.level === 'II') ? incident.level : null
  if (level === null) {
    if (known !== undefined) board.modeRecord = settled(board.modeRecord, incidentId)
    return
  }
  if (known !== undefined && !isGraver(level, known.level)) return
  const grave: GraveIncident = { incident: incidentId, level, at, heardAt: recordedAt, proposed: false }
  board.modeRecord = { ...board.modeRecord, grave: [...board.modeRecord.grave.filter((each) => each !== known), grave] }
}

/** The incident is over or grave no more: what it proposed lapses. */
function settled(record: ModeRecord, incidentId: string): ModeRecord {
  return {
    ...record,
    grave: record.grave.filter(({ incident }) => incident !== incidentId),
    proposals: record.proposals.map((each) => (each.state === 'open' && each.cause.incident === incidentId ? { ...each, state: 'lapsed' } : each)),
  }
}
