import { WebSocket } from 'ws'
import type { Site } from '../../shared/site/types.ts'
import type { Update } from '../load/workload.ts'
import type { Screens, System } from '../systems/system.ts'
import type { Form } from './keys.ts'
import { createOnNodeRed } from './onNodeRed.ts'
import { LIGHT, type PeerScreens, type Reading } from './screens.ts'

const FLOW = [
  {
    id: 'map', type: 'worldmap', z: 'tab', name: '', lat: '', lon: '', zoom: '', layer: '', cluster: '', maxage: '', usermenu: 'show',
    layers: 'show', panit: 'false', panlock: 'false', zoomlock: 'false', hiderightclick: 'false', coords: 'none', path: '/worldmap',
    x: 300, y: 100, wires: [],
  },
]

/** The worldmap of Node-RED installed in `dir`: an update is a point of the map. It keeps points, but none that come in a list. */
export function createWorldmap(dir: string, site: Site, form: Form): System {
  const places = new Map(site.cameras.map(({ id, lon, lat }) => [id as string, { lon, lat }]))
  const payloadOf = (update: Update): object =>
    update.kind === 'position' ? unitPoint(update) : cameraPoint(update, places.get(update.id)!)
  return createOnNodeRed({
    name: 'Node-RED worldmap', dir, form, first: 'map', flow: FLOW, payloadOf, decode: decodePoints, open: openScreens,
    keepsState: form === 'each',
  }, site)
}

function unitPoint({ id, lat, lon, at, speedMps, headingDeg, accuracyM }: Extract<Update, { kind: 'position' }>): object {
  return { name: id, lat, lon, at, speed: speedMps, bearing: headingDeg, accuracy: accuracyM }
}

interface Place { readonly lon: number; readonly lat: number }

/** The map draws a point anew from each message, so a camera's place goes with its status. */
function cameraPoint({ id, at, status }: Extract<Update, { kind: 'camera' }>, place: Place): object {
  return { name: id, ...place, at, status }
}

/** SockJS: `o` opens, `h` beats, `a` carries a list of texts. */
const CARRIES = 'a'.charCodeAt(0)
const OPENS = 'o'.charCodeAt(0)
/** The node sends what it keeps a quarter of a second after a screen has asked. */
const KEPT_POINTS_AFTER_MS = 250

function decodePoints(bytes: Buffer, keys: ReadonlyMap<string, number>): Reading[] {
  const texts = JSON.parse(bytes.toString('utf8', 1)) as string[]
  return texts.flatMap((text) => {
    const points = JSON.parse(text) as { name: string; at: number } | { name: string; at: number }[]
    return [points].flat().flatMap(({ name, at }) => {
      const key = keys.get(name)
      return key === undefined ? [] : [{ key, at }]
    })
  })
}

async function openScreens(port: number, states: PeerScreens): Promise<Screens> {
  const sockets = states.states.map((_, screen) => {
    const session = String(screen).padStart(8, '0')
    const url = `ws://127.0.0.1:${port}/worldmap/socket/000/${session}/websocket`
    return new WebSocket(url, { ...LIGHT, headers: { 'user-agent': 'bench' } })
  })
  await Promise.all(sockets.map((socket, screen) => new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => {
      if (data[0] === CARRIES) states.take(screen, data)
      else if (data[0] === OPENS) {
        socket.send(JSON.stringify([JSON.stringify({ action: 'connected', parameters: {}, clientTimezone: 'UTC' })]))
        setTimeout(resolve, 2 * KEPT_POINTS_AFTER_MS)
      }
    })
  })))
  return states.over(sockets)
}
