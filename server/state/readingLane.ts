import { CAMERA_STATUSES, type CameraStatus } from '../../shared/camera/types.ts'
import type { PlatformSign } from '../../shared/camera/decide.ts'
import { FUTURE_TOLERANCE_MS, isFuture } from '../../shared/clock/tolerance.ts'
import { emptyPicture, takeCameraStatus, takePosition, toE7, type Picture, type Position } from '../../shared/reading/picture.ts'
import { LOST_AFTER_INTERVALS } from '../../shared/reading/freshness.ts'
import { refuse, type Refusal } from '../../shared/refusal.ts'
import type { Site } from '../../shared/site/types.ts'
import type { Clock, ReadingHistory } from '../ports.ts'
import { Places } from './places.ts'
import type { Sources } from './sources.ts'
import { WaitingCameras, WaitingPositions } from './waitingReadings.ts'

/** A position as a door gives it: degrees WGS-84, m, m/s, degrees from north; `fixAt` epoch ms. */
export interface PositionInput {
  readonly unit: string
  readonly lon: number
  readonly lat: number
  readonly fixAt: number
  readonly accuracyM?: number | undefined
  readonly speedMps?: number | undefined
  readonly headingDeg?: number | undefined
}

export interface CameraStatusInput {
  readonly camera: string
  readonly status: CameraStatus
  readonly at: number
  readonly upstream?: string | undefined
}

/** A platform's sign of life, or its upstream's word that it is down. */
export interface HeartbeatInput {
  readonly upstream: string
  readonly at: number
  readonly status?: 'up' | 'down' | undefined
}

export type ReadingResult = 'accepted' | 'stale' | Refusal

export interface ReadingLane {
  readonly picture: Picture
  /** Moves on whenever a camera's status changes. */
  readonly cameraChanges: number
  takePositions(source: number, inputs: readonly PositionInput[]): ReadingResult[]
  takeCameraStatuses(source: number, inputs: readonly CameraStatusInput[]): ReadingResult[]
  takeHeartbeats(source: number, inputs: readonly HeartbeatInput[]): ReadingResult[]
  /** What is known of each platform, in the site's order. */
  platformSigns(): PlatformSign[]
  /** Place of the source through which a platform was heard last; null for never. */
  platformSource(platform: string): number | null
  /** Takes what history last knew into the picture, each with its own time (STALE-1). What the pack no longer knows is left out. */
  recall(latest: Awaited<ReturnType<ReadingHistory['latest']>>): void
  /** Writes to history what waits to be written. @throws what the store throws */
  flush(): Promise<void>
}

/** A platform, in place. Times in epoch ms, 0 for never; `source` is the place of the one it was heard through last. */
interface KnownPlatform {
  heardAt: number
  saidAt: number
  saidDown: boolean
  source: number | null
}

export interface ReadingLaneDeps {
  readonly site: Site
  readonly clock: Clock
  readonly history: ReadingHistory
  readonly sources: Sources
  /** A reading that changed the picture. */
  readonly onCamera: (camera: number) => void
  readonly onUnit: (unit: number) => void
  /** A call of readings changed the picture, however many of them did. */
  readonly onTaken: () => void
  /** A platform was heard: its outage may begin or end. */
  readonly onPlatform: () => void
}

