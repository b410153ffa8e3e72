import type { Socket as TcpSocket } from 'node:net'
import * as ws from 'ws'
import type { WebSocket } from 'ws'
import type { Socket } from 'socket.io'
import type { Message } from './message.ts'
import type { Wire } from './outlet.ts'
import { StraightWriter } from './straightWrite.ts'

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
export class SocketWire extends StraightWriter implements Wire {
  constructor(private readonly conn: Connection) {
    super(tcpSocketOf(conn))
  }

  send(first: Message, second?: Message): void {
    this.write(second === undefined ? wsFrameOf(first) : framesOf(first, second))
  }

  cut(): void {
    websocketOf(this.conn).terminate()
    this.conn.close(true)
  }
}

function framesOf(first: Message, second: Message): Buffer {
  if (first.wsPair?.second !== second) first.wsPair = { second, frames: Buffer.concat([wsFrameOf(first), wsFrameOf(second)]) }
  return first.wsPair.frames
}

function wsFrameOf(message: Message): Buffer {
  return (message.wsFrame ??= frameOf(message))
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
