import type { GridId } from '../ids.ts'
import type { Matter } from '../matter/types.ts'
import type { Site } from '../site/types.ts'

export const OPEN_HAZARDS = ['found', 'assigned', 'rectified'] as const
export type OpenHazard = (typeof OPEN_HAZARDS)[number]

export interface HazardRow {
  readonly grid: GridId
  readonly counts: Readonly<Record<OpenHazard, number>>
  readonly overdue: number
  /** Age of the oldest that is not verified, from when it was found, ms; null without any. */
  readonly oldestMs: number | null
  /** Verified ones still on the board. */
  readonly verified: number
}

/** One row a grid of the pack: hazards not verified yet by state, with their ages (HAZARD-1). */
export function hazardAges(matters: Iterable<Matter>, { grids }: Pick<Site, 'grids'>, now: number): HazardRow[] {
  const hazards = [...matters].filter(({ kind }) => kind === 'hazard')
  return grids.map(({ id }) => {
    const own = hazards.filter(({ values }) => values['grid'] === id)
    const open = own.filter(({ endedAt }) => endedAt === null)
    const inState = (state: string): number => open.filter((each) => each.state === state).length
    return {
      grid: id, counts: { found: inState('found'), assigned: inState('assigned'), rectified: inState('rectified') },
      overdue: open.filter(({ until }) => until !== null && now > until).length,
      oldestMs: open.length === 0 ? null : now - Math.min(...open.map(({ openedAt }) => openedAt)),
      verified: own.filter(({ state }) => state === 'verified').length,
    }
  })
}
