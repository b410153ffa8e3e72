import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Matter } from '../../shared/matter/types.ts'
import type { OutagesBody } from '../../shared/protocol/outageSchemas.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { cameraId, platformId } from '../support/site.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

interface Answer { matterId: string; fact: string; seq: number; code: string; field: string }
let test: TestApp
let made = 0
beforeAll(async () => (test = await startTestApp()))
afterAll(() => test.close())
const post = (path: string, body: object, headers?: Record<string, string>) => test.post<Answer>(`/api/v1${path}`, { commandId: `p-${made += 1}`, ...body }, headers)

it('ENTERPRISE-2: given a wall, when a company\'s request goes from received to answered, reopened and confirmed over HTTP, then the wall holds the same', async () => {
  const wall = test.openWall()
  await wall.until('joined', () => wall.replica !== null)
  const { body: { matterId: id } } = await post('/matters/request', { company: 'company-0', topic: 'security', summary: '夜间照明，电话13812345678' })
  for (const [move, body] of [['assign', { department: 'police' }], ['answer', { answer: '已安排' }], ['reopen', { reason: '仍暗' }], ['answer', { answer: '已更换' }], ['confirm', {}]] as const) {
    expect((await post(`/matters/${id}/${move}`, body)).status).toBe(201)
  }
  const { matter } = (await test.get<{ matter: Matter }>(`/api/v1/matters/${id}`)).body
  expect(matter).toMatchObject({ state: 'confirmed', values: { company: 'company-0', answer: '已更换' } })
  expect(String(matter.values['summary'])).not.toContain('13812345678')
  await wall.until('the same board', () => wall.picture() === test.picture())
  expect((await post('/matters/request', { company: 'none', topic: 'security', summary: '照明' })).body).toMatchObject({ code: 'unknown', field: 'company' })
})

it('GUARANTEE-2: a department\'s account ticks its own task over HTTP and no other department\'s', async () => {
  const { body: { matterId } } = await post('/matters/guaranteeTask', { department: 'police', dueAt: test.clock.now() + 1_000 })
  const own = cookieOf(letIn(test.access, 'department', 'police-desk', { department: 'police' }))
  const other = cookieOf(letIn(test.access, 'department', 'traffic-desk', { department: 'trafficPolice' }))
  expect((await post(`/matters/${matterId}/steps/first/tick`, {}, other)).body.code).toBe('notOwner')
  expect((await post(`/matters/${matterId}/steps/first/tick`, {}, own)).status).toBe(201)
  expect((await post('/matters/guaranteeTask', { department: 'police', dueAt: test.clock.now() + 1_000 })).body).toMatchObject({ code: 'overlap', field: 'department' })
})

describe('PROFILE-1 PROFILE-2: counts of a grid over HTTP', () => {
  const TOLD = { grid: 'grid-0', asOf: '2023-11-20', buildings: 12, residents: 3_400, companies: { finance: 8 }, fraudCases: 2 }

  it('given a wall, when they are told, then the wall holds them; the same command again takes effect once, its id for other counts is refused', async () => {
    const wall = test.openWall()
    const first = await post('/grid-profile', { ...TOLD, commandId: 'told' })
    expect([first.status, first.body.fact]).toEqual([201, 'GridProfileTold'])
    expect((await post('/grid-profile', { ...TOLD, commandId: 'told' })).body.seq).toBe(first.body.seq)
    expect((await post('/grid-profile', { ...TOLD, grid: 'grid-1', commandId: 'told' })).body.code).toBe('commandIdReused')
    await wall.until('the same board', () => wall.replica !== null && wall.picture() === test.picture())
    expect(wall.replica?.board.profiles.get('grid-0')).toMatchObject({ buildings: 12, by: 'headquarters', asOf: '2023-11-20' })
    expect(wall.replica?.board.profiles.has('grid-1')).toBe(false)
  })

  it.each([
    [{ grid: 'none' }, 422, 'unknown', 'grid'], [{ residents: -1 }, 400, 'malformed', 'residents'], [{ companies: { finance: -1 } }, 400, 'malformed', 'companies.finance'],
    [{ asOf: '2099-01-01' }, 422, 'future', 'asOf'], [{ asOf: '2023-02-30' }, 422, 'badForm', 'asOf'], [{ asOf: '2023-11-19' }, 422, 'tooOld', 'asOf'],
    [{ names: ['甲'] }, 400, 'malformed', 'names'],
  ])('%j is refused, changes nothing and is counted', async (own, status, code, field) => {
    const before = test.picture()
    const { status: got, body } = await post('/grid-profile', { ...TOLD, ...own })
    expect([got, body.code, body.field]).toEqual([status, code, field])
    expect(test.picture()).toBe(before)
  })

  it('an administrator of the site may tell them, a department may not', async () => {
    expect((await post('/grid-profile', TOLD, cookieOf(letIn(test.access, 'administrator', 'admin-2')))).status).toBe(201)
    expect((await post('/grid-profile', TOLD, cookieOf(letIn(test.access, 'department', 'water-2', { department: 'waterAffairs' })))).status).toBe(403)
  })
})

