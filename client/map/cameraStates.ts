import { CAMERA_STATUSES, shownStatus } from '../../shared/camera/types.ts'
import type { PlatformId } from '../../shared/ids.ts'
import type { Camera } from '../../shared/site/types.ts'

/** No status: nothing was drawn for that camera yet. */
const UNDRAWN = 255

/**
 * What the map shows of each camera, so that only those whose shown status differs are touched (STALE-2: behind a lost
 * platform a camera is unknown, and gets its reported status back when the platform is restored).
 */
export class CameraStates {
  private readonly drawn: Uint8Array
  private readonly behind = new Map<PlatformId, number[]>()
  private lost: ReadonlySet<PlatformId> = new Set()

  /** `draw` is called with a camera's place in the pack and the number of the status to show. */
  constructor(
    private readonly cameras: readonly Camera[],
    private readonly draw: (camera: number, status: number) => void,
  ) {
    this.drawn = new Uint8Array(cameras.length).fill(UNDRAWN)
    cameras.forEach(({ platform }, index) => {
      const list = this.behind.get(platform)
      if (list === undefined) this.behind.set(platform, [index])
      else list.push(index)
    })
  }

  /** Takes the reported statuses of `changed` cameras, or of all. */
  report(cameraStatus: Uint8Array, changed: readonly number[] | 'all'): void {
    if (changed === 'all') this.cameras.forEach((_, camera) => this.show(camera, cameraStatus))
    else changed.forEach((camera) => this.show(camera, cameraStatus))
  }

  /** Takes which platforms are lost; cameras of those that were lost or restored are shown anew. */
  outages(lost: ReadonlySet<PlatformId>, cameraStatus: Uint8Array): void {
    const before = this.lost
    this.lost = lost
    for (const [platform, cameras] of this.behind) {
      if (before.has(platform) !== lost.has(platform)) cameras.forEach((camera) => this.show(camera, cameraStatus))
    }
  }

  private show(camera: number, cameraStatus: Uint8Array): void {
    const platform = this.cameras[camera]?.platform
    if (platform === undefined) return
    const reported = CAMERA_STATUSES[cameraStatus[camera] ?? 0] ?? 'unknown'
    const status = CAMERA_STATUSES.indexOf(shownStatus(reported, this.lost.has(platform)))
    if (this.drawn[camera] === status) return
    this.drawn[camera] = status
    this.draw(camera, status)
  }
}
