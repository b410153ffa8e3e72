import { dataFolder, PROJECT_BUILD, startServerProcess } from '../../tests/support/serverProcess.ts'
import { FrameScreens } from '../load/frameScreens.ts'
import { offerByHttp, openHttpDoor } from '../load/httpDoor.ts'
import type { BenchSite } from '../load/sitePack.ts'
import { openProductScreen } from './productScreens.ts'
import type { Hear, Screens, System } from './system.ts'

/** The whole product as `npm run build` made it, over a data folder of its own. `nodeArgs`: options of node, to profile it. */
export function createProduct({ dir, site }: BenchSite, nodeArgs: readonly string[] = []): System {
  return {
    name: 'ruyi-lake',
    async start() {
      const folder = await dataFolder()
      const server = await startServerProcess(PROJECT_BUILD, folder.dir, { SITE: dir }, nodeArgs)
      const door = openHttpDoor(server.url)
      return {
        pids: [server.pid],
        offer: (updates) => offerByHttp(door, updates),
        connect: (screens, hear) => connect(server.url, site, screens, hear),
        async stop() {
          door.close()
          await server.stop()
          await folder.remove()
        },
      }
    },
  }
}

async function connect(url: string, site: BenchSite['site'], count: number, hear: Hear): Promise<Screens> {
  const states = new FrameScreens(site, count, hear)
  const screens = states.pictures.map((_, screen) => openProductScreen(url, site.version, { frame: (bytes) => states.take(screen, bytes) }))
  await Promise.all(screens.map(({ ready }) => ready))
  return {
    bytes: () => screens.reduce((sum, screen) => sum + screen.bytes(), 0),
    newest: (screen) => states.newest(screen),
    async close() {
      for (const screen of screens) screen.close()
    },
  }
}
