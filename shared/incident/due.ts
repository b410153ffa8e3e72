import type { Board, NewBoardFact } from '../board.ts'
import { responseClock } from '../clock/responseClock.ts'
import { BY_SYSTEM } from '../fact.ts'
import { proposedByLimit } from './decideEscalation.ts'
import { openHandover } from './escalation.ts'
import { incidentFact, type NewIncidentFact } from './facts.ts'
import { isResolved, type Incident } from './types.ts'

/** A stamp at the limit itself still meets it (CLOCK-2), so the miss begins one millisecond later. */
const AFTER_LIMIT_MS = 1

/** An incident is never changed but replaced, so when it misses something is found once of each: thousands are looked at each second. */
const found = new WeakMap<Incident, number>()

/**
 * One `LimitMissed` for each limit that has passed unstamped and is not yet a fact, followed by the escalation it
 * proposes (ESC-1), and one `HandoverLimitMissed` for each handover not acknowledged in time; `at` is the limit
 * (CLOCK-4), also when the incident was cancelled since.
 */
export function decideMissedLimits(board: Board, now: number): NewIncidentFact[] {
  const missed: NewIncidentFact[][] = []
  for (const incident of board.incidents.values()) {
    if (now > limitToMiss(incident)) missed.push(...missedStages(incident, now), ...missedHandover(incident, now))
  }
  return missed.sort(([a], [b]) => (a?.at ?? 0) - (b?.at ?? 0)).flat()
}

function missedStages(incident: Incident, now: number): NewIncidentFact[][] {
  if (isResolved(incident)) return []
  return responseClock(incident, now)
    .filter(({ state, stage }) => state === 'missed' && !incident.missed.includes(stage))
    .map(({ stage, limitMs, limitAt }) => [
      incidentFact('LimitMissed', { at: limitAt, by: BY_SYSTEM, commandId: null }, {
        incidentId: incident.id, handling: incident.handling, stage, limitMs,
      }),
      ...(incident.end === null ? proposedByLimit(incident, stage, limitAt) : []),
    ])
}

function missedHandover(incident: Incident, now: number): NewIncidentFact[][] {
  const handover = openHandover(incident)
  if (handover?.acknowledgeBy == null || handover.limitMissed || now <= handover.acknowledgeBy) return []
  const limitMs = handover.acknowledgeBy - (handover.decision?.at ?? handover.acknowledgeBy)
  return [[incidentFact('HandoverLimitMissed', { at: handover.acknowledgeBy, by: BY_SYSTEM, commandId: null }, {
    incidentId: incident.id, escalation: handover.seq, limitMs,
  })]]
}

/** Epoch ms of the first moment at which `decideMissedLimits` would find something new; null when nothing runs. */
export function nextMissAt(board: Board): number | null {
  let next = Infinity
  for (const incident of board.incidents.values()) next = Math.min(next, limitToMiss(incident))
  return next === Infinity ? null : next + AFTER_LIMIT_MS
}

/** Epoch ms of the first limit of an incident, or of its handover, that can still be missed; infinite for none. */
function limitToMiss(incident: Incident): number {
  const held = found.get(incident)
  if (held !== undefined) return held
  const handover = openHandover(incident)
  const acknowledgeBy = handover?.acknowledgeBy != null && !handover.limitMissed ? handover.acknowledgeBy : Infinity
  const made = Math.min(acknowledgeBy, isResolved(incident) ? Infinity : nextStageLimit(incident))
  found.set(incident, made)
  return made
}

/** Of a handling that ended only limits before its end can still be missed. */
function nextStageLimit(incident: Incident): number {
  const until = incident.end?.at ?? Infinity
  const running = responseClock(incident, incident.startedAt)
    .filter(({ stampAt, state, stage, limitAt }) =>
      stampAt === null && state !== 'unrecorded' && !incident.missed.includes(stage) && limitAt < until)
  return Math.min(...running.map(({ limitAt }) => limitAt))
}

/**
 * Epoch ms at which something a fact has begun would be missed: the first limit of a handling, or a
 * handover's; at once after a withdrawal or correction, as a limit may have passed meanwhile. Null for none.
 */
export function firstMissAt(fact: NewBoardFact): number | null {
  switch (fact.type) {
    case 'IncidentReported':
    case 'IncidentReopened':
      return fact.at + Math.min(...Object.values(fact.data.limits)) + AFTER_LIMIT_MS
    case 'StampWithdrawn':
    case 'StampCorrected':
      return fact.at
    case 'HandoverStarted':
      return fact.at + fact.data.limitMs + AFTER_LIMIT_MS
    default:
      return null
  }
}
