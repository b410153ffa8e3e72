import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { COMMAND_ROUTES } from '../../server/ingest/incidentCommands.ts'
import type { BoardFact } from '../../shared/board.ts'
import { openHandover, openProposal } from '../../shared/incident/escalation.ts'
import { stateOf } from '../../shared/incident/life.ts'
import { at, cameraBody, positionBody, reportBody, stampBody } from '../support/builders.ts'
import { countedInputs } from '../support/countedInputs.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { cameraId, unitId } from '../support/site.ts'
import { startStoredApp, type StoredApp } from '../support/storedApp.ts'
import type { Wall } from '../support/testApp.ts'

type Body = Record<string, unknown>

let stored: StoredApp
let id: string

beforeEach(async () => {
  stored = await startStoredApp()
  id = (await stored.test.post<{ incidentId: string }>('/api/v1/reports', reportBody())).body.incidentId
})
afterEach(() => stored.end())

const say = (path: string, body: Body, incident = id) =>
  stored.test.post<Body>(`/api/v1/incidents/${incident}/${path}`, { commandId: `command-${path}`, ...body })
const facts = (): Promise<BoardFact[]> => stored.store.journal.readAfter(0, 1_000)
const incident = () => stored.test.incidents().find((each) => each.id === id)!

async function joinedWall(): Promise<Wall> {
  const wall = stored.test.openWall()
  await wall.until('joined', () => wall.replica?.complete === true)
  return wall
}

describe('an incident from report to close', () => {
  it('LIFE-1: goes through every state, and a wall agrees at each step', async () => {
    const wall = await joinedWall()
    const seen: string[] = []
    const step = async (path: string, body: Body): Promise<void> => {
      expect((await say(path, body)).status).toBe(201)
      const seq = stored.test.app.pipeline.lane.board.seq
      await wall.until(path, () => wall.replica?.board.seq === seq)
      expect(wall.picture()).toBe(stored.test.picture())
      seen.push(stateOf(wall.incidents()[0]!))
      await stored.test.clock.advance(60_000)
    }
    await step('stamps', stampBody('respond'))
    await step('stamps', stampBody('dispatch', { unit: unitId(1) }))
    await step('stamps', stampBody('arrive', { unit: unitId(1) }))
    expect((await say('close', {})).body).toMatchObject({ code: 'notResolved', field: 'id' })
    await step('stamps', stampBody('resolve', { department: 'fireRescue' }))
    await step('close', { note: '处置完毕' })
    await step('reopen', { reason: '复燃' })
    await step('cancel', { reason: '误报' })
    expect(seen).toEqual(['responded', 'dispatched', 'arrived', 'resolved', 'closed', 'reported', 'cancelled'])
  })

  it('ESC-2: is escalated, handed over and acknowledged; the wall has the handover until then', async () => {
    const wall = await joinedWall()
    const onWall = () => wall.incidents()[0]!
    await stored.test.clock.advanceTo(at(3, 1))
    await wall.until('the proposal', () => openProposal(onWall()) !== undefined)
    const { seq } = openProposal(onWall())!
    expect(await say('decisions', { escalation: seq, accept: true, reason: '力量不足' })).toMatchObject({ status: 201, body: { fact: 'HandoverStarted', by: 'headquarters' } })
    await wall.until('the handover', () => openHandover(onWall())?.to === 'committee')
    await stored.test.clock.advanceTo(at(6, 2))
    await wall.until('its limit', () => openHandover(onWall())?.limitMissed === true)
    const leader = cookieOf(letIn(stored.test.access, 'leader', 'leader-b'))
    const path = `/api/v1/incidents/${id}/acknowledgements`
    expect(await stored.test.post(path, { commandId: 'not-theirs', escalation: seq }, leader)).toMatchObject({ status: 409, body: { code: 'notLead', field: 'escalation' } })
    expect(openHandover(onWall())?.to).toBe('committee')
    expect(await say('acknowledgements', { escalation: seq })).toMatchObject({ status: 201, body: { by: 'committee' } })
    await wall.until('the acknowledgement', () => openHandover(onWall()) === undefined)
    expect(onWall().lead).toBe('committee')
    expect((await facts()).filter(({ type }) => type === 'HandoverLimitMissed').map((fact) => fact.at)).toEqual([at(6, 1)])
  })
})

