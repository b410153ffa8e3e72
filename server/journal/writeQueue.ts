import type { Block } from './blocks/block.ts'

/** What a turn writes at most: few enough for a fact that waits behind it to lose about 5 ms. One block is never split. */
const TURN_READINGS = 32_768
const TURN_BLOCKS = 64

interface Call {
  left: number
  resolve(): void
  reject(error: Error): void
}

interface Waiting {
  readonly block: Block
  readonly call: Call
}

/** Blocks that go to the file in one transaction. */
export interface WriteGroup {
  readonly blocks: readonly Block[]
  readonly calls: readonly Call[]
  /** Readings in them. */
  readonly readings: number
}

/** Blocks that wait to be written, in the order they were made, with the calls they belong to. */
export class WriteQueue {
  #waiting: Waiting[] = []
  #readings = 0

  /** Readings of blocks that were neither written nor refused yet. */
  get readings(): number {
    return this.#readings
  }

  /** Is there nothing to take? */
  get empty(): boolean {
    return this.#waiting.length === 0
  }

  /** Resolves once all blocks of the call are written, and rejects once one of them is refused. */
  add(blocks: readonly Block[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const call = { left: blocks.length, resolve, reject }
      for (const block of blocks) {
        this.#waiting.push({ block, call })
        this.#readings += block.readings
      }
    })
  }

  /** The next turn's blocks; they count as waiting until they are written or refused. */
  take(): WriteGroup {
    let readings = 0
    const whole = this.#waiting.findIndex(({ block }, place) => place >= TURN_BLOCKS || (readings += block.readings) > TURN_READINGS)
    const taken = this.#waiting.splice(0, whole === -1 ? this.#waiting.length : Math.max(1, whole))
    return {
      blocks: taken.map(({ block }) => block),
      calls: taken.map(({ call }) => call),
      readings: taken.reduce((sum, { block }) => sum + block.readings, 0),
    }
  }

  written({ calls, readings }: WriteGroup): void {
    this.#readings -= readings
    for (const call of calls) {
      call.left -= 1
      if (call.left === 0) call.resolve()
    }
  }

  refuse({ calls, readings }: WriteGroup, error: Error): void {
    this.#readings -= readings
    for (const { reject } of calls) reject(error)
  }
}
