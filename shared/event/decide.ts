import type { Board } from '../board.ts'
import { FUTURE_TOLERANCE_MS, isFuture } from '../clock/tolerance.ts'
import type { CommandId } from '../ids.ts'
import { isLines } from '../matter/values.ts'
import { EVENT_KIND } from '../matter/kinds/names.ts'
import { refuse, type Decision, type Refusal } from '../refusal.ts'
import type { Site } from '../site/types.ts'
import { MOST_PER_M2, mostIn } from './crowd.ts'
import { gatheringFact, type GatheringFact, type NewGatheringFact, type ZoneCount } from './facts.ts'

/** States of an event that has a joint command to be present in. */
const COMMANDED: readonly string[] = ['prepared', 'live']

/** A department comes to the joint command of an event, or leaves it. */
export interface CommandCheck {
  readonly type: 'checkIn' | 'checkOut'
  readonly commandId: CommandId
  readonly by: string
  readonly event: string
  readonly department: string
}

/** Decides who is present in the joint command: departments of that command alone, once its event is prepared (EVENT-3). */
export function decideCommandCheck(board: Board, command: CommandCheck, site: Site, now: number): Decision<NewGatheringFact> {
  const { event: id, department, type } = command
  const event = board.matters.get(id)
  if (event === undefined || event.kind !== EVENT_KIND) return refuse('unknown', 'id', 'no such event on the board')
  if (!COMMANDED.includes(event.state)) return refuse('notInState', 'id', `is ${event.state}, not ${COMMANDED.join(' or ')}`)
  if (!site.departments.some((each) => each.id === department)) return refuse('unknown', 'department', 'no such department in the site pack')
  const isThere = board.gathering.present.some((each) => each.event === id && each.department === department)
  if (type === 'checkOut') return isThere ? [gatheringFact('CommandCheckedOut', { ...command, at: now }, { event: id, department })] : refuse('notCheckedIn', 'department', 'is not present')
  const { commandDepartments } = event.values
  if (!isLines(commandDepartments) || !commandDepartments.includes(department)) return refuse('notCalledFor', 'department', 'is not of this joint command')
  return isThere ? refuse('alreadyCheckedIn', 'department', 'is present already') : [gatheringFact('CommandCheckedIn', { ...command, at: now }, { event: id, department })]
}

/** Did this command lead to the fact, or was its id used by somebody else or with other content (INPUT-3)? */
export function isFactOfCheck(command: CommandCheck, fact: GatheringFact): boolean {
  if (fact.by !== command.by || fact.type !== (command.type === 'checkIn' ? 'CommandCheckedIn' : 'CommandCheckedOut')) return false
  return fact.data.event === command.event && fact.data.department === command.department
}

/** What one call of a feed counted. */
export interface CountCrowd {
  readonly by: string
  readonly source: string
  readonly counts: readonly ZoneCount[]
}

/**
 * Decides what of a call is new: one fact with the newest count of each zone, none when the board has newer ones already
 * (STALE-1, CROWD-1). One that does not fit refuses the call whole, named by its place.
 */
export function decideCrowd(board: Board, { by, source, counts }: CountCrowd, site: Site, now: number): Decision<NewGatheringFact> {
  for (const [place, count] of counts.entries()) {
    const refusal = refusedCount(count, place, site, now)
    if (refusal !== null) return refusal
  }
  const newest = new Map<string, ZoneCount>()
  for (const count of counts) {
    const known = newest.get(count.zone)?.at ?? board.gathering.crowd.find(({ zone }) => zone === count.zone)?.at ?? -Infinity
    if (count.at > known) newest.set(count.zone, count)
  }
  if (newest.size === 0) return []
  const at = Math.max(...[...newest.values()].map((count) => count.at))
  return [gatheringFact('CrowdCounted', { at, by, commandId: null }, { source, counts: [...newest.values()] })]
}

function refusedCount({ zone, count, at }: ZoneCount, place: number, { zones }: Site, now: number): Refusal | null {
  const known = zones.find(({ id }) => id === zone)
  if (known === undefined) return refuse('unknown', `${place}.zone`, 'no such zone in the site pack')
  if (!Number.isSafeInteger(count) || count < 0) return refuse('outOfRange', `${place}.count`, 'is a whole number from 0')
  if (count > mostIn(known)) return refuse('outOfRange', `${place}.count`, `more than ${mostIn(known)} have no room in the zone, ${MOST_PER_M2} to a square metre`)
  return isFuture(at, now) ? refuse('future', `${place}.at`, `lies more than ${FUTURE_TOLERANCE_MS} ms ahead of the server's clock`) : null
}
