import { WebSocket } from 'ws'
import { bearer } from '../../tests/support/grants.ts'
import { EVENTS, PROTOCOL_VERSION, type JoinAnswer } from '../../shared/protocol/messages.ts'
import type { BoardFact } from '../../shared/board.ts'
import type { ReadingsFrame } from '../../shared/protocol/readingsFrame.ts'

/** What a light screen tells. */
export interface ProductListener {
  frame(bytes: Buffer): Pick<ReadingsFrame, 'full' | 'from' | 'to'>
  joined?(answer: JoinAnswer): void
  facts?(facts: readonly BoardFact[]): void
}

/** A wall's link without a page and without Socket.IO's client: the same bytes, little work. */
export interface ProductScreen {
  readonly bytes: () => number
  /** Resolves with the first full frame. @throws what the server says against it */
  readonly ready: Promise<void>
  close(): void
}

/** Engine.IO's packet types in a text frame. */
const OPEN = '0'
const PING = '2'
const PONG = '3'
const MESSAGE = '4'
const CONNECT = 0

/** `key`: one that reads the board. */
export function openProductScreen(url: string, key: string, siteVersion: string, listener: ProductListener): ProductScreen {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, { perMessageDeflate: false, headers: bearer(key) })
  let tick = 0
  const say = (packet: readonly unknown[]): void => socket.send(MESSAGE + JSON.stringify(packet))
  const ready = new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the server closed a screen')))
    socket.on('message', (data: Buffer, binary: boolean) => {
      if (binary) {
        const { full, from, to } = listener.frame(data)
        if (!full && from > tick + 1) throw new Error(`a screen lost ticks: at ${tick}, got ${from}…${to}`)
        tick = to
        if (full) resolve()
      } else hearText(data.toString(), reject)
    })
  })
  function hearText(text: string, refused: (why: Error) => void): void {
    if (text.startsWith(OPEN)) say([CONNECT, '/', null, null])
    else if (text === PING) socket.send(PONG)
    else if (text.startsWith(MESSAGE)) hearPacket(JSON.parse(text.slice(1)) as [number, string, unknown, unknown], refused)
  }
  function hearPacket([type, , , data]: [number, string, unknown, unknown], refused: (why: Error) => void): void {
    if (type === CONNECT) say([2, '/', null, [EVENTS.join, { protocol: PROTOCOL_VERSION, site: siteVersion, journal: null, seq: 0 }]])
    const [event, argument] = Array.isArray(data) ? (data as [string, unknown]) : ['', null]
    if (event === EVENTS.joined) hearJoined(argument as JoinAnswer, refused)
    if (event === EVENTS.factsRecorded) listener.facts?.(argument as readonly BoardFact[])
  }
  function hearJoined(answer: JoinAnswer, refused: (why: Error) => void): void {
    if (answer.kind === 'refused') refused(new Error(`the server refused a screen (${answer.code}): it speaks protocol ${answer.protocol}, this bench ${PROTOCOL_VERSION}; npm run build`))
    else listener.joined?.(answer)
  }
  ready.catch(() => undefined)
  return { ready, bytes: () => bytesRead(socket), close: () => socket.terminate() }
}

/** What came over a websocket so far, as it travelled. */
export function bytesRead(socket: WebSocket): number {
  return (socket as unknown as { _socket?: { bytesRead: number } })._socket?.bytesRead ?? 0
}
