import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { writeScript } from '../../shared/drill/scriptFile.ts'
import { at, reportBody } from '../support/builders.ts'
import { fireScript } from '../support/drillBuilders.ts'
import { bearer } from '../support/grants.ts'
import { MORNING } from '../support/heldClock.ts'
import { MemoryJournal, MemoryPlace } from '../support/memoryStore.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { insideGrid, platformId } from '../support/site.ts'
import { startTestApp, type Answer, type TestApp } from '../support/testApp.ts'

type Body = Readonly<Record<string, unknown>>
type Role = 'operator' | 'leader' | 'supervisor' | 'source'
interface Sent { readonly kind: string; readonly path: string; readonly body: Body & { readonly commandId: string }; readonly role: Role; readonly left: readonly string[]; readonly answer: Answer }

const HOUR_MS = 3_600_000
const [lon, lat] = insideGrid(0)
const place = new MemoryPlace()
const sent: Sent[] = []
let test: TestApp
const people = new Map<string, Record<string, string>>()
const as = (role: Role, who: string) => people.get(`${role}-${who}`)!

function enter(): void {
  for (const role of ['operator', 'leader', 'supervisor'] as const) {
    for (const who of ['a', 'b']) people.set(`${role}-${who}`, cookieOf(letIn(test.access, role, `${role}-${who}`)))
  }
  for (const who of ['a', 'b']) people.set(`source-${who}`, bearer(letIn(test.access, 'source', `source-${who}`, { scopes: ['reports'] }).secret))
}

