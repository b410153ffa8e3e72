import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Matter } from '../../shared/matter/types.ts'
import { MATTER_TABLES } from '../../shared/matter/tables.ts'
import { RECTIFY_WITHIN_MS, WARN_WITHIN_MS } from '../../shared/matter/kinds/hazard.ts'
import { positionBody } from '../support/builders.ts'
import { MORNING } from '../support/heldClock.ts'
import { MemoryJournal, MemoryPlace } from '../support/memoryStore.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

interface Answer { matterId: string; number: string; fact: string; at: number; by: string; seq: number; code: string; field: string }

let test: TestApp
let made = 0
beforeAll(async () => (test = await startTestApp()))
afterAll(() => test.close())
beforeEach(() => (made += 1))

const HAZARD = { summary: '栏杆松动', risk: 'water', grid: 'grid-0' }
const post = (path: string, body: object, headers?: Record<string, string>) => test.post<Answer>(`/api/v1/matters${path}`, { commandId: `c-${made}-${path}`, ...body }, headers)
const open = async (body: object = {}): Promise<string> => (await post('/hazard', { ...HAZARD, ...body })).body.matterId
const one = async (id: string): Promise<{ matter: Matter; commands: string[] }> => (await test.get<{ matter: Matter; commands: string[] }>(`/api/v1/matters/${id}`)).body
const matterCount = (): number => test.app.pipeline.lane.board.matters.size
const ASSIGN = { assignee: 'department', department: 'fireRescue' }

