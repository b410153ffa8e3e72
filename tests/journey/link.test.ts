import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterEach, describe, expect, it } from 'vitest'
import { openStore } from '../../server/journal/openStore.ts'
import { CUT_BYTES } from '../../server/push/outlet.ts'
import { EVENTS, PROTOCOL_VERSION, type JoinAnswer } from '../../shared/protocol/messages.ts'
import { Decoder, Encoder } from '../../shared/protocol/packets.ts'
import { cameraBody, positionBody, reportBody, stampedFact } from '../support/builders.ts'
import { createRunningClock, nextTurn, type HeldClock } from '../support/heldClock.ts'
import { MemoryJournal, MemoryPlace } from '../support/memoryStore.ts'
import { bearer, sharedGrants } from '../support/grants.ts'
import { smallSite } from '../support/site.ts'
import { startTcpProxy, type TcpProxy } from '../support/tcpProxy.ts'
import { openWall, startAppOn, startTestApp, type TestApp, type TestAppOptions, type Wall } from '../support/testApp.ts'

const toClose: { close(): unknown }[] = []
afterEach(async () => {
  for (const each of toClose.splice(0).reverse()) await each.close()
})

function closing<T extends { close(): unknown }>(each: T): T {
  toClose.push(each)
  return each
}

async function start(options: Partial<TestAppOptions<HeldClock>> = {}): Promise<TestApp> {
  return closing(await startTestApp(options))
}

/** A wall that reaches the server only through a proxy. */
async function behindProxy(test: TestApp): Promise<{ wall: Wall; proxy: TcpProxy }> {
  const proxy = closing(await startTcpProxy(test.port))
  const wall = test.openWall(proxy.url)
  await wall.until('joined', () => wall.replica?.complete === true)
  return { wall, proxy }
}

