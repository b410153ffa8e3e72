import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CAMERA_STATUSES } from '../../shared/camera/types.ts'
import { FUTURE_TOLERANCE_MS } from '../../shared/clock/tolerance.ts'
import { cameraBody, positionBody } from '../support/builders.ts'
import { MORNING } from '../support/heldClock.ts'
import { MemoryPlace, MemoryJournal } from '../support/memoryStore.ts'
import { cameraId, platformId, smallSite, unitId } from '../support/site.ts'
import { startTestApp, type TestApp, type Wall } from '../support/testApp.ts'

const SITE = smallSite({ cameras: 40, units: 10 })

interface BoardAnswer {
  readonly positions: { unit: string; fixAt: number; ageMs: number; freshness: string; source: string }[]
  readonly cameras: { camera: string; status: string; at: number }[]
  readonly demo: boolean
  readonly health: { sources: { id: string; kind: string; heardAt: number }[]; refused: number }
}

let place: MemoryPlace
let test: TestApp
let wall: Wall

beforeEach(async () => {
  place = new MemoryPlace()
  test = await startTestApp({ site: SITE, journal: new MemoryJournal(place), history: place.history })
  wall = test.openWall()
  await wall.until('joined', () => wall.replica?.complete === true)
})
afterEach(() => test.close())

const board = async (): Promise<BoardAnswer> => (await test.get<BoardAnswer>('/api/v1/board')).body
const same = (): Promise<void> => wall.until('the same picture', () => wall.picture() === test.picture())

describe('positions sent by HTTP', () => {
  it('STALE-3 INPUT-4: of the future, outside, older or of nobody are told apart by their place in the call', async () => {
    await test.postReadings('/api/v1/positions', [positionBody(1, MORNING - 1_000)])
    const { status, body } = await test.postReadings('/api/v1/positions', [
      positionBody(0, MORNING), positionBody(0, MORNING + FUTURE_TOLERANCE_MS + 1), positionBody(2, MORNING, { lon: 113 }),
      positionBody(1, MORNING - 2_000),
      positionBody(1, MORNING - 1_000), positionBody(2, MORNING, { unit: 'nobody' }), positionBody(3, MORNING + FUTURE_TOLERANCE_MS),
    ])
    expect(status).toBe(200)
    expect(body).toMatchObject({
      accepted: 2, stale: 2, refused: 3,
      refusals: [
        { index: 1, field: '1.fixAt', code: 'future' }, { index: 2, field: '2.lon', code: 'outsideBounds' },
        { index: 5, field: '5.unit', code: 'unknown' },
      ],
    })
    await same()
    expect((await board()).positions.map(({ unit, fixAt }) => [unit, fixAt - MORNING])).toEqual(
      [[unitId(0), 0], [unitId(1), -1_000], [unitId(3), 5_000]],
    )
  })

  it('INPUT-4: all refused are answered 422, all stale 200', async () => {
    expect((await test.postReadings('/api/v1/positions', [positionBody(0, MORNING, { unit: 'nobody' })])).status).toBe(422)
    await test.postReadings('/api/v1/positions', [positionBody(0, MORNING)])
    expect(
      await test.postReadings('/api/v1/positions', [positionBody(0, MORNING)]),
    ).toMatchObject({ status: 200, body: { accepted: 0, stale: 1, refused: 0 } })
  })

  it('INPUT-8: are counted by what became of them, and the refused ones told on every wall', async () => {
    await test.postReadings(
      '/api/v1/positions',
      [positionBody(0, MORNING), positionBody(0, MORNING), positionBody(0, MORNING, { unit: 'x' }), positionBody(1, MORNING, { lat: 30 })],
    )
    const { body } = await test.get<string>('/metrics')
    for (const [outcome, count] of [['accepted', 1], ['stale', 1], ['unknown', 1], ['outsideBounds', 1]]) {
      expect(body).toContain(`ruyi_inputs_total{door="positions",outcome="${outcome}"} ${count}`)
    }
    await wall.until('the count', () => wall.beats.at(-1)?.health.refused === 2)
  })

  it('INPUT-2: are taken 5,000 in one call', async () => {
    const many = Array.from(
      { length: 5_000 }, (_, i) => positionBody(i % 10, MORNING - 5_000 + i, { accuracyM: 4.5, speedMps: 1.2, headingDeg: i % 360 }),
    )
    const { status, body } = await test.postReadings('/api/v1/positions', many)
    expect([status, body]).toMatchObject([200, { accepted: 5_000, stale: 0, refused: 0 }])
    await same()
    await test.app.pipeline.readings.flush()
    expect((await place.history.between(0, MORNING + 1)).positions).toHaveLength(5_000)
  })

  it('STALE-1: have an age that grows, and a source', async () => {
    await test.postReadings('/api/v1/positions', [positionBody(0, MORNING)], { 'x-source': 'handheld-radio' })
    const at = async (ms: number): Promise<string | undefined> => {
      test.clock.set(MORNING + ms)
      return (await board()).positions[0]?.freshness
    }
    const twice = 2 * SITE.positionIntervalMs
    const five = 5 * SITE.positionIntervalMs
    expect([await at(twice), await at(twice + 1), await at(five), await at(five + 1)]).toEqual(['fresh', 'late', 'late', 'lost'])
    const { positions, health } = await board()
    expect(positions[0]).toMatchObject({ ageMs: five + 1, source: 'handheld-radio' })
    expect(health.sources).toMatchObject([{ id: 'handheld-radio', kind: 'http', heardAt: MORNING }])
  })

  it('INPUT-9: cannot take the name of the broker', async () => {
    await test.postReadings('/api/v1/positions', [positionBody(0, MORNING)], { 'x-source': 'mqtt' })
    await test.postReadings('/api/v1/positions', [positionBody(1, MORNING)], { 'x-source': 'two words' })
    expect((await board()).health.sources.map(({ id }) => id)).toEqual(['http'])
  })

  it('DEMO-1: of a simulator, whoever runs it, make the wall say demo', async () => {
    expect((await board()).demo).toBe(false)
    await test.postReadings('/api/v1/positions', [positionBody(0, MORNING)], { 'x-source': 'simulator' })
    expect((await board()).demo).toBe(true)
    await wall.until('demo', () => wall.beats.at(-1)?.health.demo === true)
  })
})

