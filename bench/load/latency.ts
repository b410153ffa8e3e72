/** Of many screens these are looked at: as many, spread from the first served to the last. */
const SAMPLED = 10

/**
 * How long an update takes until a screen is as new as it: a later update of the same thing that comes instead counts for
 * the earlier one, from when that one was offered, so merging gets no discount. Times by `performance.now()`, ms.
 */
export class Latency {
  readonly #step: number
  readonly #ats: number[][]
  readonly #offered: number[][]
  readonly #places: Map<number, Int32Array>
  #measured: number[] = []

  constructor(screens: number, keys: number) {
    this.#step = Math.max(1, Math.floor(screens / SAMPLED))
    this.#ats = Array.from({ length: keys }, () => [])
    this.#offered = Array.from({ length: keys }, () => [])
    const last = (screens - 1) % this.#step
    this.#places = new Map()
    for (let screen = last; screen < screens; screen += this.#step) this.#places.set(screen, new Int32Array(keys))
  }

  offered(key: number, at: number, now: number): void {
    this.#ats[key]!.push(at)
    this.#offered[key]!.push(now)
  }

  heard(screen: number, key: number, at: number, now: number): void {
    const places = this.#places.get(screen)
    if (places === undefined) return
    const ats = this.#ats[key]!
    let place = places[key]!
    for (; place < ats.length && ats[place]! <= at; place++) this.#measured.push(now - this.#offered[key]![place]!)
    places[key] = place
  }

  /** What was measured since the last asking. */
  take(): number[] {
    const measured = this.#measured
    this.#measured = []
    return measured
  }
}
