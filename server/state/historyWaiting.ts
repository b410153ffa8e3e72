const SECOND_MS = 1_000

/**
 * Readings of one kind on their way to history. Of those of one thing that wait together, history keeps one for each second
 * of their time, the newest (JOURNAL-11): a replay steps by seconds, and a unit that reports fifty times in one is where it
 * was last in it.
 */
export class HistoryWaiting<R> {
  #waiting: R[] = []
  /** By the thing's place in the pack: where its last reading waits, -1 for nowhere. */
  readonly #lastOf: Int32Array

  /** @param atOf when a reading was measured, epoch ms */
  constructor(things: number, private readonly atOf: (reading: R) => number) {
    this.#lastOf = new Int32Array(things).fill(-1)
  }

  get size(): number {
    return this.#waiting.length
  }

  add(thing: number, reading: R): void {
    const place = this.#lastOf[thing] ?? -1
    const last = this.#waiting[place]
    if (last !== undefined && secondOf(this.atOf(last)) === secondOf(this.atOf(reading))) {
      if (this.atOf(reading) > this.atOf(last)) this.#waiting[place] = reading
      return
    }
    this.#lastOf[thing] = this.#waiting.push(reading) - 1
  }

  /** All that waits, in the order it came; nothing waits afterwards. */
  take(): readonly R[] {
    const taken = this.#waiting
    this.#waiting = []
    this.#lastOf.fill(-1)
    return taken
  }
}

function secondOf(ms: number): number {
  return Math.floor(ms / SECOND_MS)
}
