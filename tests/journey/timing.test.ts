import { unzipSync, strFromU8 } from 'fflate'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Check } from 'typebox/value'
import { sealed, verifyChainFile, type ChainHeader } from '../../server/review/chainFile.ts'
import { runReviewCommand } from '../../server/review/cli.ts'
import { writeScript } from '../../shared/drill/scriptFile.ts'
import type { Sheet } from '../../shared/drill/sheet.ts'
import { ReviewIncidentsSchema, ReviewSpacesSchema, TimingAnswerSchema, type ReviewIncidentsBody, type ReviewSpacesBody, type TimingAnswerBody } from '../../shared/protocol/timingSchemas.ts'
import { MINUTE_MS, STAGES, type Stage } from '../../shared/clock/stages.ts'
import { at, reportBody, reportedFact, stampBody, stampedFact } from '../support/builders.ts'
import { FIRE_INJECTS, fireScript } from '../support/drillBuilders.ts'
import { MORNING } from '../support/heldClock.ts'
import { MemoryJournal, MemoryPlace } from '../support/memoryStore.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { smallSite, unitId } from '../support/site.ts'
import { startTestApp, type Answer, type TestApp } from '../support/testApp.ts'

let dir = ''
let journal: MemoryJournal
let test: TestApp
let supervisor: { cookie: string }

/** Incidents of the morning: minutes after the report at which each stage was stamped. */
const COURSES: readonly Partial<Record<Stage, number>>[] = [
  { respond: 1, dispatch: 3, arrive: 8, resolve: 20 },
  { respond: 2, dispatch: 6, arrive: 9, resolve: 31 },
  { dispatch: 4, arrive: 9 },
  {},
]

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'review-'))
  journal = new MemoryJournal(new MemoryPlace())
  test = await startTestApp({ journal, reviewDir: join(dir, 'review'), site: smallSite({ units: 2 }) })
  for (const [i, course] of COURSES.entries()) await handle(i, course)
  await test.clock.advanceTo(at(72))
  supervisor = cookieOf(letIn(test.access, 'supervisor', 'supervisor-1'))
})
afterAll(async () => {
  await test.close()
  await rm(dir, { recursive: true })
})

async function handle(i: number, course: Partial<Record<Stage, number>>): Promise<void> {
  const start = test.clock.now()
  const { body } = await test.post<{ incidentId: string }>('/api/v1/reports', reportBody({ commandId: `r${i}`, kind: i === 1 ? 'flood' : 'fire', summary: `=SUM(A1) ${i}` }))
  for (const stage of STAGES) {
    const minutes = course[stage]
    if (minutes === undefined) continue
    await test.clock.advanceTo(start + minutes * MINUTE_MS)
    const stamped = await test.post(`/api/v1/incidents/${body.incidentId}/stamps`, stampBody(stage, { commandId: `${stage}${i}`, unit: unitId(0) }))
    expect(stamped.status).toBe(201)
  }
}

const get = <T>(path: string): Promise<Answer<T>> => test.get<T>(`/api/v1/review/${path}`, { ...supervisor, authorization: '' })
const csvOf = (text: string): string[][] => text.replace(/^\uFEFF/, '').trim().split('\r\n').map((line) => line.split(','))

