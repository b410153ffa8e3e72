import type { Board } from '../board.ts'
import { APPROVED_STATES, COMMANDED_STATES, EVENT_KIND, EVENT_PHASES, PREJUDGE_BEFORE_MS } from '../matter/kinds/names.ts'
import type { Matter, MatterValues } from '../matter/types.ts'
import type { EventSpan } from '../mode/due.ts'

/** One phase of an event and when it comes, epoch ms. */
export interface EventPhase {
  readonly phase: (typeof EVENT_PHASES)[number]
  readonly at: number
}

/** Events that are approved and neither closed nor withdrawn, also those whose time is over, the first to start first. */
export function approvedEvents({ matters }: Pick<Board, 'matters'>): Matter[] {
  return [...matters.values()]
    .filter(({ kind, state, endedAt }) => kind === EVENT_KIND && endedAt === null && APPROVED_STATES.includes(state))
    .sort((a, b) => Number(a.values['startsAt']) - Number(b.values['startsAt']))
}

/** From when to when each of them calls for event mode; what was refused, withdrawn or closed calls for nothing (EVENT-2). */
export function eventSpans(board: Pick<Board, 'matters'>): EventSpan[] {
  return approvedEvents(board).map((event) => {
    const { id, values } = event
    return { event: id, startsAt: Number(values['startsAt']), endsAt: Number(values['endsAt']), approvedAt: approvedAtOf(event) }
  })
}

/** Epoch ms of the newest act by which a running event came to call for its mode: its approval, or times that were put into the present; 0 for none. */
function approvedAtOf({ history }: Pick<Matter, 'history'>): number {
  let approvedAt = 0
  let values: MatterValues = {}
  let isApproved = false
  for (const line of history) {
    const before = isApproved && runsAt(values, line.at)
    values = { ...values, ...line.values }
    isApproved = APPROVED_STATES.includes(line.state)
    if (!before && isApproved && runsAt(values, line.at)) approvedAt = line.at
  }
  return approvedAt
}

function runsAt({ startsAt, endsAt }: MatterValues, at: number): boolean {
  return Number(startsAt) <= at && at < Number(endsAt)
}

/** The phases of an event in their order. */
export function phasesOf({ values }: Pick<Matter, 'values'>): EventPhase[] {
  return EVENT_PHASES.flatMap((phase) => {
    const at = values[phase]
    return typeof at === 'number' ? [{ phase, at }] : []
  })
}

/** The next phase after `now`; a phase is reached at its moment. null once all are. */
export function nextPhase(event: Pick<Matter, 'values'>, now: number): EventPhase | null {
  return phasesOf(event).find(({ at }) => at > now) ?? null
}

/** Whether all phases of an event are past, at the moment of the last as well: nothing of it is to be counted down to. */
function isOver(event: Pick<Matter, 'values'>, now: number): boolean {
  return nextPhase(event, now) === null
}

/** Whether an event has a phase still to come and is prepared or live, or starts no farther ahead than pre-judging lies before it. */
function isPressing(event: Matter, now: number): boolean {
  return !isOver(event, now) && (COMMANDED_STATES.includes(event.state) || now >= Number(event.values['startsAt']) - PREJUDGE_BEFORE_MS)
}

/**
 * Of events in the order of their start: one that presses, of several a live one; then a live one that runs over, whose crowd is still there,
 * before one that is days ahead, and that before what is over and nobody ended; null for none.
 */
function foremost(events: readonly Matter[], now: number): Matter | null {
  const pressing = events.filter((event) => isPressing(event, now))
  const isLive = ({ state }: Matter): boolean => state === 'live'
  return pressing.find(isLive) ?? pressing[0] ?? events.find(isLive) ?? events.find((event) => !isOver(event, now)) ?? events[0] ?? null
}

/** The event the wall shows (EVENT-4), by `foremost`; null for none. */
export function eventShown(board: Pick<Board, 'matters'>, now: number): Matter | null {
  return foremost(approvedEvents(board), now)
}

/** Events that are live beside the one the wall shows, the first to start first. */
export function alsoLive(board: Pick<Board, 'matters'>, now: number): Matter[] {
  const shown = eventShown(board, now)
  return approvedEvents(board).filter(({ id, state }) => state === 'live' && id !== shown?.id)
}

/**
 * Events whose places stand on the map whatever the mode: live, or prepared and not over, or approved with the start no farther than pre-judging lies
 * before it and not over (EVENT-8).
 */
export function eventsAtHand(board: Pick<Board, 'matters'>, now: number): Matter[] {
  return approvedEvents(board).filter((event) => event.state === 'live' || isPressing(event, now))
}

/** The event whose joint command is called up, chosen among those as the one that is shown is among all (EVENT-9); null for none. */
export function eventCommanded(board: Pick<Board, 'matters'>, now: number): Matter | null {
  return foremost(approvedEvents(board).filter(({ state }) => COMMANDED_STATES.includes(state)), now)
}
