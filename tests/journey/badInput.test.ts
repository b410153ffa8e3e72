import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { cameraBody, positionBody, reportBody, stampBody } from '../support/builders.ts'
import { countedInputs } from '../support/countedInputs.ts'
import { MORNING } from '../support/heldClock.ts'
import { platformId } from '../support/site.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

type Body = Record<string, unknown>

let test: TestApp
let incidentId: string
let before: string

beforeAll(async () => {
  test = await startTestApp()
  incidentId = (await test.post<{ incidentId: string }>('/api/v1/reports', reportBody())).body.incidentId
})
afterAll(() => test.close())
beforeEach(() => {
  before = test.picture()
})

const counted = (door: string, outcome: string): Promise<number> => countedInputs(test, door, outcome)

/** Posts what does not fit: 400 that names `field`, counted, and nothing has changed. */
async function expectMalformed(path: string, body: unknown, field: string): Promise<void> {
  const door = path.split('/').at(-1) ?? ''
  const refusedBefore = await counted(door, 'malformed')
  const answer = await test.post<Body>(path, body)
  expect([answer.status, answer.body], JSON.stringify(body)?.slice(0, 300)).toMatchObject(
    [400, { code: 'malformed', field, message: expect.stringMatching(/./) }],
  )
  expect(await counted(door, 'malformed')).toBe(refusedBefore + 1)
  expect(test.picture()).toBe(before)
}

const without = (body: object, key: string): Body => Object.fromEntries(Object.entries(body).filter(([name]) => name !== key))

/** Values that fit no field of a kind. None may be coerced: "7" is no 7, 7 no "7". */
const NO_WORDS = [7, null, true, {}, [], '']
const NO_NUMBER = ['7', null, true, {}, [7]]
const NO_MOMENT = ['now', '2023-11-22', '2023-11-22T10:00:00', '1700618400000', 1.5, -1, null, true, {}]

/** Nothing to read, or what no screen should be made to show. */
const UNREADABLE = ['  ', '\u200b\u200b ', '\u2060', '\n', 'a\u0000b', '\ud800', 'a\u202eb']

const REPORT_CASES: readonly (readonly [string, readonly unknown[]])[] = [
  ['commandId', [...NO_WORDS, 'x'.repeat(129), 'a\u0000b', '\ud800', ' ', '\u200b']],
  ['kind', [...NO_WORDS, 'flooding', 'Fire']],
  ['level', [...NO_WORDS, 'V', '1', 'iii']],
  ['position.lon', [...NO_NUMBER, -180.001, 180.001]],
  ['position.lat', [...NO_NUMBER, -90.001, 90.001]],
  ['position', [7, null, 'here', [113, 34]]],
  ['crs', [...NO_WORDS, 'EPSG:4326', 'wgs84']],
  ['place', [...NO_WORDS, 'x'.repeat(201), ...UNREADABLE]],
  ['summary', [...NO_WORDS, 'x'.repeat(501), ...UNREADABLE]],
  ['reportedAt', NO_MOMENT],
  ['source', [...NO_WORDS, 'x'.repeat(65), 'two words', '热线']],
  ['externalId', [...NO_WORDS, 'x'.repeat(129)]],
]

/** `body` with `value` at the path `field`. */
function withValue(body: object, field: string, value: unknown): Body {
  const [head = '', ...rest] = field.split('.')
  const inner = (body as Body)[head]
  return { ...body, [head]: rest.length === 0 ? value : withValue((inner ?? {}) as object, rest.join('.'), value) }
}

