import { fromE7, type Position } from '../reading/picture.ts'
import { trackFix } from './adherence.ts'
import { patrolFact, type NewPatrolFact } from './facts.ts'
import { patrolAfter } from './fold.ts'
import { reachM } from './followAlong.ts'
import { movedM, placeNear, pointAt } from './routeLine.ts'
import type { Fix, Track, Watch } from './track.ts'
import type { Patrol } from './types.ts'

/** ASSUMPTION: what facts and newest position tell of its place is so far at most from where it was followed to, m: as near as a checkpoint is reached. */
export const TOLD_WITHIN_M = 20
const DECI = 10

/** A position as it is followed. */
export function fixOf({ lonE7, latE7, fixAt, accuracyDm }: Position): Fix {
  return { position: [fromE7(lonE7), fromE7(latE7)], at: fixAt, accuracyM: accuracyDm === null ? null : accuracyDm / DECI }
}

/**
 * Metres along its line that a team's facts and its newest position tell, the same wherever both are known, at a restart and in a
 * replay too (ROUTE-2): near where the last fact has it, in its direction. A position as old as the fact, one too inaccurate to
 * place it, and one far from there leave it where the fact has it.
 */
export function alongTold({ line }: Pick<Watch, 'line'>, { alongM, alongAt, direction }: Patrol, { position, at, accuracyM }: Fix): number {
  if (at <= alongAt || (accuracyM ?? 0) > line.corridorM) return alongM
  const near = { fromM: alongM, reachM: reachM(pointAt(line, alongM), position), direction }
  const place = placeNear(line, position, { ...near, widthM: line.corridorM + (accuracyM ?? 0) }) ?? placeNear(line, position, { ...near, widthM: Infinity })
  return place?.alongM ?? alongM
}

/** A team as it is followed: its track, and what its facts tell of it, those on their way to the record too. */
export interface Followed {
  readonly track: Track
  readonly told: Patrol | undefined
  readonly facts: readonly NewPatrolFact[]
}

/** Follows a team to a position (`trackFix`), and says where it is when that is elsewhere than facts and position tell: on a street walked out and back, say. */
export function followTo(watch: Watch, { track, told }: Pick<Followed, 'track' | 'told'>, fix: Fix): Followed {
  const tracked = trackFix(watch, track, fix)
  const shown = tracked.facts.reduce<Patrol | undefined>(patrolAfter, told)
  const fact = isToldElsewhere(watch, shown, tracked.track, fix)
    ? patrolFact('TeamPlaced', fix.at, { unit: watch.unit, route: watch.route, alongM: Math.round(tracked.track.spot?.alongM ?? 0) })
    : null
  return fact === null ? { ...tracked, told: shown } : { track: tracked.track, told: patrolAfter(shown, fact), facts: [...tracked.facts, fact] }
}

function isToldElsewhere(watch: Watch, told: Patrol | undefined, { course, spot }: Track, fix: Fix): boolean {
  if (told?.route !== watch.route || course !== 'on' || spot === null) return false
  return Math.abs(movedM(watch.line, alongTold(watch, told, fix), spot.alongM)) > TOLD_WITHIN_M
}
