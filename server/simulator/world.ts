import type { Site } from '../../shared/site/types.ts'
import { cameraField, changeCameras, type CameraField } from './cameraField.ts'
import { seededChance } from './chance.ts'
import { countsDue, crowdsOf, type Crowds } from './crowds.ts'
import { BETWEEN_INCIDENTS_MS, forgetIncident, workIncidents, type Incidents } from './incidents.ts'
import { openDay, type KnownIncident } from './opening.ts'
import { SIMULATOR_SOURCE, type CameraStatusItem, type IncidentKey, type Output } from './output.ts'
import { planeAt, type Plane } from './plane.ts'
import { hearPlatforms, platformsOf, type PlatformNews, type Platforms } from './platforms.ts'
import { fixesDue, receiversOf, type Receiver } from './receiver.ts'
import { spotFinder } from './spots.ts'
import { walk, walkersOf, type Walker } from './walker.ts'

/**
 * The simulated district: seeded, deterministic, changed in place by `advance`. The same options and the same moments
 * give the same outputs. Speed scales how often things happen and how fast teams patrol; how long people take over an
 * incident, a silence and an outage stay in real time, because the limits they are measured against are real.
 */
export interface World {
  readonly site: Site
  readonly plane: Plane
  readonly speed: number
  readonly walkers: readonly Walker[]
  readonly receivers: readonly Receiver[]
  readonly cameras: CameraField
  readonly platforms: Platforms
  readonly crowds: Crowds
  readonly incidents: Incidents
  /** The next moment tells the status of every camera. */
  tellAll: boolean
}

export interface WorldOptions {
  readonly site: Site
  readonly seed: number
  /** 1 for an ordinary day, 10 for ten times as much going on. */
  readonly speed: number
  /** Epoch ms at which it begins. */
  readonly now: number
  /** Incidents of earlier runs that the server still holds. */
  readonly known?: readonly KnownIncident[]
}

/** @throws RangeError for a speed that is not above zero */
export function createWorld({ site, seed, speed, now, known = [] }: WorldOptions): World {
  if (!(speed > 0 && Number.isFinite(speed))) throw new RangeError(`simulator speed must be above 0, got ${speed}`)
  const plane = planeAt(site.view.centre)
  const walkers = walkersOf(site, plane, seed, now)
  const incidents: Incidents = {
    open: new Map(),
    chance: seededChance(seed, 'incidents'),
    spots: spotFinder(site, plane),
    site,
    run: `${SIMULATOR_SOURCE}-${now.toString(36)}-${seed}`,
    recent: [],
    made: 0,
    nextAt: now + BETWEEN_INCIDENTS_MS[0] / speed,
  }
  openDay(incidents, plane, known, now)
  return {
    site,
    plane,
    speed,
    walkers,
    receivers: receiversOf(walkers, (subject) => seededChance(seed, subject), now, speed),
    cameras: cameraField(site, seededChance(seed, 'cameras'), now, speed),
    platforms: platformsOf(site, seededChance(seed, 'platforms'), now, speed),
    crowds: crowdsOf(site.zones, seededChance(seed, 'crowds'), now),
    incidents,
    tellAll: true,
  }
}

/** Takes the world on to `now` (epoch ms), in place, and returns what it has to say. */
export function advance(world: World, now: number): Output {
  const { site, plane, speed, walkers } = world
  for (const walker of walkers) walk(walker, now, speed)
  const commands = workIncidents(world.incidents, walkers, now, speed)
  const positions = fixesDue(world.receivers, site, plane, now, speed)
  const changed = new Set(changeCameras(world.cameras, now, speed))
  const news = hearPlatforms(world.platforms, now, speed)
  const cameraStatus = statusesTold(world, changed, news, now)
  world.tellAll = false
  return { commands, positions, cameraStatus, heartbeats: news.heartbeats, crowd: countsDue(world.crowds, now) }
}

/** Has every camera's status told again: whoever listens may have missed some. */
export function tellAgain(world: World): void {
  world.tellAll = true
}

/** Drops an incident that nobody would take. */
export function dropIncident(world: World, key: IncidentKey): void {
  forgetIncident(world.incidents, world.walkers, key)
}

function statusesTold(world: World, changed: ReadonlySet<number>, { listing }: PlatformNews, now: number): CameraStatusItem[] {
  const states = new Map(world.platforms.states.map((state) => [state.id, state]))
  const items: CameraStatusItem[] = []
  world.site.cameras.forEach(({ id, platform }, i) => {
    const status = world.cameras.status[i]
    const state = states.get(platform)
    if (status === undefined || (state !== undefined && state.downUntil !== null)) return
    if (!world.tellAll && !changed.has(i) && !listing.has(platform)) return
    items.push({ camera: id, status, at: now, ...(state === undefined ? {} : { upstream: platform }) })
  })
  return items
}
