import type { Board } from '../board.ts'
import type { IncidentFact } from '../incident/facts.ts'
import { eventSpans } from '../event/spans.ts'
import { isGraver } from '../incident/response.ts'
import { isActive } from '../incident/types.ts'
import type { MatterFact } from '../matter/facts.ts'
import type { ModeFact, ModeFactOf } from './facts.ts'
import { awaited, inOrder } from './grave.ts'
import { isStanding, type GraveIncident, type ModeProposal, type ModeRecord } from './types.ts'

/** ASSUMPTION: a board carries the newest of each; the journal keeps all. */
export const KEPT_SWITCHES = 50
const KEPT_PROPOSALS = 50

/** Takes a fact about the mode into the board. */
export function foldModeFact(board: Board, fact: ModeFact): void {
  const record = board.modeRecord
  switch (fact.type) {
    case 'ModeProposed':
      board.modeRecord = proposed(board, fact)
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

/** One proposal of emergency is for all grave incidents known by then. */
function proposed(board: Board, { seq, at, data }: ModeFactOf<'ModeProposed'>): ModeRecord {
  const { to, cause, until } = data
  const record = board.modeRecord
  const proposal: ModeProposal = { seq, at, to, cause, until, state: 'open', decided: null }
  return {
    ...record,
    proposals: newest(board, [...record.proposals, proposal], at),
    grave: cause.why === 'level' ? record.grave.map((each) => ({ ...each, proposed: true })) : record.grave,
    calendarAt: cause.holiday === null ? record.calendarAt : Math.max(record.calendarAt, at),
  }
}

/** The oldest that nothing depends on leaves first; one to be decided stays. */
function newest(board: Board, proposals: readonly ModeProposal[], at: number): readonly ModeProposal[] {
  const isDeclined = ({ cause, state }: ModeProposal): boolean => cause.why === 'level' && state === 'declined'
  const held = proposals.filter(isDeclined).at(-1)
  const leaves = proposals.length <= KEPT_PROPOSALS ? -1
    : proposals.findIndex((each) => !isStanding(each, at) && each !== held && !isOfRunningEvent(board, each))
  return leaves === -1 ? proposals : proposals.filter((_, place) => place !== leaves)
}

/** As long as its event lives, what was decided is known: it is not proposed again (EVENT-2). */
function isOfRunningEvent({ matters }: Board, { cause: { event } }: ModeProposal): boolean {
  return event !== null && matters.get(event)?.endedAt === null
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
  const others = board.modeRecord.grave.filter((each) => each !== known)
  board.modeRecord = joined({ ...board.modeRecord, grave: others }, { incident: incidentId, level, at, heardAt: recordedAt })
}

/** One more that calls for emergency: what is open already is for it too, and named after the gravest. */
function joined(record: ModeRecord, news: Omit<GraveIncident, 'proposed'>): ModeRecord {
  const open = record.proposals.find(isOpenForLevel)
  const grave = [...record.grave, { ...news, proposed: open !== undefined }]
  const known = open?.cause.level ?? null
  if (open === undefined || known === null || !isGraver(news.level, known)) return { ...record, grave }
  return { ...record, grave, proposals: record.proposals.map((each) => (each === open ? namedAfter(each, news) : each)) }
}

/** The incident is over or grave no more: what it proposed is for the others it stood for, or lapses. */
function settled(record: ModeRecord, incidentId: string): ModeRecord {
  const left = { ...record, grave: record.grave.filter(({ incident }) => incident !== incidentId) }
  const [heir] = inOrder(awaited(left))
  const ended = (each: ModeProposal): ModeProposal => (heir === undefined ? { ...each, state: 'lapsed' } : namedAfter(each, heir))
  return { ...left, proposals: record.proposals.map((each) => (isOpenForLevel(each) && each.cause.incident === incidentId ? ended(each) : each)) }
}

function isOpenForLevel({ state, cause }: ModeProposal): boolean {
  return state === 'open' && cause.why === 'level'
}

function namedAfter(proposal: ModeProposal, { incident, level }: Pick<GraveIncident, 'incident' | 'level'>): ModeProposal {
  return { ...proposal, cause: { ...proposal.cause, incident, level } }
}

/** Looks whether the event of a fact, already folded, still calls for its mode: what it proposed lapses, or has the event's new times (EVENT-2). */
export function noticeEvent(board: Board, { type, at, data: { matterId } }: MatterFact): void {
  if (type !== 'MatterMoved' && type !== 'MatterAmended') return
  const { modeRecord } = board
  const isOpen = ({ state, cause }: ModeProposal): boolean => state === 'open' && cause.event === matterId
  if (!modeRecord.proposals.some(isOpen)) return
  const span = eventSpans(board).find(({ event }) => event === matterId)
  const moved = (each: ModeProposal): ModeProposal => (
    span === undefined || span.startsAt > at || span.endsAt <= at ? { ...each, state: 'lapsed' } : { ...each, at: span.startsAt, until: span.endsAt })
  board.modeRecord = { ...modeRecord, proposals: modeRecord.proposals.map((each) => (isOpen(each) ? moved(each) : each)) }
}
