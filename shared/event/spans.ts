import type { Board } from '../board.ts'
import { APPROVED_STATES, COMMANDED_STATES, EVENT_KIND, EVENT_PHASES, PREJUDGE_BEFORE_MS } from '../matter/kinds/names.ts'
import type { Matter, MatterValues } from '../matter/types.ts'
import type { EventSpan } from '../mode/due.ts'

/** One phase of an event and when it comes, epoch ms. */
export interface EventPhase {
  readonly phase: (typeof EVENT_PHASES)[number]
  readonly at: number
}

/** Events that are approved and not over, the first to start first. */
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

/** The event the wall shows: a live one first, otherwise the next that is approved; null for none. */
export function eventShown(board: Pick<Board, 'matters'>): Matter | null {
  const events = approvedEvents(board)
  return events.find(({ state }) => state === 'live') ?? events[0] ?? null
}

/** Events that are live beside the one the wall shows, the first to start first. */
export function alsoLive(board: Pick<Board, 'matters'>): Matter[] {
  const shown = eventShown(board)
  return approvedEvents(board).filter(({ id, state }) => state === 'live' && id !== shown?.id)
}

/** Events whose places stand on the map whatever the mode: prepared or live, or approved with the start no farther than pre-judging lies before it (EVENT-8). */
export function eventsAtHand(board: Pick<Board, 'matters'>, now: number): Matter[] {
  return approvedEvents(board).filter(({ state, values }) => COMMANDED_STATES.includes(state) || now >= Number(values['startsAt']) - PREJUDGE_BEFORE_MS)
}

/** The event whose joint command is called up, a live one first, then the first to start; null for none. */
export function eventCommanded(board: Pick<Board, 'matters'>): Matter | null {
  const events = approvedEvents(board).filter(({ state }) => COMMANDED_STATES.includes(state))
  return events.find(({ state }) => state === 'live') ?? events[0] ?? null
}
