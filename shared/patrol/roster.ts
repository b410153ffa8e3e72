import { freshness, type Freshness } from '../reading/freshness.ts'
import type { Position } from '../reading/picture.ts'
import type { Team } from '../site/types.ts'

/** A patrol team as the roster shows it: its last position, how old that is, and what that means (STALE-1). */
export interface RosterEntry {
  readonly team: Team
  readonly position: Position | null
  readonly freshness: Freshness
  /** ms since the fix, never negative; null when nothing was ever heard. */
  readonly ageMs: number | null
}

/** The roster in the site's order. `positions` goes by the team's place in it; `now` in epoch ms. */
export function patrolRoster(
  teams: readonly Team[],
  positions: readonly (Position | null)[],
  intervalMs: number,
  now: number,
): RosterEntry[] {
  return teams.map((team, place) => {
    const position = positions[place] ?? null
    const at = position?.fixAt ?? 0
    return { team, position, freshness: freshness(at, now, intervalMs), ageMs: position === null ? null : Math.max(0, now - at) }
  })
}

/** How many teams stand at each freshness. */
export function rosterCounts(roster: readonly RosterEntry[]): Record<Freshness, number> {
  const counts: Record<Freshness, number> = { never: 0, fresh: 0, late: 0, lost: 0 }
  for (const entry of roster) counts[entry.freshness] += 1
  return counts
}
