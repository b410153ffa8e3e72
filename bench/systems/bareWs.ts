import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { FrameScreens } from '../load/frameScreens.ts'
import { offerByHttp, openHttpDoor } from '../load/httpDoor.ts'
import type { BenchSite } from '../load/sitePack.ts'
import { startBundled } from './bundled.ts'
import { bytesRead } from './productScreens.ts'
import type { Hear, Screens, System } from './system.ts'

/** Bare `ws` with the same 16 ms batching and the same bytes: the baseline of the fan-out. */
export function createBareWs({ dir, site }: BenchSite): System {
  return {
    name: 'bare ws',
    async start() {
      const siteFile = join(dir, 'assembled.json')
      writeFileSync(siteFile, JSON.stringify(site))
      const server = await startBundled('bareWsServer', [siteFile])
      const door = openHttpDoor(server.url)
      return {
        pids: [server.pid],
        offer: (updates) => offerByHttp(door, updates),
        connect: (screens, hear) => connect(server.url, site, screens, hear),
        async stop() {
          door.close()
          await server.stop()
        },
      }
    },
  }
}

async function connect(url: string, site: BenchSite['site'], count: number, hear: Hear): Promise<Screens> {
  const states = new FrameScreens(site, count, hear)
  const sockets = states.pictures.map(() => new WebSocket(url.replace('http', 'ws'), { perMessageDeflate: false }))
  await Promise.all(sockets.map((socket, screen) => new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => {
      if (states.take(screen, data).full) resolve()
    })
  })))
  return {
    bytes: () => sockets.reduce((sum, socket) => sum + bytesRead(socket), 0),
    newest: (screen) => states.newest(screen),
    async close() {
      for (const socket of sockets) socket.terminate()
    },
  }
}
