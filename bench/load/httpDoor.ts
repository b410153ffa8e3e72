import { Agent, request } from 'node:http'
import { bearer } from '../../tests/support/grants.ts'
import { positionOf, statusOf } from './items.ts'
import type { Update } from './workload.ts'

const OK = 200
const CREATED = 201

/** Calls to one server over connections that stay open, as a source's gateway makes them. */
export interface HttpDoor {
  /** @throws Error with the answer when it is not 200 or 201 */
  post(path: string, body: string): Promise<string>
  close(): void
}

/**
 * `key`: of a source, where the server asks for one. A connection that the server closed for its idleness in the moment it was
 * to be used again is replaced by a new one, as Node's own documentation of `reusedSocket` says. That flag is not set for a
 * call that waited until another one was done with its connection, so connections that were used are remembered here.
 */
export function openHttpDoor(url: string, key?: string): HttpDoor {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const { hostname, port } = new URL(url)
  const used = new WeakSet<object>()
  const granted: Record<string, string> = key === undefined ? {} : bearer(key)
  return {
    post: (path, body) => ask(path, body),
    close: () => agent.destroy(),
  }

  function ask(path: string, body: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'x-source': 'bench', ...granted }
      const asked = request({ agent, hostname, port, path, method: 'POST', headers }, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => {
          if (answer.statusCode === OK || answer.statusCode === CREATED) resolve(text)
          else reject(new Error(`${path} answered ${answer.statusCode}: ${text.slice(0, 300)}`))
        })
      })
      let again = false
      asked.on('socket', (socket) => {
        again = used.has(socket)
        used.add(socket)
      })
      asked.on('error', (error: NodeJS.ErrnoException) => {
        if (again && error.code === 'ECONNRESET') ask(path, body).then(resolve, reject)
        else reject(new Error(`${path}: ${error.message}`, { cause: error }))
      })
      asked.end(body)
    })
  }
}

/** Most updates of one call (INPUT-2). */
const MOST_PER_CALL = 5_000

/** Offers updates as positions and camera status, each kind in calls of its own; resolves when all were taken. */
export async function offerByHttp(door: HttpDoor, updates: readonly Update[]): Promise<void> {
  const positions = updates.flatMap((update) => (update.kind === 'position' ? [positionOf(update)] : []))
  const cameras = updates.flatMap((update) => (update.kind === 'camera' ? [statusOf(update)] : []))
  await Promise.all([...callsOf(positions).map((call) => take(door, '/api/v1/positions', call)), ...callsOf(cameras).map((call) => take(door, '/api/v1/camera-status', call))])
}

function callsOf(items: readonly object[]): object[][] {
  return Array.from({ length: Math.ceil(items.length / MOST_PER_CALL) }, (_, i) => items.slice(i * MOST_PER_CALL, (i + 1) * MOST_PER_CALL))
}

async function take(door: HttpDoor, path: string, items: readonly object[]): Promise<void> {
  const { refused } = JSON.parse(await door.post(path, JSON.stringify(items))) as { refused?: number }
  if (refused !== undefined && refused > 0) throw new Error(`${path} refused ${refused} of ${items.length}`)
}
