import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Matter } from '../../shared/matter/types.ts'
import { reportBody } from '../support/builders.ts'
import { MORNING } from '../support/heldClock.ts'
import { bearer } from '../support/grants.ts'
import { MemoryJournal, MemoryPlace } from '../support/memoryStore.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { insideGrid } from '../support/site.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

interface Answer { matterId: string; fact: string; code: string; field: string; accepted: number; stale: number; seq: number | null }

const HOUR_MS = 3_600_000
const [lon, lat] = insideGrid(0)
const EVENT = {
  eventName: '灯会', organiser: 'government', venue: '会展中心', position: { lon, lat }, crowd: 8_000, doorsAt: MORNING + HOUR_MS, startsAt: MORNING + 2 * HOUR_MS,
  endsAt: MORNING + 5 * HOUR_MS, dispersedAt: MORNING + 6 * HOUR_MS,
}
const COMMAND = { commander: 'office', commandDepartments: ['police', 'fireRescue'], deployment: [{ name: 'team-0', lon, lat, radiusM: 50, crs: 'WGS84' }] }

let test: TestApp
let made = 0
beforeAll(async () => (test = await startTestApp()))
afterAll(() => test.close())

const post = (path: string, body: object = {}, headers?: Record<string, string>, app = test) =>
  app.post<Answer>(`/api/v1/${path}`, { commandId: `c-${(made += 1)}`, ...body }, headers)
const proposals = (app: TestApp) => app.app.pipeline.lane.board.modeRecord.proposals.map(({ at, to, cause }) => ({ at, to, why: cause.why, event: cause.event }))

async function prepared(app = test): Promise<string> {
  const { body: { matterId } } = await post('matters/event', EVENT, undefined, app)
  for (const [move, body] of [['assess', { risk: 'medium', assessment: '可控', withoutOpinions: '急办' }], ['approve', {}], ['prepareUnfinished', { ...COMMAND, unfinished: '急办' }]] as const) {
    expect((await post(`matters/${matterId}/${move}`, body, undefined, app)).status).toBe(201)
  }
  return matterId
}

describe('EVENT-1: an event over HTTP', () => {
  it('given a wall, when it goes from applied to closed, then wall and server hold the same, with who is present meanwhile', async () => {
    const wall = test.openWall()
    await wall.until('joined', () => wall.replica !== null)
    const id = await prepared()
    expect((await post(`events/${id}/check-in`, { department: 'fireRescue' })).body.fact).toBe('CommandCheckedIn')
    const own = cookieOf(letIn(test.access, 'department', 'police-desk', { department: 'police' }))
    expect((await post(`events/${id}/check-in`, {}, own)).status).toBe(201)
    await post(`matters/${id}/goLiveUnfinished`, { unfinished: '急办', early: '提前布防' })
    expect(test.app.pipeline.lane.board.gathering.present.map(({ department, by }) => [department, by])).toEqual([['fireRescue', 'headquarters'], ['police', 'police-desk']])
    await wall.until('the same board', () => wall.picture() === test.picture())
    await post(`events/${id}/check-out`, { department: 'fireRescue' })
    await post(`matters/${id}/close`, { outcome: '平稳' })
    const { matter } = (await test.get<{ matter: Matter }>(`/api/v1/matters/${id}`)).body
    expect(matter).toMatchObject({ state: 'closed', values: { deployment: [{ name: 'team-0', lon, lat, radiusM: 50 }] } })
    expect(test.app.pipeline.lane.board.gathering.present).toEqual([])
    await wall.until('the same board', () => wall.picture() === test.picture())
  })

  it.each([
    ['matters/event', { ...EVENT, endsAt: EVENT.startsAt - 1 }, 422, 'reversed', 'endsAt'],
    ['matters/event', { ...EVENT, doorsAt: EVENT.startsAt + 1 }, 422, 'reversed', 'doorsAt'],
    ['matters/event', { ...EVENT, difficultAreas: [{ name: '东门', lon: 0, lat: 0, radiusM: 9 }] }, 422, 'outsideBounds', 'difficultAreas.0'],
    ['matters/event', { ...EVENT, difficultAreas: [{ name: '东门', lon, lat }] }, 400, 'malformed', 'difficultAreas.0.radiusM'],
    ['matters/ID/approve', {}, 409, 'notInState', 'command'],
    ['matters/ID/goLive', {}, 409, 'notInState', 'command'],
    ['events/ID/check-in', { department: 'police' }, 409, 'notInState', 'id'],
    ['events/ID/check-in', {}, 422, 'missing', 'department'],
    ['events/nobody/check-in', { department: 'police' }, 404, 'unknown', 'id'],
  ])('POST %s %j is refused and nothing is done', async (path, body, status, code, field) => {
    const { body: { matterId } } = await post('matters/event', EVENT)
    const before = test.picture()
    const came = await post(path.replace('ID', matterId), body)
    expect([came.status, came.body.code, came.body.field]).toEqual([status, code, field])
    expect(test.picture()).toBe(before)
  })

  it('only who decides approves; an account of a department speaks for its own alone', async () => {
    const { body: { matterId } } = await post('matters/event', EVENT)
    await post(`matters/${matterId}/assess`, { risk: 'low', assessment: '可控', withoutOpinions: '急办' })
    const operator = cookieOf(letIn(test.access, 'operator', 'duty-7'))
    expect((await post(`matters/${matterId}/approve`, {}, operator)).status).toBe(403)
    const own = cookieOf(letIn(test.access, 'department', 'water-desk', { department: 'waterAffairs' }))
    const refused = await post(`events/${matterId}/check-in`, { department: 'police' }, own)
    expect([refused.status, refused.body.field]).toEqual([403, 'department'])
  })
})

