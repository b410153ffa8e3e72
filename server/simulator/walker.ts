import type { UnitId } from '../../shared/ids.ts'
import type { Site, Team } from '../../shared/site/types.ts'
import { seededChance, type Chance } from './chance.ts'
import type { IncidentKey } from './output.ts'
import { headingAt, nearestOn, pathThrough, placeAt, type Path } from './path.ts'
import type { Ground, Plane } from './plane.ts'

/** A team's way to an incident and back. */
export interface Errand {
  readonly incident: IncidentKey
  readonly path: Path
  /** Metres a second on the way out. */
  readonly paceMps: number
  /** Metres along the route where it leaves and rejoins it. */
  readonly rejoinM: number
  phase: 'out' | 'atScene' | 'back'
  alongM: number
}

/** A patrol team on its feet. Changed in place by `walk`. */
export interface Walker {
  readonly unit: UnitId
  readonly route: Path
  /** Metres along the route at which it stops for a look round: its checkpoints. */
  readonly stopsM: readonly number[]
  /** How long it stays at each, ms. */
  readonly staysMs: readonly (readonly [number, number])[]
  readonly paceMps: number
  readonly chance: Chance
  alongM: number
  /** On a route that is no loop, false on the way back. */
  forward: boolean
  /** Stands at a checkpoint until then, epoch ms. */
  restUntil: number
  movedAt: number
  moving: boolean
  /** Away from its route for an incident; null on patrol. */
  errand: Errand | null
}

/** Ordinary walking pace, m/s. */
const PACE_MPS = [1.05, 1.35] as const
/** A look round at a checkpoint, ms, where the pack names no stay; where it does, these shares of the least: now and then one is too short. */
const REST_MS = [25_000, 90_000] as const
const STAY_SHARES = [0.9, 1.6] as const
/** After a longer gap between two moments, walkers go on from where they were rather than leap, ms. */
const LONGEST_STRIDE_MS = 10_000
const SAME_PLACE_M = 1e-6

/** One walker for each team whose route can be walked. */
export function walkersOf(site: Site, plane: Plane, seed: number, now: number): Walker[] {
  return site.teams.flatMap((team) => walkerOf(team, site, plane, seed, now) ?? [])
}

function walkerOf(team: Team, site: Site, plane: Plane, seed: number, now: number): Walker | null {
  const plan = site.routes.find(({ id }) => id === team.route)
  const route = plan === undefined ? null : pathThrough(plan.line.map((pair) => plane.toGround(pair)))
  if (plan === undefined || route === null) return null
  const chance = seededChance(seed, `team ${team.id}`)
  return {
    unit: team.id,
    route,
    stopsM: plan.checkpoints.map(({ position }) => nearestOn(route, plane.toGround(position)).alongM),
    staysMs: plan.checkpoints.map(({ dwell }) => (dwell === undefined ? REST_MS : [dwell.leastMs * STAY_SHARES[0], dwell.leastMs * STAY_SHARES[1]])),
    paceMps: chance.between(...PACE_MPS),
    chance,
    alongM: chance.between(0, route.lengthM),
    forward: route.loop || chance.happens(0.5),
    restUntil: now,
    movedAt: now,
    moving: true,
    errand: null,
  }
}

/** Takes a walker on to `now` (epoch ms), in place, `speed` times as fast as people walk. */
export function walk(walker: Walker, now: number, speed: number): void {
  const strideMs = Math.min(LONGEST_STRIDE_MS, Math.max(0, now - walker.movedAt))
  walker.movedAt = now
  if (walker.errand !== null) runErrand(walker, walker.errand, strideMs / 1000, speed)
  else patrol(walker, now, (strideMs / 1000) * walker.paceMps * speed, speed)
}

function runErrand(walker: Walker, errand: Errand, strideS: number, speed: number): void {
  if (errand.phase === 'back') errand.alongM += strideS * walker.paceMps * speed
  if (errand.phase === 'out') errand.alongM += strideS * errand.paceMps
  walker.moving = errand.phase !== 'atScene'
  if (errand.alongM < errand.path.lengthM) return
  errand.alongM = errand.path.lengthM
  if (errand.phase === 'out') errand.phase = 'atScene'
  if (errand.phase !== 'back') return
  walker.errand = null
  walker.alongM = errand.rejoinM
}

function patrol(walker: Walker, now: number, strideM: number, speed: number): void {
  walker.moving = now >= walker.restUntil
  if (!walker.moving) return
  const waysM = walker.stopsM.map((stopM) => aheadM(walker, stopM))
  const toStopM = Math.min(...waysM)
  if (toStopM <= strideM) {
    advance(walker, toStopM)
    walker.restUntil = now + walker.chance.between(...walker.staysMs[waysM.indexOf(toStopM)]!) / speed
    return
  }
  advance(walker, strideM)
}

/** Metres the walker still has to go to a place of its route in its direction; Infinity if it lies behind. */
function aheadM(walker: Walker, placeM: number): number {
  const aheadM = walker.forward ? placeM - walker.alongM : walker.alongM - placeM
  if (aheadM > SAME_PLACE_M) return aheadM
  const roundM = walker.route.loop ? aheadM + walker.route.lengthM : Infinity
  return roundM > SAME_PLACE_M ? roundM : Infinity
}

function advance(walker: Walker, metres: number): void {
  const { lengthM, loop } = walker.route
  if (loop) {
    walker.alongM = (walker.alongM + metres) % lengthM
    return
  }
  const reachedM = walker.alongM + (walker.forward ? metres : -metres)
  if (reachedM >= 0 && reachedM <= lengthM) {
    walker.alongM = reachedM
    return
  }
  walker.alongM = Math.min(lengthM, Math.max(0, reachedM))
  walker.forward = !walker.forward
}

/** Where the walker truly stands, before its receiver adds its error. */
export function standsAt(walker: Walker): Ground {
  const { errand } = walker
  return errand === null ? placeAt(walker.route, walker.alongM) : placeAt(errand.path, errand.alongM)
}

export function headingOf(walker: Walker): number {
  const { errand } = walker
  return errand === null ? headingAt(walker.route, walker.alongM, walker.forward) : headingAt(errand.path, errand.alongM, true)
}

/** Metres a second at which it goes now. */
export function paceOf(walker: Walker, speed: number): number {
  if (!walker.moving) return 0
  return walker.errand?.phase === 'out' ? walker.errand.paceMps : walker.paceMps * speed
}