describe('INPUT-1: POST /api/v1/reports', () => {
  it.each(REPORT_CASES)('refuses a wrong %s and names it', async (field, values) => {
    for (const value of values) await expectMalformed('/api/v1/reports', withValue(reportBody({ commandId: 'bad' }), field, value), field)
  })

  it.each(['commandId', 'kind', 'position', 'summary', 'source'])('refuses a report without %s and names it', async (field) => {
    await expectMalformed('/api/v1/reports', without(reportBody(), field), field)
  })

  it('refuses a position without one of its two', async () => {
    await expectMalformed('/api/v1/reports', reportBody({ position: { lon: 113.72 } as never }), 'position.lat')
  })

  it('refuses unknown keys, at the top and inside, and names them', async () => {
    await expectMalformed('/api/v1/reports', { ...reportBody(), colour: 'red' }, 'colour')
    await expectMalformed('/api/v1/reports', reportBody({ position: { lon: 113.72, lat: 34.77, alt: 7 } as never }), 'position.alt')
  })

  it('takes each field at its longest and each moment in its forms', async () => {
    const moments = ['2023-11-22T09:59:00+08:00', '2023-11-22T01:59:00.5Z', '2023-11-21T23:59:60Z', '2023-11-22T09:59:00+08', MORNING - 1]
    for (const [i, reportedAt] of moments.entries()) {
      const body = reportBody({
        commandId: `${i}`.padStart(128, 'c'), summary: '长'.repeat(500), place: '长'.repeat(200), source: 's'.repeat(64),
        externalId: `${i}`.padStart(128, 'e'), reportedAt,
      })
      expect((await test.post('/api/v1/reports', body)).status).toBe(201)
    }
  })
})

describe('INPUT-1: POST /api/v1/incidents/:id/stamps', () => {
  const path = (): string => `/api/v1/incidents/${incidentId}/stamps`

  it.each([
    ['commandId', [...NO_WORDS, 'x'.repeat(129)]], ['stage', [...NO_WORDS, 'Respond', 'respond ']], ['at', NO_MOMENT],
    ['unit', [...NO_WORDS, 'x'.repeat(129)]], ['note', [...NO_WORDS, 'x'.repeat(501)]],
  ] as const)('refuses a wrong %s and names it', async (field, values) => {
    for (const value of values) await expectMalformed(path(), withValue(stampBody('respond'), field, value), field)
  })

  it('refuses what lacks a field or has one too many, and names it', async () => {
    await expectMalformed(path(), without(stampBody('respond'), 'commandId'), 'commandId')
    await expectMalformed(path(), without(stampBody('respond'), 'stage'), 'stage')
    await expectMalformed(path(), { ...stampBody('respond'), by: 'me' }, 'by')
  })

  it('INPUT-6: refuses a unit of no site and a time ahead, by their fields', async () => {
    const unit = await test.post<Body>(path(), stampBody('respond', { unit: 'nobody' }))
    expect([unit.status, unit.body]).toMatchObject([422, { code: 'unknown', field: 'unit' }])
    const ahead = await test.post<Body>(path(), stampBody('respond', { at: MORNING + 5_001 }))
    expect([ahead.status, ahead.body]).toMatchObject([422, { code: 'future', field: 'at' }])
    expect(test.picture()).toBe(before)
    expect([await counted('stamps', 'unknown'), await counted('stamps', 'future')]).toEqual([1, 1])
  })
})

