import { COUNT_INTERVAL_MS } from '../../shared/event/crowd.ts'
import type { Zone } from '../../shared/site/types.ts'
import type { Chance } from './chance.ts'
import type { CrowdItem } from './output.ts'

/** The crowd of each zone as a share of its capacity, drifting. Changed in place. */
export interface Crowds {
  readonly zones: readonly Zone[]
  readonly shares: number[]
  readonly chance: Chance
  nextAt: number
}

/** How full zones are at first, and how much that changes from one count to the next. */
const FIRST_SHARE = [0.1, 0.7] as const
const DRIFT = [-0.05, 0.055] as const
const MOST_SHARE = 1.1

export function crowdsOf(zones: readonly Zone[], chance: Chance, now: number): Crowds {
  return { zones, shares: zones.map(() => chance.between(...FIRST_SHARE)), chance, nextAt: now }
}

/** The counts due at `now` (epoch ms), all zones at once. */
export function countsDue(crowds: Crowds, now: number): CrowdItem[] {
  if (now < crowds.nextAt) return []
  crowds.nextAt = now + COUNT_INTERVAL_MS
  return crowds.zones.map(({ id, capacity }, i) => {
    const share = Math.min(MOST_SHARE, Math.max(0, crowds.shares[i]! + crowds.chance.between(...DRIFT)))
    crowds.shares[i] = share
    return { zone: id, count: Math.round(share * capacity), at: now }
  })
}
