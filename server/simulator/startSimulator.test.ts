import { setImmediate as nextTurn } from 'node:timers'
import { afterEach, describe, expect, test } from 'vitest'
import { friendly, leapingClock, listenWith, START, type Answer, type Call, type FakeServer } from './doorFixture.ts'
import { aSite } from './siteFixture.ts'
import { startSimulator, type Simulator } from './startSimulator.ts'

const KEY = 'the-simulators-key'
const simulators: Simulator[] = []
const servers: FakeServer[] = []

afterEach(async () => {
  await Promise.all(simulators.splice(0).map((simulator) => simulator.stop()))
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function listen(answer: (call: Call) => Answer | null): Promise<FakeServer> {
  const server = await listenWith(answer)
  servers.push(server)
  return server
}

/** The board of a demo that nothing has been brought to. */
const DEMO_BOARD = { demo: true, now: START, incidents: [], matters: [], duty: { roster: null, presences: [] }, gathering: { present: [] }, profiles: [] }

function start(baseUrl: string, more: { readonly log?: (line: string) => void; readonly fetch?: typeof fetch } = {}): Simulator {
  const simulator = startSimulator({ site: aSite(), baseUrl, key: KEY, seed: 7, speed: 1, clock: leapingClock(), log: () => {}, ...more })
  simulators.push(simulator)
  return simulator
}

const isReport = ({ path }: Call): boolean => path === '/api/v1/reports'
const isStamp = ({ path }: Call): boolean => path.endsWith('/stamps')
const isPositions = ({ path }: Call): boolean => path === '/api/v1/positions'
const isCameraStatus = ({ path }: Call): boolean => path === '/api/v1/camera-status'

describe('the simulator at the door', { timeout: 20_000 }, () => {
  test('SIM-2 it comes in by the public API and names itself on every call', async () => {
    const server = await listen(friendly())
    start(server.baseUrl)
    await server.until(isReport, 20)
    await server.until(isPositions, 20)
    expect(new Set(server.calls.map(({ source }) => source))).toEqual(new Set(['simulator']))
    const paths = server.calls.map(({ path }) => path.replace('/api/v1/', '').replace(/i-\d+/, ':id'))
    expect(new Set(paths)).toEqual(new Set(['board', 'heartbeats', 'positions', 'camera-status', 'reports', 'incidents/:id/stamps']))
  })

  test('platforms, teams and all cameras are told before the first incident', async () => {
    const server = await listen(friendly())
    start(server.baseUrl)
    await server.until(isReport)
    const paths = server.calls.map(({ path }) => path.split('/').at(-1))
    expect(paths.slice(0, 5)).toEqual(['board', 'heartbeats', 'positions', 'camera-status', 'reports'])
    expect(server.calls[2]?.body).toHaveLength(10)
    expect(server.calls[3]?.body).toHaveLength(200)
  })

  test('stamps go to the id the server gave', async () => {
    const server = await listen(friendly())
    start(server.baseUrl)
    const [stamp] = await server.until(isStamp)
    expect(stamp?.path).toBe('/api/v1/incidents/i-1/stamps')
  })

  test('SIM-4 a server that is not there yet is waited for', async () => {
    const server = await listen(friendly())
    let refusals = 3
    const flaky: typeof fetch = (...args) => ((refusals -= 1) >= 0 ? Promise.reject(new TypeError('fetch failed')) : fetch(...args))
    start(server.baseUrl, { fetch: flaky })
    await server.until(isReport)
    expect(server.calls[0]?.path).toBe('/api/v1/board')
  })

  test('SIM-4 while the server is away it only asks whether it is back, then tells all cameras again', async () => {
    const good = friendly()
    let asked = 0
    let positions = 0
    const server = await listen((call) => {
      if (isPositions(call)) positions += 1
      if (call.path === '/healthz') asked += 1
      return positions >= 10 && asked < 40 ? [503, { code: 'unavailable', field: '', message: 'later' }] : good(call)
    })
    const lines: string[] = []
    start(server.baseUrl, { log: (line) => lines.push(line) })
    await server.until(({ path }) => path === '/healthz', 40)
    const away = server.calls.slice(server.calls.findIndex(({ path }) => path === '/healthz'))
    expect(new Set(away.map(({ path }) => path))).toEqual(new Set(['/healthz']))
    await server.until((call) => isCameraStatus(call) && (call.body as unknown[]).length === 200, 2)
    expect(lines.length).toBeLessThanOrEqual(4)
    expect(lines.some((line) => line.includes('health (away 503 unavailable)'))).toBe(true)
  })

  test('SIM-4 a command that found nobody is sent again as it was, before any other', async () => {
    const good = friendly()
    let reports = 0
    const server = await listen((call) => (isReport(call) && (reports += 1) <= 3 ? [503, null] : good(call)))
    start(server.baseUrl)
    const [first, second, third, fourth, fifth] = await server.until(isReport, 5)
    expect([second?.body, third?.body, fourth?.body]).toEqual([first?.body, first?.body, first?.body])
    expect(fifth?.body).not.toEqual(first?.body)
  })

  test('SIM-4 a report that is refused is not sent again nor stamped, and counted', async () => {
    const good = friendly()
    const refusal = { code: 'outsideBounds', field: 'position', message: 'lies outside' }
    const server = await listen((call) => (isReport(call) ? [422, refusal] : good(call)))
    const lines: string[] = []
    start(server.baseUrl, { log: (line) => lines.push(line) })
    const reports = await server.until(isReport, 20)
    await server.until(isPositions, 20)
    expect(new Set(reports.map(({ body }) => JSON.stringify(body))).size).toBe(20)
    expect(server.calls.filter(isStamp)).toEqual([])
    expect(lines.some((line) => line.includes('report (refused 422 outsideBounds position) ×'))).toBe(true)
  })

  test('SIM-4 refused readings and answers that make no sense are counted, and life goes on', async () => {
    const refusals = [{ index: 3, field: '3/lon', code: 'outsideBounds', reason: 'no' }]
    const allRefused = { accepted: 0, stale: 0, refused: 1, refusals }
    const server = await listen((call) => (isPositions(call) ? [422, allRefused] : [200, 'nonsense']))
    const lines: string[] = []
    start(server.baseUrl, { log: (line) => lines.push(line) })
    await server.until(isPositions, 3)
    expect(lines.some((line) => line.includes('report (no incident id in the answer)'))).toBe(true)
    expect(lines.some((line) => line.includes('board (no board in the answer)'))).toBe(true)
    expect(lines.some((line) => line.includes('positions item (outsideBounds lon) ×'))).toBe(true)
  })

  test('SIM-5 incidents of an earlier run are stamped on, by the ids the board gave', async () => {
    const good = friendly()
    const old = { id: 'old-1', source: 'simulator', reportedAt: START - 600_000, position: { lon: 113.72, lat: 34.77 } }
    const stamps = { respond: [{ at: START - 500_000 }], dispatch: [], arrive: [], resolve: [] }
    const foreign = { ...old, id: 'theirs', source: 'hotline' }
    const board = { incidents: [{ ...old, stamps }, { ...foreign, stamps }] }
    const server = await listen((call) => (call.path.endsWith('/board') ? [200, board] : good(call)))
    start(server.baseUrl)
    const [stamp] = await server.until(({ path }) => path === '/api/v1/incidents/old-1/stamps')
    expect(stamp?.body).toMatchObject({ stage: 'dispatch' })
    expect(server.calls.filter(({ path }) => path.includes('theirs'))).toEqual([])
  })

  test('SIM-6 in a demo it works matters, posts and profiles as well, and what is refused waits ten minutes', async () => {
    const good = friendly()
    const refusal = { code: 'unknown', field: 'topic', message: 'no' }
    const server = await listen((call) => {
      if (call.path.endsWith('/board')) return [200, DEMO_BOARD]
      return call.path.endsWith('/matters/training') ? [422, refusal] : good(call)
    })
    const lines: string[] = []
    start(server.baseUrl, { log: (line) => lines.push(line) })
    const drills = await server.until(({ path }) => path === '/api/v1/matters/drillPlan', 60)
    expect(drills[0]?.source).toBe('simulator')
    expect(new Set(drills.map(({ body }) => (body as { commandId: string }).commandId)).size).toBe(60)
    expect(server.calls.filter(({ path }) => path === '/api/v1/matters/training')).toHaveLength(1)
    await server.until(isPositions, 130)
    expect(lines.some((line) => line.includes('work: matters/training (refused 422 unknown topic) ×1'))).toBe(true)
  })

  test('SIM-6 in a record that is not a demo it works none of them, and says so', async () => {
    const good = friendly()
    const server = await listen((call) => (call.path.endsWith('/board') ? [200, { ...DEMO_BOARD, demo: false }] : good(call)))
    const lines: string[] = []
    start(server.baseUrl, { log: (line) => lines.push(line) })
    await server.until(isPositions, 60)
    expect(server.calls.filter(({ path }) => /matters|posts|grid-profile|events/.test(path))).toEqual([])
    expect(server.calls.filter(({ path }) => path.endsWith('/board'))).toHaveLength(1)
    expect(lines.join()).toContain('this record is not a demo')
  })

  test('stops while a call is left unanswered, and makes no call afterwards', async () => {
    const good = friendly()
    const server = await listen((call) => (isReport(call) ? null : good(call)))
    const simulator = start(server.baseUrl)
    await server.until(isReport)
    await simulator.stop()
    const made = server.calls.length
    await new Promise((resolve) => nextTurn(resolve))
    expect(server.calls).toHaveLength(made)
  })

  test('stops while it waits for a server that never comes', async () => {
    const lines: string[] = []
    const simulator = start('http://127.0.0.1:1', { log: (line) => lines.push(line) })
    await new Promise((resolve) => nextTurn(resolve))
    await simulator.stop()
    expect(lines.join()).not.toContain('fault')
  })

  test('a speed that is not above zero is refused at once', () => {
    const options = { site: aSite(), baseUrl: 'http://127.0.0.1:1', key: KEY, seed: 7, clock: leapingClock(), log: () => {} }
    expect(() => startSimulator({ ...options, speed: 0 })).toThrow(RangeError)
  })
})
