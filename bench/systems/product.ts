import { CAMERA_STATUSES, type CameraStatus } from '../../shared/camera/types.ts'
import { fromE7, type Picture } from '../../shared/reading/picture.ts'
import { bearer } from '../../tests/support/grants.ts'
import { dataFolder, PROJECT_BUILD, startServerProcess, type ServerProcess } from '../../tests/support/serverProcess.ts'
import { FrameScreens } from '../load/frameScreens.ts'
import { offerByHttp, openHttpDoor } from '../load/httpDoor.ts'
import { openMqttDoor } from '../load/mqttDoor.ts'
import type { BenchSite } from '../load/sitePack.ts'
import { openProductScreen } from './productScreens.ts'
import type { Hear, Running, Screens, System } from './system.ts'

/** The whole product as `npm run build` made it, over a data folder of its own. `nodeArgs`: options of node, to profile it. */
export function createProduct(site: BenchSite, nodeArgs: readonly string[] = []): System {
  return {
    name: 'ruyi-lake',
    async start() {
      const { server, folder } = await startServer(site, {}, nodeArgs)
      const door = openHttpDoor(server.url, server.grants.key)
      return runningOf(site, server, {
        offer: (updates) => offerByHttp(door, updates),
        async stop() {
          door.close()
          await server.stop()
          await folder.remove()
        },
      })
    },
  }
}

/** The same product, told each update as a message of its own by a broker, which is none of its processes. */
export function createProductByMqtt(site: BenchSite, nodeArgs: readonly string[] = []): System {
  return {
    name: 'ruyi-lake by MQTT',
    async start() {
      const door = await openMqttDoor()
      const { server, folder } = await startServer(site, { MQTT_URL: door.url }, nodeArgs)
      await door.listenedTo()
      return runningOf(site, server, {
        offer: (updates) => door.publish(updates),
        async stop() {
          await server.stop()
          await door.close()
          await folder.remove()
        },
      })
    },
  }
}

interface Started {
  readonly server: ServerProcess
  readonly folder: Awaited<ReturnType<typeof dataFolder>>
}

async function startServer({ dir }: BenchSite, settings: Record<string, string>, nodeArgs: readonly string[]): Promise<Started> {
  const folder = await dataFolder()
  return { folder, server: await startServerProcess(PROJECT_BUILD, folder.dir, { SITE: dir, ...settings }, nodeArgs) }
}

/** A server with its screens, by whichever door it is offered updates. */
function runningOf({ site }: BenchSite, { pid, url, grants }: ServerProcess, by: Pick<Running, 'offer' | 'stop'>): Running {
  return { pids: [pid], connect: (screens, hear) => connect({ url, key: grants.key }, site, screens, hear), ...by }
}

interface Place {
  readonly url: string
  readonly key: string
}

async function connect(at: Place, site: BenchSite['site'], count: number, hear: Hear): Promise<Screens> {
  const states = new FrameScreens(site, count, hear)
  const screens = states.pictures.map((_, screen) => openProductScreen(at.url, at.key, site.version, { frame: (bytes) => states.take(screen, bytes) }))
  await Promise.all(screens.map(({ ready }) => ready))
  return {
    bytes: () => screens.reduce((sum, screen) => sum + screen.bytes(), 0),
    newest: (screen) => states.newest(screen),
    different: () => different(at, site, states.pictures),
    async close() {
      for (const screen of screens) screen.close()
    },
  }
}

/** Behind a platform that fell silent the board shows a camera unknown (STALE-2), whatever its last status was: not compared. */
const LOST = 'behind a lost platform'

/** What `GET /board` says of a position and of a camera. */
interface SaidBoard {
  readonly positions: readonly { unit: string; lon: number; lat: number; fixAt: number }[]
  readonly cameras: readonly { camera: string; status: CameraStatus; at: number }[]
  readonly outages: readonly { platform: string }[]
}

/** Screens that show anything else than the server says of itself over HTTP. */
async function different({ url, key }: Place, site: BenchSite['site'], pictures: readonly Picture[]): Promise<number> {
  const { positions, cameras, outages } = (await (await fetch(`${url}/api/v1/board`, { headers: bearer(key) })).json()) as SaidBoard
  const lost = new Set(outages.map(({ platform }) => platform))
  const isLost = (camera: number): boolean => lost.has(site.cameras[camera]?.platform ?? '')
  const states = cameras.map(({ status, at }, camera) => [isLost(camera) ? LOST : status, at])
  const said = JSON.stringify([positions.map(({ unit, lon, lat, fixAt }) => [unit, lon, lat, fixAt]), states])
  return pictures.filter((picture) => shownBy(picture, site, isLost) !== said).length
}

function shownBy(picture: Picture, site: BenchSite['site'], isLost: (camera: number) => boolean): string {
  const positions = site.teams.flatMap(({ id }, unit) => {
    const position = picture.positions[unit]
    return position == null ? [] : [[id, fromE7(position.lonE7), fromE7(position.latE7), position.fixAt]]
  })
  const cameras = site.cameras.map((_, camera) => [isLost(camera) ? LOST : CAMERA_STATUSES[picture.cameraStatus[camera] ?? 0], picture.cameraAt[camera]])
  return JSON.stringify([positions, cameras])
}