describe('TIMING-1: figures over HTTP', () => {
  it('say of each stage n, met, late, missed, open, excluded, median, 90th percentile and the share within the limit', async () => {
    const { status, body } = await get<TimingAnswerBody>('timing?by=kind')
    expect(status).toBe(200)
    expect(Check(TimingAnswerSchema, body)).toBe(true)
    expect(body.total.handlings).toBe(4)
    expect(body.total.stages.map(({ n, met, late, missed, open, excluded, medianMs, within }) => [n, met, late, missed, open, excluded.unrecorded, medianMs, within])).toEqual([
      [3, 2, 0, 1, 0, 1, MINUTE_MS, 2 / 3], [4, 2, 1, 1, 0, 0, 4 * MINUTE_MS, 0.5], [4, 3, 0, 1, 0, 0, 9 * MINUTE_MS, 0.75], [2, 1, 1, 0, 2, 0, 20 * MINUTE_MS, 0.5],
    ])
    expect(body.groups.map(({ key, handlings }) => [key, handlings])).toEqual([['fire', 3], ['flood', 1]])
  })

  it('come again with what happened since, and hold a stretch to its ends', async () => {
    const whole = await get<TimingAnswerBody>(`timing?from=${MORNING}&to=${MORNING + 1}`)
    expect(whole.body.total.handlings).toBe(1)
    expect((await get<TimingAnswerBody>(`timing?from=${MORNING + 1}`)).body.total.handlings).toBe(3)
    expect((await get<TimingAnswerBody>('timing?from=2023-11-22T10:00:00%2B08:00&to=2023-11-22T10:00:00.001%2B08:00')).body.total.handlings).toBe(1)
  })

  it('TIMING-3: open the incidents behind them', async () => {
    const { body } = await get<ReviewIncidentsBody>('incidents?by=kind&key=fire&stage=arrive&outcome=met')
    expect(Check(ReviewIncidentsSchema, body)).toBe(true)
    expect(body.count).toBe(2)
    expect(body.incidents.map(({ stages }) => stages[2]?.tookMs)).toEqual([8 * MINUTE_MS, 9 * MINUTE_MS])
    expect((await get<ReviewIncidentsBody>('incidents?by=team&noKey=true')).body.count).toBe(1)
    expect((await get<ReviewIncidentsBody>('incidents?skip=3')).body).toMatchObject({ count: 4, incidents: { length: 1 } })
  })

  it.each([
    ['timing?space=drill:none', 'unknown', 'space'], ['timing?from=5&to=5', 'reversed', 'to'], ['incidents?outcome=good', 'unknown', 'outcome'],
    ['export.json?space=live,live,import:none', 'unknown', 'space'],
  ])('%s is refused with %s of %s', async (path, code, field) => {
    expect(await get(path)).toMatchObject({ status: field === 'space' ? 404 : 422, body: { code, field } })
  })

  it.each(['timing?by=colour', 'timing?from=yesterday', 'timing?colour=red'])('%s is not understood', async (path) => {
    expect((await get(path)).status).toBe(400)
  })
})

describe('CLOCK-5: a corrected stamp', () => {
  it('counts as corrected, with the first value beside it, in list and figures', async () => {
    const { body } = await get<ReviewIncidentsBody>('incidents?by=kind&key=flood')
    const [incident] = body.incidents
    const stamp = test.incidents().find(({ id }) => id === incident!.incidentId)!.stamps.dispatch[0]!
    const corrected = await fetch(`${test.url}/api/v1/incidents/${incident!.incidentId}/corrections`, {
      method: 'POST', headers: { ...supervisor, 'content-type': 'application/json' },
      body: JSON.stringify({ commandId: 'c1', stamp: stamp.seq, at: incident!.startedAt! + 5 * MINUTE_MS, reason: '记错' }),
    })
    expect(corrected.status).toBe(201)
    const again = await get<ReviewIncidentsBody>('incidents?corrected=true&stage=dispatch')
    expect(again.body.incidents.map(({ stages }) => stages[1])).toMatchObject([
      { outcome: 'met', tookMs: 5 * MINUTE_MS, original: { tookMs: 6 * MINUTE_MS } },
    ])
    expect((await get<TimingAnswerBody>('timing')).body.total.stages[1]).toMatchObject({ met: 3, late: 0, corrected: 1, original: { met: 2, late: 1 } })
  })
})