function count(wall: Wall, event: string): number {
  return wall.events.filter((each) => each === event).length
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Milliseconds until the wall shows as many incidents. */
async function untilIncidents(wall: Wall, incidents: number): Promise<number> {
  const from = performance.now()
  await wall.until(`${incidents} incidents`, () => wall.incidents().length === incidents && wall.replica?.complete === true)
  return performance.now() - from
}

describe('PUSH-1: a wall', () => {
  it('opened on a server that has much holds the same as the server, and follows it', async () => {
    const test = await start()
    await test.post('/api/v1/reports', reportBody())
    await test.postReadings('/api/v1/positions', [positionBody(0, test.clock.now()), positionBody(2, test.clock.now())])
    await test.postReadings('/api/v1/camera-status', [cameraBody(1, test.clock.now(), 'fault')])
    const wall = test.openWall()
    await wall.until('joined', () => wall.replica?.complete === true)
    expect(wall.picture()).toBe(test.picture())
    await test.postReadings('/api/v1/camera-status', [cameraBody(1, test.clock.now() + 1, 'online'), cameraBody(3, test.clock.now())])
    await test.post('/api/v1/reports', reportBody({ commandId: 'second' }))
    await wall.until('the same picture', () => wall.picture() === test.picture())
    expect(count(wall, 'joined')).toBe(1)
  })
})

describe('LINK-1: a wall', () => {
  it('whose server closes and starts again is current within 2 s of its return, without being reloaded', async () => {
    const place = new MemoryPlace()
    const port = await freePort()
    const first = await startTestApp({ journal: new MemoryJournal(place), port })
    await first.post('/api/v1/reports', reportBody())
    const wall = closing(openWall(first.url, first.site, first.grants.key))
    await untilIncidents(wall, 1)
    await first.close()
    const second = await start({ journal: new MemoryJournal(place), port })
    await second.post('/api/v1/reports', reportBody({ commandId: 'second' }))
    expect(await untilIncidents(wall, 2)).toBeLessThan(2_000)
    expect(wall.picture()).toBe(second.picture())
  })

  it('whose network breaks comes back within 2 s of its return and has missed nothing', async () => {
    const test = await start()
    const { wall, proxy } = await behindProxy(test)
    proxy.cut(true)
    for (const name of ['a', 'b', 'c']) await test.post('/api/v1/reports', reportBody({ commandId: name }))
    await test.postReadings('/api/v1/camera-status', [cameraBody(5, test.clock.now(), 'offline')])
    proxy.release()
    expect(await untilIncidents(wall, 3)).toBeLessThan(2_000)
    await wall.until('the same picture', () => wall.picture() === test.picture())
  })

  it('that hears nothing for 2.5 s on an open connection says so within 3 s, and heals on a new one', async () => {
    const test = await start()
    const { wall, proxy } = await behindProxy(test)
    await wall.until('a beat', () => count(wall, 'beat') > 1)
    const from = performance.now()
    proxy.hold()
    await wall.until('silence', () => count(wall, 'silent') > 0)
    const silentMs = performance.now() - from
    expect(silentMs).toBeGreaterThan(1_000)
    expect(silentMs).toBeLessThan(3_000)
    await test.post('/api/v1/reports', reportBody())
    proxy.release()
    expect(await untilIncidents(wall, 1)).toBeLessThan(2_000)
    expect(wall.picture()).toBe(test.picture())
  })

  it('that finds no server says so and joins once there is one', async () => {
    const port = await freePort()
    const wall = closing(openWall(`http://127.0.0.1:${port}`, smallSite(), (await sharedGrants()).key))
    await wall.until('silence', () => count(wall, 'silent') === 1)
    const test = await start({ port })
    const back = performance.now()
    await wall.until('joined', () => wall.replica?.complete === true)
    expect(performance.now() - back).toBeLessThan(2_000)
    expect(wall.picture()).toBe(test.picture())
  })

  it('CLOCK-3: is told the time by its server', async () => {
    const site = smallSite()
    const test = closing(await startAppOn({ clock: createRunningClock(Date.UTC(2030, 0, 1)), site }))
    const wall = test.openWall()
    await wall.until('a clock sample', () => count(wall, 'clock') > 0)
    expect(Math.abs((wall.beats[0]?.now ?? 0) - Date.UTC(2030, 0, 1))).toBeLessThan(30_000)
  })
})

describe('PUSH-2: a wall that knew', () => {
  it('another journal takes over the new one whole', async () => {
    const port = await freePort()
    const first = await startTestApp({ port })
    for (const name of ['a', 'b']) await first.post('/api/v1/reports', reportBody({ commandId: name }))
    const wall = closing(openWall(first.url, first.site, first.grants.key))
    await untilIncidents(wall, 2)
    await first.close()
    const second = await start({ port })
    await second.post('/api/v1/reports', reportBody({ commandId: 'c', summary: '另一本' }))
    await wall.until('the other journal', () => wall.incidents()[0]?.summary === '另一本')
    expect(wall.picture()).toBe(second.picture())
  })

  it('PUSH-6: another site pack is told so and takes nothing', async () => {
    const test = await start()
    const wall = closing(openWall(test.url, smallSite({ cameras: 5 }), test.grants.key))
    await wall.until('told', () => count(wall, 'otherSite') === 1)
    expect(count(wall, 'joined')).toBe(0)
  })

  it('PUSH-5: another protocol is refused with ours, and what is no join at all too', async () => {
    const test = await start()
    const socket = closing(io(test.url, { extraHeaders: bearer(test.grants.key), transports: ['websocket'], parser: { Encoder, Decoder }, reconnection: false }))
    const ask = (request: unknown): Promise<JoinAnswer> => {
      const answer = new Promise<JoinAnswer>((resolve) => socket.once(EVENTS.joined, resolve))
      socket.emit(EVENTS.join, request)
      return answer
    }
    expect(
      await ask({ protocol: PROTOCOL_VERSION + 1, site: null, journal: null, seq: 0 }),
    ).toEqual({ kind: 'refused', code: 'protocol', protocol: PROTOCOL_VERSION })
    expect(await ask({ protocol: 'one' })).toEqual({ kind: 'refused', code: 'malformed', protocol: PROTOCOL_VERSION })
    expect(test.app.pipeline.push.screens).toBe(0)
    expect((await test.get<string>('/metrics')).body).toContain('ruyi_inputs_total{door="socket",outcome="malformedJoin"} 1')
  })
})

/** Records facts of 100 KB each that change no incident, so that only their way to the walls weighs. */
async function recordHeavy(test: TestApp, facts: number): Promise<void> {
  for (let i = 0; i < facts; i += 1) {
    await test.app.pipeline.lane.submit(
      null, () => [stampedFact('respond', test.clock.now(), { incidentId: 'gone', note: 'x'.repeat(100_000) })],
    )
    await nextTurn()
  }
}

describe('PUSH-4: a wall that takes nothing', () => {
  it('is cut and resynchronised, the server keeps little for it, and another wall does not notice', async () => {
    const test = await start()
    const { wall: slow, proxy } = await behindProxy(test)
    const quick = test.openWall()
    await quick.until('joined', () => quick.replica?.complete === true)
    proxy.hold()
    await recordHeavy(test, 200)
    await quick.until('all facts', () => quick.replica?.board.seq === 200)
    expect([count(quick, 'joined'), count(quick, 'facts')]).toEqual([1, 200])
    expect(test.app.pipeline.push.screens).toBe(1)
    expect(proxy.bytesDown).toBeLessThan(200 * 100_000)
    proxy.release()
    await slow.until('resynchronised', () => slow.replica?.complete === true && slow.replica.board.seq === 200)
    expect(count(slow, 'joined')).toBeGreaterThan(1)
    expect(slow.picture()).toBe(test.picture())
  })

  it('and takes all again before it is cut misses nothing and is not cut', async () => {
    const test = await start()
    const { wall, proxy } = await behindProxy(test)
    proxy.hold()
    await recordHeavy(test, Math.floor(CUT_BYTES / 100_000) - 1)
    proxy.release()
    await wall.until('all facts', () => wall.replica?.board.seq === 9)
    expect(count(wall, 'joined')).toBe(1)
  })

  it('PUSH-1: a quick one is sent a storm of 1,500 reports on the real store and is never cut', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'storm-'))
    toClose.push({ close: () => rm(dir, { recursive: true }) })
    const store = closing(await openStore(dir, { report: () => undefined }))
    const test = await start({ journal: store.journal, history: store.history })
    const wall = test.openWall()
    await wall.until('joined', () => wall.replica?.complete === true)
    await Promise.all(Array.from({ length: 1_500 }, (_, i) => test.app.pipeline.doors.report(reportBody({ commandId: `storm-${i}` }), 'tests')))
    await wall.until('all', () => wall.incidents().length === 1_500)
    expect(count(wall, 'joined')).toBe(1)
    expect(wall.picture()).toBe(test.picture())
  })
})
