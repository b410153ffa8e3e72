import type { Socket as TcpSocket } from 'node:net'
import * as ws from 'ws'
import type { WebSocket } from 'ws'
import type { Socket } from 'socket.io'
import type { Message } from './message.ts'
import type { Wire } from './outlet.ts'
import { straightWriter } from './straightWrite.ts'

type Connection = Socket['conn']
type SenderFrames = { frame(data: Buffer, options: object): Buffer[] }

/** Exported by ws at run time; its types leave it out. */
const { Sender } = ws as unknown as { Sender: SenderFrames }

const TEXT = 1
const BINARY = 2
/** Engine.IO's mark of a message packet in a text frame; bytes travel bare. */
const MESSAGE_MARK = '4'

/**
 * The wire over one Engine.IO websocket: each message's frame is built once and written as it is to every screen, straight
 * to the TCP socket under it. What Engine.IO itself still writes (pings, answers to clock samples) goes the same way whole
 * frame by whole frame, since nothing is compressed; a frame between two of ours does no harm.
 */
export function createSocketWire(conn: Connection): Wire {
  const socket = tcpSocketOf(conn)
  const write = straightWriter(socket)
  /** Did the network take all we wrote last? Then nothing worth a look waits, which spares the look at a hundred sockets a tick. */
  let isTaken = true
  return {
    get waitingBytes() {
      return isTaken ? 0 : socket.writableLength
    },
    send(...messages) {
      isTaken = write(bytesOf(messages))
    },
    cut() {
      websocketOf(conn).terminate()
      conn.close(true)
    },
  }
}

/** What was sent last in one write; the same messages go to all screens one after another. */
let together: { readonly messages: readonly Message[]; readonly bytes: Buffer } = { messages: [], bytes: Buffer.alloc(0) }

/** Frames of messages that are sent in one write. */
function bytesOf(messages: readonly Message[]): Buffer {
  const [first] = messages
  if (messages.length === 1 && first !== undefined) return (first.wsFrame ??= frameOf(first))
  if (!messages.every((message, place) => together.messages[place] === message) || together.messages.length !== messages.length) {
    together = { messages, bytes: Buffer.concat(messages.map((message) => (message.wsFrame ??= frameOf(message)))) }
  }
  return together.bytes
}

function frameOf({ data }: Message): Buffer {
  const text = typeof data === 'string'
  const bytes = text ? Buffer.from(MESSAGE_MARK + data) : data
  return Buffer.concat(Sender.frame(bytes, { readOnly: false, mask: false, rsv1: false, opcode: text ? TEXT : BINARY, fin: true }))
}

function websocketOf(conn: Connection): WebSocket {
  return (conn.transport as unknown as { socket: WebSocket }).socket
}

/** Both websockets only and no compression are settings of ours (`gateway.ts`), so this is the one that stays. */
function tcpSocketOf(conn: Connection): TcpSocket {
  return (websocketOf(conn) as unknown as { _socket: TcpSocket })._socket
}
