import type { UnitId } from '../../shared/ids.ts'
import { assignments } from '../../shared/patrol/assignment.ts'
import { patrolFact, type NewPatrolFact } from '../../shared/patrol/facts.ts'
import { patrolAfter } from '../../shared/patrol/fold.ts'
import { alongTold, fixOf, followTo } from '../../shared/patrol/placed.ts'
import { nearestPlace } from '../../shared/patrol/routeLine.ts'
import { NEW_TRACK, restoredTrack, type Fix, type Track, type Watch } from '../../shared/patrol/track.ts'
import type { ExcuseReason, Patrol } from '../../shared/patrol/types.ts'
import { watchOf } from '../../shared/patrol/watch.ts'
import { expectationOf, thresholdsOf } from '../../shared/mode/expectation.ts'
import type { Mode } from '../../shared/mode/types.ts'
import type { Picture, Position } from '../../shared/reading/picture.ts'
import type { Site, Team } from '../../shared/site/types.ts'
import type { FactLane } from '../state/factLane.ts'

/** Follows the teams that the mode expects on their routes, by its thresholds, and records what their positions show (MODE-3). */
export interface Patrols {
  /** The team at this place of the site has a new position. Costs nothing for a team without a route. */
  unitMoved(place: number): void
  /** The track of the team at this place of the site; null when it is not followed. */
  trackOf(place: number): Track | null
  watchOf(place: number): Watch | null
}

export interface PatrolsDeps {
  readonly site: Site
  readonly lane: FactLane
  /** Where the positions lie; what it holds at the start was measured before it. */
  readonly picture: Picture
  readonly onError: (error: unknown) => void
}

/** The teams a mode expects, and what each team is held against in it, by its place in the site. */
interface Expected {
  readonly mode: Mode
  /** Does it expect the team at this place of the site on its route? */
  readonly isOnRoute: readonly boolean[]
  readonly watches: readonly (Watch | null)[]
}

/** A team's positions are read at most this often, ms of their own time. */
const READ_EVERY_MS = 1_000
/** ASSUMPTION: a team that worked on an incident is given this long to be back on its route, ms. */
export const RETURN_MS = 15 * 60_000

export function createPatrols({ site, lane, picture, onError }: PatrolsDeps): Patrols {
  let inForce: Expected | null = null
  /** What the facts tell of each team, those on their way to the record too, by its place in the site. */
  const told: (Patrol | undefined)[] = site.teams.map(({ id }) => lane.board.patrols.get(id))
  const tracks: (Track | null)[] = told.map((patrol, place) => {
    const watch = expected().watches[place]
    return watch == null ? null : trackAt(watch, patrol, picture.positions[place] ?? null)
  })
  /** Until when a team may be on its way back from an incident, epoch ms. */
  const returning = new Map<UnitId, number>()
  let assigned = { seq: -1, units: assignments([]) }
  /** By the team's place: since when a position is read again, epoch ms of its own time. Of twenty thousand a second nearly all end here. */
  const readFrom = Float64Array.from(tracks, (track) => readAgainAt(track))

  /** What the mode in force expects, made anew when another one comes into force. */
  function expected(): Expected {
    const { mode } = lane.board
    if (inForce?.mode !== mode) inForce = expectedIn(site, mode)
    return inForce
  }

  function isAssigned(unit: UnitId): boolean {
    if (assigned.seq !== lane.board.seq) assigned = { seq: lane.board.seq, units: assignments(lane.board.incidents.values()) }
    return assigned.units.has(unit)
  }

  /** Works on an incident, or comes back from one: until it stands on its route again, or its time to return is over. */
  function isAway({ id }: Team, watch: Watch, fix: Fix): boolean {
    if (isAssigned(id)) {
      returning.set(id, fix.at + RETURN_MS)
      return true
    }
    const until = returning.get(id)
    if (until === undefined) return false
    if (fix.at <= until && nearestPlace(watch.line, fix.position).offM > watch.line.corridorM) return true
    returning.delete(id)
    return false
  }

  function keepTrack(place: number, track: Track | null): void {
    tracks[place] = track
    readFrom[place] = readAgainAt(track)
  }

  function unitMoved(place: number): void {
    const position = picture.positions[place]
    if (position == null || position.fixAt < (readFrom[place] as number)) return
    const { isOnRoute, watches } = expected()
    const watch = watches[place]
    const track = tracks[place] ?? null
    const isFollowed = isOnRoute[place] === true
    if (watch == null || (track === null && !isFollowed)) return
    const team = site.teams[place]
    if (team === undefined) return
    const fix = fixOf(position)
    const reason = !isFollowed ? 'mode' : isAway(team, watch, fix) ? 'incident' : null
    if (reason !== null) return excuse(place, watch, track, { reason, at: fix.at })
    const followed = followTo(watch, { track: track ?? againOf(team), told: told[place] }, fix)
    keepTrack(place, followed.track)
    told[place] = followed.told
    if (followed.facts.length > 0) record(place, followed.facts)
  }

  /** Ends following a team that was followed, and says so once. */
  function excuse(place: number, { unit, route }: Watch, track: Track | null, { reason, at }: { readonly reason: ExcuseReason; readonly at: number }): void {
    if (track === null) return
    keepTrack(place, null)
    const fact = patrolFact('TeamExcused', at, { unit, route, alongM: Math.round(track.spot?.alongM ?? 0), reason })
    const isExcused = (patrol: Patrol | undefined): boolean => (patrol?.course ?? 'excused') === 'excused'
    if (!isExcused(told[place])) told[place] = patrolAfter(told[place], fact)
    lane.submit(null, (board) => (isExcused(board.patrols.get(unit)) ? [] : [fact])).catch(onError)
  }

  /** Followed again after it was not expected: only whether it had left its route is still known. */
  function againOf({ id }: Team): Track {
    return { ...NEW_TRACK, hadLeft: lane.board.patrols.get(id)?.hadLeft ?? false }
  }

  /** What could not be recorded did not happen for the tracker either: it begins again from the board. */
  function record(place: number, facts: readonly NewPatrolFact[]): void {
    lane.submit(null, () => facts).catch((error: unknown) => {
      const [team, watch] = [site.teams[place], expected().watches[place]]
      if (team !== undefined && watch != null) keepTrack(place, restoredTrack(watch, lane.board.patrols.get(team.id), tracks[place]?.fixAt ?? 0))
      if (team !== undefined) told[place] = lane.board.patrols.get(team.id)
      onError(error)
    })
  }

  return {
    unitMoved,
    trackOf: (place) => tracks[place] ?? null,
    watchOf: (place) => expected().watches[place] ?? null,
  }
}

/** 0, always, for a team that is not followed. */
function readAgainAt(track: Track | null): number {
  return track === null ? 0 : track.fixAt + READ_EVERY_MS
}

function expectedIn(site: Site, mode: Mode): Expected {
  const thresholds = thresholdsOf(site, mode)
  const teams = new Set(expectationOf(site, mode).teams)
  return { mode, isOnRoute: site.teams.map(({ id }) => teams.has(id)), watches: site.teams.map((team) => watchOf(site, team, thresholds)) }
}

/** The track after a restart, at the place that facts and newest position tell of, as a page has it that is loaded anew (ROUTE-2). */
function trackAt(watch: Watch, told: Patrol | undefined, position: Position | null): Track {
  const track = restoredTrack(watch, told, position?.fixAt ?? 0)
  if (told === undefined || position === null || track.spot === null || position.fixAt <= told.alongAt) return track
  const fix = fixOf(position)
  return { ...track, spot: { alongM: alongTold(watch, told, fix), position: fix.position, at: fix.at } }
}
