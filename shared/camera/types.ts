import type { PlatformId } from '../ids.ts'

/** Camera states (STALE-2). The place in this list is the number on the wire: append only. */
export const CAMERA_STATUSES = ['unknown', 'online', 'offline', 'fault', 'maintenance'] as const
export type CameraStatus = (typeof CAMERA_STATUSES)[number]

/** An upstream video platform that has been lost and has not come back. */
export interface PlatformOutage {
  readonly platform: PlatformId
  /** When it was lost, epoch ms. */
  readonly lostAt: number
  /** Last sign of life before, epoch ms. */
  readonly lastHeardAt: number
  readonly reason: PlatformLostReason
}

/** `silent`: nothing heard for the platform's limit. `reported`: the upstream said so itself. */
export type PlatformLostReason = 'silent' | 'reported'

/** What a wall shows for a camera: behind a lost platform it is unknown, whatever was last reported (STALE-2). */
export function shownStatus(reported: CameraStatus, platformLost: boolean): CameraStatus {
  return platformLost ? 'unknown' : reported
}