/** Sends a command that is taken. `left`: what may be left out: to the server, since it is as before, or since the record does not tell it. */
async function take(kind: string, path: string, body: Body, role: Role = 'leader', left: readonly string[] = []): Promise<Body> {
  const whole = { commandId: `c-${sent.length}`, ...body }
  const answer = await test.post(`/api/v1/${path}`, whole, as(role, 'a'))
  expect(answer.status, `${kind}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  sent.push({ kind, path, body: whole, role, left, answer })
  return answer.body
}

/** Everything somebody can say of a body with one thing in it another: each word, figure and entry changed, and each name left out. */
function variants(value: unknown): unknown[] {
  if (typeof value === 'string') return [/^[\d-]+$/.test(value) ? '2023-11-19' : `${value}改`]
  if (typeof value === 'number') return [value + 1]
  if (typeof value === 'boolean') return [!value]
  if (Array.isArray(value)) return [...value.flatMap((each, i) => variants(each).map((other) => value.with(i, other))), ...value.map((_, i) => value.toSpliced(i, 1)), ...(value.length > 0 ? [[...value, value[0] as unknown]] : [])]
  if (value === null) return []
  return Object.entries(value as Body).filter(([, each]) => each !== null).flatMap(([name, each]) => [...variants(each).map((other) => ({ ...(value as Body), [name]: other })), omitted(value as Body, name)])
}

function omitted(body: Body, name: string): Body {
  return Object.fromEntries(Object.entries(body).filter(([each]) => each !== name))
}

/** Of a group some may be refused, and nothing of them is recorded: one that names more is the same to the record. */
const isTold = ({ kind }: Sent, other: Body): boolean => kind !== 'group' || (other['alarms'] as unknown[]).length < 2

const others = ({ body: { commandId, ...said }, left }: Sent): Body[] => [
  ...Object.entries(said).flatMap(([name, value]) => [...variants(value).map((other) => ({ commandId, ...said, [name]: other })), ...(left.includes(name) ? [] : [{ commandId, ...omitted(said, name) }])]),
  ...(Object.keys(said).length === 0 ? [] : [{ commandId }]),
].filter((other) => left.every((name) => JSON.stringify(other).includes(`"${name}":`)))

async function incidents(): Promise<void> {
  const { incidentId } = await take('report', 'reports', { ...reportBody(), place: '东门', level: 'II', externalId: 'x', reportedAt: at(0) }, 'source', ['level', 'reportedAt', 'externalId'])
  const path = `incidents/${String(incidentId)}`
  await take('note', `${path}/notes`, { text: '平稳，电话 13812345678' }, 'operator')
  await take('stamp', `${path}/stamps`, { stage: 'respond', at: at(0), department: 'police', note: '已到' }, 'operator', ['at'])
  const { seq } = await take('stamp', `${path}/stamps`, { stage: 'respond', at: at(0), department: 'fireRescue', note: '已到' }, 'operator', ['at'])
  await take('correction', `${path}/corrections`, { stamp: seq, at: at(0) - 1_000, reason: '录入有误' }, 'supervisor')
  await take('withdrawal', `${path}/withdrawals`, { stamp: seq, reason: '误按' }, 'supervisor')
  await take('level', `${path}/level`, { level: 'I', reason: '扩大' })
  await take('taking', `${path}/take`, {}, 'operator')
  await take('leaving', `${path}/leave`, {}, 'operator')
  await take('cancelling', `${path}/cancel`, { reason: '误报' })
  await take('reopening', `${path}/reopen`, { reason: '复燃' })
}

async function modes(): Promise<void> {
  await take('switch', 'mode/switch', { to: 'holiday', reason: '春节' })
  await take('scene', 'scene/take', { scene: 'event' })
  await take('roster', 'posts/roster', { shifts: [{ post: 'post-0', role: 'police', count: 3, startsAt: MORNING, endsAt: MORNING + HOUR_MS }, { post: 'post-1', unit: 'team-1', count: 1, startsAt: MORNING, endsAt: MORNING + HOUR_MS }] })
  await take('check-in', 'posts/post-0/check-in', { role: 'police', count: 3, at: MORNING }, 'operator', ['at'])
  const { seq } = sent.at(-1)!.answer.body
  await take('check-out of some', 'posts/post-0/check-out', { role: 'police', presence: seq, count: 1, at: MORNING }, 'operator', ['at', 'presence', 'role'])
  await take('check-out', 'posts/post-0/check-out', { role: 'police', count: 2 }, 'operator', ['role', 'count'])
}

async function matters(): Promise<void> {
  const event = { eventName: '灯会', organiser: 'government', venue: '会展中心', position: { lon, lat }, crowd: 8_000, doorsAt: MORNING + HOUR_MS, startsAt: MORNING + 2 * HOUR_MS, endsAt: MORNING + 5 * HOUR_MS, dispersedAt: MORNING + 6 * HOUR_MS }
  const { matterId } = await take('opening', 'matters/event', { ...event, difficultAreas: [{ name: '东门', lon, lat, radiusM: 50 }] }, 'operator')
  const path = `matters/${String(matterId)}`
  await take('amendment', `${path}/amend`, { reason: '更正', values: { crowd: 9_000, venue: '会展中心' } }, 'operator', ['venue'])
  await take('tick', `${path}/steps/plan/tick`, { note: '已编制' }, 'operator')
  await take('tick of a step that asks', `${path}/steps/opinion-police/tick`, { choice: 'notFit', note: '人多' }, 'operator')
  await take('step reopened', `${path}/steps/plan/reopen`, { reason: '误按' }, 'operator')
  await take('assessment', `${path}/assess`, { risk: 'low', assessment: '可控', withoutOpinions: '急办' }, 'operator')
  await take('approval', `${path}/approve`, {})
  await take('preparation', `${path}/prepareUnfinished`, { commander: 'office', commandDepartments: ['police', 'fireRescue'], deployment: [{ name: 'team-0', lon, lat, radiusM: 50 }], unfinished: '急办' })
  await take('adjustment', `${path}/adjust`, { commander: 'police', commandDepartments: ['police'] }, 'operator')
  await take('presence', `events/${String(matterId)}/check-in`, { department: 'police' }, 'operator')
  await take('absence', `events/${String(matterId)}/check-out`, { department: 'police' }, 'operator')
  await take('plan', 'matters/planRun', { plan: 'fire' })
  const hazard = await take('hazard', 'matters/hazard', { summary: '线缆裸露', risk: 'fire', grid: 'grid-0' }, 'operator')
  await take('assignment', `matters/${String(hazard.matterId)}/assign`, { assignee: 'department', department: 'police' }, 'operator')
  await take('assignment to another', `matters/${String(hazard.matterId)}/assign`, { assignee: 'gridWorker' }, 'operator')
  await take('profile', 'grid-profile', { grid: 'grid-0', asOf: '2023-11-20', buildings: 12, residents: 3_400, companies: { finance: 8 }, fraudCases: 2 }, 'operator')
}

async function alarms(): Promise<void> {
  await test.postReadings('/api/v1/heartbeats', [{ upstream: platformId(0), at: test.clock.now(), status: 'down' }, { upstream: platformId(1), at: test.clock.now(), status: 'down' }])
  const raised = async (i: number) => {
    const list = (await test.get<{ alarms: { key: string; occurrence: number }[] }>('/api/v1/alarms')).body.alarms
    return list.find(({ key }) => key === `platformDown:${platformId(i)}`)?.occurrence
  }
  await vi.waitFor(async () => expect([await raised(0), await raised(1)]).toEqual([expect.any(Number), expect.any(Number)]))
  const path = `alarms/platformDown:${platformId(0)}`
  // No fact says which occurrence: one from before it is told from none, one of after it is another command (ALARM-12).
  await take('acknowledgement', `${path}/acknowledge`, { occurrence: await raised(0) }, 'leader', ['occurrence'])
  await take('group', 'alarms/acknowledge', { alarms: [{ key: `platformDown:${platformId(1)}`, occurrence: await raised(1) }] }, 'leader', ['alarms'])
  await take('shelf', `${path}/shelve`, { until: at(20), reason: '检修' })
  await take('off the shelf', `${path}/unshelve`, {})
}

async function drills(): Promise<void> {
  const { drill } = await take('drill', 'drills', { script: writeScript(fireScript()) as Body }, 'supervisor')
  const path = `drills/${String(drill)}`
  await take('script', `${path}/script`, { script: writeScript(fireScript({ observers: 2 })) as Body }, 'supervisor')
  await take('start', `${path}/start`, {}, 'supervisor')
  await take('inject', `${path}/injects`, { inject: 'word' }, 'supervisor')
  await take('jump', `${path}/jump`, { inject: 'cctv' }, 'supervisor')
  await take('pause', `${path}/pause`, { reason: '喝水' }, 'supervisor')
  await take('going on', `${path}/resume`, {}, 'supervisor')
  await take('observation', `${path}/observations`, { text: '先到' }, 'supervisor')
  await take('stop', `${path}/stop`, { reason: '完' }, 'supervisor')
  const { body } = await test.get<{ sheet: { rows: { id: string }[] } }>(`/api/v1/${path}`)
  await take('judgement', `${path}/judgements`, { indicator: body.sheet.rows[0]!.id, score: 3, remark: '好' }, 'supervisor', ['score', 'remark'])
  await take('improvement', `${path}/improvements`, { text: '加强', owner: { type: 'department', id: 'police' }, due: '2023-12-01' }, 'supervisor')
  await take('improvement done', `${path}/improvements/done`, { improvement: sent.at(-1)!.body.commandId, note: '已改' }, 'supervisor')
}

beforeAll(async () => {
  test = await startTestApp({ journal: new MemoryJournal(place) })
  enter()
  for (const kind of [incidents, modes, matters, alarms, drills]) await kind()
})
afterAll(() => test.close())

describe('INPUT-3: of every kind of command an id that was used', () => {
  const seq = () => test.app.pipeline.lane.board.seq

  it('for the very same is answered as it was, and changes nothing', async () => {
    const before = seq()
    for (const { kind, path, body, role, answer } of sent) expect(await test.post(`/api/v1/${path}`, body, as(role, 'a')), kind).toMatchObject({ status: answer.status, body: answer.body })
    expect(seq()).toBe(before)
  })

  it('is refused to another sender', async () => {
    for (const { kind, path, body, role } of sent) expect(await test.post(`/api/v1/${path}`, body, as(role, 'b')), kind).toMatchObject({ status: 409, body: { code: 'commandIdReused', field: 'commandId' } })
  })

  it('with anything in it another is never answered as recorded: it is another command, or no command at all', async () => {
    const before = seq()
    for (const one of sent) {
      for (const other of others(one).filter((each) => isTold(one, each))) {
        const { status, body } = await test.post<{ code: string }>(`/api/v1/${one.path}`, other, as(one.role, 'a'))
        const known = ['commandIdReused', 'malformed', 'unknown', 'outsideBounds', 'duplicate', 'missing', 'alreadyDone'].includes(body.code)
        expect(status >= 400 && known, `${one.kind}: ${status} ${JSON.stringify(body)} for ${JSON.stringify(other)}, after ${JSON.stringify(one.body)}`).toBe(true)
      }
    }
    expect(seq()).toBe(before)
  })

  it('is known after a restart too, where the record tells its names in an order of its own', async () => {
    const { clock } = test
    await test.close()
    test = await startTestApp({ journal: new MemoryJournal(place), clock } as never)
    enter()
    for (const { kind, path, body, role, answer } of sent) {
      expect(await test.post(`/api/v1/${path}`, body, as(role, 'a')), kind).toMatchObject({ status: answer.status, body: answer.body })
      expect(await test.post(`/api/v1/${path}`, body, as(role, 'b')), kind).toMatchObject({ status: 409, body: { code: 'commandIdReused' } })
    }
  })
})
