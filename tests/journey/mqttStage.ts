import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectAsync } from 'mqtt'
import { pino } from 'pino'
import type { Health } from '../../shared/protocol/messages.ts'
import { buildApp } from '../../server/app.ts'
import { randomIds, systemClock } from '../../server/systemClock.ts'
import type { Broker } from '../support/broker.ts'
import { bearer, openGranted } from '../support/grants.ts'
import { MemoryJournal, MemoryPlace } from '../support/memoryStore.ts'
import { smallSite } from '../support/site.ts'

/** Publishes as a foreign client does, at QoS 1: resolves once the broker has it. */
export async function publish(broker: Broker, topic: string, payload: unknown, retain = false): Promise<void> {
  const client = await connectAsync(broker.url, { reconnectPeriod: 0 })
  const bytes = typeof payload === 'string' || payload instanceof Uint8Array ? Buffer.from(payload) : JSON.stringify(payload)
  await client.publishAsync(topic, bytes, { qos: 1, retain })
  await client.endAsync()
}

interface BoardAnswer {
  readonly positions: readonly {
    readonly unit: string
    readonly lon: number
    readonly lat: number
    readonly fixAt: number
    readonly source: string
  }[]
  readonly cameras: readonly { readonly camera: string; readonly status: string; readonly at: number }[]
  readonly health: Health
}

export type Wall = Awaited<ReturnType<typeof startWall>>

/** A whole server that listens to a broker, over a store that may outlive it. */
export async function startWall(url: string, place = new MemoryPlace()) {
  const logged: string[] = []
  const logger = pino({ level: 'info' }, { write: (line: string) => logged.push(line) })
  const folder = await mkdtemp(join(tmpdir(), 'ruyi-mqtt-'))
  const basemapFile = join(folder, 'basemap.geojson')
  await writeFile(basemapFile, '{"type":"FeatureCollection","features":[]}')
  const site = smallSite({ units: 4 })
  const { access, grants } = await openGranted(folder, { now: () => systemClock.now() })
  const app = await buildApp({
    site, access, basemapFile, pmtilesFile: null, journal: new MemoryJournal(place), history: place.history, clock: systemClock, ids: randomIds,
    demo: false, pageDir: null, mqtt: { url, clientId: 'ruyi-journey' }, logger,
  })
  const host = '127.0.0.1'
  const ask = async (path: string): Promise<string> => (await app.http.inject({ url: path, headers: { host, ...bearer(grants.key) } })).body
  return {
    site,
    logged,
    board: async () => JSON.parse(await ask('/api/v1/board')) as BoardAnswer,
    /** What came through a door with an outcome, as `/metrics` tells it. */
    async counted(door: string, outcome: string) {
      const name = `ruyi_inputs_total{door="${door}",outcome="${outcome}"}`
      const line = (await ask('/metrics')).split('\n').find((text) => text.startsWith(name))
      return Number(line?.split(' ').at(-1) ?? 0)
    },
    /** Is the source connected? undefined before anything is known of it. */
    connected: () => app.pipeline.health().sources.find(({ id }) => id === 'mqtt')?.connected,
    async close() {
      await app.close()
      access.close()
      await rm(folder, { recursive: true })
    },
  }
}
