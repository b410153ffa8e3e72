import type { Fact, NewFact } from '../fact.ts'
import type { PlatformId } from '../ids.ts'
import type { PlatformLostReason } from './types.ts'

/** `at` is the moment the silence passed its limit, or the upstream's own word. One fact an outage, not one a camera. */
export interface PlatformLostData {
  readonly platform: PlatformId
  readonly lastHeardAt: number
  readonly reason: PlatformLostReason
  /** Cameras behind it. */
  readonly cameras: number
}

export interface PlatformRestoredData {
  readonly platform: PlatformId
}

export type NewCameraFact = NewFact<'PlatformLost', PlatformLostData> | NewFact<'PlatformRestored', PlatformRestoredData>
export type CameraFact = Fact<'PlatformLost', PlatformLostData> | Fact<'PlatformRestored', PlatformRestoredData>
