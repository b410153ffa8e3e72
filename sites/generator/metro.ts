import type { Text } from '../../shared/site/types.ts'
import { offset, type Spot } from './plane.ts'
import { STREETS } from './streets.ts'

export interface Station {
  readonly name: Text
  readonly spot: Spot
  /** ASSUMPTION: where its exits come up. */
  readonly exits: readonly Spot[]
}

function station(name: Text, spot: Spot): Station {
  return { name, spot, exits: [45, 135, 225, 315].map((bearing) => offset(spot, bearing, 46)) }
}

/**
 * Stations inside the district: CBD (lines 4 and 5) at the outer ring and East 1st, Convention Centre (lines 1 and 4) north-east
 * of the outer ring and West 8th, as documented.
 */
export const CBD_STATION: Station = station({ zh: '中央商务区站', en: 'CBD Station' }, STREETS[0]!.outerCrossing)
export const CONVENTION_STATION: Station = station(
  { zh: '会展中心站', en: 'Convention Centre Station' },
  offset(STREETS[8]!.outerCrossing, 45, 62),
)
export const METRO: readonly Station[] = [CONVENTION_STATION, CBD_STATION]