describe('EXPORT-1: files', () => {
  it('CSV begins with its byte order mark and says times with their offset', async () => {
    const response = await fetch(`${test.url}/api/v1/review/export.csv`, { headers: supervisor })
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8')
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(response.headers.get('content-disposition')).toMatch(/attachment; filename="[a-z0-9.-]+\.csv"/)
    const [header, ...rows] = csvOf(text)
    expect(rows).toHaveLength(4)
    expect(rows[0]![header!.indexOf('接报 startedAt')]).toBe('2023-11-22T10:00:00+08:00')
    expect(rows[0]![header!.indexOf('响应用时(秒) respond.tookS')]).toBe('60')
    const figures = csvOf((await get<string>('figures.csv?by=kind')).body)
    expect(figures).toHaveLength(1 + 3 * STAGES.length)
  })

  it('a workbook opens, with the figures and the handlings', async () => {
    const response = await fetch(`${test.url}/api/v1/review/export.xlsx?by=grid`, { headers: supervisor })
    expect(response.status).toBe(200)
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()))
    expect(strFromU8(files['xl/workbook.xml']!)).toMatch(/数字.*处置/s)
    const words = Object.entries(files).filter(([name]) => /sharedStrings|sheet\d/.test(name)).map(([, bytes]) => strFromU8(bytes)).join('')
    expect(words).toContain('2023-11-22T10:00:00+08:00')
  })

  it('EXPORT-3: facts carry their chain, whole, of a stretch or of one incident, and who changes one is found', async () => {
    const { body: { incidents: [incident] } } = await get<ReviewIncidentsBody>('incidents')
    for (const query of ['', `?from=${MORNING + 1}`, `?incident=${incident!.incidentId}`, `?from=${MORNING + 1}&to=${at(30)}`]) {
      const text = JSON.stringify((await get(`export.json${query}`)).body)
      const verdict = verifyChainFile(text)
      expect(verdict.broken).toBeNull()
      expect(verdict.told).toBeGreaterThan(3)
      expect(verdict.withheld.length > 0).toBe(query.startsWith('?incident'))
      expect(verdict.complete).toBe(query === '')
    }
    const file = join(dir, 'facts.json')
    const text = JSON.stringify((await get('export.json')).body)
    await writeFile(file, text)
    const run = () => runReviewCommand(['verify', file], { now: () => 0, reviewDir: dir, onProgress: () => undefined })
    expect((await run()).code).toBe(0)
    await writeFile(file, text.replace('"kind":"flood"', '"kind":"other"'))
    for (const [edited, why] of [['"space":"drill:x"', 'header'], ['"mark":"演练 DRILL"', 'header'], ['"incident":"i"', 'header']] as const) {
      const [, key = ''] = /^"(\w+)"/.exec(edited) ?? []
      await writeFile(file, text.replace(new RegExp(`"${key}":("[^"]*"|null)`), edited))
      expect(await run()).toEqual({ code: 1, lines: [expect.stringContaining(why)] })
    }
    for (const [from, to, key] of [
      ['"type":"IncidentReported"', '"type":"DrillWithdrawn","type":"IncidentReported"', /facts\.\d+\.type/], ['"facts":[', '"facts":[],"facts":[', /“facts”/],
      ['"end":{', '"end":{"seq":0,', /end\.seq/], ['"kind":"flood"', '"\\u006bind":"fire","kind":"flood"', /facts\.\d+\.data\.kind/],
    ] as const) {
      await writeFile(file, text.replace(from, to))
      expect(await run()).toEqual({ code: 1, lines: [expect.stringMatching(key)] })
    }
    const { seal: _seal, ...unsealed } = JSON.parse(text) as ChainHeader
    for (const [over, why] of [[{ space: 'drill:x', mark: '演练 DRILL' }, 'all told facts are of drill:x'], [{ mark: '演练 DRILL' }, 'its mark']] as const) {
      const { facts, end, ...header } = { ...unsealed, ...over } as ChainHeader
      await writeFile(file, JSON.stringify({ ...sealed(header as ChainHeader), facts, end }))
      expect(await run()).toEqual({ code: 1, lines: [expect.stringContaining(why)] })
    }
    await writeFile(file, text.replace('"kind":"flood"', '"kind":"other"'))
    const seq = (await journal.readAfter(0, 100)).find((fact) => fact.type === 'IncidentReported' && fact.data.kind === 'flood')!.seq
    expect(await run()).toEqual({ code: 1, lines: [expect.stringContaining(`BROKEN at fact ${seq}`)] })
  })
})

