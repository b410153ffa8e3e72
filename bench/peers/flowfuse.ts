import { WebSocket } from 'ws'
import type { Site } from '../../shared/site/types.ts'
import type { Update } from '../load/workload.ts'
import type { Screens, System } from '../systems/system.ts'
import type { Form } from './keys.ts'
import type { FlowNode } from './nodeRed.ts'
import { createOnNodeRed } from './onNodeRed.ts'
import { LIGHT, type PeerScreens, type Reading } from './screens.ts'

const WIDGET = 'the-widget'

/** A page with one template widget, which hands each message to its page as it is and passes nothing on. */
const FLOW: FlowNode[] = [
  {
    id: 'the-base', type: 'ui-base', name: 'bench', path: '/dashboard', appIcon: '', includeClientData: true,
    acceptsClientConfig: ['ui-notification', 'ui-control'], showPathInSidebar: false, headerContent: 'page', navigationStyle: 'default',
    titleBarStyle: 'default', showReconnectNotification: true, notificationDisplayTime: 1, showDisconnectNotification: true,
    allowInstall: false,
  },
  { id: 'the-theme', type: 'ui-theme', name: 'bench', colors: {}, sizes: {} },
  {
    id: 'the-page', type: 'ui-page', name: 'bench', ui: 'the-base', path: '/bench', icon: 'home', layout: 'grid', theme: 'the-theme',
    breakpoints: [], order: 1, className: '', visible: 'true', disabled: 'false',
  },
  {
    id: 'the-group', type: 'ui-group', name: 'bench', page: 'the-page', width: 6, height: 1, order: 1, showTitle: true, className: '',
    visible: 'true', disabled: 'false', groupType: 'default',
  },
  {
    id: WIDGET, type: 'ui-template', z: 'tab', group: 'the-group', page: '', ui: '', name: 'map', order: 1, width: 0, height: 0, head: '',
    format: '<template><div id="map"></div></template>', storeOutMessages: true, passthru: false, resendOnRefresh: true,
    templateScope: 'local', className: '', x: 300, y: 100, wires: [[]],
  },
]

/** FlowFuse's dashboard on Node-RED installed in `dir`: an update is the payload of a message to a template widget. */
export function createFlowfuse(dir: string, site: Site, form: Form): System {
  return createOnNodeRed({
    name: 'FlowFuse dashboard', dir, form, first: WIDGET, flow: FLOW, payloadOf, decode: decodeEvent, open: openScreens, keepsState: false,
  }, site)
}

function payloadOf(update: Update): object {
  const { id, at } = update
  if (update.kind === 'camera') return { id, at, status: update.status }
  const { lat, lon, speedMps, headingDeg, accuracyM } = update
  return { id, lat, lon, at, speed: speedMps, heading: headingDeg, accuracy: accuracyM }
}

/** Engine.IO and Socket.IO packets as text frames. */
const PING = '2'
const PONG = '3'
const CONNECT = '40'
const PROBE = '2probe'
const PROBED = '3probe'
const UPGRADE = '5'
const EVENT = '42'
const INPUT = Buffer.from(`${EVENT}["msg-input:${WIDGET}"`)

interface Item { readonly id: string; readonly at: number }

function decodeEvent(bytes: Buffer, keys: ReadonlyMap<string, number>): Reading[] {
  const [, { payload }] = JSON.parse(bytes.toString('utf8', EVENT.length)) as [string, { payload: Item | Item[] }]
  return [payload].flat().map(({ id, at }) => ({ key: keys.get(id)!, at }))
}

/** The dashboard refuses sockets that were not a polling connection first, so each screen begins as its page does. */
async function openScreens(port: number, states: PeerScreens): Promise<Screens> {
  const path = `127.0.0.1:${port}/dashboard/socket.io/?EIO=4&transport=`
  const sockets = await Promise.all(states.states.map(async (_, screen) => {
    const opened = await (await fetch(`http://${path}polling`)).text()
    const { sid } = JSON.parse(opened.slice(1)) as { sid: string }
    const socket = new WebSocket(`ws://${path}websocket&sid=${sid}`, LIGHT)
    await upgraded(socket, (bytes) => states.take(screen, bytes))
    return socket
  }))
  return states.over(sockets)
}

/** Resolves when the socket has taken over from polling and the dashboard has told its configuration. */
function upgraded(socket: WebSocket, take: (bytes: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('open', () => socket.send(PROBE))
    socket.on('message', (data: Buffer) => {
      if (data.subarray(0, INPUT.length).equals(INPUT)) return take(data)
      const text = data.toString()
      if (text === PING) socket.send(PONG)
      else if (text === PROBED) {
        socket.send(UPGRADE)
        socket.send(CONNECT)
      } else if (text.startsWith(`${EVENT}["ui-config"`)) resolve()
    })
  })
}