/** The lane of readings: newest wins, late ones go to history only, impossible ones are refused (STALE-3). */
export function createReadingLane({ site, clock, history, sources, onCamera, onUnit, onTaken, onPlatform }: ReadingLaneDeps): ReadingLane {
  const picture = emptyPicture(site.cameras.length, site.teams.length)
  const units = new Places(site.teams.map(({ id }) => id))
  const cameras = new Places(site.cameras.map(({ id }) => id))
  /** `saidAt` is the platform's own time of what it said last, which orders its heartbeats; `heardAt` is ours. */
  const knownPlatforms = site.platforms.map((): KnownPlatform => ({ heardAt: 0, saidAt: 0, saidDown: false, source: null }))
  const platforms = new Map(site.platforms.map(({ id }, place) => [id, knownPlatforms[place] as KnownPlatform]))
  /** By the camera's place. */
  const platformsOf = site.cameras.map(({ platform }) => platforms.get(platform))
  const camerasBehind = new Map<string, number>()
  for (const { platform } of site.cameras) camerasBehind.set(platform, (camerasBehind.get(platform) ?? 0) + 1)
  const watchedSince = clock.now()
  const waitingCameras = new WaitingCameras()
  const waitingPositions = new WaitingPositions()
  let cameraChanges = 0

  function takePositionInput(source: number, input: PositionInput, now: number): ReadingResult {
    const unit = units.of(input.unit)
    if (unit === undefined) return refuse('unknown', 'unit', 'no such unit in the site pack')
    if (!isInside(site, input.lon, input.lat)) return refuse('outsideBounds', outsideBy(site, input.lon), "lies outside the site's bounds")
    const impossible = refuseTime(input.fixAt, 'fixAt', now)
    if (impossible !== null) return impossible
    const position = new MeasuredPosition(input, source)
    waitingPositions.add(unit, position, now)
    const outcome = takePosition(picture, unit, position)
    if (outcome === 'accepted') onUnit(unit)
    return outcome
  }

  function takeCameraInput(source: number, input: CameraStatusInput, now: number): ReadingResult {
    const place = cameras.of(input.camera)
    const camera = place === undefined ? undefined : site.cameras[place]
    if (place === undefined || camera === undefined) return refuse('unknown', 'camera', 'no such camera in the site pack')
    if (input.upstream !== undefined && input.upstream !== camera.platform) {
      return refuse('unknown', 'upstream', `camera ${camera.id} is behind platform ${camera.platform}`)
    }
    const impossible = refuseTime(input.at, 'at', now)
    if (impossible !== null) return impossible
    const status = CAMERA_STATUSES.indexOf(input.status)
    waitingCameras.add(place, status, input.at, now)
    hearFromCamera(platformsOf[place], input.at, now, source)
    const outcome = takeCameraStatus(picture, place, status, input.at)
    if (outcome === 'accepted') {
      cameraChanges += 1
      onCamera(place)
    }
    return outcome
  }

  function hearPlatform(platform: KnownPlatform, at: number, saidDown: boolean, source: number | null): void {
    platform.heardAt = Math.max(platform.heardAt, at)
    platform.saidDown = saidDown
    platform.source = source
  }

  /** A camera's status shows its platform alive, unless it was measured before the platform said that it is down (STALE-2). */
  function hearFromCamera(platform: KnownPlatform | undefined, at: number, now: number, source: number): void {
    if (platform === undefined || (platform.saidDown && at <= platform.saidAt)) return
    hearPlatform(platform, now, false, source)
  }

  function takeHeartbeat(source: number, input: HeartbeatInput, now: number): ReadingResult {
    const platform = platforms.get(input.upstream)
    if (platform === undefined) return refuse('unknown', 'upstream', 'no such platform in the site pack')
    const impossible = refuseTime(input.at, 'at', now)
    if (impossible !== null) return impossible
    if (input.at < platform.saidAt) return 'stale'
    platform.saidAt = input.at
    hearPlatform(platform, Math.min(input.at, now), input.status === 'down', source)
    return 'accepted'
  }

  function takeAll<T>(source: number, inputs: readonly T[], take: (source: number, input: T, now: number) => ReadingResult): ReadingResult[] {
    const now = clock.now()
    const results: ReadingResult[] = []
    let isHeard = false
    for (const input of inputs) {
      const result = take(source, input, now)
      results.push(result)
      if (typeof result === 'string') isHeard = true
    }
    if (isHeard) sources.heard(source, now)
    return results
  }

  return {
    picture,
    get cameraChanges() {
      return cameraChanges
    },
    takePositions(source, inputs) {
      const results = takeAll(source, inputs, takePositionInput)
      if (results.includes('accepted')) onTaken()
      return results
    },
    takeCameraStatuses(source, inputs) {
      const results = takeAll(source, inputs, takeCameraInput)
      if (results.includes('accepted')) onTaken()
      onPlatform()
      return results
    },
    takeHeartbeats(source, inputs) {
      const results = takeAll(source, inputs, takeHeartbeat)
      onPlatform()
      return results
    },
    platformSigns: () =>
      site.platforms.map(({ id, heartbeatMs }, place) => {
        const { heardAt, saidDown } = knownPlatforms[place] as KnownPlatform
        return { platform: id, heardAt, saidDown, watchedSince, lostAfterMs: heartbeatMs * LOST_AFTER_INTERVALS, cameras: camerasBehind.get(id) ?? 0 }
      }),
    platformSource: (platform) => platforms.get(platform)?.source ?? null,
    recall(latest) {
      for (const { camera, status, at, recordedAt } of latest.cameras) {
        const place = cameras.of(camera)
        if (place === undefined) continue
        takeCameraStatus(picture, place, status, at)
        cameraChanges += 1
        const platform = platformsOf[place]
        if (platform !== undefined) hearPlatform(platform, recordedAt, false, null)
      }
      for (const { unit, source, recordedAt: _recordedAt, ...position } of latest.positions) {
        const place = units.of(unit)
        if (place !== undefined) takePosition(picture, place, { ...position, source: sources.placeOf(source) })
      }
    },
    async flush() {
      if (waitingCameras.count + waitingPositions.count === 0) return
      const written = history.write(
        waitingCameras.all((place) => site.cameras[place]?.id ?? ''),
        waitingPositions.all((place) => site.teams[place]?.id ?? '', sources.nameOf),
      )
      waitingCameras.clear()
      waitingPositions.clear()
      await written
    },
  }
}