describe('CLOCK-5: a stamp withdrawn', () => {
  it('is off every clock on the wall, by a supervisor and nobody else, and stays so after a restart', async () => {
    const wall = await joinedWall()
    const { body } = await stored.test.post<{ seq: number }>(`/api/v1/incidents/${id}/stamps`, stampBody('respond'))
    const leader = cookieOf(letIn(stored.test.access, 'leader', 'leader-b'))
    const bodyOf = (commandId: string) => ({ commandId, stamp: body.seq, reason: '误按' })
    expect(await stored.test.post(`/api/v1/incidents/${id}/withdrawals`, bodyOf('leader'), leader)).toMatchObject({ status: 403, body: { code: 'notAllowed' } })
    expect(await say('withdrawals', bodyOf('w-1'))).toMatchObject({ status: 201, body: { fact: 'StampWithdrawn', by: 'supervisor' } })
    await wall.until('the withdrawal', () => wall.incidents()[0]?.withdrawn.length === 1)
    expect([stateOf(wall.incidents()[0]!), wall.picture()]).toEqual(['reported', stored.test.picture()])
    expect(await say('withdrawals', bodyOf('w-2'))).toMatchObject({ status: 409, body: { code: 'alreadyWithdrawn', message: expect.stringContaining('supervisor') } })
    await stored.close()
    await stored.open(at(3, 1))
    expect(incident()).toMatchObject({ stamps: { respond: [] }, withdrawn: [{ withdrawal: { by: 'supervisor', reason: '误按' } }], missed: ['respond'] })
  })
})

describe('INPUT-3: a command about an incident', () => {
  it('sent again, at once or after a restart, takes effect once and gets the same answer', async () => {
    const first = await say('notes', { text: '现场平稳' })
    const again = await Promise.all(Array.from({ length: 5 }, () => say('notes', { text: '现场平稳' })))
    for (const { status, body } of again) expect([status, body]).toEqual([201, first.body])
    await stored.close()
    await stored.open(at(1))
    expect(await say('notes', { text: '现场平稳' })).toMatchObject({ status: 201, body: first.body })
    expect(incident().notes).toHaveLength(1)
  })

  it('under the id of another command, incident, department or stamp is refused', async () => {
    const other = await stored.test.post<{ incidentId: string }>('/api/v1/reports', reportBody({ commandId: 'other' }))
    await say('departments', { department: 'police' })
    const reused = { status: 409, body: { code: 'commandIdReused', field: 'commandId' } }
    expect(await say('departments', { department: 'fireRescue' })).toMatchObject(reused)
    expect(await say('departments', { department: 'police' }, other.body.incidentId)).toMatchObject(reused)
    expect(await say('notes', { commandId: 'command-departments', text: '。' })).toMatchObject(reused)
    expect(await say('stamps', stampBody('respond', { commandId: 'command-departments' }) as unknown as Body)).toMatchObject(reused)
    expect(incident().departments.map(({ department }) => department)).toEqual(['police'])
  })

  it('OWNER-1: of two pressed at once one takes effect and the other is told who was first', async () => {
    const both = await Promise.all(['a', 'b'].map((commandId) => say('take', { commandId })))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'alreadyTaken', message: expect.stringContaining('headquarters'), first: { by: 'headquarters', at: at(0) } })
    expect((await facts()).filter(({ type }) => type === 'IncidentTaken')).toHaveLength(1)
  })
})

