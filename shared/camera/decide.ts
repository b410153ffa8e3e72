import type { Board } from '../board.ts'
import { BY_SYSTEM } from '../fact.ts'
import type { PlatformId } from '../ids.ts'
import type { NewCameraFact } from './facts.ts'

/** What is known of an upstream platform outside the facts: a reading. Times in epoch ms, 0 for never. */
export interface PlatformSign {
  readonly platform: PlatformId
  readonly heardAt: number
  /** Since when anybody listened, epoch ms: before that, silence says nothing of the platform. */
  readonly watchedSince: number
  /** What it said of itself last. */
  readonly saidDown: boolean
  /** Silent for longer than this it is lost, ms. */
  readonly lostAfterMs: number
  readonly cameras: number
}

/**
 * One fact for each platform whose condition changed (STALE-2). A platform never heard is not lost: nothing was there
 * to lose, its cameras are unknown anyway. A lost one is restored only by being heard since, not by a server that starts.
 */
export function decidePlatforms(board: Board, signs: readonly PlatformSign[], now: number): NewCameraFact[] {
  const facts: NewCameraFact[] = []
  for (const sign of signs) {
    if (sign.heardAt === 0) continue
    const silentAt = silentFrom(sign)
    const silent = now > silentAt
    const lost = silent || sign.saidDown
    const outage = board.outages.get(sign.platform)
    if (lost ? outage !== undefined : outage === undefined || sign.heardAt <= outage.lastHeardAt) continue
    const base = { v: 1, space: 'live', by: BY_SYSTEM, commandId: null } as const
    if (lost) {
      const reason = sign.saidDown ? 'reported' : 'silent'
      const data = { platform: sign.platform, lastHeardAt: sign.heardAt, reason, cameras: sign.cameras } as const
      facts.push({ ...base, type: 'PlatformLost', at: sign.saidDown ? sign.heardAt : silentAt, data })
    } else {
      facts.push({ ...base, type: 'PlatformRestored', at: sign.heardAt, data: { platform: sign.platform } })
    }
  }
  return facts
}

/** Epoch ms of the first moment at which silence would lose a platform that is not lost; null when none can be. */
export function nextSilenceAt(board: Board, signs: readonly PlatformSign[]): number | null {
  let next = Infinity
  for (const sign of signs) if (sign.heardAt > 0 && !board.outages.has(sign.platform)) next = Math.min(next, silentFrom(sign) + 1)
  return next === Infinity ? null : next
}

function silentFrom({ heardAt, watchedSince, lostAfterMs }: PlatformSign): number {
  return Math.max(heardAt, watchedSince) + lostAfterMs
}
