import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers'
import type { Clock } from '../ports.ts'

export const START = 1_700_000_000_000

/** A clock that is at once wherever somebody waits for it to be: hours pass as fast as calls are answered. */
export function leapingClock(): Clock {
  let now = START
  return {
    now: () => now,
    wakeAt(at, act) {
      const turn = nextTurn(() => {
        now = Math.max(now, at)
        act()
      })
      return () => clearImmediate(turn)
    },
  }
}

export interface Call {
  readonly method: string
  readonly path: string
  readonly source: string | undefined
  readonly body: unknown
}

export type Answer = readonly [status: number, body: unknown]

export interface FakeServer {
  readonly baseUrl: string
  readonly calls: Call[]
  /** Resolves with the first `count` calls that fit, those already made among them. */
  until(fits: (call: Call) => boolean, count?: number): Promise<Call[]>
  close(): Promise<void>
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return parts.length === 0 ? null : JSON.parse(Buffer.concat(parts).toString())
}

/** A real server on a free port; `answer` returns null to leave the caller waiting. */
export async function listenWith(answer: (call: Call) => Answer | null): Promise<FakeServer> {
  const calls: Call[] = []
  const watchers = new Set<() => void>()
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const source = request.headers['x-source']?.toString()
    const call = { method: request.method ?? '', path: request.url ?? '', source, body: await bodyOf(request) }
    calls.push(call)
    for (const look of watchers) look()
    const given = answer(call)
    if (given === null) return
    response.writeHead(given[0], { 'content-type': 'application/json' }).end(JSON.stringify(given[1]))
  }
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const until = (fits: (call: Call) => boolean, count = 1): Promise<Call[]> =>
    new Promise((resolve) => {
      const look = (): void => {
        const fitting = calls.filter(fits)
        if (fitting.length < count) return
        watchers.delete(look)
        resolve(fitting)
      }
      watchers.add(look)
      look()
    })
  const close = (): Promise<void> => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  }
  return { baseUrl: `http://127.0.0.1:${address.port}`, calls, until, close }
}

const EMPTY_BOARD = { incidents: [] }

/** Answers like the real one to everything. */
export function friendly(): (call: Call) => Answer {
  let seq = 0
  return ({ method, path, body }) => {
    if (method === 'GET') return [200, path.endsWith('/board') ? EMPTY_BOARD : {}]
    if (path.endsWith('/reports') || path.endsWith('/stamps')) seq += 1
    if (path.endsWith('/reports')) return [201, { incidentId: `i-${seq}`, number: `n-${seq}`, seq }]
    if (path.endsWith('/stamps')) return [201, { incidentId: 'i', stage: 'respond', at: 0, seq }]
    return [200, { accepted: (body as unknown[]).length, stale: 0, refused: 0, refusals: [] }]
  }
}
