import type { LonLat } from '../../shared/incident/types.ts'

/** A place pointed out on the map: one picked for a report, the incident chosen, a camera near it, or an incident of a drill. */
export interface MapMark {
  readonly id: string
  readonly at: LonLat
  readonly look: 'picked' | 'chosen' | 'camera' | 'drill'
  /** What is written beside it. */
  readonly text?: string
}
