/** Who goes first: facts before questions, questions before readings and upkeep. */
export const LANES = ['facts', 'questions', 'readings'] as const
export type Lane = (typeof LANES)[number]

/** Lets the store do one thing at a time, the most urgent first, in order within a lane. */
export class Turns {
  readonly #waiting: Record<Lane, (() => Promise<void>)[]> = { facts: [], questions: [], readings: [] }
  #running = false

  /** Does `work` when its turn comes. */
  take<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting[lane].push(() => settle(work, resolve, reject))
      if (!this.#running) queueMicrotask(() => void this.#run())
    })
  }

  async #run(): Promise<void> {
    if (this.#running) return
    this.#running = true
    for (let work = this.#next(); work !== undefined; work = this.#next()) await work()
    this.#running = false
  }

  #next(): (() => Promise<void>) | undefined {
    const lane = LANES.find((each) => this.#waiting[each].length > 0)
    return lane === undefined ? undefined : this.#waiting[lane].shift()
  }
}

async function settle<T>(work: () => Promise<T>, resolve: (value: T) => void, reject: (reason: unknown) => void): Promise<void> {
  try {
    resolve(await work())
  } catch (error) {
    reject(error)
  }
}