describe('MATTER-1 MATTER-2: a hazard over HTTP', () => {
  it('given a wall, when a hazard goes from found to verified, then wall and server hold the same at each step, with who and when', async () => {
    const wall = test.openWall()
    await wall.until('joined', () => wall.replica !== null)
    const id = await open({ position: { lon: 113.725, lat: 34.775, crs: 'WGS84' } })
    expect((await one(id)).commands).toEqual(['assign', 'dismiss'])
    const moves = [['assign', ASSIGN], ['rectify', { done: '已加固' }], ['reject', { reason: '仍松动', dueAt: '2023-11-23T10:00:00+08:00' }], ['rectify', { done: '已更换' }], ['verify', { unfinished: '当场更换' }]] as const
    for (const [i, [command, body]] of moves.entries()) {
      const { status, body: answer } = await post(`/${id}/${command}`, { ...body, commandId: `move-${made}-${i}` })
      expect([status, answer.fact, answer.by, answer.matterId, answer.number.slice(0, 11)]).toEqual([201, 'MatterMoved', 'headquarters', id, 'YH20231122-'])
    }
    const { matter } = await one(id)
    expect(matter).toMatchObject({ state: 'verified', endedAt: test.clock.now(), values: { done: '已更换', reason: '仍松动', assignee: 'department' } })
    expect(matter.history.map(({ command }) => command)).toEqual([null, ...moves.map(([command]) => command)])
    await wall.until('the same board', () => wall.picture() === test.picture())
    expect(wall.replica?.board.matters.get(id)?.state).toBe('verified')
  })

  it('the same command twice takes effect once and gets the same answer; its id for another is refused (INPUT-3)', async () => {
    const before = matterCount()
    const first = await post('/hazard', HAZARD)
    expect(await post('/hazard', HAZARD)).toMatchObject({ status: first.status, body: first.body })
    expect(matterCount()).toBe(before + 1)
    const other = await post(`/${first.body.matterId}/dismiss`, { reason: '看错', commandId: `c-${made}-/hazard` })
    expect([other.status, other.body.code]).toEqual([409, 'commandIdReused'])
  })

  it.each([
    ['/hazard', { ...HAZARD, summary: undefined }, 400, 'malformed', 'summary'],
    ['/hazard', { ...HAZARD, risk: 'none' }, 400, 'malformed', 'risk'],
    ['/hazard', { ...HAZARD, grid: 'none' }, 422, 'unknown', 'grid'],
    ['/hazard', { ...HAZARD, position: { lon: 0, lat: 0 } }, 422, 'outsideBounds', 'position'],
    ['/hazard', { ...HAZARD, more: 1 }, 400, 'malformed', 'more'],
    ['/ID/assign', { assignee: 'department' }, 422, 'missing', 'department'],
    ['/ID/assign', { ...ASSIGN, department: 'none' }, 422, 'unknown', 'department'],
    ['/ID/assign', { ...ASSIGN, dueAt: MORNING - 1 }, 422, 'reversed', 'dueAt'],
    ['/ID/assign', { ...ASSIGN, dueAt: 'soon' }, 400, 'malformed', 'dueAt'],
    ['/ID/verify', {}, 409, 'notInState', 'command'],
    ['/nobody/assign', ASSIGN, 404, 'unknown', 'id'],
    ['/nobody/amend', { reason: '更正', values: { summary: '新' } }, 404, 'unknown', 'id'],
    ['/ID/amend', { reason: '更正', values: { summary: '栏杆松动' } }, 409, 'unchanged', ''],
    ['/ID/amend', { reason: '更正', values: {} }, 400, 'malformed', 'values'],
    ['/ID/steps/none/tick', {}, 422, 'unknown', 'step'],
    ['/ID/steps/warn/reopen', { reason: '误' }, 409, 'notTicked', 'step'],
  ])('POST %s %j is refused, nothing is done and it is counted', async (path, body, status, code, field) => {
    const id = await open()
    const before = test.picture()
    const came = await post(path.replace('ID', id), { commandId: `bad-${made}`, ...body })
    expect([came.status, came.body.code, came.body.field]).toEqual([status, code, field])
    expect(test.picture()).toBe(before)
    expect((await test.get<string>('/metrics')).body).toMatch(new RegExp(`outcome="${code}"} [1-9]`))
  })

  it('are listed by kind and state, and a kind nobody knows is refused', async () => {
    const id = await open()
    await post(`/${id}/dismiss`, { reason: '看错' })
    const list = (query: string) => test.get<{ matters: Matter[]; code: string }>(`/api/v1/matters${query}`)
    const { matters } = (await list('?kind=hazard&state=dismissed')).body
    expect(matters.map((matter) => matter.id)).toContain(id)
    expect(new Set(matters.map(({ state }) => state))).toEqual(new Set(['dismissed']))
    expect((await list('?kind=none')).body).toMatchObject({ code: 'unknown', field: 'kind' })
    expect((await test.get('/api/v1/matters/none')).status).toBe(404)
  })
})

describe('MATTER-4: a department at its own desk', () => {
  it('ticks what it does and nothing else; headquarters ticks for one that reported', async () => {
    const own = cookieOf(letIn(test.access, 'department', 'fire-desk'))
    const foreign = cookieOf(letIn(test.access, 'department', 'water-desk', { department: 'waterAffairs' }))
    const id = await open()
    await post(`/${id}/assign`, ASSIGN)
    const refused = await post(`/${id}/steps/evidence/tick`, { commandId: `t1-${made}` }, foreign)
    expect([refused.status, refused.body.code, refused.body.field]).toEqual([409, 'notOwner', 'step'])
    expect((await post(`/${id}/steps/warn/tick`, { commandId: `t2-${made}` }, own)).body.code).toBe('notOwner')
    expect((await post(`/${id}/assign`, ASSIGN, own)).status).toBe(403)
    expect((await post(`/${id}/steps/evidence/tick`, { commandId: `t3-${made}`, note: '照片已存' }, own)).status).toBe(201)
    expect((await one(id)).matter.steps[1]?.ticked).toMatchObject({ by: 'fire-desk', department: 'fireRescue', onBehalf: false, note: '照片已存' })
    await post(`/${id}/steps/evidence/reopen`, { commandId: `t4-${made}`, reason: '点错' }, own)
    await post(`/${id}/steps/evidence/tick`, { commandId: `t5-${made}` })
    expect((await one(id)).matter.steps[1]?.ticked).toMatchObject({ by: 'headquarters', department: 'fireRescue', onBehalf: true })
  })
})

