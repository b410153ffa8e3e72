import type { Changes } from './changedPlaces.ts'
import type { Message } from './message.ts'

/** The way to one screen, whatever carries it. */
export interface Wire {
  /** Bytes handed over and not yet taken by the network. */
  readonly waitingBytes: number
  /** In this order; both at once cost little more than one. */
  send(first: Message, second?: Message): void
  /** Ends it at once; the screen will come again and be given what it missed. */
  cut(): void
}

/** A screen with more than this waiting gets no further readings until it has caught up, bytes. */
export const BEHIND_BYTES = 64 * 1024
/** A screen with more than this waiting is cut and resynchronised, bytes (PUSH-4). */
export const CUT_BYTES = 1024 * 1024
/** The same for facts. */
export const CUT_FACTS = 1_000

/** One joined screen: what it has been sent, and of the readings it missed only which ones changed. */
export class Outlet {
  /** Cameras and units changed since its last frame while it was behind; null while it misses nothing. */
  missed: Changes | null = null
  /** Last tick of readings it was sent. */
  tick: number
  private waitingFacts = 0

  constructor(
    readonly wire: Wire,
    tick: number,
  ) {
    this.tick = tick
  }

  get behind(): boolean {
    return this.wire.waitingBytes > BEHIND_BYTES
  }

  /** Sends facts, never dropping one: a screen that cannot take them is cut instead. Returns false when it was. */
  sendFacts(message: Message, facts: number): boolean {
    this.waitingFacts = this.wire.waitingBytes === 0 ? facts : this.waitingFacts + facts
    if (this.wire.waitingBytes > 0 && (this.waitingFacts > CUT_FACTS || this.wire.waitingBytes + message.bytes > CUT_BYTES)) {
      this.wire.cut()
      return false
    }
    this.wire.send(message)
    return true
  }
}
