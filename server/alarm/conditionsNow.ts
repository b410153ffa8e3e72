import { cameraConditions, sightOf, type Sight } from '../../shared/alarm/cameraConditions.ts'
import type { Condition } from '../../shared/alarm/condition.ts'
import { crowdConditions } from '../../shared/alarm/crowdConditions.ts'
import { dutyConditions, nextDutyAt, type DutySigns } from '../../shared/alarm/dutyConditions.ts'
import { limitConditions, nextLimitAt } from '../../shared/alarm/limitConditions.ts'
import { nextSilentAt, silenceConditions, silentSource, type Silence, type UnitSign } from '../../shared/alarm/silenceConditions.ts'
import type { Board } from '../../shared/board.ts'
import { serviceability, type Serviceability } from '../../shared/camera/serviceability.ts'
import type { GridId, PlatformId, UnitId } from '../../shared/ids.ts'
import { crowdLineOf, expectationOf, thresholdsOf, type ModeExpectation } from '../../shared/mode/expectation.ts'
import { MODES, type Mode } from '../../shared/mode/types.ts'
import { fromE7 } from '../../shared/reading/picture.ts'
import { gridAt } from '../../shared/site/gridAt.ts'
import type { Site } from '../../shared/site/types.ts'
import type { ReadingLane } from '../state/readingLane.ts'
import type { Sources } from '../state/sources.ts'

export interface ConditionsDeps {
  readonly site: Site
  readonly readings: ReadingLane
  readonly sources: Sources
  /** Since when the server listens, epoch ms. */
  readonly watchedSince: number
  /** Was this key revoked? */
  readonly isRevoked?: (sourceKey: string) => boolean
}

/** What is wrong, from the board, the readings and the feeds together: one place. Times epoch ms. */
export interface ConditionsNow {
  at(board: Board, now: number): Condition[]
  /** The next moment after `now` at which time alone would change that; null when nothing runs. */
  nextAt(board: Board, now: number): number | null
}

const NO_OUTAGE: ReadonlyMap<PlatformId, unknown> = new Map()

/** A team's sign of life. Its grid is found when it is asked for: of hundreds of teams few are silent. */
class TeamSign implements UnitSign {
  constructor(
    readonly unit: UnitId, readonly fixAt: number, readonly intervalMs: number, readonly source: string | null,
    private readonly findGrid: () => GridId | null,
  ) {}

  get grid(): GridId | null {
    return this.findGrid()
  }
}

export function createConditions({ site, readings, sources, watchedSince, isRevoked = () => false }: ConditionsDeps): ConditionsNow {
  const sight: Sight = sightOf(site)

  const zones = site.zones.map((zone) => ({ zone, grid: gridAt(site.grids, zone.centre) }))
  const expected = new Map<Mode, ModeExpectation<readonly string[]>>(MODES.map((mode) => [mode, expectationOf(site, mode)]))

  /** Counts of the cameras' own words by what they watch: looks follow one another at each fact, cameras change less often. */
  let counted = { changes: -1, of: new Map<readonly number[], Serviceability>() }

  function lastSaidOf(places: readonly number[]): Serviceability {
    if (counted.changes !== readings.cameraChanges) counted = { changes: readings.cameraChanges, of: new Map() }
    const known = counted.of.get(places) ?? serviceability(places, site.cameras, readings.picture, NO_OUTAGE)
    counted.of.set(places, known)
    return known
  }

  /** The grid the team at this place of the site was last heard in. */
  function gridOf(place: number): GridId | null {
    const position = readings.picture.positions[place] ?? null
    return position === null ? null : gridAt(site.grids, [fromE7(position.lonE7), fromE7(position.latE7)])
  }

  function dutySigns({ mode, modeRecord, duty, patrols }: Board): DutySigns {
    const { posts, teams, thresholds: { positionIntervalMs } } = expected.get(mode)!
    const out = teams.length === 0 ? [] : site.teams.flatMap(({ id }, place) =>
      patrols.get(id)?.course === 'off' && teams.includes(id)
        ? [{ unit: id, fixAt: readings.picture.positions[place]?.fixAt ?? 0, grid: gridOf(place) }] : [])
    return { posts: site.posts, expectedPosts: posts, duty, modeSince: modeRecord.since, teams: out, patrols, positionIntervalMs }
  }

  /** Feeds, and the teams the mode expects out: another one that falls silent went home (ALARM-9). */
  function silence(mode: Mode): Silence {
    const { teams, thresholds: { positionIntervalMs } } = expected.get(mode)!
    const signs = sources.list().map(({ id, heardAt, intervalMs, connected, sourceKey }) => ({ source: id, heardAt, intervalMs, connected, sourceKey }))
    const units = site.teams.flatMap(({ id }, place) => {
      if (!teams.includes(id)) return []
      const position = readings.picture.positions[place] ?? null
      return [new TeamSign(id, position?.fixAt ?? 0, positionIntervalMs, position === null ? null : sources.nameOf(position.source), () => gridOf(place))]
    })
    return { sources: signs, units, watchedSince, isRevoked }
  }

  return {
    at(board, now) {
      const signs = silence(board.mode)
      const thresholds = thresholdsOf(site, board.mode)
      const { serviceabilityLine } = thresholds
      const causeOf = (platform: string) => {
        const place = readings.platformSource(platform)
        return place === null ? null : silentSource(signs.sources, sources.nameOf(place), now)
      }
      return [
        ...limitConditions(board.incidents.values(), now),
        ...silenceConditions(signs, board.alarms, now),
        ...dutyConditions(dutySigns(board), now),
        ...crowdConditions({ zones, gathering: board.gathering, line: crowdLineOf(thresholds) }, board.alarms, now),
        ...cameraConditions({ site, serviceabilityLine, sight, picture: readings.picture, lastSaidOf, outages: board.outages, causeOf }, now),
      ]
    },
    nextAt(board, now) {
      const times = [nextLimitAt(board.incidents.values(), now), nextSilentAt(silence(board.mode), now), nextDutyAt({ duty: board.duty, expectedPosts: expected.get(board.mode)!.posts }, now)]
      return times.reduce<number | null>((next, at) => (at !== null && (next === null || at < next) ? at : next), null)
    },
  }
}
