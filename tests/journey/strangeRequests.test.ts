import { afterAll, beforeAll, expect, it } from 'vitest'
import { positionBody, reportBody, stampBody } from '../support/builders.ts'
import { countedInputs } from '../support/countedInputs.ts'
import { bearer } from '../support/grants.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

let test: TestApp

beforeAll(async () => {
  test = await startTestApp()
})
afterAll(() => test.close())

const counted = (door: string, outcome: string): Promise<number> => countedInputs(test, door, outcome)

const sourceIds = (): string[] => test.app.pipeline.sources.list().map(({ id }) => id)

it('INPUT-1 a body that is not UTF-8 is refused, whatever it declares, and nothing of it is recorded', async () => {
  const gbk = Buffer.concat([Buffer.from('{"commandId":"g","summary":"'), Buffer.from([0xc2, 0xe4, 0xcb, 0xae]), Buffer.from('"}')])
  for (const type of ['application/json; charset=gbk', 'application/json']) {
    const response = await fetch(`${test.url}/api/v1/reports`, { method: 'POST', body: gbk, headers: { 'content-type': type, ...bearer(test.grants.key) } })
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'notUtf8', field: '' }])
  }
  expect(await counted('reports', 'notUtf8')).toBe(2)
  expect(test.incidents()).toEqual([])
})

it('INPUT-1 a body in UTF-8 with a byte order mark is read', async () => {
  const body = `\ufeff${JSON.stringify(reportBody({ commandId: 'bom' }))}`
  expect((await test.post('/api/v1/reports', body)).status).toBe(201)
})

it('INPUT-1 what the router turns away answers in the same form and is counted', async () => {
  expect(await test.get('/api/v1/nothing')).toMatchObject({ status: 404, body: { code: 'noSuchRoute', field: '' } })
  expect(await counted('http', 'noSuchRoute')).toBe(1)
  expect(await test.post('/api/v1/incidents/%ff/stamps', stampBody('respond'))).toMatchObject({ status: 400, body: { field: 'url' } })
  const long = await test.post(`/api/v1/incidents/${'x'.repeat(129)}/stamps`, stampBody('respond'))
  expect(long).toMatchObject({ status: 400, body: { code: 'malformed', field: 'params.id' } })
})

it('INPUT-1 a feed whose name does not fit is refused by that header', async () => {
  const answer = await test.post('/api/v1/positions', [positionBody(0, test.clock.now())], { 'x-source': 'two words' })
  expect(answer).toMatchObject({ status: 400, body: { code: 'malformed', field: 'headers.x-source' } })
})

it('STALE-1 names of feeds of which nothing was taken are not kept, so none crowds out a real one', async () => {
  const before = sourceIds()
  for (let i = 0; i < 40; i++) await test.post('/api/v1/positions', [positionBody(0, test.clock.now(), { unit: 'NOPE' })], { 'x-source': `junk${i}` })
  expect(sourceIds()).toEqual(before)
  await test.post('/api/v1/positions', [positionBody(0, test.clock.now())], { 'x-source': 'radio' })
  expect(sourceIds()).toEqual([...before, 'radio'])
})

it('STALE-1 feeds beyond the most that are told apart share one name that says so', async () => {
  const BY = { who: 'tests', sourceAddress: 'console' }
  const keys = Array.from({ length: 5 }, (_, i) => test.access.administration.addKey({ id: `gateway-${i}`, name: '网关', scopes: ['positions'] }, BY))
  for (let i = 0; i < 40; i++) await test.post('/api/v1/positions', [positionBody(0, test.clock.now())], { 'x-source': `feed${i}`, ...bearer(keys[i % 5]!) })
  expect(sourceIds()).toHaveLength(32)
  expect(sourceIds().at(-1)).toBe('others')
})

it('STALE-3 a reading from before 1970 is refused, not kept', async () => {
  const answer = await test.postReadings('/api/v1/positions', [{ ...positionBody(0, 0), fixAt: '0001-01-01T00:00:00Z' }])
  expect(answer).toMatchObject({ status: 422, body: { refused: 1, refusals: [{ field: '0.fixAt', code: 'tooOld' }] } })
})

it('INPUT-3 of two different commands under one id at once, one that is refused takes nothing from the other', async () => {
  const { body } = await test.post<{ incidentId: string }>('/api/v1/reports', reportBody({ commandId: 'host' }))
  const answers = await Promise.all([
    test.post('/api/v1/reports', reportBody({ commandId: 'both', position: { lon: 1, lat: 1 } })),
    test.post(`/api/v1/incidents/${body.incidentId}/stamps`, stampBody('respond', { commandId: 'both' })),
  ])
  expect(answers.map(({ status }) => status)).toEqual([422, 201])
})

it('INPUT-1 a wall that asks whether there are tiles is no refused input', async () => {
  const refused = test.app.pipeline.health().refused
  const response = await fetch(`${test.url}/api/v1/site/basemap.pmtiles`, { method: 'HEAD', headers: bearer(test.grants.key) })
  expect(response.status).toBe(404)
  expect(await test.get('/api/v1/site/basemap.pmtiles')).toMatchObject({ status: 404, body: { code: 'noTiles' } })
  expect(test.app.pipeline.health().refused).toBe(refused)
})
