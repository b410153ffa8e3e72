import { mkdirSync, writeFileSync } from 'node:fs'
import { connect, type Server, type Socket } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import type { Site } from '../../shared/site/types.ts'
import type { Update } from '../load/workload.ts'
import type { Running, Screens, System } from '../systems/system.ts'
import { freePort, listenOnLoopback, scratchFolder, startPeer, type PeerProcess } from './child.ts'
import { keysOf, type Form } from './keys.ts'
import { LIGHT, PeerScreens, type Reading } from './screens.ts'

/**
 * Signal K server installed in `dir`. A call of many as a list is one delta over its TCP stream, in which things are paths of the
 * own vessel, since a delta speaks of one context only; for each, things are contexts of their own, as its data model has it.
 */
export function createSignalk(dir: string, site: Site, form: Form): System {
  const keys = keysOf(site)
  const decode = (bytes: Buffer): Reading[] => decodeDelta(bytes, keys)
  const linesOf = form === 'list' ? ownVessel : contexts
  return {
    name: 'Signal K server',
    async start(): Promise<Running> {
      const { child, port, streamPort } = await startServer(dir)
      const door = connect(streamPort, '127.0.0.1').setNoDelay(true)
      door.resume()
      await once(door, 'connect')
      return {
        pids: [child.pid],
        offer: (updates) => write(door, linesOf(updates)),
        connect: (count, hear) => openScreens(port, new PeerScreens(count, keys.size, hear, decode)),
        async stop() {
          door.destroy()
          await child.stop()
        },
      }
    },
  }
}

const SETTINGS = {
  interfaces: {
    appstore: false, plugins: false, webapps: false, mfd_webapp: false, 'nmea-tcp': false, logfiles: false, playground: false,
    applicationData: false, wasm: false,
  },
  mdns: false, ssl: false, pipedProviders: [], security: null, wsCompression: false, accessLogging: false, enablePluginLogging: false,
}

/**
 * It is handed a listening socket, as by systemd: that is its own way of not listening on all addresses. No update checks, no
 * mDNS, no plugins, no security (whose checks would cost it).
 */
async function startServer(dir: string): Promise<{ readonly child: PeerProcess; readonly port: number; readonly streamPort: number }> {
  const scratch = scratchFolder()
  const streamPort = await freePort()
  const { server, port } = await listenOnLoopback()
  mkdirSync(join(scratch, 'config'))
  writeFileSync(join(scratch, 'config', 'settings.json'), JSON.stringify(SETTINGS))
  const child = await startPeer({
    args: [join(dir, 'node_modules', 'signalk-server', 'bin', 'signalk-server'), '-c', join(scratch, 'config')],
    env: {
      SIGNALK_DISABLE_SERVER_UPDATES: 'true', TCPSTREAMADDRESS: '127.0.0.1', TCPSTREAMPORT: String(streamPort), LISTEN_FDS: '1',
      EVENT_EMITTER_MAX_LISTENERS: '0', SKIP_ADMINUI_VERSION_CHECK: 'true',
    },
    scratch, ready: /signalk-server running/, listening: fileOf(server),
  })
  server.close()
  return { child, port, streamPort }
}

function fileOf(server: Server): number {
  return (server as unknown as { _handle: { fd: number } })._handle.fd
}

function write(door: Socket, text: string): Promise<void> {
  return new Promise((resolve, reject) => door.write(text, (error) => (error == null ? resolve() : reject(error))))
}

const PATH = 'things.'
const UNIT = 'vessels.urn:mrn:signalk:unit:'
const CAMERA = 'atons.urn:mrn:signalk:camera:'

function ownVessel(updates: readonly Update[]): string {
  return `${JSON.stringify({ updates: updates.map((update) => updateOf(update, PATH + update.id)) })}\n`
}

function contexts(updates: readonly Update[]): string {
  return updates.map((update) => {
    const [kind, path] = update.kind === 'position' ? [UNIT, 'navigation.position'] : [CAMERA, 'status']
    return `${JSON.stringify({ context: kind + update.id, updates: [updateOf(update, path)] })}\n`
  }).join('')
}

/** One path a thing: speed, heading and accuracy as paths of their own, as the schema would have them, would cost it more. */
function updateOf(update: Update, path: string): object {
  const timestamp = new Date(update.at).toISOString()
  if (update.kind === 'camera') return { timestamp, values: [{ path, value: update.status }] }
  const { lon, lat, speedMps, headingDeg, accuracyM } = update
  const value = { longitude: lon, latitude: lat, speed: speedMps, heading: headingDeg, accuracy: accuracyM }
  return { timestamp, values: [{ path, value }] }
}

interface Delta {
  readonly context?: string
  readonly updates?: readonly { readonly timestamp: string; readonly values?: readonly { readonly path: string }[] }[]
}

function decodeDelta(bytes: Buffer, keys: ReadonlyMap<string, number>): Reading[] {
  const { context = '', updates = [] } = JSON.parse(bytes.toString()) as Delta
  const own = keys.get(context.slice(context.lastIndexOf(':') + 1))
  return updates.flatMap(({ timestamp, values = [] }) => values.flatMap(({ path }) => {
    const key = own ?? keys.get(path.slice(PATH.length))
    return key === undefined ? [] : [{ key, at: Date.parse(timestamp) }]
  }))
}

async function openScreens(port: number, states: PeerScreens): Promise<Screens> {
  const url = `ws://127.0.0.1:${port}/signalk/v1/stream?subscribe=all`
  const sockets = states.states.map(() => new WebSocket(url, LIGHT))
  await Promise.all(sockets.map((socket, screen) => new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => {
      states.take(screen, data)
      resolve()
    })
  })))
  return states.over(sockets)
}
