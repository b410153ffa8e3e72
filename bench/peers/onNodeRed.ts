import type { Site } from '../../shared/site/types.ts'
import type { Update } from '../load/workload.ts'
import type { Screens, System } from '../systems/system.ts'
import { keysOf, type Form } from './keys.ts'
import { doorNodes, startNodeRed, type FlowNode } from './nodeRed.ts'
import { PeerScreens, type Reading } from './screens.ts'

/** What two systems on Node-RED have of their own. */
export interface OnNodeRed {
  readonly name: string
  /** Where Node-RED and its packages are installed. */
  readonly dir: string
  readonly form: Form
  /** The node the door is wired to. */
  readonly first: string
  readonly flow: readonly FlowNode[]
  payloadOf(update: Update): object
  decode(bytes: Buffer, keys: ReadonlyMap<string, number>): Reading[]
  open(port: number, states: PeerScreens): Promise<Screens>
  /** Does it tell screens that come later all there is, by itself? */
  readonly keepsState: boolean
}

/** A system that is a flow of Node-RED. One that keeps no state is told everything again when its screens have come. */
export function createOnNodeRed(what: OnNodeRed, site: Site): System {
  const { form, payloadOf } = what
  const keys = keysOf(site)
  return {
    name: what.name,
    async start() {
      const red = await startNodeRed(what.dir, [...doorNodes(what.first), ...what.flow])
      const newest = new Map<number, Update>()
      return {
        pids: [red.pid],
        async offer(updates) {
          for (const update of updates) newest.set(update.key, update)
          if (form === 'list') return red.send(updates.map(payloadOf))
          await Promise.all(updates.map((update) => red.send(payloadOf(update))))
        },
        async connect(count, hear) {
          const screens = await what.open(red.port, new PeerScreens(count, keys.size, hear, (bytes) => what.decode(bytes, keys)))
          if (!what.keepsState) await red.send([...newest.values()].map(payloadOf))
          return screens
        },
        stop: () => red.stop(),
      }
    },
  }
}
