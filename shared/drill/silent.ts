import type { Board } from '../board.ts'
import { fromE7, type Picture, type Position } from '../reading/picture.ts'
import { gridAt } from '../site/gridAt.ts'
import type { Site } from '../site/types.ts'
import { drillNow, serverTimeThen } from './clock.ts'
import { silencesAt } from './silences.ts'

/** What of the site says who is silent. */
export type SilentSite = Pick<Site, 'teams' | 'grids'>

/**
 * Teams a drill does not hear at the server's `now`, by their place in the pack, each with the server's time since which: those
 * it names, those whose radio lies in a silent grid, and those a silent feed tells of (`sources`: names by place). Empty for
 * the real thing.
 */
export function silentTeams({ drill }: Pick<Board, 'drill'>, { positions }: Pick<Picture, 'positions'>, { teams, grids }: SilentSite, sources: readonly string[], now: number): Map<number, number> {
  const silent = new Map<number, number>()
  if (drill === null) return silent
  for (const { subject, subjectId, since } of silencesAt({ drill }, drillNow(drill, now))) {
    teams.forEach(({ id }, place) => {
      const position = positions[place]
      const own = subject === 'unit' && id === subjectId
      const lies = subject === 'grid' && position != null && gridAt(grids, [fromE7(position.lonE7), fromE7(position.latE7)]) === subjectId
      const told = subject === 'source' && position != null && sources[position.source] === subjectId
      if (own || lies || told) silent.set(place, Math.min(silent.get(place) ?? Infinity, serverTimeThen(drill, since)))
    })
  }
  return silent
}

/**
 * The picture a drill has: a silent team stands where it was when it was last heard, and grows old from there as any that is
 * lost does (STALE-1). Where it was, as far as it was shown before the silence was told of, is kept in `last`, which this brings
 * up to date; whoever did not look then has nothing of it, rather than a place it was at later.
 */
export function heardPicture(picture: Picture, silent: ReadonlyMap<number, number>, last: Map<number, Position>): Picture {
  const positions = picture.positions.map((position, place) => {
    const since = silent.get(place)
    if (position !== null && (since === undefined || position.fixAt <= since)) last.set(place, position)
    return since === undefined ? position : (last.get(place) ?? null)
  })
  return silent.size === 0 ? picture : { ...picture, positions }
}
