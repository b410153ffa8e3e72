import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeScript } from '../../shared/drill/scriptFile.ts'
import type { Sheet } from '../../shared/drill/sheet.ts'
import type { Drill } from '../../shared/drill/types.ts'
import { canonical } from '../../shared/protocol/canonical.ts'
import { at, reportBody, stampBody } from '../support/builders.ts'
import { countedInputs } from '../support/countedInputs.ts'
import { FIRE_INJECTS, fireScript } from '../support/drillBuilders.ts'
import { openDesk } from '../support/deskSocket.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { startStoredApp, type StoredApp } from '../support/storedApp.ts'
import { startTestApp, type Answer, type TestApp } from '../support/testApp.ts'

/** The real store for what is about a restart; the memory's for the rest, which is sooner there. */
let stored: StoredApp | null = null
let inMemory: TestApp | null = null
beforeEach(async ({ task }) => {
  if (task.name.includes('restart')) stored = await startStoredApp()
  else inMemory = await startTestApp()
})
afterEach(async () => {
  await stored?.end()
  await inMemory?.close()
  stored = inMemory = null
})

const test = (): TestApp => stored?.test ?? inMemory!
let sent = 0
const post = (path: string, body: object = {}): Promise<Answer> => test().post(`/api/v1/${path}`, { commandId: `c-${(sent += 1)}`, ...body })
/** The real store writes in another thread: what is due is passed by and awaited. */
async function passTo(now: number): Promise<void> {
  await test().clock.advanceTo(now)
  await test().app.pipeline.lane.settled()
}

async function prepared(over: Parameters<typeof fireScript>[0] = {}): Promise<string> {
  const { status, body } = await post('drills', { script: writeScript(fireScript(over)) })
  expect(status).toBe(201)
  return body['drill'] as string
}

async function started(): Promise<string> {
  const drill = await prepared()
  expect((await post(`drills/${drill}/start`)).status).toBe(201)
  await passTo(test().clock.now())
  return drill
}

interface Report {
  readonly mark: string
  readonly drill: Drill
  readonly sheet: Sheet
  readonly open: Drill['improvements']
  readonly drillNow: number
}
const report = async (drill: string): Promise<Report> => (await test().get<Report>(`/api/v1/drills/${drill}`)).body
const fired = async (drill: string): Promise<[string, number][]> => (await report(drill)).drill.fired.map(({ inject, at: when }) => [inject.id, when])
const inDrill = (drill: string) => test().app.pipeline.lane.boardOf(`drill:${drill}`)!

