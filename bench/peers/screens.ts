import type { WebSocket } from 'ws'
import { bytesRead } from '../systems/productScreens.ts'
import type { Hear, Screens } from '../systems/system.ts'

/** What a message tells of one thing. */
export interface Reading {
  readonly key: number
  readonly at: number
}

/** Decoded messages nobody waits for any more are dropped so many at a time. */
const DROPPED_AT_ONCE = 256
/** A screen may have missed or been sent extra messages: so many further ones are looked at before decoding anew. */
const LOOKED_AHEAD = 8

/**
 * What the screens of a peer hold. The same messages reach all screens in the same order, so each is decoded once, known
 * again by its bytes, and applied to every screen's own state.
 */
export class PeerScreens {
  readonly states: Float64Array[]
  readonly #places: Int32Array
  #log: { readonly bytes: Buffer; readonly readings: readonly Reading[] }[] = []
  #dropped = 0

  constructor(screens: number, keys: number, private readonly hear: Hear, private readonly decode: (bytes: Buffer) => readonly Reading[]) {
    this.states = Array.from({ length: screens }, () => new Float64Array(keys))
    this.#places = new Int32Array(screens)
  }

  /** Takes a message that reached a screen. */
  take(screen: number, bytes: Buffer): void {
    const state = this.states[screen]!
    for (const { key, at } of this.#read(screen, bytes)) {
      if (at > state[key]!) state[key] = at
      this.hear(screen, key, at)
    }
  }

  /** As a system answers them; `sockets`: one a screen. */
  over(sockets: readonly WebSocket[]): Screens {
    return {
      bytes: () => sockets.reduce((sum, socket) => sum + bytesRead(socket), 0),
      newest: (screen) => this.states[screen]!,
      async close() {
        for (const socket of sockets) socket.terminate()
      },
    }
  }

  #read(screen: number, bytes: Buffer): readonly Reading[] {
    const place = this.#places[screen]! - this.#dropped
    for (let next = place; next < Math.min(place + LOOKED_AHEAD, this.#log.length); next++) {
      const known = this.#log[next]!
      if (!known.bytes.equals(bytes)) continue
      this.#places[screen] = next + this.#dropped + 1
      return known.readings
    }
    const readings = this.decode(bytes)
    if (place === this.#log.length) this.#append(screen, { bytes, readings })
    return readings
  }

  #append(screen: number, entry: { readonly bytes: Buffer; readonly readings: readonly Reading[] }): void {
    this.#log.push(entry)
    this.#places[screen] = this.#dropped + this.#log.length
    const unread = Math.min(...this.#places) - this.#dropped
    if (unread < DROPPED_AT_ONCE) return
    this.#log = this.#log.slice(unread)
    this.#dropped += unread
  }
}

/** Light sockets: no compression, text is not checked again. */
export const LIGHT = { perMessageDeflate: false, skipUTF8Validation: true } as const