/** A reading from the future, or from before there were any (a clock that was never set): neither is kept. */
function refuseTime(at: number, field: string, now: number): Refusal | null {
  if (at < 0) return refuse('tooOld', field, 'lies before 1970')
  return isFuture(at, now) ? refuse('future', field, `lies more than ${FUTURE_TOLERANCE_MS} ms ahead of the server's clock`) : null
}

/** Is a WGS-84 position within the site's bounds? */
export function isInside({ bounds: [west, south, east, north] }: Pick<Site, 'bounds'>, lon: number, lat: number): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north
}

/** Which of the two takes a position outside the bounds. */
function outsideBy({ bounds: [west, , east] }: Pick<Site, 'bounds'>, lon: number): 'lon' | 'lat' {
  return lon < west || lon > east ? 'lon' : 'lat'
}

const DECI = 10
const CENTI = 100
const FULL_CIRCLE = 360

/**
 * A position of the picture. A class and no literal: literals of which many live on are made in the old generation by
 * V8, and twenty thousand a second there, each soon followed by a newer one, are a full collection every few seconds.
 */
class MeasuredPosition implements Position {
  readonly lonE7: number
  readonly latE7: number
  readonly fixAt: number
  readonly accuracyDm: number | null
  readonly speedCmps: number | null
  readonly headingDeg: number | null
  readonly source: number

  constructor({ lon, lat, fixAt, accuracyM, speedMps, headingDeg }: PositionInput, source: number) {
    this.lonE7 = toE7(lon)
    this.latE7 = toE7(lat)
    this.fixAt = fixAt
    this.accuracyDm = scaled(accuracyM, DECI)
    this.speedCmps = scaled(speedMps, CENTI)
    this.headingDeg = headingDeg === undefined ? null : Math.round(headingDeg) % FULL_CIRCLE
    this.source = source
  }
}

function scaled(value: number | undefined, by: number): number | null {
  return value === undefined ? null : Math.round(value * by)
}