describe('a refused command', () => {
  it('says why in the same form, is counted and changes nothing', async () => {
    const before = stored.test.picture()
    expect(await say('close', {})).toMatchObject({ status: 409, body: { code: 'notResolved', field: 'id', message: expect.any(String) } })
    expect(await say('notes', { text: '。' }, 'nobody')).toMatchObject({ status: 404, body: { code: 'unknown', field: 'id' } })
    expect(await say('departments', { department: 'navy' })).toMatchObject({ status: 422, body: { code: 'unknown', field: 'department' } })
    expect(await say('stamps', stampBody('resolve', { department: 'navy' }) as unknown as Body)).toMatchObject({ status: 422, body: { code: 'unknown', field: 'department' } })
    expect(await say('merge', { into: id })).toMatchObject({ status: 422, body: { code: 'sameIncident', field: 'into' } })
    expect(stored.test.picture()).toBe(before)
    expect([await countedInputs(stored.test, 'close', 'notResolved'), await countedInputs(stored.test, 'departments', 'unknown')]).toEqual([1, 1])
  })

  it.each(COMMAND_ROUTES.map(({ path }) => path))('INPUT-1: %s without commandId or with one key too many is malformed', async (path) => {
    const before = stored.test.picture()
    const noId = await stored.test.post<Body>(`/api/v1/incidents/${id}/${path}`, { colour: 'red' })
    expect([noId.status, noId.body['code']]).toEqual([400, 'malformed'])
    const more = await say(path, { colour: 'red' })
    expect([more.status, more.body['code']]).toEqual([400, 'malformed'])
    expect(stored.test.picture()).toBe(before)
  })

  it.each([
    ['corrections', { stamp: 2, at: 'now', reason: '。' }, 'at'], ['corrections', { stamp: '2', at: 1, reason: '。' }, 'stamp'],
    ['notes', { text: 'x'.repeat(501) }, 'text'], ['notes', { text: '  ' }, 'text'],
    ['level', { level: 'V', reason: '。' }, 'level'], ['level', { severity: 'bad', reason: '。' }, 'severity'], ['level', { level: 'I' }, 'reason'],
    ['decisions', { escalation: 1, accept: 'yes', reason: '。' }, 'accept'], ['decisions', { escalation: 0, accept: true, reason: '。' }, 'escalation'],
    ['measures', { measure: 'tea' }, 'measure'], ['withdrawals', { stamp: 2 }, 'reason'], ['withdrawals', { stamp: 0, reason: '。' }, 'stamp'], ['cancel', {}, 'reason'], ['merge', {}, 'into'], ['reopen', {}, 'reason'],
  ] as const)('INPUT-1: %s with %j names %s', async (path, body, field) => {
    expect(await say(path, body)).toMatchObject({ status: 400, body: { code: 'malformed', field } })
  })

  it('INPUT-1: a severity that is none is named, and one that is gives the level', async () => {
    expect(await stored.test.post('/api/v1/reports', { ...reportBody({ commandId: 'bad' }), severity: 'bad' })).toMatchObject({ status: 400, body: { field: 'severity' } })
    const { body } = await stored.test.post<{ incidentId: string }>('/api/v1/reports', reportBody({ commandId: 'good', severity: 'critical' }))
    expect(stored.test.incidents().find((each) => each.id === body.incidentId)).toMatchObject({ level: 'I', severity: 'critical', lead: 'office' })
  })
})

describe('TIMELINE-1: GET /api/v1/incidents/:id/facts', () => {
  type Page = { readonly facts: readonly BoardFact[]; readonly next: number | null }
  const page = (query: string, of = id) => stored.test.get<Page>(`/api/v1/incidents/${of}/facts${query}`)

  it('has all of an incident and nothing of another, by pages, also after it has left the board and after a restart', async () => {
    await stored.test.post('/api/v1/reports', reportBody({ commandId: 'other' }))
    await say('take', {})
    await say('leave', {})
    await say('notes', { text: '现场平稳' })
    await say('cancel', { reason: '误报' })
    const types = ['IncidentReported', 'IncidentTaken', 'IncidentLeft', 'NoteAdded', 'IncidentCancelled']
    const whole = await page('')
    expect([whole.status, whole.body.facts.map(({ type }) => type), whole.body.next]).toEqual([200, types, null])
    expect(whole.body.facts).toEqual((await facts()).filter(({ data }) => (data as { incidentId?: string }).incidentId === id))
    const first = (await page('?limit=2')).body
    expect([first.facts.length, first.next]).toEqual([2, first.facts[1]!.seq])
    const rest = (await page(`?after=${first.next}&limit=3`)).body
    expect([rest.facts.map(({ type }) => type), rest.next]).toEqual([types.slice(2), null])
    expect((await page('?after=999')).body).toEqual({ incidentId: id, space: 'live', mark: null, facts: [], next: null })
    await stored.close()
    await stored.open(at(60 * 25))
    await stored.test.post('/api/v1/reports', reportBody({ commandId: 'day-after' }))
    expect(incident()).toBeUndefined()
    expect((await page('')).body).toEqual(whole.body)
  })

  it('of one that never was is 404, and what is no page is refused', async () => {
    expect(await page('', 'nobody')).toMatchObject({ status: 404, body: { code: 'unknown', field: 'id' } })
    for (const query of ['?limit=0', '?limit=1001', '?after=-1', '?before=1']) expect((await page(query)).status, query).toBe(400)
  })
})