describe('MATTER-3: time passes', () => {
  it('given a hazard, when the server is down at its limits, then they are told with their own times once it is back', async () => {
    const journal = new MemoryJournal(new MemoryPlace())
    const first = await startTestApp({ journal })
    const { body: { matterId } } = await first.post<Answer>('/api/v1/matters/hazard', { commandId: 'h', ...HAZARD })
    await first.post(`/api/v1/matters/${matterId}/assign`, { commandId: 'a', assignee: 'police' })
    const openedAt = first.clock.now()
    const { clock } = first
    await first.close()
    clock.set(openedAt + RECTIFY_WITHIN_MS + 5_000)
    const second = await startTestApp({ journal, clock })
    const { matter } = (await second.get<{ matter: Matter }>(`/api/v1/matters/${matterId}`)).body
    expect(matter.overdueAt).toBe(openedAt + RECTIFY_WITHIN_MS)
    expect(matter.steps.map(({ overdueAt }) => overdueAt)).toEqual([openedAt + WARN_WITHIN_MS, openedAt + RECTIFY_WITHIN_MS])
    await second.close()
  })

  it('while it runs, a due time is told one millisecond after it', async () => {
    const running = await startTestApp()
    const { body: { matterId } } = await running.post<Answer>('/api/v1/matters/hazard', { commandId: 'h', ...HAZARD })
    const openedAt = running.clock.now()
    const warned = () => running.app.pipeline.lane.board.matters.get(matterId)?.steps[0]?.overdueAt ?? null
    await running.clock.advance(WARN_WITHIN_MS)
    expect(warned()).toBeNull()
    await running.clock.advance(1)
    expect(warned()).toBe(openedAt + WARN_WITHIN_MS)
    await running.close()
  })
})

it('MATTER-7: 200 matters on the board are not looked at when readings come', async () => {
  const running = await startTestApp()
  await Promise.all(Array.from({ length: 200 }, (_, i) => running.post('/api/v1/matters/hazard', { commandId: `h-${i}`, ...HAZARD })))
  const { board } = running.app.pipeline.lane
  const { matters } = board
  expect(matters.size).toBe(200)
  let looks = 0
  Object.defineProperty(board, 'matters', { configurable: true, get: () => (looks += 1, matters) })
  for (let i = 0; i < 20; i += 1) await running.postReadings('/api/v1/positions', [positionBody(0, running.clock.now() + i)])
  expect(looks).toBe(0)
  expect(board.matters.size).toBe(200)
  await running.close()
})

it('MATTER-6: each table has its doors in the description', async () => {
  const { body } = await test.get<{ paths: Record<string, unknown> }>('/docs/json')
  for (const table of Object.values(MATTER_TABLES)) {
    expect(body.paths[`/api/v1/matters/${table.kind}`] !== undefined, table.kind).toBe(table.opening.ownDoor === undefined)
    for (const { id } of table.moves) expect(body.paths[`/api/v1/matters/{id}/${id}`]).toBeDefined()
  }
})

it('MATTER-6: the description says which kinds need a field that several share, and that a meeting is named by its number', async () => {
  type Described = { properties: Record<string, { description: string }>; required: string[] }
  const { body } = await test.get<{ paths: Record<string, { post: { requestBody: { content: { 'application/json': { schema: Described } } } } }> }>('/docs/json')
  const schemaOf = (path: string): Described => body.paths[`/api/v1/matters/${path}`]!.post.requestBody.content['application/json'].schema
  expect(schemaOf('{id}/close')).toMatchObject({ required: ['commandId'], properties: { outcome: { description: expect.stringContaining('needed for event') as string }, note: { description: expect.stringContaining('optional for meeting') as string } } })
  expect(schemaOf('keyWork').properties['meeting']?.description).toContain('not its id')
})
