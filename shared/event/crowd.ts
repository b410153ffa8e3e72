import { freshness, type Freshness } from '../reading/freshness.ts'
import type { Zone } from '../site/types.ts'
import type { Gathering } from './types.ts'

/** How often a zone is expected to be counted, ms (ASSUMPTION): older than twice is late, than five times lost (STALE-1). */
export const COUNT_INTERVAL_MS = 60_000
/** From this share of a zone's capacity on it is filling, above the whole it is over (ASSUMPTION). */
export const FILLING_SHARE = 0.8

export const ZONE_LOADS = ['calm', 'filling', 'over', 'unknown'] as const
export type ZoneLoad = (typeof ZONE_LOADS)[number]

/** A zone as it stands now. */
export interface ZoneNow {
  readonly zone: Zone
  /** null when it was never counted. */
  readonly count: number | null
  readonly at: number | null
  /** Count ÷ capacity; null when it was never counted. */
  readonly share: number | null
  readonly load: ZoneLoad
  readonly freshness: Freshness
}

/** How many are where, in the pack's order. What is lost is not judged: its load is unknown (CROWD-2). */
export function zonesNow({ crowd }: Gathering, zones: readonly Zone[], now: number): ZoneNow[] {
  return zones.map((zone) => {
    const known = crowd.find((each) => each.zone === zone.id)
    if (known === undefined) return { zone, count: null, at: null, share: null, load: 'unknown', freshness: 'never' }
    const age = freshness(known.at, now, COUNT_INTERVAL_MS)
    const share = known.count / zone.capacity
    return { zone, count: known.count, at: known.at, share, load: age === 'lost' ? 'unknown' : loadOf(share), freshness: age }
  })
}

/** ASSUMPTION: no more than this stand on a square metre of a zone: a crush is deadly from about seven. */
export const MOST_PER_M2 = 10

/** More people than this are not in a zone, whatever a feed counts: what is more is a fault of it (CROWD-3). Never less than its capacity. */
export function mostIn({ radiusM, capacity }: Pick<Zone, 'radiusM' | 'capacity'>): number {
  return Math.max(capacity, Math.floor(Math.PI * radiusM ** 2 * MOST_PER_M2))
}

const PERCENT = 100
const MOST_PERCENT = 999
const MOST_SHOWN = 999_999

/** A share as it is shown, `83%`: of a load far over it only that it is (CROWD-3). */
export function shareText(share: number): string {
  const percent = Math.round(share * PERCENT)
  return percent > MOST_PERCENT ? `>${MOST_PERCENT}%` : `${percent}%`
}

/** A count as it is shown: its figure to six digits (CROWD-3). */
export function countText(count: number): string {
  return count > MOST_SHOWN ? `>${MOST_SHOWN}` : String(count)
}

/** Exactly full is filling, not over. */
function loadOf(share: number): ZoneLoad {
  if (share > 1) return 'over'
  return share > FILLING_SHARE ? 'filling' : 'calm'
}
