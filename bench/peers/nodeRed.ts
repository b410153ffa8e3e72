import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { freePort, scratchFolder, startPeer } from './child.ts'

/** A Node-RED that runs one flow whose door is a `websocket in` node at `DOOR`. */
export interface NodeRed {
  readonly pid: number
  readonly port: number
  /** Hands a message over by the door; resolves when it is written. */
  send(payload: unknown): Promise<void>
  stop(): Promise<void>
}

/** A node of a flow as Node-RED's flow file has it. */
export type FlowNode = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string }

const DOOR = '/door'

/**
 * The tab and the door of a flow, wired to the node `to`. "Send/receive entire message" makes the door parse the JSON itself,
 * so that no further node is needed.
 */
export function doorNodes(to: string): FlowNode[] {
  return [
    { id: 'tab', type: 'tab', label: 'bench', disabled: false },
    { id: 'listener', type: 'websocket-listener', path: DOOR, wholemsg: 'true' },
    { id: 'door', type: 'websocket in', z: 'tab', name: '', server: 'listener', client: '', x: 100, y: 100, wires: [[to]] },
  ]
}

/** Starts the Node-RED installed in `dir` with a flow, without editor, telemetry, palette or anything beyond the loopback. */
export async function startNodeRed(dir: string, flow: readonly FlowNode[]): Promise<NodeRed> {
  const scratch = scratchFolder()
  const port = await freePort()
  symlinkSync(join(dir, 'node_modules'), join(scratch, 'node_modules'))
  writeFileSync(join(scratch, 'package.json'), JSON.stringify({ name: 'bench', version: '0.0.0', private: true }))
  writeFileSync(join(scratch, 'flows.json'), JSON.stringify(flow))
  writeFileSync(join(scratch, 'settings.js'), `module.exports = ${JSON.stringify(settings(scratch, port))}`)
  const red = join(dir, 'node_modules', 'node-red', 'red.js')
  const args = [red, '--userDir', scratch, '--settings', join(scratch, 'settings.js')]
  const child = await startPeer({ args, env: {}, scratch, ready: /Started flows/ })
  const door = new WebSocket(`ws://127.0.0.1:${port}${DOOR}`, { perMessageDeflate: false })
  await once(door, 'open')
  return {
    pid: child.pid,
    port,
    send: (payload) => new Promise((resolve, reject) => {
      door.send(JSON.stringify({ payload }), (error) => (error == null ? resolve() : reject(error)))
    }),
    async stop() {
      door.terminate()
      await child.stop()
    },
  }
}

function settings(userDir: string, port: number): object {
  return {
    userDir, uiHost: '127.0.0.1', uiPort: port, flowFile: 'flows.json', credentialSecret: false, disableEditor: true,
    telemetry: { enabled: false, updateNotification: false }, diagnostics: { enabled: false, ui: false },
    runtimeState: { enabled: false, ui: false },
    externalModules: { autoInstall: false, palette: { allowInstall: false, allowUpdate: false, allowUpload: false, catalogues: [] } },
    logging: { console: { level: 'info', metrics: false, audit: false } },
  }
}
