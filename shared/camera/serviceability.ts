import type { PlatformId } from '../ids.ts'
import type { Picture } from '../reading/picture.ts'
import type { Camera } from '../site/types.ts'
import { CAMERA_STATUSES, type CameraStatus } from './types.ts'

/** Cameras of a set, counted by the state shown (STALE-2). */
export interface Serviceability {
  readonly counts: Readonly<Record<CameraStatus, number>>
  readonly total: number
  /** Cameras whose state is known: total − unknown. */
  readonly known: number
  /**
   * Online ÷ known, 0–1; null when nothing is known (CAMERA-1). Unknown cameras are counted beside it, neither as well
   * nor as broken: an upstream that is down says nothing about the cameras behind it.
   */
  readonly rate: number | null
}

/** Serviceability of the cameras at `places` in the site's list. */
export function serviceability(
  places: Iterable<number>,
  cameras: readonly Camera[],
  picture: Picture,
  lost: ReadonlyMap<PlatformId, unknown>,
): Serviceability {
  const byNumber = CAMERA_STATUSES.map(() => 0)
  const unknown = CAMERA_STATUSES.indexOf('unknown')
  let total = 0
  for (const place of places) {
    const camera = cameras[place]
    if (camera === undefined) continue
    const status = lost.size > 0 && lost.has(camera.platform) ? unknown : (picture.cameraStatus[place] ?? unknown)
    byNumber[status] = (byNumber[status] ?? 0) + 1
    total += 1
  }
  return withRate(Object.fromEntries(CAMERA_STATUSES.map((status, number) => [status, byNumber[number]])) as Record<CameraStatus, number>, total)
}

/** Several sets as one. */
export function together(parts: Iterable<Serviceability>): Serviceability {
  const counts: Record<CameraStatus, number> = { unknown: 0, online: 0, offline: 0, fault: 0, maintenance: 0 }
  let total = 0
  for (const part of parts) {
    for (const status of CAMERA_STATUSES) counts[status] += part.counts[status]
    total += part.total
  }
  return withRate(counts, total)
}

/** Is a known rate under the site's line (0–1)? On the line is well. */
export function isUnderLine({ rate }: Serviceability, line: number): boolean {
  return rate !== null && rate < line
}

function withRate(counts: Record<CameraStatus, number>, total: number): Serviceability {
  const known = total - counts.unknown
  return { counts, total, known, rate: known === 0 ? null : counts.online / known }
}