describe('STALE-2: camera status sent by HTTP', () => {
  it('is on every wall, newest by its own time', async () => {
    await test.postReadings('/api/v1/camera-status', [
      cameraBody(0, MORNING, 'online'), cameraBody(1, MORNING, 'fault'), cameraBody(0, MORNING - 1, 'offline'),
      cameraBody(7, MORNING, 'maintenance'),
    ])
    await same()
    const shown = (await board()).cameras.filter(({ at }) => at > 0).map(({ camera, status }) => [camera, status])
    expect(shown).toEqual([[cameraId(0), 'online'], [cameraId(1), 'fault'], [cameraId(7), 'maintenance']])
  })

  it('behind a platform that falls silent is unknown, as one fact, and known again when it is heard', async () => {
    await test.postReadings('/api/v1/camera-status', SITE.cameras.map((_, i) => cameraBody(i, MORNING, 'online')))
    await test.postReadings('/api/v1/heartbeats', [{ upstream: platformId(1), at: MORNING }])
    await test.clock.advanceTo(MORNING + 50_000)
    await test.postReadings('/api/v1/heartbeats', [{ upstream: platformId(1), at: MORNING + 50_000 }])
    expect(test.app.pipeline.lane.board.outages.size).toBe(0)
    await test.clock.advance(1)
    await wall.until('the outage', () => wall.replica?.board.outages.has(platformId(0)) === true)
    expect((await new MemoryJournal(place).readAfter(0, 10)).filter(({ type }) => !type.startsWith('Alarm')).map(({ type, at }) => [type, at - MORNING])).toEqual(
      [['PlatformLost', 50_000]],
    )
    const statuses = (await board()).cameras.map(({ status }) => status)
    expect(statuses.filter((status) => status === 'unknown')).toHaveLength(20)
    expect(statuses.filter((status) => status === 'online')).toHaveLength(20)
    await test.postReadings('/api/v1/camera-status', [cameraBody(0, MORNING + 50_001, 'online')])
    await wall.until('the end of it', () => wall.replica?.board.outages.size === 0)
    expect((await board()).cameras.every(({ status }) => status === 'online')).toBe(true)
  })

  it('of a platform that says it is down is unknown at once, and still after a restart', async () => {
    await test.postReadings('/api/v1/camera-status', [cameraBody(0, MORNING, 'online'), cameraBody(1, MORNING, 'online')])
    test.clock.set(MORNING + 1_000)
    await test.postReadings('/api/v1/heartbeats', [{ upstream: platformId(0), at: MORNING + 1_000, status: 'down' }])
    await wall.until('the outage', () => wall.replica?.board.outages.size === 1)
    await test.close()
    test = await startTestApp({ site: SITE, journal: new MemoryJournal(place), history: place.history })
    expect((await board()).cameras.slice(0, 2).map(({ status }) => status)).toEqual(['unknown', 'online'])
    expect(place.rows.map(({ type }) => type).filter((type) => type.startsWith('Platform'))).toEqual(['PlatformLost'])
  })

  it('of all five states reaches the wall as it is', async () => {
    await test.postReadings('/api/v1/camera-status', CAMERA_STATUSES.map((status, i) => cameraBody(i, MORNING, status)))
    await same()
    expect([...(wall.replica?.picture.cameraStatus.slice(0, 5) ?? [])]).toEqual([0, 1, 2, 3, 4])
  })
})

describe('PUSH-6: the site pack', () => {
  it('is fetched once and then only asked for by its ETag', async () => {
    const first = await test.get('/api/v1/site')
    expect([first.status, first.body]).toMatchObject([200, { version: SITE.version, cameras: expect.any(Array) }])
    const again = await test.get('/api/v1/site', { 'if-none-match': first.headers.get('etag')! })
    expect([again.status, again.body]).toEqual([304, ''])
  })
})
