import { Aedes } from 'aedes'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

export interface Broker {
  readonly url: string
  readonly port: number
  /** The broker itself, for what is published or watched inside this process. */
  readonly aedes: Aedes
  stop(): Promise<void>
}

/** A real broker on this machine. `secret` is the password it wants, at first or never. */
export async function startBroker({ port = 0, secret = '' }: { port?: number; secret?: string } = {}): Promise<Broker> {
  const aedes = await Aedes.createBroker()
  if (secret !== '') aedes.authenticate = (_client, _user, password, done) => done(null, password?.toString() === secret)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)))
    aedes.handle(socket)
  })
  await once(server.listen(port, '127.0.0.1'), 'listening')
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `mqtt://127.0.0.1:${taken}`,
    port: taken,
    aedes,
    async stop() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((done) => aedes.close(() => done()))
    },
  }
}