describe('NEARBY-1: GET /api/v1/incidents/:id/nearby', () => {
  it('names idle teams and working cameras with their distance', async () => {
    await stored.test.postReadings('/api/v1/positions', [positionBody(0, at(0)), positionBody(1, at(0))])
    await stored.test.postReadings('/api/v1/camera-status', [cameraBody(0, at(0)), cameraBody(3, at(0), 'fault')])
    await say('stamps', stampBody('dispatch', { unit: unitId(1) }) as unknown as Body)
    stored.test.clock.set(at(1))
    const { status, body } = await stored.test.get<Body>(`/api/v1/incidents/${id}/nearby`)
    expect([status, body]).toMatchObject([200, {
      incidentId: id, now: at(1),
      teams: [{ unit: unitId(0), distanceM: expect.any(Number), fixAt: at(0), ageMs: 60_000, freshness: 'lost' }],
      unlocated: [unitId(2)],
      cameras: [{ camera: cameraId(0), distanceM: expect.any(Number), at: at(0), ageMs: 60_000 }],
      passedOver: { offline: 0, fault: 1, maintenance: 0, unknown: 10 },
    }])
    expect(await stored.test.get('/api/v1/incidents/nobody/nearby')).toMatchObject({ status: 404, body: { code: 'unknown', field: 'id' } })
  })
})

describe('the description', () => {
  it('DOCS-1: has every command and the way to what is near', async () => {
    const { body } = await stored.test.get<{ paths: Record<string, object> }>('/docs/json')
    for (const { path } of COMMAND_ROUTES) expect(body.paths[`/api/v1/incidents/{id}/${path}`], path).toMatchObject({ post: { summary: expect.any(String) } })
    expect(body.paths['/api/v1/incidents/{id}/nearby']).toMatchObject({ get: { summary: expect.any(String) } })
  })
})

describe('a handover that nobody here could acknowledge', () => {
  it('ESC-4: is said beside the incident, and acknowledged by an account that was added since', async () => {
    const leader = cookieOf(letIn(stored.test.access, 'leader', 'leader-a'))
    const receivers = async (): Promise<unknown> => (await fetch(`${stored.test.url}/api/v1/receivers`, { headers: leader })).json()
    expect((await say('level', { level: 'II', reason: '扩大' })).status).toBe(201)
    const escalation = openProposal(incident())!.seq
    expect(await say('decisions', { escalation, to: 'office', accept: true, reason: '升级' })).toMatchObject({ status: 409, body: { code: 'raisedAgain', field: 'to' } })
    expect((await say('decisions', { commandId: 'd-2', escalation, to: 'committee', accept: true, reason: '升级' })).status).toBe(201)
    expect(await receivers()).toMatchObject({ committee: 0, city: 0 })
    letIn(stored.test.access, 'auditor', 'looks-only', { leads: ['committee'] })
    expect(await receivers()).toMatchObject({ committee: 0 })
    const added = cookieOf(letIn(stored.test.access, 'operator', 'committee-desk', { leads: ['committee'] }))
    expect(await receivers()).toMatchObject({ committee: 1, city: 0 })
    const acknowledged = await fetch(`${stored.test.url}/api/v1/incidents/${id}/acknowledgements`, {
      method: 'POST', headers: { 'content-type': 'application/json', ...added }, body: JSON.stringify({ commandId: 'ack', escalation }),
    })
    expect([acknowledged.status, incident().lead]).toEqual([201, 'committee'])
    stored.test.access.administration.revoke('committee-desk', { who: 'tests', sourceAddress: 'console' })
    expect(await receivers()).toMatchObject({ committee: 0 })
  })
})
