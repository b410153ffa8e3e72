import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MOST_PAYLOAD_BYTES } from '../../server/ingest/checkPayload.ts'
import { MemoryPlace } from '../support/memoryStore.ts'
import { startBroker, type Broker } from '../support/broker.ts'
import { publish, startWall, type Wall } from './mqttStage.ts'

const patience = { timeout: 15_000, interval: 20 }
const SECOND_MS = 1_000

let store: MemoryPlace
let broker: Broker
let wall: Wall

beforeEach(async () => {
  store = new MemoryPlace()
  broker = await startBroker()
  wall = await startWall(broker.url, store)
  await expect.poll(() => wall.connected(), patience).toBe(true)
})

afterEach(async () => {
  await wall.close()
  await broker.stop()
})

const team = (place: number): string => wall.site.teams[place]?.id ?? ''
const tracker = (place: number): string => wall.site.teams[place]?.trackers[0] ?? ''
const positionOf = async (unit: string) => (await wall.board()).positions.find((position) => position.unit === unit)
const cameraOf = async (id: string) => (await wall.board()).cameras.find(({ camera }) => camera === id)

function inside(place = 0): { lon: number; lat: number } {
  const [west, south] = wall.site.bounds
  return { lon: round(west + 0.002 + place / 1000), lat: round(south + 0.002 + place / 1000) }
}

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

describe('the public contract over MQTT', () => {
  test('MQTT-1 positions at QoS 1 stand on the board with their own time and the source mqtt', async () => {
    const fixAt = Date.now() - SECOND_MS
    const positions = [0, 1].map((place) => ({ unit: team(place), ...inside(place), fixAt, accuracyM: 5, speedMps: 1.2, headingDeg: 90 }))
    await publish(broker, 'ruyi/v1/positions', positions)
    await expect.poll(() => positionOf(team(1)), patience).toMatchObject({ ...inside(1), fixAt, source: 'mqtt' })
    expect(await positionOf(team(0))).toMatchObject({ ...inside(0), fixAt })
    expect(await wall.counted('positions', 'accepted')).toBe(2)
  })

  test('MQTT-1 one position alone is a list of one, and RFC 3339 times are read', async () => {
    const fixAt = Math.floor(Date.now() / SECOND_MS) * SECOND_MS
    await publish(broker, 'ruyi/v1/positions', { unit: team(0), ...inside(), fixAt: new Date(fixAt).toISOString() })
    await expect.poll(() => positionOf(team(0)), patience).toMatchObject({ fixAt })
  })

  test('MQTT-1 camera status and signs of life of platforms arrive', async () => {
    const [camera] = wall.site.cameras
    const [platform] = wall.site.platforms
    const at = Date.now() - SECOND_MS
    await publish(broker, 'ruyi/v1/camera-status', [{ camera: camera?.id, status: 'fault', at }])
    await publish(broker, 'ruyi/v1/heartbeats', { upstream: platform?.id, at })
    await expect.poll(() => cameraOf(camera?.id ?? ''), patience).toMatchObject({ status: 'fault', at })
    await expect.poll(() => wall.counted('heartbeats', 'accepted'), patience).toBe(1)
  })

  test('STALE-3 retained and repeated deliveries never drag a marker back', async () => {
    const fixAt = Date.now() - SECOND_MS
    await publish(broker, 'ruyi/v1/positions', { unit: team(0), ...inside(1), fixAt: fixAt - SECOND_MS }, true)
    await publish(broker, 'ruyi/v1/positions', { unit: team(0), ...inside(2), fixAt })
    await expect.poll(() => positionOf(team(0)), patience).toMatchObject({ fixAt })
    await publish(broker, 'ruyi/v1/positions', { unit: team(0), ...inside(2), fixAt })
    await expect.poll(() => wall.counted('positions', 'stale'), patience).toBe(1)
    await wall.close()
    wall = await startWall(broker.url, store)
    await expect.poll(() => wall.counted('positions', 'stale'), patience).toBe(1)
    expect(await positionOf(team(0))).toMatchObject({ ...inside(2), fixAt })
  })
})

