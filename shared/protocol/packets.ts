import { EVENTS } from './messages.ts'

/** A packet as Socket.IO hands it to a parser (protocol revision 5). */
export interface Packet {
  type: number
  nsp: string
  data?: unknown
  id?: number
}

type Listener = (packet: Packet) => void
const EVENT = 2
const TYPES = 7

/** Which event a bare binary message is: there is only one kind on this wire. */
const BINARY_EVENT = EVENTS.readingsMeasured

/**
 * Socket.IO parser of this wire: readings are one binary websocket frame without a text frame before it, everything
 * else is one line of JSON `[type, nsp, id, data]`.
 */
export class Encoder {
  encode(packet: Packet): (string | Uint8Array)[] {
    const { data } = packet
    if (packet.type === EVENT && Array.isArray(data) && data[0] === BINARY_EVENT && data[1] instanceof Uint8Array) return [data[1]]
    return [JSON.stringify([packet.type, packet.nsp, packet.id ?? null, data ?? null])]
  }
}

/** Turns messages back into packets. @throws TypeError for anything else, which ends the connection. */
export class Decoder {
  private readonly listeners = new Map<string, Set<Listener>>()

  on(event: string, listener: Listener): this {
    const set = this.listeners.get(event) ?? new Set()
    this.listeners.set(event, set.add(listener))
    return this
  }

  off(event: string, listener?: Listener): this {
    if (listener === undefined) this.listeners.delete(event)
    else this.listeners.get(event)?.delete(listener)
    return this
  }

  removeListener(event: string, listener: Listener): this {
    return this.off(event, listener)
  }

  add(message: unknown): void {
    const packet = typeof message === 'string' ? parse(message) : { type: EVENT, nsp: '/', data: [BINARY_EVENT, toBytes(message)] }
    this.listeners.get('decoded')?.forEach((listener) => listener(packet))
  }

  destroy(): void {
    this.listeners.clear()
  }
}

function toBytes(message: unknown): Uint8Array {
  if (message instanceof Uint8Array) return message
  if (message instanceof ArrayBuffer) return new Uint8Array(message)
  throw new TypeError('a message is text or bytes')
}

function parse(message: string): Packet {
  const parts: unknown = JSON.parse(message)
  if (!Array.isArray(parts) || parts.length !== 4) throw new TypeError('a packet has four parts')
  const [type, nsp, id, data] = parts as unknown[]
  if (typeof type !== 'number' || !Number.isInteger(type) || type < 0 || type >= TYPES) throw new TypeError('unknown type of packet')
  if (typeof nsp !== 'string') throw new TypeError('a packet names its namespace')
  if (id !== null && (typeof id !== 'number' || !Number.isSafeInteger(id))) throw new TypeError('an id is a whole number')
  if ((type === EVENT || type === 3) && !Array.isArray(data)) throw new TypeError('an event carries a list')
  if (type === EVENT && typeof (data as unknown[])[0] !== 'string') throw new TypeError('an event has a name')
  return { type, nsp, ...(data === null ? {} : { data }), ...(id === null ? {} : { id }) }
}