describe('INPUT-1: calls of readings', () => {
  const good: Readonly<Record<string, Body>> = {
    positions: { ...positionBody(0, MORNING), accuracyM: 5, speedMps: 1, headingDeg: 90 },
    'camera-status': { ...cameraBody(0, MORNING), upstream: platformId(0) },
    heartbeats: { upstream: platformId(0), at: MORNING, status: 'up' },
  }
  const cases: readonly (readonly [string, string, readonly unknown[]])[] = [
    ['positions', 'unit', [...NO_WORDS, 'x'.repeat(129)]], ['positions', 'lon', [...NO_NUMBER, 180.1]],
    ['positions', 'lat', [...NO_NUMBER, -90.1]], ['positions', 'fixAt', NO_MOMENT],
    ['positions', 'accuracyM', [...NO_NUMBER, -1, 100_001]], ['positions', 'speedMps', [...NO_NUMBER, -0.1, 200.1]],
    ['positions', 'headingDeg', [...NO_NUMBER, -1, 361]],
    ['camera-status', 'camera', NO_WORDS], ['camera-status', 'status', [...NO_WORDS, 'ONLINE', 'broken']],
    ['camera-status', 'at', NO_MOMENT], ['camera-status', 'upstream', NO_WORDS],
    ['heartbeats', 'upstream', NO_WORDS], ['heartbeats', 'at', NO_MOMENT], ['heartbeats', 'status', [...NO_WORDS, 'UP']],
  ]

  it.each(cases)('POST /api/v1/%s refuses a wrong %s and names its place', async (door, field, values) => {
    for (const value of values) await expectMalformed(`/api/v1/${door}`, [good[door], withValue(good[door]!, field, value)], `1.${field}`)
  })

  it.each(Object.keys(good))('POST /api/v1/%s refuses an item that lacks a field or has one too many, and names it', async (door) => {
    await expectMalformed(`/api/v1/${door}`, [good[door], { ...good[door], more: 1 }], '1.more')
    for (const field of {
      positions: ['unit', 'lon', 'lat', 'fixAt'], 'camera-status': ['camera', 'status', 'at'], heartbeats: ['upstream', 'at'],
    }[door] ?? []) {
      await expectMalformed(`/api/v1/${door}`, [without(good[door]!, field)], `0.${field}`)
    }
  })

  it.each(Object.keys(good))('POST /api/v1/%s refuses no list, an empty one, and what is no item', async (door) => {
    await expectMalformed(`/api/v1/${door}`, good[door], '')
    await expectMalformed(`/api/v1/${door}`, [], '')
    for (const item of [null, 7, 'x', []]) await expectMalformed(`/api/v1/${door}`, [item], '0')
  })

  it.each(Object.keys(good))('INPUT-2: POST /api/v1/%s refuses 5,001 items', async (door) => {
    const small = { positions: positionBody(0, 1), 'camera-status': cameraBody(0, 1), heartbeats: { upstream: platformId(0), at: 1 } }[door]
    await expectMalformed(`/api/v1/${door}`, Array.from({ length: 5_001 }, () => small), '')
  })
})

describe('INPUT-1: a body that is none', () => {
  it.each(
    [['{', 400], ['', 400], ['null', 400], ['"text"', 400], ['7', 400]],
  )('%s is refused', async (text, status) => {
    const answer = await test.post<Body>('/api/v1/reports', text)
    expect([answer.status, answer.body]).toMatchObject([status, { code: expect.any(String), field: '', message: expect.any(String) }])
    expect(test.picture()).toBe(before)
  })

  it.each(['__proto__', 'constructor', '\\u005f_proto__'])('with a key %s, which means something to a program, is refused like any unknown key', async (key) => {
    const text = JSON.stringify(reportBody()).replace('{', `{"${key}":{"kind":"fire"},`)
    const answer = await test.post<Body>('/api/v1/reports', text)
    expect([answer.status, answer.body]).toMatchObject([400, { code: 'malformed', field: JSON.parse(`"${key}"`) }])
    const item = JSON.stringify([positionBody(0, 1)]).replace('{', `{"${key}":{"unit":"nobody"},`)
    const refused = await test.post<Body>('/api/v1/positions', item)
    expect([refused.status, refused.body]).toMatchObject([400, { code: 'malformed', field: `0.${JSON.parse(`"${key}"`)}` }])
    expect(test.picture()).toBe(before)
  })

  it('of another type is refused', async () => {
    const answer = await test.post<Body>('/api/v1/reports', '<report/>', { 'content-type': 'application/xml' })
    expect([answer.status, answer.body]).toMatchObject([415, { field: '' }])
  })

  it.each(
    [['/api/v1/reports', 17 * 1024], ['/api/v1/incidents/x/stamps', 17 * 1024], ['/api/v1/positions', 2 * 1024 * 1024 + 1]],
  )('INPUT-2: %s of %d bytes is refused with 413', async (path, size) => {
    const answer = await test.post<Body>(path, `"${'x'.repeat(size)}"`)
    expect([answer.status, answer.body]).toMatchObject([413, { field: '' }])
    expect(await counted(path.split('/').at(-1)!, 'FST_ERR_CTP_BODY_TOO_LARGE')).toBeGreaterThan(0)
  })

  it('for no route at all is answered 404 like any other error', async () => {
    const answer = await test.post<Body>('/api/v1/nothing', {})
    expect([answer.status, answer.body]).toMatchObject([404, { code: 'noSuchRoute', field: '' }])
  })
})
