import { applyFrame, decodeReadings, type Origin, type ReadingsFrame } from '../../shared/protocol/readingsFrame.ts'
import { emptyPicture, type Picture } from '../../shared/reading/picture.ts'
import type { Site } from '../../shared/site/types.ts'
import { originOf } from '../../shared/site/origin.ts'
import type { Hear } from '../systems/system.ts'

/** Frames decoded lately: the same bytes reach every screen, so one decoding serves them all. */
const REMEMBERED_FRAMES = 16

/**
 * What so many screens hold: each has a picture of its own, to which every frame that reaches it is applied; only the
 * decoding of equal bytes is shared, so that the load generator is not what is measured.
 */
export class FrameScreens {
  readonly pictures: Picture[]
  readonly #origin: Origin
  readonly #decoded: { bytes: Buffer; frame: ReadingsFrame }[] = []
  readonly #units: number

  constructor(site: Site, screens: number, private readonly hear: Hear) {
    this.#origin = originOf(site)
    this.#units = site.teams.length
    this.pictures = Array.from({ length: screens }, () => emptyPicture(site.cameras.length, site.teams.length))
  }

  /** Takes a frame that reached a screen. @throws BadFrame */
  take(screen: number, bytes: Buffer): ReadingsFrame {
    const frame = this.#decode(bytes)
    applyFrame(this.pictures[screen]!, frame)
    for (const { unit, position } of frame.positions) this.hear(screen, unit, position.fixAt)
    for (const { camera, at } of frame.cameras) this.hear(screen, this.#units + camera, at)
    return frame
  }

  /** Newest time of each thing on a screen, by key. */
  newest(screen: number): Float64Array {
    const { positions, cameraAt } = this.pictures[screen]!
    const newest = new Float64Array(positions.length + cameraAt.length)
    positions.forEach((position, unit) => (newest[unit] = position?.fixAt ?? 0))
    newest.set(cameraAt, positions.length)
    return newest
  }

  #decode(bytes: Buffer): ReadingsFrame {
    const known = this.#decoded.find((each) => each.bytes.equals(bytes))
    if (known !== undefined) return known.frame
    const frame = decodeReadings(bytes, this.#origin)
    this.#decoded.unshift({ bytes, frame })
    this.#decoded.length = Math.min(this.#decoded.length, REMEMBERED_FRAMES)
    return frame
  }
}