describe('what does not fit', () => {
  test('MQTT-2 malformed payloads are counted by door and code, change nothing, and what follows is taken', async () => {
    const fix = { unit: team(0), ...inside(), fixAt: Date.now() }
    const misfits = [
      { ...fix, lon: '113.72' }, { ...fix, lat: 91 }, { ...fix, colour: 'red' }, { ...fix, fixAt: '2026-02-30T00:00:00Z' },
      { ...fix, fixAt: '2026-02-28 00:00:00' }, { ...fix, unit: undefined }, [], 'null', '7',
    ]
    for (const misfit of misfits) await publish(broker, 'ruyi/v1/positions', misfit)
    await publish(broker, 'ruyi/v1/positions', '{"unit":')
    await publish(broker, 'ruyi/v1/positions', Buffer.from([0x22, 0xff, 0x22]))
    await publish(broker, 'ruyi/v1/camera-status', [{ camera: wall.site.cameras[0]?.id, status: 'broken', at: Date.now() }])
    await publish(broker, 'ruyi/v1/heartbeats', [{ upstream: wall.site.platforms[0]?.id }])
    await publish(broker, 'owntracks/somebody/phone', [{ _type: 'location', lat: 34.7 }, 'hello', null, {}])
    await publish(broker, 'ruyi/v1/positions', { ...fix, unit: team(1) })
    await expect.poll(() => positionOf(team(1)), patience).toMatchObject({ fixAt: fix.fixAt })
    expect(await wall.counted('mqtt/positions', 'malformed')).toBe(misfits.length)
    expect(await wall.counted('mqtt/positions', 'notJson')).toBe(2)
    expect(await wall.counted('mqtt/camera-status', 'malformed')).toBe(1)
    expect(await wall.counted('mqtt/heartbeats', 'malformed')).toBe(1)
    expect(await wall.counted('mqtt/owntracks', 'malformed')).toBe(4)
    expect((await wall.board()).positions).toHaveLength(1)
    expect((await wall.board()).health.refused).toBe(misfits.length + 2 + 1 + 1 + 4)
    expect(wall.logged.filter((line) => line.includes('mqtt/positions refused as malformed'))).toHaveLength(1)
  })

  test('MQTT-2 a payload at the limit is read, one byte more is refused unread', async () => {
    const text = JSON.stringify({ unit: team(0), ...inside(), fixAt: Date.now() })
    await publish(broker, 'ruyi/v1/positions', `${text}${' '.repeat(MOST_PAYLOAD_BYTES - text.length)}`)
    await expect.poll(() => positionOf(team(0)), patience).toBeDefined()
    await publish(broker, 'ruyi/v1/positions', `${text}${' '.repeat(MOST_PAYLOAD_BYTES - text.length + 1)}`)
    await expect.poll(() => wall.counted('mqtt/positions', 'tooLarge'), patience).toBe(1)
    expect(await wall.counted('positions', 'stale')).toBe(0)
  })

  test('MQTT-2 an empty payload clears a retained message and is no error', async () => {
    await publish(broker, 'ruyi/v1/positions', '')
    await expect.poll(() => wall.counted('mqtt/positions', 'ignored'), patience).toBe(1)
    expect((await wall.board()).health.refused).toBe(0)
  })
})

describe("OwnTracks' own messages", () => {
  const tst = (): number => Math.floor(Date.now() / SECOND_MS)

  test('MQTT-3 a location of a known tracker moves its team, other messages are counted and left', async () => {
    const at = tst()
    await publish(broker, `owntracks/${tracker(2)}`, { _type: 'lwt', tst: at })
    const location = { _type: 'location', ...inside(), tst: at, acc: 12, vel: 36, cog: 271, tid: 'zz', batt: 67 }
    await publish(broker, `owntracks/${tracker(2)}`, location)
    await expect.poll(() => positionOf(team(2)), patience).toMatchObject({ ...inside(), fixAt: at * SECOND_MS, source: 'mqtt' })
    expect(await wall.counted('mqtt/owntracks', 'ignored')).toBe(1)
    expect((await wall.board()).health.refused).toBe(0)
  })

  test('MQTT-3 a list of locations is taken, the same moment again is stale, an unknown tracker is refused', async () => {
    const at = tst()
    const location = { _type: 'location', ...inside(), tst: at }
    await publish(broker, `owntracks/anybody/${team(3)}`, [location, location, { _type: 'waypoint' }])
    await publish(broker, 'owntracks/nobody/phone', { ...location, tid: 'qq' })
    await expect.poll(() => wall.counted('mqtt/owntracks', 'unknown'), patience).toBe(1)
    expect(await positionOf(team(3))).toMatchObject({ fixAt: at * SECOND_MS })
    expect(await wall.counted('positions', 'accepted')).toBe(1)
    expect(await wall.counted('positions', 'stale')).toBe(1)
    expect(await wall.counted('mqtt/owntracks', 'ignored')).toBe(1)
  })
})

describe('the broker comes and goes', () => {
  test('MQTT-4 a restart of the broker shows on the source, and what comes after it is taken', async () => {
    const { port } = broker
    await broker.stop()
    await expect.poll(() => wall.connected(), patience).toBe(false)
    broker = await startBroker({ port })
    await expect.poll(() => wall.connected(), patience).toBe(true)
    await publish(broker, 'ruyi/v1/positions', { unit: team(0), ...inside(), fixAt: Date.now() })
    await expect.poll(() => positionOf(team(0)), patience).toMatchObject(inside())
  })

  test('MQTT-4 what was sent at QoS 1 while this server was down arrives when it is back', async () => {
    await wall.close()
    const fixAt = Date.now()
    await publish(broker, 'ruyi/v1/positions', { unit: team(0), ...inside(), fixAt })
    wall = await startWall(broker.url, store)
    await expect.poll(() => positionOf(team(0)), patience).toMatchObject({ fixAt })
  })

  test('STALE-1 a source without a broker is shown as not connected, never heard, and closes all the same', async () => {
    await wall.close()
    await broker.stop()
    wall = await startWall(broker.url, store)
    await expect.poll(() => wall.logged.some((line) => line.includes('MQTT: ')), patience).toBe(true)
    expect((await wall.board()).health.sources).toMatchObject([{ id: 'mqtt', kind: 'mqtt', heardAt: 0, connected: false }])
  })

  test('MQTT-5 a broker that wants another password is asked again, and no password is ever logged', async () => {
    await wall.close()
    const { port } = broker
    await broker.stop()
    broker = await startBroker({ port, secret: 'right' })
    wall = await startWall(`mqtt://officer:wr0ng-s3cret@127.0.0.1:${port}`)
    await expect.poll(() => wall.logged.some((line) => line.includes('Not authorized')), patience).toBe(true)
    expect(wall.connected()).toBe(false)
    await broker.stop()
    broker = await startBroker({ port, secret: 'wr0ng-s3cret' })
    await expect.poll(() => wall.connected(), patience).toBe(true)
    expect(wall.logged.join('')).not.toContain('wr0ng-s3cret')
  })
})
