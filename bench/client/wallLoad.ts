import { setTimeout as delay } from 'node:timers/promises'
import { growSite } from '../load/sitePack.ts'
import { offerByHttp, openHttpDoor, type HttpDoor } from '../load/httpDoor.ts'
import { Workload, type Update } from '../load/workload.ts'
import type { Grants } from '../../tests/support/grants.ts'
import { dataFolder, PROJECT_BUILD, startServerProcess } from '../../tests/support/serverProcess.ts'

export const CAMERAS = 2_197
export const UNITS = 200
const HZ = 5
/** Positions are four fifths of what the workload gives. */
const UPDATES_PER_SECOND = (UNITS * HZ * 5) / 4
const UPDATES_PER_CALL = 20
export const INCIDENTS = 50

/** The built server over a grown pack, everything in it measured once, fifty incidents open. */
export interface WallLoad {
  readonly url: string
  readonly grants: Grants
  readonly pid: number
  /** Offers so many updates now; all have been taken when it resolves. */
  offer(updates: readonly Update[]): Promise<void>
  /** One position for each unit. */
  everyUnit(): Update[]
  /** Offers 200 units at 5 Hz and camera changes until the returned function is called, which resolves with the updates offered. */
  run(): () => Promise<number>
  stop(): Promise<void>
}

export async function startWallLoad(): Promise<WallLoad> {
  const pack = await growSite({ cameras: CAMERAS, units: UNITS })
  const folder = await dataFolder()
  const server = await startServerProcess(PROJECT_BUILD, folder.dir, { SITE: pack.dir })
  const door = openHttpDoor(server.url, server.grants.key)
  const workload = new Workload(pack.site)
  await offerByHttp(door, workload.everything(Date.now()))
  await reportIncidents(door, pack.site.view.centre)
  return {
    url: server.url,
    grants: server.grants,
    pid: server.pid,
    offer: (updates) => offerByHttp(door, updates),
    everyUnit: () => workload.everything(Date.now()).slice(0, UNITS),
    run: () => keepOffering(door, workload),
    async stop() {
      door.close()
      await server.stop()
      await folder.remove()
      pack.remove()
    },
  }
}

/** Between two incidents, degrees: about 110 m. */
const APART = 0.001
const KINDS = ['fire', 'drowning', 'trafficJam', 'publicHealth', 'other']

async function reportIncidents(door: HttpDoor, [lon, lat]: readonly [number, number]): Promise<void> {
  for (let i = 0; i < INCIDENTS; i++) {
    const position = { lon: lon + ((i % 10) - 4.5) * APART, lat: lat + (Math.floor(i / 10) - 2) * APART }
    const kind = KINDS[i % KINDS.length]
    const place = `如意湖第${i + 1}处`
    await door.post('/api/v1/reports', JSON.stringify({ commandId: `bench-${i}`, kind, position, place, summary: '演练', source: 'bench' }))
  }
}

function keepOffering(door: HttpDoor, workload: Workload): () => Promise<number> {
  let going = true
  let offered = 0
  const offering = (async () => {
    const start = performance.now()
    while (going) {
      const wait = start + (offered / UPDATES_PER_SECOND) * 1_000 - performance.now()
      if (wait > 0) await delay(wait)
      await offerByHttp(door, workload.next(UPDATES_PER_CALL, Date.now()))
      offered += UPDATES_PER_CALL
    }
  })()
  return async () => {
    going = false
    await offering
    return offered
  }
}
