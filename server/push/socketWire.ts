import * as ws from 'ws'
import type { WebSocket } from 'ws'
import type { Socket } from 'socket.io'
import type { Message } from './message.ts'
import type { Wire } from './outlet.ts'

type Connection = Socket['conn']
type SenderFrames = { frame(data: Buffer, options: object): Buffer[] }

/** Exported by ws at run time; its types leave it out. */
const { Sender } = ws as unknown as { Sender: SenderFrames }

const TEXT = 1
const BINARY = 2
/** Engine.IO's mark of a message packet in a text frame; bytes travel bare. */
const MESSAGE_MARK = '4'

/** The wire over one Engine.IO websocket: each message's frame is built once and written as it is to every screen. */
export function createSocketWire(conn: Connection): Wire {
  let queuedBytes = 0
  conn.on('drain', () => {
    queuedBytes = 0
  })
  return {
    get waitingBytes() {
      return queuedBytes + (websocketOf(conn)?.bufferedAmount ?? 0)
    },
    send(message) {
      message.wsFrame ??= frameOf(message)
      const options = { compress: false, wsPreEncodedFrame: message.wsFrame } as unknown as Parameters<Connection['write']>[1]
      conn.write(message.data, options)
      if (queueLength(conn) > 0) queuedBytes += message.bytes
    },
    cut() {
      websocketOf(conn)?.terminate()
      conn.close(true)
    },
  }
}

function frameOf({ data }: Message): Buffer[] {
  const text = typeof data === 'string'
  const bytes = text ? Buffer.from(MESSAGE_MARK + data) : data
  return Sender.frame(bytes, { readOnly: false, mask: false, rsv1: false, opcode: text ? TEXT : BINARY, fin: true })
}

function websocketOf(conn: Connection): WebSocket | undefined {
  return (conn.transport as unknown as { socket?: WebSocket }).socket
}

function queueLength(conn: Connection): number {
  return (conn as unknown as { writeBuffer: readonly unknown[] }).writeBuffer.length
}
