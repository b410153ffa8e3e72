import type { RosterEntry } from '../../shared/patrol/roster.ts'

/** Height of a row, rem. */
export const ROW_REM = 1.29
/** Shown before the panel's size is known. */
const FIRST_ROWS = 12

/** Rows for a place, and how many teams have none. */
export interface RosterRows {
  readonly rows: readonly RosterEntry[]
  readonly rest: number
}

/**
 * The rows of a roster that fit into `heightRem`. When not all do, teams that are not heard come first, each kind in the
 * site's order, then those in `offRoute`: what is wrong must not stand below the edge. The others are counted on the last line (LOOK-4).
 */
export function rosterRows(
  roster: readonly RosterEntry[], heightRem: number | null, offRoute: ReadonlySet<string> = new Set(),
): RosterRows {
  const room = heightRem === null ? FIRST_ROWS : Math.floor(heightRem / ROW_REM + 1e-6)
  if (roster.length <= room) return { rows: roster, rest: 0 }
  const unheard = roster.filter(({ freshness }) => freshness !== 'fresh').sort((a, b) => GRAVITY[a.freshness] - GRAVITY[b.freshness])
  const heard = roster.filter(({ freshness }) => freshness === 'fresh')
  const isOff = ({ team }: RosterEntry): boolean => offRoute.has(team.id)
  const rows = [...unheard, ...heard.filter(isOff), ...heard.filter((entry) => !isOff(entry))].slice(0, Math.max(0, room - 1))
  return { rows, rest: roster.length - rows.length }
}

const GRAVITY: Readonly<Record<RosterEntry['freshness'], number>> = { lost: 0, late: 1, never: 2, fresh: 3 }