describe('a drill over HTTP and real sockets', () => {
  it('DRILL-5: goes on where it was after a restart in the middle: the script at its own times, limits by its clock, pauses kept', async () => {
    const drill = await started()
    expect(await fired(drill)).toEqual([['fire-1', at(0)]])
    await passTo(at(1))
    await post(`drills/${drill}/pause`, { reason: '器材' })
    await stored!.close()
    await stored!.open(at(6))
    expect((await report(drill)).drill.state).toBe('paused')
    await passTo(at(11))
    await post(`drills/${drill}/resume`)
    await passTo(at(12, -1))
    expect(await fired(drill)).toHaveLength(1)
    await passTo(at(12))
    expect(await fired(drill)).toEqual([['fire-1', at(0)], ['fire-2', at(2)]])
    await passTo(at(12, 30_000))
    await stored!.close()
    await stored!.open(at(15))
    expect((await fired(drill)).slice(2)).toEqual([['radio', at(3)], ['word', at(4)], ['cctv', at(5)]])
    const missed = [...inDrill(drill).incidents.values()].map(({ missed: stages }) => stages)
    expect(missed).toEqual([['respond'], []])
    expect((await report(drill)).drillNow).toBe(at(5))
    expect(await stored!.store.journal.verify()).toMatchObject({ brokenAt: null })
  })

  it('DRILL-2: what comes to a wall of it is marked, makes the same boards there, and leaves the live ones as they were', async () => {
    await post('reports', reportBody({ commandId: 'live-1', summary: '真实' }))
    const wall = test().openWall()
    await wall.until('joined', () => wall.replica?.complete === true)
    const asked = async (): Promise<unknown> => [
      (await test().get<{ incidents: unknown[]; alarms: unknown }>('/api/v1/board')).body, (await test().get('/api/v1/alarms')).body,
    ].map((body) => JSON.stringify(body, (key, value: unknown) => (['seq', 'now', 'health'].includes(key) ? undefined : value)))
    const before = await asked()
    const drill = await started()
    await post(`incidents/${drill}.fire-1/stamps?space=drill:${drill}`, stampBody('respond', { unit: 'team-0' }))
    const { seq } = test().app.pipeline.lane.board
    await wall.until('all facts', () => wall.replica?.board.seq === seq)
    expect(wall.picture()).toBe(test().picture())
    expect(await asked()).toEqual(before)
    expect(JSON.stringify(before)).not.toMatch(/演-|drill:/)
    const late = test().openWall()
    await late.until('joined', () => late.replica?.complete === true)
    expect(canonical(late.replica!.board, late.replica!.picture)).toBe(test().picture())
    expect(late.replica?.board.drills.get(`drill:${drill}`)?.incidents.size).toBe(1)
  })

  it('DRILL-2: of the many facts of a drill every one is of its space, and none of the live board', async () => {
    const drill = await started()
    await post(`incidents/${drill}.fire-1/level?space=drill:${drill}`, { level: 'I', reason: '扩大' })
    await post(`reports?space=drill:${drill}`, reportBody({ commandId: 'extra' }))
    await passTo(at(40))
    const facts = await test().journal.readAfter(0, 1_000)
    expect(new Set(facts.map(({ space }) => space))).toEqual(new Set([`drill:${drill}`]))
    expect(new Set(facts.map(({ type }) => type))).toContain('AlarmRaised')
    expect(new Set(facts.map(({ type }) => type))).toContain('ModeProposed')
    const { incidents, alarms, modeRecord, numbering } = test().app.pipeline.lane.board
    expect([incidents.size, alarms.byKey.size, modeRecord.proposals.length, numbering.ordinal]).toEqual([0, 0, 0, 0])
    expect([...inDrill(drill).incidents.values()].map(({ number }) => number)).toEqual(['演-001', '演-002', '演-003'])
  })

  it('DRILL-1: every answer of a drill says so, and a board of a drill that is not there is none', async () => {
    const drill = await started()
    const { body } = await test().get<{ mark: string; incidents: { number: string }[] }>(`/api/v1/board?space=drill:${drill}`)
    expect([body.mark, body.incidents[0]?.number]).toEqual(['演练 DRILL', '演-001'])
    expect((await report(drill)).mark).toBe('演练 DRILL')
    expect((await test().get<{ drills: { mark: string }[] }>('/api/v1/drills')).body.drills.map(({ mark }) => mark)).toEqual(['演练 DRILL'])
    expect((await test().get('/api/v1/board?space=drill:none')).status).toBe(404)
    expect((await test().get('/api/v1/board?space=elsewhere')).status).toBe(400)
  })

  it('DRILL-4: a command in a drill that is not running is refused with its field, and one sent in two spaces is two', async () => {
    const drill = await prepared()
    const there = `reports?space=drill:${drill}`
    expect((await post(there, reportBody({ commandId: 'a' }))).body).toMatchObject({ code: 'notStarted', field: 'space' })
    await post(`drills/${drill}/start`)
    await post(`drills/${drill}/pause`)
    expect((await post(there, reportBody({ commandId: 'b' }))).body).toMatchObject({ code: 'drillPaused', field: 'space' })
    await post(`drills/${drill}/resume`)
    expect((await post(there, reportBody({ commandId: 'd' }))).status).toBe(201)
    expect((await post(there, reportBody({ commandId: 'd' }))).status).toBe(201)
    expect((await post('reports', reportBody({ commandId: 'd' }))).body).toMatchObject({ code: 'commandIdReused' })
    await post(`drills/${drill}/stop`, { reason: '完' })
    expect((await post(there, reportBody({ commandId: 'e' }))).body).toMatchObject({ code: 'drillEnded', field: 'space' })
    expect((await post('reports?space=drill:none', reportBody({ commandId: 'f' }))).status).toBe(404)
    expect(await countedInputs(test(), 'reports', 'drillPaused')).toBe(1)
    expect(await countedInputs(test(), 'drills-startDrill', 'accepted')).toBe(1)
  })

  it('DRILL-4: one that is prepared is withdrawn, once, and stays so after a restart; one that runs is not', async () => {
    const drill = await prepared()
    const withdrawn = { commandId: 'withdraw-1', reason: '重复制定' }
    const first = await post(`drills/${drill}/withdraw`, withdrawn)
    expect([first.status, first.body]).toMatchObject([201, { fact: 'DrillWithdrawn' }])
    expect((await post(`drills/${drill}/withdraw`, withdrawn)).body).toEqual(first.body)
    expect((await post(`drills/${drill}/start`)).body).toMatchObject({ code: 'drillWithdrawn' })
    await stored!.close()
    await stored!.open(at(1))
    expect((await report(drill)).drill.state).toBe('withdrawn')
    const running = await prepared()
    expect(test().app.pipeline.lane.boardOf(`drill:${drill}`)).toBeUndefined()
    await post(`drills/${running}/start`)
    expect((await post(`drills/${running}/withdraw`)).body).toMatchObject({ code: 'alreadyStarted' })
    expect((await test().get<{ drills: { id: string; state: string }[] }>('/api/v1/drills')).body.drills.map(({ id, state }) => [id, state])).toEqual([[drill, 'withdrawn'], [running, 'running']])
  })

  it('DRILL-4: a press made before a pause and delivered in it is taken with its own time, one made a millisecond after is not', async () => {
    const drill = await started()
    const incident = [...inDrill(drill).incidents.keys()][0]!
    await passTo(at(1))
    await post(`drills/${drill}/pause`)
    await passTo(at(3))
    const stamp = (stage: 'respond' | 'dispatch', when: number | undefined): Promise<Answer> =>
      post(`incidents/${incident}/stamps?space=drill:${drill}`, { ...stampBody(stage, { unit: 'team-0', ...(when === undefined ? {} : { at: when }) }), commandId: `late-${stage}-${when ?? 'now'}` })
    for (const when of [at(1, 1), undefined]) expect((await stamp('dispatch', when)).body).toMatchObject({ code: 'drillPaused', field: 'space' })
    expect((await stamp('respond', at(0, 20_000))).status).toBe(201)
    expect((await stamp('dispatch', at(1))).status).toBe(201)
    const { stamps } = inDrill(drill).incidents.get(incident)!
    expect([stamps.respond, stamps.dispatch].map(([first]) => first?.at)).toEqual([at(0, 20_000), at(1)])
    const note = (when: number): Promise<Answer> => post(`incidents/${incident}/notes?space=drill:${drill}`, { text: '到场', at: when })
    expect([(await note(at(0, 30_000))).status, (await note(at(2))).status]).toEqual([201, 409])
    await post(`drills/${drill}/stop`)
    expect((await note(at(0, 30_000))).body).toMatchObject({ code: 'drillEnded' })
  })

  it('DRILL-9: tells a page opened later where a silent team was heard last, and that another never was', async () => {
    const drill = await prepared({ injects: ['team-0', 'team-1'].map((subjectId) => ({ id: subjectId, atMs: 60_000, what: 'silence', subject: 'unit', subjectId, forMs: null })) })
    await post(`drills/${drill}/start`)
    const fix = (unit: string, when: number): Promise<unknown> => test().postReadings('/api/v1/positions', [{ unit, lon: 113.7206, lat: 34.7731, fixAt: when }])
    await fix('team-0', at(0))
    await passTo(at(1))
    await passTo(at(2))
    for (const unit of ['team-0', 'team-1']) await fix(unit, at(2))
    const heard = async (id: string) => test().get<{ heard: { unit: string; position: { fixAt: number } | null }[] }>(`/api/v1/drills/${id}/heard`)
    expect((await heard(drill)).body.heard.map(({ unit, position }) => [unit, position?.fixAt ?? null])).toEqual([['team-0', at(0)], ['team-1', null]])
    expect((await heard('none')).status).toBe(404)
  })

  it('DRILL-1: alarms, their figures, facts and timing of a drill say whose they are', async () => {
    const drill = await started()
    const incident = [...inDrill(drill).incidents.keys()][0]!
    const supervisor = { ...cookieOf(letIn(test().access, 'supervisor', 'supervisor-1')), authorization: '' }
    const asked = async (path: string, space: string): Promise<Answer> => test().get(`/api/v1/${path}?space=${space}`, supervisor)
    for (const path of ['alarms', 'alarms/figures', `incidents/${incident}/facts`]) {
      expect([path, (await asked(path, `drill:${drill}`)).body]).toMatchObject([path, { space: `drill:${drill}`, mark: '演练 DRILL' }])
      expect((await asked(path, 'drill:none')).status).toBe(404)
    }
    expect((await asked('review/timing', `drill:${drill}`)).body).toMatchObject({ spaces: [`drill:${drill}`], mark: '演练 DRILL' })
    expect((await asked('alarms', 'live')).body).toMatchObject({ space: 'live', mark: null })
    expect((await asked(`incidents/${incident}/facts`, 'live')).status).toBe(404)
  })

  it('DRILL-2: what is refused in a drill is counted apart: the live wall’s figure of refused inputs stays as it is', async () => {
    const drill = await prepared()
    const refused = (): number => test().app.pipeline.health().refused
    const before = refused()
    expect((await post(`drills/${drill}/pause`)).status).toBe(409)
    expect((await post(`reports?space=drill:${drill}`, reportBody({ commandId: 'early' }))).status).toBe(409)
    expect((await test().post(`/api/v1/reports?space=drill:${drill}`, { kind: 'nothing' })).status).toBe(400)
    expect((await post('drills', { script: { format: 'other' } })).status).toBe(400)
    expect(refused()).toBe(before)
    expect((await test().get<string>('/metrics')).body).toMatch(/^ruyi_refused_inputs\{space="drill"\} 4$/m)
    expect((await test().post('/api/v1/reports', { kind: 'nothing' })).status).toBe(400)
    expect(refused()).toBe(before + 1)
  })

  it.each(['running', 'ended'])('PRESENCE-1, DRILL-2: desks in a drill that is %s know of each other, and the live wall’s figure of refused inputs stays as it is', async (state) => {
    const drill = await started()
    const incident = [...inDrill(drill).incidents.keys()][0]!
    if (state === 'ended') await post(`drills/${drill}/stop`)
    const refused = (): number => test().app.pipeline.health().refused
    const before = refused()
    const desks = await Promise.all(['operator-a', 'operator-b'].map((id) => openDesk(test(), 'operator', id)))
    try {
      for (const desk of desks) desk.look(incident)
      for (const desk of desks) await desk.until((viewers) => viewers.length === 2)
      expect(desks[0]!.told).toMatchObject([{ id: 'operator-a', incidentId: incident }, { id: 'operator-b', incidentId: incident }])
      expect(refused()).toBe(before)
      desks[0]!.look(`${drill}.nobody`)
      await desks[0]!.heard()
      expect(refused()).toBe(before + 1)
    } finally {
      for (const desk of desks) desk.close()
    }
  })

  it('DRILL-6: a script that is wrong is refused with the field, and changes nothing; its file comes back as it went', async () => {
    const file = { ...writeScript(fireScript()), injects: [{ ...(writeScript(fireScript())['injects'] as object[])[0], at: '99:99' }] }
    const refused = await post('drills', { script: file })
    expect([refused.status, refused.body]).toMatchObject([400, { code: 'malformed', field: 'script.injects.0.at' }])
    const unknown = await post('drills', { script: writeScript(fireScript({ participants: { units: ['x'], departments: [], roles: [] } })) })
    expect([unknown.status, unknown.body]).toMatchObject([422, { code: 'unknown', field: 'participants.units.0' }])
    expect(test().app.pipeline.lane.board.seq).toBe(0)
    const drill = await prepared()
    expect((await test().get(`/api/v1/drills/${drill}/script`)).body).toEqual(writeScript(fireScript()))
    const shorter = fireScript({ injects: FIRE_INJECTS.slice(0, 2) })
    expect((await post(`drills/${drill}/script`, { script: writeScript(shorter) })).status).toBe(201)
    expect((await test().get(`/api/v1/drills/${drill}/script`)).body).toEqual(writeScript(shorter))
  })

  it('DRILL-7: it is judged, observed from a phone, and what it leaves open comes up at the next drill of the plan alone', async () => {
    const drill = await started()
    const phone = letIn(test().access, 'field', 'observer-phone', { unit: 'team-0' })
    const pinned = await test().post(`/api/v1/drills/${drill}/observations`, { commandId: 'o-1', text: '集结 2 分钟' }, cookieOf(phone))
    expect(pinned.status).toBe(201)
    expect((await test().post(`/api/v1/drills/${drill}/stop`, { commandId: 'o-2' }, cookieOf(phone))).status).toBe(403)
    await post(`drills/${drill}/stop`)
    await post(`drills/${drill}/judgements`, { indicator: 'injects', score: 7, remark: '偏少' })
    await post(`drills/${drill}/judgements`, { indicator: 'injects', score: 6 })
    await post(`drills/${drill}/judgements`, { indicator: 'injects', remark: '仍偏少' })
    await post(`drills/${drill}/judgements`, { indicator: 'observations', remark: '只评语' })
    await post(`drills/${drill}/judgements`, { indicator: 'injects', score: 7 })
    expect((await post(`drills/${drill}/judgements`, { indicator: 'injects' })).body).toMatchObject({ field: 'score' })
    await post(`drills/${drill}/improvements`, { text: '加强通信', owner: { type: 'department', id: 'fireRescue' }, due: '2023-12-31' })
    const { drill: kept, sheet } = await report(drill)
    expect(kept.observations).toMatchObject([{ text: '集结 2 分钟', by: 'observer-phone' }])
    expect([sheet.score, sheet.most]).toEqual([7, 10])
    expect(sheet.rows.filter(({ judgedBy }) => judgedBy !== null).map(({ id, score, remark }) => [id, score, remark])).toEqual([
      ['injects', 7, '仍偏少'], ['observations', null, '只评语'],
    ])
    const next = await prepared()
    const [item] = (await report(next)).drill.improvements
    expect(item).toMatchObject({ text: '加强通信', due: '2023-12-31', from: { drill } })
    expect((await report(await prepared({ plan: 'flood' }))).drill.improvements).toEqual([])
    await post(`drills/${drill}/improvements`, { text: '补充照明', owner: { type: 'department', id: 'fireRescue' }, due: '2023-12-31' })
    expect((await report(next)).drill.improvements).toHaveLength(1)
    await post(`drills/${next}/start`)
    expect((await report(next)).drill.improvements.map(({ text }) => text)).toEqual(['加强通信', '补充照明'])
    await post(`drills/${next}/improvements/done`, { improvement: item!.id })
    const own = await report(drill)
    expect(own.drill.improvements).toMatchObject([{ id: item!.id, done: { at: test().clock.now(), in: { drill: next } } }, { text: '补充照明', done: null }])
    expect(own.open.map(({ text }) => text)).toEqual(['补充照明'])
    expect(await post(`drills/${drill}/improvements/done`, { improvement: item!.id })).toMatchObject({ status: 409, body: { code: 'alreadyDone', field: 'improvement' } })
    expect((await report(await prepared())).drill.improvements.map(({ text }) => text)).toEqual(['补充照明'])
    const { body: { drills } } = await test().get<{ drills: { id: string; kept: boolean; plan: string }[] }>('/api/v1/drills')
    expect(drills.map(({ id, kept: isKept, plan }) => [id, isKept, plan]).slice(0, 3)).toEqual([[drill, true, 'fire'], [next, true, 'fire'], [expect.any(String), true, 'flood']])
  })
})