describe('CAMERA-4: lengths of past outages over HTTP', () => {
  const asked = (from: number | string, to: number | string) => test.get<OutagesBody & Answer>(`/api/v1/outages?from=${from}&to=${to}`)
  const heartbeat = (status: 'up' | 'down', at: number) => test.postReadings('/api/v1/heartbeats', [{ upstream: platformId(0), at, status }])
  const say = (status: string, at: number) => test.postReadings('/api/v1/camera-status', [{ camera: cameraId(0), status, at }])

  it('given a platform and a camera that were out and came back, then each is told with its length, to the ends of the period', async () => {
    const { clock, app } = test
    const start = clock.now()
    await heartbeat('down', start)
    await say('offline', start)
    await clock.advanceTo(start + 60_000)
    await heartbeat('up', start + 60_000)
    await say('online', start + 60_000)
    await expect.poll(() => app.pipeline.lane.board.outages.size).toBe(0)
    await app.pipeline.readings.flush()
    const { body } = await asked(start - 1_000, start + 60_001)
    expect(body.ended).toMatchObject([{ platform: platformId(0), lengthMs: 60_000 }])
    expect(body.platforms[0]).toMatchObject({ lost: { count: 1, longestMs: 60_000, totalMs: 60_000 }, cameraOutages: { count: 1, longestMs: 60_000 } })
    expect(body.cameras).toMatchObject([{ camera: cameraId(0), lengthMs: 60_000 }])
    expect((await asked(start - 1_000, start + 60_000)).body).toMatchObject({ ended: [], cameras: [] })
    expect((await asked(start + 30_000, start + 60_001)).body).toMatchObject({ ended: [{ lengthMs: 60_000 }], cameras: [{ lengthMs: 30_000 }] })
  })

  it('CAMERA-5 given a platform and a camera that are still out, then they are told as standing with their length so far, and no more once they are back', async () => {
    const { clock, app } = test
    await clock.advanceTo(clock.now() + 10_000)
    const start = clock.now()
    const told = async (to: number) => {
      await app.pipeline.readings.flush()
      return (await asked(to - 1, to)).body.standing
    }
    await say('online', start - 1_000)
    expect((await told(start)).byUpstream).toEqual([])
    await say('offline', start)
    await say('fault', start + 1_000)
    await heartbeat('down', start + 2_000)
    await expect.poll(() => app.pipeline.lane.board.outages.size).toBe(1)
    await clock.advanceTo(start + 60_000)
    const lasts = { from: start, atLeast: false }
    const group = { ...lasts, platform: platformId(0), camerasOut: 1, longestMs: 60_000, cameras: [{ ...lasts, camera: cameraId(0), lengthMs: 60_000 }], camerasLeftOut: 0 }
    expect(await told(start + 60_000)).toEqual({ platforms: [{ platform: platformId(0), lostAt: start, lengthMs: 60_000, cameras: expect.any(Number) as number }], byUpstream: [group] })
    const { platforms } = (await asked(start, start + 1)).body
    expect(platforms[0]).toMatchObject({ camerasOut: { count: 1, longestMs: 60_000 }, cameraOutages: { count: 0 } })
    await say('online', start + 60_000)
    await heartbeat('up', start + 60_000)
    await expect.poll(() => app.pipeline.lane.board.outages.size).toBe(0)
    expect(await told(start + 60_001)).toEqual({ platforms: [], byUpstream: [] })
    await say('offline', start + 60_000 + 1)
    expect((await told(start + 60_001)).byUpstream).toMatchObject([{ from: start + 60_001, cameras: [{ camera: cameraId(0) }] }])
  })

  it.each([
    [[2, 2], 422, 'reversed', 'to'], [[0, 31 * 86_400_000 + 1], 422, 'outOfRange', 'to'], [['noon', 2], 400, 'malformed', 'querystring.from'],
  ] as const)('given the period %j, then it is refused with %i', async ([from, to], status, code, field) => {
    const came = await asked(from, to)
    expect([came.status, came.body.code, came.body.field]).toEqual([status, code, field])
    expect((await asked(0, 31 * 86_400_000)).status).toBe(200)
  })
})
