import type { Health } from '../../shared/protocol/messages.ts'
import type { Site } from '../../shared/site/types.ts'
import { bearer, type Grants } from '../support/grants.ts'
import { dataFolder, PROJECT_BUILD, startServerProcess } from '../support/serverProcess.ts'
import { startMosquitto, type Broker } from './mosquitto.ts'
import { until } from './tally.ts'

export interface BoardPosition {
  readonly unit: string
  readonly lon: number
  readonly lat: number
  readonly fixAt: number
  readonly ageMs: number
  readonly freshness: string
  readonly source: string
}

export interface BoardAnswer {
  readonly now: number
  readonly positions: readonly BoardPosition[]
  readonly cameras: readonly { readonly camera: string; readonly status: string }[]
  readonly health: Health
}

/** The built server as a process, without a simulator, on a site pack. */
export interface CommandServer {
  readonly url: string
  readonly grants: Grants
  board(): Promise<BoardAnswer>
  site(): Promise<Site>
  /** Inputs counted at a door, by outcome. */
  counted(door: string): Promise<ReadonlyMap<string, number>>
  stop(): Promise<void>
}

const CONNECTED_WITHIN_MS = 15_000

/** Starts on the pack in `siteDir`; with a broker's address it resolves once it listens to that broker. */
export async function startCommandServer(siteDir: string, mqttUrl = ''): Promise<CommandServer> {
  const data = await dataFolder()
  const server = await startServerProcess(PROJECT_BUILD, data.dir, { SITE: siteDir, MQTT_URL: mqttUrl })
  const ask = async (path: string): Promise<Response> => {
    const response = await fetch(server.url + path, { headers: bearer(server.grants.key) })
    if (!response.ok) throw new Error(`${path} answers ${response.status}`)
    return response
  }
  const command: CommandServer = {
    url: server.url,
    grants: server.grants,
    board: async () => (await (await ask('/api/v1/board')).json()) as BoardAnswer,
    site: async () => (await (await ask('/api/v1/site')).json()) as Site,
    counted: async (door) => countsIn(await (await ask('/metrics')).text(), door),
    async stop() {
      await server.stop()
      await data.remove()
    },
  }
  if (mqttUrl === '') return command
  try {
    await until('the server listens to the broker', CONNECTED_WITHIN_MS, async () => {
      const { sources } = (await command.board()).health
      return sources.some(({ id, connected }) => id === 'mqtt' && connected === true) ? true : null
    })
  } catch (error) {
    await command.stop()
    throw error
  }
  return command
}

/** Runs `act` with a server on the pack in `siteDir` that listens to Debian's broker; both end with it. */
export async function withServerAndBroker(siteDir: string, act: (server: CommandServer, broker: Broker) => Promise<void>): Promise<void> {
  const broker = await startMosquitto()
  try {
    const server = await startCommandServer(siteDir, broker.url)
    try {
      await act(server, broker)
    } finally {
      await server.stop()
    }
  } finally {
    await broker.stop()
  }
}

function countsIn(metrics: string, door: string): ReadonlyMap<string, number> {
  const lines = metrics.matchAll(/^ruyi_inputs_total\{door="([^"]*)",outcome="([^"]*)"\} (\d+)$/gm)
  return new Map([...lines].filter(([, at]) => at === door).map(([, , outcome = '', count]) => [outcome, Number(count)]))
}

export function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}