describe('EVENT-2: event mode', () => {
  it('given an approved event, when the server is down over its start, then event mode is proposed at the start itself, once', async () => {
    const journal = new MemoryJournal(new MemoryPlace())
    const first = await startTestApp({ journal })
    const id = await prepared(first)
    await first.clock.advance(EVENT.startsAt - 1 - first.clock.now())
    expect(proposals(first)).toEqual([])
    const { clock } = first
    await first.close()
    clock.set(EVENT.startsAt + 5_000)
    const second = await startTestApp({ journal, clock })
    expect(proposals(second)).toEqual([{ at: EVENT.startsAt, to: 'event', why: 'eventStarts', event: id }])
    expect(second.app.pipeline.lane.board.matters.get(id)?.state).toBe('prepared')
    await second.close()
  })

  it('given one withdrawn and one running server, when the starts come, then only the other proposes, at its start and not before', async () => {
    const running = await startTestApp()
    const cancelled = await prepared(running)
    await post(`matters/${cancelled}/withdraw`, { reason: '天气' }, undefined, running)
    const id = await prepared(running)
    await running.clock.advance(EVENT.startsAt - 1 - running.clock.now())
    expect(proposals(running)).toEqual([])
    await running.clock.advance(1)
    expect(proposals(running)).toEqual([{ at: EVENT.startsAt, to: 'event', why: 'eventStarts', event: id }])
    await running.close()
  })

  it('given an emergency for a grave incident, when the start comes, then nothing is proposed until emergency mode is left, and then at once', async () => {
    const running = await startTestApp()
    const id = await prepared(running)
    await running.clock.advance(EVENT.startsAt - 1_000 - running.clock.now())
    await running.post('/api/v1/reports', reportBody({ level: 'I' }))
    const asked = await post('mode/switch', { to: 'emergency', reason: '火情' }, undefined, running)
    const second = cookieOf(letIn(running.access, 'leader', 'leader-b'))
    const leaves = () => post('mode/switch', { to: 'normal', reason: '已扑灭' }, second, running)
    expect((await leaves()).body.code).toBe('unchanged')
    expect((await post('mode/switch', { to: 'holiday', reason: '值守' }, second, running)).body, 'MODE-7').toMatchObject({ code: 'alreadyPrepared', field: 'to' })
    expect((await post('mode/confirm', { prepared: asked.body.seq }, second, running)).status).toBe(201)
    await running.clock.advance(5_000)
    expect(proposals(running).map(({ to }) => to)).toEqual(['emergency'])
    expect((await leaves()).status).toBe(201)
    await running.clock.advance(1)
    expect(proposals(running).slice(1)).toEqual([{ at: EVENT.startsAt, to: 'event', why: 'eventStarts', event: id }])
    await running.close()
  })
})

