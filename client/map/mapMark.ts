import type { LonLat } from '../../shared/incident/types.ts'

/** A place pointed out on the map: one picked for a report, the incident chosen, or a camera or resource near it. */
export interface MapMark {
  readonly id: string
  readonly at: LonLat
  readonly look: 'picked' | 'chosen' | 'camera' | 'resource'
}
