import { Encoder } from '../../shared/protocol/packets.ts'

/** A message encoded once, for as many screens as it goes to. */
export interface Message {
  readonly data: string | Buffer
  readonly bytes: number
  /** The websocket frame around it, made when first needed and shared by all screens. */
  wsFrame?: Buffer
  /** The same with the frame of the message that was last sent behind it: a beat goes to every screen behind the same readings. */
  wsPair?: { readonly second: Message; readonly frames: Buffer }
}

const EVENT = 2
const encoder = new Encoder()

/** An event with one argument as a message. Bytes travel bare, see `packets.ts`. */
export function eventMessage(event: string, argument: unknown): Message {
  const data = encoder.encode({ type: EVENT, nsp: '/', data: [event, argument] })[0] ?? ''
  return toMessage(typeof data === 'string' ? data : Buffer.from(data.buffer, data.byteOffset, data.byteLength))
}

/** The same for an argument that already is JSON, so that a large one is written once for many screens. */
export function eventMessageOfJson(event: string, json: string): Message {
  return toMessage(`[${EVENT},"/",null,["${event}",${json}]]`)
}

function toMessage(data: string | Buffer): Message {
  return { data, bytes: typeof data === 'string' ? Buffer.byteLength(data) : data.length }
}
