import { connect, createServer, type Server, type Socket } from 'node:net'

/** A stretch of network between a wall and its server, which can be held up or cut. */
export interface TcpProxy {
  readonly url: string
  /** Bytes that came through to the wall. */
  readonly bytesDown: number
  /** Lets nothing through in either direction; connections stay open, as with a pulled cable. */
  hold(): void
  /** Lets everything through again. */
  release(): void
  /** Breaks what is connected; with `refuse` it also takes no new connections until `release`. */
  cut(refuse?: boolean): void
  close(): Promise<void>
}

/** Listens on a port of its own and passes everything on to `port`. */
export async function startTcpProxy(port: number): Promise<TcpProxy> {
  const pairs = new Set<{ readonly wall: Socket; readonly server: Socket }>()
  let held = false
  let refusing = false
  let bytesDown = 0

  function passOn(wall: Socket): void {
    if (refusing) {
      wall.destroy()
      return
    }
    const server = connect(port, '127.0.0.1')
    const pair = { wall, server }
    pairs.add(pair)
    const end = (): void => {
      pairs.delete(pair)
      wall.destroy()
      server.destroy()
    }
    server.on('data', (chunk) => (bytesDown += chunk.length))
    for (const [from, to] of [[wall, server], [server, wall]] as const) {
      from.on('data', (chunk) => to.write(chunk) || from.pause()).on('error', end).on('close', end)
      to.on('drain', () => held || from.resume())
      if (held) from.pause()
    }
  }

  const listener: Server = createServer(passOn)
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const { port: own } = listener.address() as { port: number }
  return {
    url: `http://127.0.0.1:${own}`,
    get bytesDown() {
      return bytesDown
    },
    hold() {
      held = true
      for (const { wall, server } of pairs) for (const socket of [wall, server]) socket.pause()
    },
    release() {
      held = false
      refusing = false
      for (const { wall, server } of pairs) for (const socket of [wall, server]) socket.resume()
    },
    cut(refuse = false) {
      refusing = refuse
      for (const { wall, server } of pairs) {
        wall.destroy()
        server.destroy()
      }
    },
    async close() {
      for (const { wall, server } of pairs) {
        wall.destroy()
        server.destroy()
      }
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}