describe('EXPORT-7: what a file leaves out', () => {
  type Lines = { readonly facts: readonly { readonly seq: number; readonly hash: string; readonly type?: string }[]; readonly end: { readonly seq: number; readonly hash: string } } & ChainHeader
  const verified = async (text: string, ...more: string[]) => {
    const file = join(dir, 'left-out.json')
    await writeFile(file, text)
    return runReviewCommand(['verify', file, ...more], { now: () => 0, reviewDir: dir, onProgress: () => undefined })
  }
  /** A file in which the told fact of `seq` is its hash alone, with a header that holds again, changed by `over`. */
  function hidden({ facts, end, seal: _seal, ...header }: Lines, seq: number, over: Partial<ChainHeader> = {}): string {
    const left = facts.map((fact) => (fact.seq === seq ? { seq: fact.seq, hash: fact.hash } : fact))
    return JSON.stringify({ ...sealed({ ...header, told: header.told - 1, ...over } as ChainHeader), facts: left, end })
  }

  it('is said by its header: a fact of a complete one that is a bare hash is named, also where the header is sealed anew', async () => {
    const drill = await drillRun('隐', 4)
    await test.post('/api/v1/reports', reportBody({ commandId: 'meanwhile' }))
    await test.post(`/api/v1/drills/${drill}/observations`, { commandId: 'seen', text: '慢' })
    const { body } = await get<Lines>(`export.json?space=drill:${drill}`)
    const { seq } = body.facts.find(({ type }) => type === 'DrillPaused')!
    expect(body.complete).toBe(true)
    const held = await verified(JSON.stringify(body))
    expect([held.code, held.lines.join(' ')]).toEqual([0, expect.stringMatching(/ of other spaces as hashes.*complete.*every fact of drill:/)])
    expect(await verified(hidden(body, seq))).toEqual({ code: 1, lines: [expect.stringMatching(`BROKEN at fact ${seq}: .*the header does not say so`)] })
    expect(await verified(hidden(body, seq, { withheld: [[seq, seq]] }))).toEqual({ code: 1, lines: [expect.stringContaining('says that it is complete')] })
    const open = await verified(hidden(body, seq, { complete: false, withheld: [[seq, seq]] }))
    expect([open.code, open.lines.join(' ')]).toEqual([0, expect.stringContaining(`NOT TOLD: 1 facts of drill:${drill} stand as hashes alone: ${seq}.`)])
    expect(await verified(hidden(body, seq, { elsewhere: [...body.elsewhere!, [seq, seq]] }))).toMatchObject({ code: 1 })
  })

  it('is told apart by the number that report and answer say: one hidden as if it were of another space is one too few', async () => {
    const { body: { drills: [drill] } } = await test.get<{ drills: { id: string; name: string }[] }>('/api/v1/drills')
    const { body } = await get<Lines>(`export.json?space=drill:${drill!.id}`)
    const [record] = (await get<TimingAnswerBody>(`timing?space=drill:${drill!.id}`)).body.records
    expect(record).toMatchObject({ chain: 'journal', seq: body.end.seq, hash: body.end.hash, told: [{ space: `drill:${drill!.id}`, facts: body.told }] })
    const { seq } = body.facts.find(({ type }) => type === 'DrillPaused')!
    const elsewhere = [...body.elsewhere!, [seq, seq] as const].toSorted(([a], [b]) => a - b)
    expect((await verified(hidden(body, seq, { elsewhere }), '--at', String(body.end.seq))).lines.at(-1)).toBe(`Up to fact ${body.end.seq}: ${body.told - 1} told, hash ${body.end.hash}.`)
    expect((await verified(JSON.stringify(body), '--at', String(seq))).lines.at(-1)).toMatch(`Up to fact ${seq}: `)
    expect(await verified(JSON.stringify(body), '--at', String(body.end.seq + 1))).toMatchObject({ code: 1 })
  })
})