describe('CROWD-1: counts over HTTP', () => {
  const send = (body: object, headers?: Record<string, string>) => test.post<Answer>('/api/v1/crowd', body, headers)

  it('given a key for crowds, when a batch comes, then the newest of each zone is on the board and what is old is stale', async () => {
    const gate = bearer(letIn(test.access, 'source', 'gate', { scopes: ['crowd'] }).secret)
    const now = test.clock.now()
    const { status, body } = await send([{ zone: 'zone-0', count: 900, at: now - 5 }, { zone: 'zone-1', count: 12, at: new Date(now).toISOString() }], { ...gate, 'x-source': 'gate-7' })
    expect([status, body.accepted, body.stale]).toEqual([200, 2, 0])
    expect(test.app.pipeline.lane.board.gathering.crowd).toEqual([
      { zone: 'zone-0', count: 900, at: now - 5, source: 'gate-7' }, { zone: 'zone-1', count: 12, at: now, source: 'gate-7' },
    ])
    expect((await send([{ zone: 'zone-0', count: 1, at: now - 5 }])).body).toEqual({ accepted: 0, stale: 1, seq: null })
    const other = bearer(letIn(test.access, 'source', 'gps-only', { scopes: ['positions'] }).secret)
    expect((await send([{ zone: 'zone-0', count: 1, at: now }], other)).status).toBe(403)
  })

  it('ALARM-16: given a zone, when it is counted full and eased again, then its alarm stands and is over', async () => {
    const standing = () => test.app.pipeline.lane.board.alarms.byKey.get('zoneFull:zone-1')?.standing
    await send([{ zone: 'zone-1', count: 1_000, at: test.clock.now() + 1 }])
    await expect.poll(standing).toBe(true)
    await send([{ zone: 'zone-1', count: 899, at: test.clock.now() + 2 }])
    await expect.poll(standing).toBe(false)
  })

  it.each([
    [{ zone: 'none' }, 422, 'unknown', '0.zone'], [{ count: -1 }, 422, 'outOfRange', '0.count'], [{ count: 1.5 }, 400, 'malformed', '0.count'],
    [{ at: MORNING + 365 * 24 * HOUR_MS }, 422, 'future', '0.at'], [{ at: 'noon' }, 400, 'malformed', '0.at'],
  ])('given %j, then it is refused with its place, and counted', async (wrong, status, code, field) => {
    const before = test.picture()
    const came = await send([{ zone: 'zone-0', count: 1, at: test.clock.now(), ...wrong }])
    expect([came.status, came.body.code, came.body.field]).toEqual([status, code, field])
    expect(test.picture()).toBe(before)
    expect((await test.get<string>('/metrics')).body).toMatch(new RegExp(`outcome="${code}"} [1-9]`))
  })
})

it('MATTER-11: given accounts and keys of departments, when each gives what is its own, then it is taken, and anything else is refused and changes nothing', async () => {
  const { body: { matterId: event } } = await post('matters/event', EVENT)
  const as = (department: string) => cookieOf(letIn(test.access, 'department', `own-${department.toLowerCase()}`, { department }))
  const [police, fire] = [as('police'), as('fireRescue')]
  const areas = { reason: '现场预判', values: { difficultAreas: [{ name: '东门', lon, lat, radiusM: 60 }] } }
  expect((await post(`matters/${event}/amend`, areas, fire)).status).toBe(403)
  expect(await post(`matters/${event}/amend`, { reason: '改', values: { ...areas.values, crowd: 9 } }, police)).toMatchObject({ status: 403, body: { code: 'notAllowed', field: 'crowd' } })
  expect((await post(`matters/${event}/steps/prejudge/tick`, {}, police))).toMatchObject({ status: 422, body: { code: 'missing', field: 'note' } })
  expect((await post(`matters/${event}/amend`, areas, police)).status).toBe(201)
  expect((await post(`matters/${event}/steps/prejudge/tick`, {}, police)).status).toBe(201)
  const { body: { matterId: hazard } } = await post('matters/hazard', { summary: '栏杆松动', risk: 'water', grid: test.site.grids[0]!.id })
  await post(`matters/${hazard}/assign`, { assignee: 'department', department: 'police' })
  const key = bearer(letIn(test.access, 'source', 'fire-system', { scopes: ['steps'], department: 'fireRescue' }).secret)
  for (const other of [fire, key]) expect((await post(`matters/${hazard}/rectify`, { done: '已换' }, other)).status).toBe(403)
  expect((await post(`matters/${hazard}/rectify`, { done: '已换' }, police)).status).toBe(201)
  const { matters } = test.app.pipeline.lane.board
  expect([matters.get(event)?.values['crowd'], matters.get(hazard)?.state]).toEqual([EVENT.crowd, 'rectified'])
})

