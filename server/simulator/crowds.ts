import { COUNT_INTERVAL_MS } from '../../shared/event/crowd.ts'
import type { Zone } from '../../shared/site/types.ts'
import type { Chance } from './chance.ts'
import type { CrowdItem } from './output.ts'

/** The crowd of each zone as a share of its capacity, drifting about the one that is usual there. Changed in place. */
export interface Crowds {
  readonly zones: readonly Zone[]
  readonly usual: readonly number[]
  readonly shares: number[]
  readonly chance: Chance
  nextAt: number
}

/** How full zones usually are, how much that changes from one count to the next, and how much of the way back to the usual each count goes. */
const USUAL_SHARE = [0.15, 0.7] as const
const DRIFT = [-0.05, 0.05] as const
const BACK = 0.04
const MOST_SHARE = 1.1

export function crowdsOf(zones: readonly Zone[], chance: Chance, now: number): Crowds {
  const usual = zones.map(() => chance.between(...USUAL_SHARE))
  return { zones, usual, shares: [...usual], chance, nextAt: now }
}

/** The counts due at `now` (epoch ms), all zones at once. */
export function countsDue(crowds: Crowds, now: number): CrowdItem[] {
  if (now < crowds.nextAt) return []
  crowds.nextAt = now + COUNT_INTERVAL_MS
  return crowds.zones.map(({ id, capacity }, i) => {
    const before = crowds.shares[i]!
    const drifted = before + (crowds.usual[i]! - before) * BACK + crowds.chance.between(...DRIFT)
    const share = Math.min(MOST_SHARE, Math.max(0, drifted))
    crowds.shares[i] = share
    return { zone: id, count: Math.round(share * capacity), at: now }
  })
}
