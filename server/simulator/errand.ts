import type { UnitId } from '../../shared/ids.ts'
import type { IncidentKey } from './output.ts'
import { nearestOn, pathThrough, placeAt, stretch, type Path } from './path.ts'
import type { Ground } from './plane.ts'
import { standsAt, type Walker } from './walker.ts'

/** Where and when a team is wanted; times in epoch ms. */
export interface Call {
  readonly incident: IncidentKey
  readonly scene: Ground
  readonly leaveAt: number
  readonly sceneAt: number
}

/** Nobody runs faster than this to an incident, m/s. */
const HURRY_MPS = 2.8
/** Nobody dawdles on the way to one: who would be too early waits at the scene, m/s. */
const BRISK_MPS = 1.3

/**
 * Sends the free team with the shortest way, along its route and then straight to the scene. A call that lies in the
 * past finds it on its way or there already. Null when no free team can be there in time.
 */
export function sendNearest(walkers: readonly Walker[], call: Call, now: number, speed: number): UnitId | null {
  let best: { readonly walker: Walker; readonly path: Path; readonly rejoinM: number } | null = null
  for (const walker of walkers) {
    if (walker.errand !== null) continue
    const rejoinM = nearestOn(walker.route, call.scene).alongM
    const path = pathThrough([...stretch(walker.route, walker.alongM, rejoinM), call.scene])
    if (path !== null && (best === null || path.lengthM < best.path.lengthM)) best = { walker, path, rejoinM }
  }
  const tookS = Math.max(1, call.sceneAt - call.leaveAt) / 1000
  if (best === null || best.path.lengthM / tookS > HURRY_MPS * speed) return null
  const { walker, path, rejoinM } = best
  const paceMps = Math.max(BRISK_MPS, path.lengthM / tookS)
  const alongM = Math.min(path.lengthM, (paceMps * Math.max(0, now - call.leaveAt)) / 1000)
  walker.errand = { incident: call.incident, path, paceMps, rejoinM, phase: alongM === path.lengthM ? 'atScene' : 'out', alongM }
  return walker.unit
}

/** Lets the team of an incident walk back to its route, if one is out for it. */
export function release(walkers: readonly Walker[], incident: IncidentKey): void {
  const walker = walkers.find(({ errand }) => errand?.incident === incident)
  if (walker?.errand == null) return
  const { rejoinM, paceMps } = walker.errand
  const path = pathThrough([standsAt(walker), placeAt(walker.route, rejoinM)])
  if (path === null) {
    walker.errand = null
    walker.alongM = rejoinM
    return
  }
  walker.errand = { incident, path, paceMps, rejoinM, phase: 'back', alongM: 0 }
}