it('WORK-3, COMMITTEE-8: given a drill planned for a special plan, when one of that plan was run and has ended, then the planned one is done by naming it, and so is what a unit took part in', async () => {
  const { body: { matterId } } = await post('matters/drillPlan', { topic: '消防演练', plan: 'fire', dueAt: at(600) })
  const drill = await started()
  const done = { attended: 40, drill }
  const complete = (body: object) => post(`matters/${matterId as string}/complete`, body)
  expect(await complete({ ...done, drill: 'nobody' })).toMatchObject({ status: 422, body: { code: 'unknown', field: 'drill' } })
  expect(await complete({ attended: 40 })).toMatchObject({ status: 422, body: { code: 'missing', field: 'drill' } })
  expect(await complete(done)).toMatchObject({ status: 409, body: { code: 'drillNotEnded', field: 'drill' } })
  expect((await post(`drills/${drill}/stop`)).status).toBe(201)
  expect((await complete(done)).status).toBe(201)
  expect((await post('matters/participation', { about: '消防演练', unit: 'unit-0', activity: 'drill', takenAt: test().clock.now(), drill })).status).toBe(201)
  const { matters } = test().app.pipeline.lane.board
  expect([...matters.values()].map(({ kind, state, values }) => [kind, state, values['drill']])).toEqual([['drillPlan', 'done', drill], ['participation', 'recorded', drill]])
})