/** Runs a drill of one fire for `minutes` of its clock and ends it. Answers its id. */
async function drillRun(name: string, minutes: number, pausedMinutes = 0): Promise<string> {
  const post = (path: string, body: object = {}): Promise<Answer<{ drill: string }>> => test.post(`/api/v1/${path}`, { commandId: `${name}-${path}`, ...body })
  const { body: { drill } } = await post('drills', { script: writeScript(fireScript({ name, injects: FIRE_INJECTS.slice(0, 1) })) })
  await post(`drills/${drill}/start`)
  await test.clock.advanceTo(test.clock.now() + MINUTE_MS)
  await post(`drills/${drill}/pause`)
  await test.clock.advanceTo(test.clock.now() + pausedMinutes * MINUTE_MS)
  await post(`drills/${drill}/resume`)
  await test.clock.advanceTo(test.clock.now() + (minutes - 1) * MINUTE_MS)
  await post(`drills/${drill}/stop`)
  return drill
}

describe('DRILL-5: the timing of a drill', () => {
  it('is by its own clock, stands still after its end, and says of each stage what its own sheet says', async () => {
    const drill = await drillRun('甲', 4, 30)
    const stages = async () => (await get<TimingAnswerBody>(`timing?space=drill:${drill}`)).body.total.stages.map(({ n, missed, open }) => [n, missed, open])
    expect(await stages()).toEqual([[1, 1, 0], [0, 0, 1], [0, 0, 1], [0, 0, 1]])
    await test.clock.advanceTo(test.clock.now() + 60 * MINUTE_MS)
    expect(await stages()).toEqual([[1, 1, 0], [0, 0, 1], [0, 0, 1], [0, 0, 1]])
    const { incidents: [incident], mark } = (await get<ReviewIncidentsBody>(`incidents?space=drill:${drill}`)).body
    expect([mark, incident!.mark, incident!.plans]).toEqual(['演练 DRILL', '演练 DRILL', ['fire']])
    const { sheet } = (await test.get<{ sheet: Sheet }>(`/api/v1/drills/${drill}`)).body
    const stagesOfSheet = sheet.rows.flatMap(({ indicator, observed, expected }) => (indicator.what === 'stage' ? [[indicator.stage, indicator.state === 'dueSoon' ? 'open' : indicator.state, observed, expected]] : []))
    expect(incident!.stages.map(({ stage, outcome, tookMs, limitMs }) => [stage, outcome, tookMs, limitMs])).toEqual(stagesOfSheet)
    const [header, row] = csvOf((await get<string>(`export.csv?space=drill:${drill}`)).body)
    expect([row![header!.indexOf('响应结果 respond.outcome')], row![header!.indexOf('出动结果 dispatch.outcome')]]).toEqual(['missed', 'open'])
    expect(row![header!.indexOf('空间名 title')]).toMatch(/^甲 2023-11-22T.*\+08:00$/)
    const told = (await get<ReviewSpacesBody>('spaces')).body.spaces.find(({ space }) => space === `drill:${drill}`)!.drill!
    expect([told.endedAt! - told.startedAt!, told.to! - told.from!]).toEqual([4 * MINUTE_MS, 34 * MINUTE_MS])
  })

  it('DRILL-10: is written with real times, and the drill’s clock beside them; durations are by that clock', async () => {
    const post = (path: string, body: object = {}): Promise<Answer<{ drill: string }>> => test.post(`/api/v1/${path}`, { commandId: `乙-${path}`, ...body })
    const { body: { drill } } = await post('drills', { script: writeScript(fireScript({ name: '乙', injects: FIRE_INJECTS.slice(0, 1) })) })
    const started = test.clock.now()
    await post(`drills/${drill}/start`)
    await test.clock.advanceTo(started + MINUTE_MS)
    await post(`drills/${drill}/pause`)
    await test.clock.advanceTo(started + 31 * MINUTE_MS)
    await post(`drills/${drill}/resume`)
    await test.clock.advanceTo(started + 32 * MINUTE_MS)
    const space = `drill:${drill}`
    const { body: { incidents: [incident] } } = await get<ReviewIncidentsBody>(`incidents?space=${space}`)
    const stamped = await test.post(`/api/v1/incidents/${incident!.incidentId}/stamps?space=${space}`, stampBody('respond', { commandId: '乙-s', unit: unitId(0) }))
    expect(stamped.status).toBe(201)
    await post(`drills/${drill}/stop`)
    const told = (await get<ReviewIncidentsBody>(`incidents?space=${space}`)).body.incidents
    expect(told).toMatchObject([{ startedAt: started, drillClockMs: 0, stages: [{ at: started + 32 * MINUTE_MS, drillClockMs: 2 * MINUTE_MS, tookMs: 2 * MINUTE_MS }, {}, {}, {}] }])
    const cells = async (of: string): Promise<(column: string) => string | undefined> => {
      const [header, row] = csvOf((await get<string>(`export.csv?space=${of}`)).body)
      return (column) => row![header!.findIndex((name) => name.endsWith(` ${column}`))]
    }
    const cell = await cells(space)
    expect(['startedAt', 'respond.at'].map((column) => Date.parse(cell(column)!))).toEqual([started, started + 32 * MINUTE_MS])
    expect(['startedAt.drillClock', 'respond.at.drillClock', 'respond.tookS', 'dispatch.at.drillClock'].map(cell)).toEqual(['00:00:00', '00:02:00', '120', ''])
    expect((await cells('live'))('startedAt.drillClock')).toBeUndefined()
  })

  it('of all drills is a trend in order of their start, however many there are, with names', async () => {
    for (let i = 0; i < 49; i += 1) await drillRun(`丙${i}`, 1)
    const { body, status } = await get<TimingAnswerBody>('timing?space=drills&by=space')
    expect(status).toBe(200)
    expect(body.mark).toBe('演练 DRILL')
    const { spaces } = (await get<ReviewSpacesBody>('spaces')).body
    const drills = spaces.filter(({ drill }) => drill !== null)
    expect(drills.map(({ drill }) => drill!.name)).toEqual(['隐', '甲', '乙', ...Array.from({ length: 49 }, (_, i) => `丙${i}`)])
    expect(body.groups.map(({ key }) => key)).toEqual(drills.map(({ space }) => space))
    expect((await get<TimingAnswerBody>('timing?space=drills&by=plan')).body.groups.map(({ key }) => key)).toEqual(['fire'])
    const figures = csvOf((await get<string>('figures.csv?space=drills&by=space')).body)
    expect(figures.slice(1).every(([mark, space]) => mark === '演练 DRILL' && space === 'drills')).toBe(true)
    const first = drills[0]!.space.slice('drill:'.length)
    expect((await test.get<{ sheet: Sheet }>(`/api/v1/drills/${first}`)).body.sheet.rows.length).toBeGreaterThan(0)
    expect((await get(`timing?space=${drills.slice(0, 51).map(({ space }) => space).join(',')}`)).status).toBe(409)
  })
})

