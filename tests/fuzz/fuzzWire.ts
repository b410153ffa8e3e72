import type { Message } from '../../server/push/message.ts'
import type { Wire } from '../../server/push/outlet.ts'
import type { Seeded } from '../support/seeded.ts'

/** How a wire treats what it carries, each between 0 and 1. */
export interface WireTemper {
  /** Messages that are lost, come twice at once, or come again later. */
  readonly drop: number
  readonly twice: number
  readonly again: number
  /** Share of what waits that a delivery takes; 1 takes all. */
  readonly takes: number
  /** What a byte weighs: a thin wire is full sooner. */
  readonly weight: number
}

export const GOOD_WIRE: WireTemper = { drop: 0, twice: 0, again: 0, takes: 1, weight: 1 }

/** A wire in memory that may be slow, lose, repeat, and break. */
export class FuzzWire implements Wire {
  open = true
  wasCut = false
  temper: WireTemper
  private queue: Message[] = []
  private readonly past: Message[] = []

  constructor(temper: WireTemper) {
    this.temper = temper
  }

  get waitingBytes(): number {
    return this.queue.reduce((sum, { bytes }) => sum + bytes, 0) * this.temper.weight
  }

  send(first: Message, second?: Message): void {
    if (this.open) this.queue.push(first, ...(second === undefined ? [] : [second]))
  }

  cut(): void {
    this.wasCut = true
    this.break()
  }

  break(): void {
    this.open = false
    this.queue = []
  }

  /** Takes what comes through now, in order. */
  deliver(chance: Seeded): Message[] {
    const { takes, drop, twice, again } = this.temper
    const count = takes === 1 ? this.queue.length : Math.ceil(this.queue.length * takes * chance.next())
    const arrived: Message[] = []
    for (const message of this.queue.splice(0, count)) {
      if (chance.chance(drop)) continue
      arrived.push(message)
      this.past.push(message)
      if (chance.chance(twice)) arrived.push(message)
      if (chance.chance(again)) arrived.push(chance.pick(this.past))
    }
    return arrived
  }
}
