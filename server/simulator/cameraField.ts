import type { CameraStatus } from '../../shared/camera/types.ts'
import type { Site } from '../../shared/site/types.ts'
import type { Chance } from './chance.ts'

/** The cameras as they really are, whatever anybody has been told. By place in the site pack; changed in place. */
export interface CameraField {
  readonly status: CameraStatus[]
  /** When each changes next, epoch ms. */
  readonly changeAt: Float64Array
  /** Loose plugs: they come and go within minutes. */
  readonly unsteady: readonly boolean[]
  readonly chance: Chance
}

/** ASSUMPTION: shares of a well-kept district; together a little within the 98 % line, so that some grids lie under it. */
const BROKEN: readonly (readonly [CameraStatus, number])[] = [
  ['offline', 0.013],
  ['fault', 0.002],
  ['maintenance', 0.002],
]
const UNSTEADY_SHARE = 0.003

/** Mean times at speed 1, ms. Of a broken camera's, so that the shares above hold over time. */
const REPAIR_MS = 12 * 60_000
const BROKEN_SHARE = BROKEN.reduce((sum, [, share]) => sum + share, 0)
const BETWEEN_FAILURES_MS = (REPAIR_MS * (1 - BROKEN_SHARE)) / BROKEN_SHARE
const UNSTEADY_UP_MS = 3 * 60_000
const UNSTEADY_DOWN_MS = 25_000

export function cameraField(site: Site, chance: Chance, now: number, speed: number): CameraField {
  const unsteady = site.cameras.map(() => chance.happens(UNSTEADY_SHARE))
  const status = site.cameras.map((_, i) => (unsteady[i] !== true && chance.happens(BROKEN_SHARE) ? breakage(chance) : 'online'))
  const field = { status, changeAt: new Float64Array(site.cameras.length), unsteady, chance }
  status.forEach((_, i) => drawChange(field, i, now, speed))
  return field
}

/** Lets cameras fail and recover until `now` (epoch ms); returns the places of those that changed. */
export function changeCameras(field: CameraField, now: number, speed: number): number[] {
  const changed: number[] = []
  for (let i = 0; i < field.changeAt.length; i += 1) {
    if ((field.changeAt[i] ?? Infinity) > now) continue
    const failing = field.status[i] === 'online'
    field.status[i] = failing ? (field.unsteady[i] === true ? 'offline' : breakage(field.chance)) : 'online'
    drawChange(field, i, now, speed)
    changed.push(i)
  }
  return changed
}

function drawChange(field: CameraField, i: number, now: number, speed: number): void {
  const online = field.status[i] === 'online'
  const steadyMs = online ? BETWEEN_FAILURES_MS : REPAIR_MS
  const meanMs = field.unsteady[i] === true ? (online ? UNSTEADY_UP_MS : UNSTEADY_DOWN_MS) : steadyMs
  field.changeAt[i] = now + field.chance.wait(meanMs / speed)
}

function breakage(chance: Chance): CameraStatus {
  let left = chance.next() * BROKEN_SHARE
  return BROKEN.find(([, share]) => (left -= share) < 0)?.[0] ?? 'offline'
}