describe('EXPORT-2: a drill', () => {
  it('stands apart from the live figures and is marked on every row, sheet and file', async () => {
    const before = (await get<TimingAnswerBody>('timing')).body.total
    const facts = [reportedFact(at(10), { incidentId: 'd1', number: 'D-1' }), stampedFact('respond', at(11), { incidentId: 'd1' })]
    await journal.append(facts.map((fact, i) => ({ ...fact, space: 'drill:d', seq: journal.seq + 1 + i, recordedAt: test.clock.now() })) as never)
    expect((await get<TimingAnswerBody>('timing')).body.total).toEqual(before)
    expect((await get<TimingAnswerBody>('timing?space=drill:d')).body.total).toMatchObject({ handlings: 1, stages: [{ met: 1 }, {}, {}, {}] })
    expect((await get<TimingAnswerBody>('timing?space=live,drill:d&by=space')).body.groups.map(({ key }) => key)).toEqual(['live', 'drill:d'])
    for (const file of ['export.csv', 'figures.csv']) {
      const [, ...rows] = csvOf((await get<string>(`${file}?space=drill:d`)).body)
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.every(([mark]) => mark === '演练 DRILL')).toBe(true)
    }
    const response = await fetch(`${test.url}/api/v1/review/export.xlsx?space=drill:d`, { headers: supervisor })
    expect(response.headers.get('content-disposition')).toContain('DRILL')
    expect(strFromU8(unzipSync(new Uint8Array(await response.arrayBuffer()))['xl/workbook.xml']!).match(/演练 DRILL/g)).toHaveLength(2)
    expect((await get<{ mark: string }>('export.json?space=drill:d')).body.mark).toBe('演练 DRILL')
  })
})

