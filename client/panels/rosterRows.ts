import type { RosterEntry } from '../../shared/patrol/roster.ts'

/** Height of a row, rem. */
export const ROW_REM = 1.29
/** Shown before the panel's size is known. */
const FIRST_ROWS = 12

/**
 * The rows of a roster that fit into `heightRem`. When not all do, teams that are not heard come first, each kind in the
 * site's order, then those in `offRoute`: what is wrong must not stand below the edge.
 */
export function rosterRows(
  roster: readonly RosterEntry[], heightRem: number | null, offRoute: ReadonlySet<string> = new Set(),
): readonly RosterEntry[] {
  const room = heightRem === null ? FIRST_ROWS : Math.floor(heightRem / ROW_REM + 1e-6)
  if (roster.length <= room) return roster
  const unheard = roster.filter(({ freshness }) => freshness !== 'fresh').sort((a, b) => GRAVITY[a.freshness] - GRAVITY[b.freshness])
  const heard = roster.filter(({ freshness }) => freshness === 'fresh')
  const isOff = ({ team }: RosterEntry): boolean => offRoute.has(team.id)
  return [...unheard, ...heard.filter(isOff), ...heard.filter((entry) => !isOff(entry))].slice(0, room)
}

const GRAVITY: Readonly<Record<RosterEntry['freshness'], number>> = { lost: 0, late: 1, never: 2, fresh: 3 }
