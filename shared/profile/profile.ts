import type { Board } from '../board.ts'
import type { CommandId, GridId } from '../ids.ts'
import { refuse, type Decision } from '../refusal.ts'
import { isSameContent } from '../sameContent.ts'
import { isDay, siteDay } from '../site/day.ts'
import type { Site } from '../site/types.ts'
import { PROFILE_FACT_VERSIONS, type NewProfileFact, type ProfileFact } from './facts.ts'
import type { ProfileCounts } from './types.ts'

/** ASSUMPTION: of nothing a grid has more than this: ten millions. */
export const MOST_COUNTED = 10_000_000

export interface TellProfile extends ProfileCounts {
  readonly commandId: CommandId
  readonly by: string
  readonly grid: GridId
  /** `YYYY-MM-DD` of the site. */
  readonly asOf: string
}

/** Takes the counts of a grid of the pack, of a day that has begun and is no older than what it has (PROFILE-1, PROFILE-2). */
export function decideProfile(board: Pick<Board, 'profiles'>, command: TellProfile, site: Pick<Site, 'grids' | 'timeZone'>, now: number): Decision<NewProfileFact> {
  const { commandId, by, grid, asOf, buildings, residents, companies, fraudCases } = command
  if (!site.grids.some(({ id }) => id === grid)) return refuse('unknown', 'grid', 'the site pack has no such grid')
  for (const [field, count] of countsOf(command)) {
    if (!Number.isSafeInteger(count) || count < 0 || count > MOST_COUNTED) return refuse('outOfRange', field, `is a whole number from 0 to ${MOST_COUNTED}`)
  }
  if (!isDay(asOf)) return refuse('badForm', 'asOf', 'is not a day, as 2026-11-24')
  if (asOf.replaceAll('-', '') > siteDay(now, site.timeZone)) return refuse('future', 'asOf', 'has not begun')
  const known = board.profiles.get(grid)
  if (known !== undefined && asOf < known.asOf) return refuse('tooOld', 'asOf', `counts of ${known.asOf} are known`)
  const data = { grid, asOf, buildings, residents, companies, fraudCases }
  return [{ type: 'GridProfileTold', v: PROFILE_FACT_VERSIONS.GridProfileTold, space: 'live', at: now, by, commandId, data }]
}

function countsOf({ buildings, residents, companies, fraudCases }: ProfileCounts): [string, number][] {
  return [['buildings', buildings], ['residents', residents], ...Object.entries(companies).map(([kind, n]): [string, number] => [`companies.${kind}`, n]), ['fraudCases', fraudCases]]
}

/** Did this command lead to the fact, or was its id used by somebody else or with other content (INPUT-3)? */
export function isFactOfProfile({ commandId: _, by, ...told }: TellProfile, fact: ProfileFact): boolean {
  return fact.by === by && isSameContent(told, fact.data)
}

export function foldProfileFact(board: Pick<Board, 'profiles'>, { at, by, data }: ProfileFact): void {
  board.profiles.set(data.grid, { ...data, toldAt: at, by })
}