describe('IMPORT-1: another system’s records', () => {
  it('are a space with figures of its own, kept from the live ones', async () => {
    const before = (await get<TimingAnswerBody>('timing')).body.total
    const file = join(dir, 'Past Years.csv')
    await writeFile(file, 'id,received,onScene,beat\n1,2019-06-01 10:00:00,2019-06-01 10:09:00,B1\n2,2019-06-01 11:00:00,2019-06-01 11:12:00,=B2\n3,,2019-06-01 11:12:00,B2\n')
    const world = { now: () => test.clock.now(), reviewDir: join(dir, 'review'), onProgress: () => undefined }
    const map = 'id=id,received=received,onScene=onScene,grid=beat,zone=America/New_York'
    expect(await runReviewCommand(['import', file, '--map', map], world)).toMatchObject({ code: 0 })
    expect(await runReviewCommand(['import', file, '--map', map], world)).toMatchObject({ code: 2 })
    expect(await runReviewCommand(['import', file, '--map', map, '--replace'], world)).toMatchObject({ code: 0 })
    expect((await runReviewCommand(['spaces'], world)).lines).toEqual([expect.stringContaining('3 records, 2 count, 1 left out')])
    const spaces = await get<ReviewSpacesBody>('spaces')
    expect(Check(ReviewSpacesSchema, spaces.body)).toBe(true)
    expect(spaces.body.spaces.map(({ space }) => space)).toContain('import:past-years')
    const { body } = await get<TimingAnswerBody>('timing?space=import:past-years&by=hour')
    expect(body).toMatchObject({ undated: 1, groups: [{ key: '10' }, { key: '11' }] })
    expect(body.total.stages[2]).toMatchObject({ n: 2, met: 1, late: 1, medianMs: 9 * MINUTE_MS })
    expect(body.total.stages[0]).toMatchObject({ n: 0, excluded: { unmapped: 2 } })
    expect((await get<TimingAnswerBody>('timing')).body.total).toEqual(before)
    const csv = (await get<string>('export.csv?space=import:past-years')).body
    expect(csv).toContain('2019-06-01T22:00:00+08:00')
    expect(csv).not.toContain('-04:00')
    expect(csvOf(csv)).toHaveLength(4)
    expect(csvOf(csv)[3]!.at(-1)).toBe('missing(received)')
    expect(csvOf((await get<string>('export.csv?space=import:past-years&stage=arrive')).body)).toHaveLength(3)
    const rows = async (which: string) => (await get<ReviewIncidentsBody>(`incidents?space=import:past-years&rows=${which}`)).body
    expect(await Promise.all(['all', 'counted', 'faulty', 'undated', 'cancelled'].map(async (which) => (await rows(which)).count))).toEqual([3, 2, 1, 1, 0])
    const undated = await rows('undated')
    expect(Check(ReviewIncidentsSchema, undated)).toBe(true)
    expect(undated.incidents).toMatchObject([{ incidentId: '3', startedAt: null, notes: [{ class: 'missing', column: 'received' }], stages: [{}, {}, { stage: 'arrive', outcome: 'faulty', at: expect.any(Number) }, {}] }])
    expect((await get<ReviewIncidentsBody>('incidents?rows=all')).body.count).toBe(0)
    expect(csvOf((await get<string>('export.csv?space=import:past-years&rows=faulty')).body)).toHaveLength(2)
    const chain = (await get<{ end: { seq: number; hash: string } }>('export.json?space=import:past-years')).body
    expect(body.records).toEqual([{ chain: 'import:past-years', ...chain.end, told: [{ space: 'import:past-years', facts: 3 }] }])
    expect((await get<TimingAnswerBody>('timing?space=live,import:past-years')).body.records.map(({ chain: name }) => name)).toEqual(['journal', 'import:past-years'])
    expect(csv).toContain(",'=B2,")
    expect(verifyChainFile(JSON.stringify((await get('export.json?space=import:past-years')).body))).toMatchObject({ told: 3, broken: null })
  })
})