it('EVENT-10: given an event that was assessed or approved, when an operator or a key amends what was assessed, then that is refused with the field; a leader amends it with a reason, and the record has both', async () => {
  const operator = cookieOf(letIn(test.access, 'operator', 'amends-op'))
  const key = bearer(letIn(test.access, 'source', 'amends-key', { scopes: ['matters'] }).secret)
  const { body: { matterId } } = await post('matters/event', EVENT)
  const amend = (values: object, who?: Record<string, string>) => post(`matters/${matterId}/amend`, { reason: '改场', values }, who)
  expect((await amend({ crowd: 9_000 }, operator)).status).toBe(201)
  for (const [move, body] of [['assess', { risk: 'low', assessment: '可控', withoutOpinions: '急办' }], ['approve', {}]] as const) {
    expect((await post(`matters/${matterId}/${move}`, body)).status).toBe(201)
    const before = test.picture()
    for (const [field, value] of Object.entries({ crowd: 500_000, venue: '如意湖水面', position: { lon: lon + 0.001, lat }, startsAt: EVENT.startsAt + 1, endsAt: EVENT.endsAt + 1 })) {
      for (const who of [operator, key]) expect(await amend({ [field]: value }, who)).toMatchObject({ status: 403, body: { code: 'notAllowed', field } })
    }
    expect(test.picture()).toBe(before)
    expect((await amend({ difficultAreas: [{ name: move, lon, lat, radiusM: 60 }] }, operator)).status).toBe(201)
  }
  const leader = cookieOf(letIn(test.access, 'leader', 'amends-lead'))
  expect(await amend({ startsAt: test.clock.now() - 60_000, doorsAt: test.clock.now() - 60_000 }, leader)).toMatchObject({ status: 422, body: { code: 'tooOld', field: 'startsAt' } })
  expect((await amend({ crowd: 9_500 }, leader)).status).toBe(201)
  const { matter } = (await test.get<{ matter: Matter }>(`/api/v1/matters/${matterId}`)).body
  expect(matter).toMatchObject({ state: 'approved', values: { crowd: 9_500 } })
  expect(matter.history.at(-1)).toMatchObject({ act: 'amended', by: 'amends-lead', note: '改场', values: { crowd: 9_500 } })
})

it('EVENT-7: given an event that two departments are asked about, when each speaks by its own account or key, then it speaks for itself alone, and the assessment names who is missing', async () => {
  const { body: { matterId } } = await post('matters/event', { ...EVENT, askedDepartments: ['police', 'waterAffairs'] })
  const say = (department: string, body: object, who?: Record<string, string>) => post(`matters/${matterId}/steps/opinion-${department}/tick`, body, who)
  const police = cookieOf(letIn(test.access, 'department', 'opinion-police', { department: 'police' }))
  const water = bearer(letIn(test.access, 'source', 'opinion-water', { scopes: ['steps'], department: 'waterAffairs' }).secret)
  const before = test.picture()
  expect(await say('waterAffairs', { choice: 'fit' }, police)).toMatchObject({ status: 409, body: { code: 'notOwner' } })
  expect(await say('waterAffairs', { choice: 'notFit' }, water)).toMatchObject({ status: 422, body: { code: 'missing', field: 'note' } })
  expect(await say('police', {}, police)).toMatchObject({ status: 422, body: { code: 'missing', field: 'choice' } })
  expect(test.picture()).toBe(before)
  expect((await say('police', { choice: 'fitWithConditions', note: '东门单向通行' }, police)).status).toBe(201)
  expect(await post(`matters/${matterId}/assess`, { risk: 'low', assessment: '可控' })).toMatchObject({ status: 409, body: { code: 'stepsOpen', field: 'withoutOpinions' } })
  expect((await post(`matters/${matterId}/assess`, { risk: 'low', assessment: '可控', withoutOpinions: '水位正常' })).status).toBe(201)
  expect(await say('waterAffairs', { choice: 'fit' }, water)).toMatchObject({ status: 409, body: { code: 'notInState' } })
  const { matter } = (await test.get<{ matter: Matter }>(`/api/v1/matters/${matterId}`)).body
  expect(matter.values['missingOpinions']).toEqual(['waterAffairs'])
  expect(matter.steps.filter(({ asks }) => asks !== undefined).map(({ owner, ticked }) => [owner, ticked?.choice, ticked?.by])).toEqual([['police', 'fitWithConditions', 'opinion-police'], ['waterAffairs', undefined, undefined]])
})
