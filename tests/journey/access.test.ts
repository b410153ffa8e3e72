import { once } from 'node:events'
import { request } from 'node:http'
import { WebSocket } from 'ws'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bearer } from '../support/grants.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.close())

/** Status of a request whose Host and Origin are as given, which `fetch` would not send. */
function statusOf(path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: test.port, path, headers: { ...bearer(test.grants.key), ...headers } }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    }).on('error', reject).end()
  })
}

/** How opening a websocket ends: open, or the status it is refused with. */
async function socketOpens(headers: Record<string, string>): Promise<string> {
  const { host, ...others } = headers
  const socket = new WebSocket(
    `ws://127.0.0.1:${test.port}/socket.io/?EIO=4&transport=websocket`, { headers: { ...bearer(test.grants.key), ...(host === undefined ? {} : { host }), ...others } },
  )
  const opened = once(socket, 'open').then(() => 'open', (error: Error) => error.message)
  const end = await opened
  socket.terminate()
  return end
}

const OWN = (): Record<string, string>[] => [
  { host: `127.0.0.1:${test.port}` }, { host: `localhost:${test.port}`, origin: `http://localhost:${test.port}` },
  { host: `127.0.0.1:${test.port}`, origin: `http://127.0.0.1:${test.port}` },
]
const FOREIGN = (): Record<string, string>[] => [
  { host: 'wall.example' }, { host: `wall.example:${test.port}`, origin: `http://wall.example:${test.port}` },
  { host: `127.0.0.1:${test.port}`, origin: 'http://wall.example' },
  { host: `127.0.0.1:${test.port}`, origin: 'null' }, { host: `127.0.0.1:${test.port}`, origin: `http://127.0.0.1:${test.port + 1}` },
  { host: `10.1.2.3:${test.port}` },
]

describe('ACCESS-2: asked under its own name', () => {
  it('answers on HTTP and opens its socket', async () => {
    for (const headers of OWN()) {
      expect(await statusOf('/api/v1/board', headers), JSON.stringify(headers)).toBe(200)
      expect(await socketOpens(headers), JSON.stringify(headers)).toBe('open')
    }
  })
})

describe('ACCESS-2: asked under a foreign name or from a foreign page', () => {
  it.each(
    ['/', '/wall', '/api/v1/board', '/api/v1/site', '/metrics', '/healthz', '/docs', '/nothing'],
  )('%s is refused with 403', async (path) => {
    for (const headers of FOREIGN()) expect(await statusOf(path, headers), JSON.stringify(headers)).toBe(403)
  })

  it('its socket does not open', async () => {
    for (const headers of FOREIGN()) expect(await socketOpens(headers), JSON.stringify(headers)).toMatch(/40[03]/)
  })

  it('a report is not taken', async () => {
    const answer = await test.post('/api/v1/reports', {}, { origin: 'http://wall.example' })
    expect([answer.status, answer.body]).toMatchObject([403, { code: 'foreignOrigin' }])
    expect((await test.get<string>('/metrics')).body).toMatch(/ruyi_inputs_total\{door="http",outcome="foreignOrigin"\} [1-9]/)
    expect((await test.get<string>('/metrics')).body).toMatch(/ruyi_inputs_total\{door="socket",outcome="foreignOrigin"\} [1-9]/)
  })
})

describe('a page of ours', () => {
  it('WALL-6: may ask no other server, by its policy', async () => {
    const policy = (await test.get('/api/v1/board')).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("connect-src 'self'")
    expect(policy).not.toMatch(/https?:|unsafe-eval/)
  })
})
