import { conditionOf, type Condition } from '../alarm/condition.ts'
import { decideConditions, nextWatchAt } from '../alarm/decideConditions.ts'
import { decideShelfEnds, nextShelfEndAt } from '../alarm/shelfEnds.ts'
import { limitConditions, nextLimitAt } from '../alarm/limitConditions.ts'
import type { Watches } from '../alarm/watch.ts'
import type { Board, NewBoardFact } from '../board.ts'
import { decideMissedLimits, nextMissAt } from '../incident/due.ts'
import { decideModeDue, nextModeDueAt, type ModeSources } from '../mode/due.ts'
import type { DrillSite } from './checkScript.ts'
import { decideScriptDue, nextScriptDueAt } from './fire.ts'
import { silencesAt } from './silences.ts'

/** In a drill neither the calendar nor real events propose a mode: only what is rehearsed does. */
const NO_SOURCES: ModeSources = { calendar: [], events: [] }
const ALARM_OF = { unit: 'patrolSilent', platform: 'platformDown', source: 'sourceSilent' } as const

/**
 * What is wrong in a drill at `now` of its clock (epoch ms): limits and handovers of its incidents, and what the script
 * silenced. Nothing measured: what really fails is an alarm of the live board.
 */
export function drillConditions(board: Board, now: number): Condition[] {
  return [
    ...limitConditions(board.incidents.values(), now),
    ...silencesAt(board, now).flatMap(({ subject, subjectId, since }) => (subject === 'grid' ? [] : [conditionOf(ALARM_OF[subject], subjectId, since)])),
  ]
}

/** All that time brings about in a drill at `now` of its clock: script, missed limits, proposals, alarms. */
export function decideDrillDue(board: Board, site: DrillSite, watches: Watches, now: number): NewBoardFact[] {
  const script = decideScriptDue(board, site, now)
  if (script.length > 0) return script
  return [
    ...decideMissedLimits(board, now),
    ...decideModeDue(board, NO_SOURCES, now),
    ...decideShelfEnds(board, now),
    ...decideConditions(board, drillConditions(board, now), watches, now),
  ]
}

/** The next moment of the drill's clock after `now` (epoch ms) at which time alone brings something about; null for none. */
export function nextDrillDueAt(board: Board, watches: Watches, now: number): number | null {
  const { drill } = board
  const turns = drill?.silences.flatMap(({ since, until }) => [since, until ?? Infinity]).filter((at) => at > now) ?? []
  const times = [
    nextScriptDueAt(board), nextMissAt(board), nextModeDueAt(board, NO_SOURCES, now), nextLimitAt(board.incidents.values(), now),
    nextShelfEndAt(board), nextWatchAt(board, watches, now), ...turns,
  ].filter((at) => at !== null)
  const next = Math.min(...times)
  return next === Infinity ? null : next
}
