import type { Board, NewBoardFact } from '../board.ts'
import { BY_SYSTEM } from '../fact.ts'
import { holidayAt, lastHolidayBefore, nextTurn, type HolidaySpan } from './calendar.ts'
import { modeFact, type NewModeFact } from './facts.ts'
import { inOrder } from './grave.ts'
import { isGraveEmergency } from './standing.ts'
import type { Mode, ModeCause, ModeProposal, ModeRecord } from './types.ts'

/** An approved event, as whoever runs events says it: event mode is proposed from its start up to its end. Epoch ms. */
export interface EventSpan {
  readonly event: string
  readonly startsAt: number
  readonly endsAt: number
  /** When it was approved, or given these times, while they ran already; before its start otherwise. */
  readonly approvedAt: number
}

/** What modes are proposed from, besides the board. */
export interface ModeSources {
  readonly calendar: readonly HolidaySpan[]
  readonly events: readonly EventSpan[]
}

interface Proposal {
  readonly at: number
  /** When headquarters could first know of it, epoch ms. */
  readonly heardAt: number
  readonly to: Mode
  readonly cause: ModeCause
  readonly until: number | null
}

/** A confirmation at the limit itself still counts, so a switch lapses one millisecond later. */
const AFTER_LIMIT_MS = 1
const NO_CAUSE = { holiday: null, event: null, incident: null, level: null } as const

/**
 * What time has brought about for the mode and is no fact yet, each with its own time: a prepared switch that lapsed, and
 * the modes that calendar, events and grave incidents propose (MODE-2). What a person has switched since is not proposed
 * again, nor the mode that is in force, nor what was over before anybody saw it.
 */
export function decideModeDue(board: Board, { calendar, events }: ModeSources, now: number): NewModeFact[] {
  const { mode, modeRecord } = board
  const proposals = [...byCalendar(board, calendar, now), ...byEvents(board, events, now), ...byIncidents(board)]
    .filter(({ heardAt, to }) => to !== mode && modeRecord.since <= heardAt)
    .map(({ at, heardAt: _heardAt, ...data }) => modeFact('ModeProposed', { at, by: BY_SYSTEM, commandId: null }, { from: mode, ...data }))
  return [...lapsed(board, now), ...proposals].sort((a, b) => a.at - b.at)
}

function lapsed({ modeRecord: { prepared } }: Board, now: number): NewModeFact[] {
  if (prepared === null || now <= prepared.confirmBy) return []
  const data = { prepared: prepared.seq, limitMs: prepared.confirmBy - prepared.at }
  return [modeFact('ModeSwitchLapsed', { at: prepared.confirmBy, by: BY_SYSTEM, commandId: null }, data)]
}

/** Holiday mode during a holiday; after one, normal mode where holiday mode is still in force. */
function byCalendar({ mode, modeRecord }: Board, calendar: readonly HolidaySpan[], now: number): Proposal[] {
  const current = holidayAt(calendar, now)
  const last = lastHolidayBefore(calendar, now)
  const proposal: Proposal | null = current !== undefined
    ? { ...ofTime(current.startsAt), to: 'holiday', cause: { ...NO_CAUSE, why: 'holidayStarts', holiday: current.holiday.from }, until: current.endsAt }
    : last !== undefined && mode === 'holiday'
      ? {
          ...ofTime(last.endsAt), to: 'normal', cause: { ...NO_CAUSE, why: 'holidayEnded', holiday: last.holiday.from },
          until: nextTurn(calendar, last.endsAt),
        }
      : null
  return proposal === null || proposal.at <= modeRecord.calendarAt ? [] : [proposal]
}

/** None while emergency mode is in force for a grave incident; those that began meanwhile are heard of when it is left. */
function byEvents(board: Board, events: readonly EventSpan[], now: number): Proposal[] {
  const { modeRecord } = board
  if (isGraveEmergency(board)) return []
  return events
    .filter((span) => span.startsAt <= now && now < span.endsAt && !modeRecord.proposals.some((each) => isForSpan(each, span)))
    .map(({ event, startsAt, endsAt, approvedAt }) => (
      { at: startsAt, heardAt: heardOf(modeRecord, Math.max(startsAt, approvedAt)), to: 'event', cause: { ...NO_CAUSE, why: 'eventStarts', event }, until: endsAt }))
}

/** What was brought about during an emergency that was left since is heard of as it is left. */
function heardOf({ since, history }: ModeRecord, at: number): number {
  const enteredAt = history.at(-2)?.at ?? 0
  return history.at(-1)?.from === 'emergency' && at >= enteredAt ? Math.max(at, since) : at
}

/** Proposed already and open, or decided at or after this very start: one that was postponed since is proposed anew (EVENT-2). */
function isForSpan({ at, cause, state, decided }: ModeProposal, { event, startsAt }: EventSpan): boolean {
  return cause.event === event && (state === 'open' || (decided !== null && (at === startsAt || decided.at >= startsAt)))
}

/** What the calendar brings is known at its own time. */
function ofTime(at: number): Pick<Proposal, 'at' | 'heardAt'> {
  return { at, heardAt: at }
}

/** One proposal for all that nobody has decided about, named after the gravest. */
function byIncidents({ modeRecord: { grave, since } }: Board): Proposal[] {
  const [first] = inOrder(grave.filter(({ proposed, heardAt }) => !proposed && heardAt >= since))
  if (first === undefined) return []
  const { at, heardAt, incident, level } = first
  return [{ at, heardAt, to: 'emergency', cause: { ...NO_CAUSE, why: 'level', incident, level }, until: null }]
}

/** Epoch ms of the first moment after `now` at which `decideModeDue` may find something new; null when nothing is to come. */
export function nextModeDueAt({ modeRecord: { prepared } }: Board, { calendar, events }: ModeSources, now: number): number | null {
  const moments = [
    ...(prepared === null ? [] : [prepared.confirmBy + AFTER_LIMIT_MS]),
    nextTurn(calendar, now) ?? Infinity,
    ...events.map(({ startsAt }) => startsAt).filter((at) => at > now),
  ]
  const next = Math.min(...moments)
  return next === Infinity ? null : next
}

/** Epoch ms at which what a fact has begun is due for the mode; null for none. */
export function firstModeDueAt(fact: NewBoardFact): number | null {
  switch (fact.type) {
    case 'ModeSwitchPrepared':
      return fact.at + fact.data.limitMs + AFTER_LIMIT_MS
    case 'IncidentReported':
      return fact.data.level === 'I' || fact.data.level === 'II' ? fact.at : null
    case 'ModeSwitched':
    case 'LevelChanged':
    case 'IncidentReopened':
    case 'IncidentClosed':
    case 'IncidentCancelled':
    case 'IncidentMerged':
      return fact.at
    case 'StageStamped':
      return fact.data.stage === 'resolve' ? fact.at : null
    default:
      return null
  }
}
