import { CAMERA_STATUSES, type CameraStatus } from '../../shared/camera/types.ts'
import type { Site } from '../../shared/site/types.ts'

/**
 * One measured change, offered to every system alike. Things are known by their `key`: teams by their place in the pack,
 * cameras after them. `at` epoch ms, strictly rising for each key.
 */
export type Update =
  | { readonly kind: 'position'; readonly key: number; readonly id: string; readonly at: number; readonly lon: number; readonly lat: number; readonly speedMps: number; readonly headingDeg: number; readonly accuracyM: number }
  | { readonly kind: 'camera'; readonly key: number; readonly id: string; readonly at: number; readonly status: CameraStatus }

/** Of five updates four are positions and one is a camera's status. */
const CAMERA_EVERY = 5
const WALK_MPS = 1.4
const METRES_PER_DEGREE_LAT = 111_320
const METRES_PER_DEGREE_LON = 91_400

/**
 * A day on the streets in which teams walk circles of their own and cameras come and go, the same for the same calls: no
 * chance in it. Positions are where a walker would be at `at`, so that more updates a second mean smaller steps.
 */
export class Workload {
  #turn = 0
  #unit = 0
  #camera = 0
  readonly #lastAt: Float64Array

  constructor(private readonly site: Site) {
    this.#lastAt = new Float64Array(site.teams.length + site.cameras.length)
  }

  get keys(): number {
    return this.#lastAt.length
  }

  /** The next `count` updates as measured at `now`, epoch ms. */
  next(count: number, now: number): Update[] {
    return Array.from({ length: count }, () => this.#one(now))
  }

  /** One update for every thing there is, the state to start from. */
  everything(now: number): Update[] {
    const { teams, cameras } = this.site
    return [...teams.map((_, unit) => this.#position(unit, now)), ...cameras.map((_, camera) => this.#status(camera, now))]
  }

  #one(now: number): Update {
    this.#turn += 1
    if (this.#turn % CAMERA_EVERY === 0) return this.#status(this.#camera++ % this.site.cameras.length, now)
    return this.#position(this.#unit++ % this.site.teams.length, now)
  }

  /** Two measurements of a thing never carry the same time. */
  #timeOf(key: number, now: number): number {
    const at = Math.max(now, (this.#lastAt[key] ?? 0) + 1)
    this.#lastAt[key] = at
    return at
  }

  #position(unit: number, now: number): Update {
    const at = this.#timeOf(unit, now)
    const [lon, lat] = this.site.view.centre
    const radiusM = 300 + (unit % 50) * 8
    const angle = unit + ((at / 1_000) * WALK_MPS) / radiusM
    return {
      kind: 'position', key: unit, id: this.site.teams[unit]!.id, at,
      lon: Number((lon + (Math.cos(angle) * radiusM) / METRES_PER_DEGREE_LON).toFixed(7)),
      lat: Number((lat + (Math.sin(angle) * radiusM) / METRES_PER_DEGREE_LAT).toFixed(7)),
      speedMps: Number((WALK_MPS + 0.3 * Math.sin(at / 700 + unit)).toFixed(2)),
      headingDeg: (((Math.round((-angle * 180) / Math.PI) % 360) + 360) % 360),
      accuracyM: 4 + (unit % 5),
    }
  }

  #status(camera: number, now: number): Update {
    const key = this.site.teams.length + camera
    const round = Math.floor((this.#lastAt[key] ?? 0) % CAMERA_STATUSES.length)
    const status: CameraStatus = (camera + round) % 3 === 0 ? 'offline' : 'online'
    return { kind: 'camera', key, id: this.site.cameras[camera]!.id, at: this.#timeOf(key, now), status }
  }
}
