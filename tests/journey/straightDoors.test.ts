import fc from 'fast-check'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bearer } from '../support/grants.ts'
import { MORNING } from '../support/heldClock.ts'
import { cameraId, insideGrid, unitId } from '../support/site.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

const [LON, LAT] = insideGrid(0, 0.3)
/** Both are JSON; only the first is so plain that the router need not look at it. */
const STRAIGHT = 'application/json'
const BY_ROUTER = 'application/json; charset=utf-8'
const DOORS = ['/api/v1/positions', '/api/v1/camera-status'] as const

interface Said { readonly status: number; readonly type: string; readonly text: string }

/** Sends bytes as they are, which `fetch` would not. */
function send(app: TestApp, path: string, body: Uint8Array | string, headers: Record<string, string>): Promise<Said> {
  return new Promise((resolve, reject) => {
    const asked = request(app.url + path, { method: 'POST', headers: { 'content-length': Buffer.byteLength(body), ...bearer(app.grants.key), ...headers } }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve({ status: answer.statusCode!, type: answer.headers['content-type'] ?? '', text: Buffer.concat(parts).toString() }))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

describe('INPUT-1: a call of readings gets the same answer straight in as by the router', () => {
  let straight: TestApp
  let routed: TestApp
  beforeAll(async () => {
    ;[straight, routed] = await Promise.all([startTestApp(), startTestApp()])
  })
  afterAll(() => Promise.all([straight.close(), routed.close()]))

  async function both(path: string, body: Uint8Array | string, headers: Record<string, string> = {}): Promise<Said> {
    const said = await send(straight, path, body, { 'content-type': STRAIGHT, ...headers })
    expect(said).toEqual(await send(routed, path, body, { 'content-type': BY_ROUTER, ...headers }))
    expect(straight.picture()).toBe(routed.picture())
    expect((await straight.get<string>('/metrics')).body.match(/^ruyi_inputs_total.*$/gm)).toEqual(
      (await routed.get<string>('/metrics')).body.match(/^ruyi_inputs_total.*$/gm))
    return said
  }

  const fix = { unit: unitId(1), lon: LON, lat: LAT, fixAt: MORNING }
  it.each([
    ['good', [fix], 200],
    ['with every field', [{ ...fix, accuracyM: 4.5, speedMps: 1.25, headingDeg: 360 }], 200],
    ['good and bad', [fix, { ...fix, unit: 'nobody' }, { ...fix, lon: 0 }], 200],
    ['all refused', [{ ...fix, unit: 'nobody' }], 422],
    ['empty', [], 400],
    ['of 5,000', Array.from({ length: 5_000 }, () => fix), 200],
    ['of 5,001', Array.from({ length: 5_001 }, () => fix), 400],
    ['with an unknown key', [{ ...fix, name: 'x' }], 400],
    ['with a number in words', [{ ...fix, lon: String(LON) }], 400],
    ['no list', fix, 400],
  ])('%s', async (_what, body, status) => {
    expect((await both('/api/v1/positions', JSON.stringify(body))).status).toBe(status)
  })

  it.each([
    ['nothing', '', 400],
    ['no JSON', '[{', 400],
    ['a key of the language', `[{"__proto__":{},"unit":"${unitId(1)}","lon":${LON},"lat":${LAT},"fixAt":1}]`, 400],
    ['a mark of byte order', `\ufeff${JSON.stringify([fix])}`, 200],
    ['no UTF-8', Buffer.concat([Buffer.from('[{"unit":"'), Buffer.from([0xc8, 0xe7]), Buffer.from('"}]')]), 400],
    ['more than 2 MiB', `[${' '.repeat(2 * 1024 * 1024)}]`, 413],
  ])('%s', async (_what, body, status) => {
    const said = await send(straight, '/api/v1/positions', body, { 'content-type': STRAIGHT })
    expect(said).toEqual(await send(routed, '/api/v1/positions', body, { 'content-type': BY_ROUTER }))
    expect(said.status).toBe(status)
  })

  it.each([
    ['its name', { 'x-source': 'gps-1' }, 200],
    ['a name that is none', { 'x-source': 'a b' }, 400],
    ["the broker's name", { 'x-source': 'mqtt' }, 200],
    ["another page's origin", { origin: 'http://elsewhere.example' }, 403],
    ['a foreign host', { host: 'elsewhere.example' }, 403],
    ['no key', { authorization: '' }, 401],
    ['a key that is none', { authorization: 'Bearer none' }, 401],
    ['an unknown encoding', { 'content-encoding': 'br-x' }, 415],
  ] as [string, Record<string, string>, number][])('with %s', async (_what, headers, status) => {
    expect((await both('/api/v1/camera-status', JSON.stringify([{ camera: cameraId(1), status: 'online', at: MORNING }]), headers)).status).toBe(status)
  })

  it('whatever is sent', async () => {
    const value = fc.oneof(fc.string(), fc.double(), fc.integer(), fc.constant(null), fc.constantFrom(unitId(1), cameraId(2), 'online', MORNING, LON, LAT))
    const item = fc.oneof(
      fc.constant(fix),
      fc.record({ camera: fc.constantFrom(cameraId(1), 'none'), status: fc.constantFrom('online', 'fault', 'odd'), at: fc.constantFrom(MORNING, MORNING + 9_000, -1) }),
      fc.dictionary(fc.constantFrom('unit', 'lon', 'lat', 'fixAt', 'camera', 'status', 'at', 'upstream', 'x'), value),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...DOORS), fc.oneof(fc.array(item, { maxLength: 4 }), fc.json()), async (path, body) => {
        await both(path, typeof body === 'string' ? body : JSON.stringify(body))
      }),
      { numRuns: 300 },
    )
  })

  it('a call that breaks off is taken by nobody', async () => {
    const before = straight.picture()
    await new Promise<void>((resolve) => {
      const asked = request(`${straight.url}/api/v1/positions`, { method: 'POST', headers: { 'content-type': STRAIGHT, 'content-length': 1_000, ...bearer(straight.grants.key) } })
      asked.on('error', () => resolve())
      asked.write('[{', () => asked.destroy())
    })
    expect((await both('/api/v1/positions', JSON.stringify([{ ...fix, fixAt: MORNING - 1 }]))).status).toBe(200)
    expect(straight.picture()).toBe(before)
  })
})
