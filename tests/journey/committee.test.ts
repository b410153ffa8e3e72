import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'csv-parse/sync'
import type { Matter } from '../../shared/matter/types.ts'
import type { EvaluationBody } from '../../shared/protocol/evaluationSchemas.ts'
import { MORNING } from '../support/heldClock.ts'
import { MemoryJournal, MemoryPlace } from '../support/memoryStore.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

interface Answer { matterId: string; number: string; code: string; field: string }

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const journal = new MemoryJournal(new MemoryPlace())
let test: TestApp
let made = 0
beforeAll(async () => (test = await startTestApp({ journal })))
afterAll(() => test.close())

const post = async (path: string, body: object = {}): Promise<Answer> =>
  (await test.post<Answer>(`/api/v1/matters${path}`, { commandId: `c-${(made += 1)}`, ...body })).body
const query = (from: number | string, to: number | string): string => `?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`
const evaluation = async (from: number | string, to: number | string): Promise<EvaluationBody> => (await test.get<EvaluationBody>(`/api/v1/evaluation${query(from, to)}`)).body
const CALLED = { subject: '=HYPERLINK("x")元宵保障', meetingKind: 'event', startsAt: MORNING + HOUR_MS, endsAt: MORNING + 2 * HOUR_MS, invited: ['unit-0', 'unit-1', 'unit-2'] }

describe('COMMITTEE-2 EVAL-1: from a meeting to the ranking, over HTTP', () => {
  it('given a meeting that is called, held and decides, when its work is done and units take part, then they are scored, ranked and exported', async () => {
    const meeting = await post('/meeting', CALLED)
    expect(meeting.number).toMatch(/^HY20231122-\d{3}$/)
    test.clock.set(MORNING + 2 * HOUR_MS)
    await post(`/${meeting.matterId}/hold`, { attended: ['unit-0', 'unit-1'] })
    await post(`/${meeting.matterId}/decide`, { decisions: ['清理占道'] })
    const work = { title: '清理占道', workKind: 'keyWork', dueAt: '2023-11-23T10:00:00+08:00', weight: 2, meeting: meeting.number }
    const [first, second] = [await post('/keyWork', { ...work, unit: 'unit-0' }), await post('/keyWork', { ...work, unit: 'unit-1' })]
    await post(`/${first.matterId}/finish`, { result: '已清理' })
    await post(`/${first.matterId}/accept`)
    expect(await post(`/${meeting.matterId}/close`)).toMatchObject({ code: 'notEnded', field: 'command' })
    const part = await post('/participation', { about: '周末巡查', unit: 'unit-1', activity: 'areaPatrol', takenAt: test.clock.now() })
    await post(`/${part.matterId}/count`)
    test.clock.set(MORNING + 3 * DAY_MS)
    await post(`/${second.matterId}/finish`, { result: '补做' })
    await post(`/${second.matterId}/accept`)
    await post(`/${meeting.matterId}/close`)

    const { units, rule, seq } = await evaluation('2023-11-01T00:00:00+08:00', '2023-12-01T00:00:00+08:00')
    expect([seq, rule.keyWork]).toEqual([journal.seq, 50])
    expect(units.map(({ unit, rank, score, excluded }) => [unit, rank, score, excluded])).toEqual([
      ['unit-1', 1, 75, null], ['unit-0', 2, 70, null], ['unit-2', 3, 0, null], ['unit-3', null, null, 'notInvited'],
    ])
    const [best] = units
    expect(best?.items.map(({ number, verdict, counts }) => [number.slice(0, 2), verdict, counts])).toEqual([['HY', 'attended', true], ['ZD', 'late', true], ['CY', 'taken', true]])
    for (const { seq: place } of best!.items.flatMap(({ facts }) => facts)) expect((await journal.readAfter(place - 1, 1))[0]?.type).toMatch(/^Matter/)
  })

  it('EVAL-2 a period takes what lies at its first millisecond and not what lies at its end', async () => {
    const at = CALLED.startsAt
    const meetings = async (from: number, to: number): Promise<number> => (await evaluation(from, to)).units.flatMap(({ items }) => items.filter(({ kind }) => kind === 'meeting')).length
    expect([await meetings(at, at + 1), await meetings(at + 1, at + 2), await meetings(at - 1, at)]).toEqual([3, 0, 0])
  })

  it('EVAL-5 what has left the board still counts, also for a server that has just started', async () => {
    const later = await startTestApp({ journal, clock: test.clock })
    test.clock.set(MORNING + 200 * DAY_MS)
    await later.post('/api/v1/matters/participation', { commandId: 'late', about: '演练', unit: 'unit-3', activity: 'drill', takenAt: test.clock.now() })
    expect([...later.app.pipeline.lane.board.matters.values()].filter(({ kind }) => kind === 'meeting')).toEqual([])
    const { body } = await later.get<EvaluationBody>(`/api/v1/evaluation${query(MORNING - DAY_MS, MORNING + 30 * DAY_MS)}`)
    expect(body.units.map(({ score }) => score)).toEqual([75, 70, 0, null])
    await later.close()
  })

  it('EVAL-6 the export opens as UTF-8, has times with their offset, and nothing in it is a formula', async () => {
    const { body, headers } = await test.get<string>(`/api/v1/evaluation/export.csv${query('2023-11-01T00:00:00+08:00', '2023-12-01T00:00:00+08:00')}`)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toBe('attachment; filename="test-site-evaluation.csv"')
    const rows = parse(body, { bom: true, columns: true }) as Record<string, string>[]
    const units = rows.filter((row) => row['行 row'] === '单位 unit')
    expect(units.map((row) => [row['单位编号 unit id'], row['名次 rank'], row['总分 score']])).toEqual([['unit-1', '1', '75'], ['unit-0', '2', '70'], ['unit-2', '3', '0'], ['unit-3', '', '']])
    const meeting = rows.find((row) => row['编号 number']?.startsWith('HY'))
    expect(meeting).toMatchObject({ '内容 title': '\'=HYPERLINK("x")元宵保障', '时间 time': new Date(CALLED.startsAt + 8 * HOUR_MS).toISOString().replace('.000Z', '+08:00'), '期间起 from': '2023-11-01T00:00:00+08:00' })
    expect(rows.flatMap((row) => Object.values(row)).filter((cell) => /^[=+@]/.test(cell))).toEqual([])
  })

  it('EVAL-6 each matter of the export has the verdict, the points and the facts the evaluation has of it, and those facts are in the journal', async () => {
    const asked = ['2023-11-01T00:00:00+08:00', '2023-12-01T00:00:00+08:00'] as const
    const rows = parse((await test.get<string>(`/api/v1/evaluation/export.csv${query(...asked)}`)).body, { bom: true, columns: true }) as Record<string, string>[]
    const exported = rows.filter((row) => row['行 row'] === '事项 matter').map((row) => [
      row['单位编号 unit id'], row['编号 number'], row['认定 verdict']?.split(' ').at(-1), row['计入 counts']?.split(' ').at(-1), row['得 gained'], row['满 possible'], row['记录序号 facts'],
    ])
    const { units } = await evaluation(...asked)
    const asIs = units.flatMap(({ unit, items }) => items.map(({ number, verdict, counts, gained, possible, facts }) => [
      unit, number, verdict, counts ? 'yes' : 'no', String(gained), String(possible), facts.map(({ seq }) => seq).join(' '),
    ]))
    expect(asIs.length).toBeGreaterThan(5)
    expect(exported).toEqual(asIs)
    for (const facts of exported.map((cells) => cells.at(-1)!)) {
      expect(facts).toMatch(/^\d+( \d+)*$/)
      for (const seq of facts.split(' ').map(Number)) expect((await journal.readAfter(seq - 1, 1))[0]).toMatchObject({ seq, type: expect.stringMatching(/^Matter/) as string })
    }
  })

  it.each([
    ['?from=2&to=2', 422, 'reversed', 'to'], ['?from=2', 400, 'malformed', 'querystring.to'], ['?from=yesterday&to=3', 400, 'malformed', 'querystring.from'], ['?from=1&to=2&unit=x', 400, 'malformed', 'querystring.unit'],
  ])('%s is refused', async (asked, status, code, field) => {
    const came = await test.get(`/api/v1/evaluation${asked}`)
    expect([came.status, came.body['code'], came.body['field']]).toEqual([status, code, field])
  })

  it('is read by who reads the board; key work is accepted by a leader alone', async () => {
    const operator = cookieOf(letIn(test.access, 'operator', 'op-1'))
    expect((await test.get(`/api/v1/evaluation${query(1, 2)}`, operator)).status).toBe(200)
    expect((await test.post('/api/v1/matters/nobody/accept', { commandId: 'x' }, operator)).status).toBe(403)
  })
})

describe('EVAL-8: the result of a period told to the units', () => {
  const NOVEMBER = { from: '2023-11-01T00:00:00+08:00', to: '2023-12-01T00:00:00+08:00' }

  it('given a period that is over, when a leader tells it, then what was ranked is sealed, whatever is recorded afterwards, and units acknowledge it', async () => {
    const app = await startTestApp({ journal, clock: test.clock })
    const send = async (path: string, body: object = {}, who?: Record<string, string>) => {
      const { status, body: { code, field, matterId, number } } = await app.post<Answer>(`/api/v1/${path}`, { commandId: `t-${(made += 1)}`, ...body }, who)
      return { status, code, field, matterId, number }
    }
    expect(await send('evaluation/tell', { ...NOVEMBER, to: '2099-01-01T00:00:00+08:00' })).toMatchObject({ status: 422, code: 'future', field: 'to' })
    expect((await send('evaluation/tell', NOVEMBER, cookieOf(letIn(app.access, 'operator', 'op-tell')))).status).toBe(403)
    expect((await send('matters/evaluationResult')).status).toBe(404)
    const { status, matterId, number } = await send('evaluation/tell', NOVEMBER)
    expect([status, number.slice(0, 2)]).toEqual([201, 'KP'])
    expect(await send('evaluation/tell', NOVEMBER)).toMatchObject({ status: 409, code: 'alreadyRunning', field: 'from' })
    const late = await send('matters/participation', { about: '补录', unit: 'unit-2', activity: 'other', takenAt: CALLED.startsAt })
    await send(`matters/${late.matterId}/count`)
    const { body: now } = await app.get<EvaluationBody>(`/api/v1/evaluation${query(NOVEMBER.from, NOVEMBER.to)}`)
    expect(now.units.find(({ unit }) => unit === 'unit-2')?.score).not.toBe(0)
    await send(`matters/${matterId}/steps/unit-0/tick`)
    const { matter } = (await app.get<{ matter: Matter }>(`/api/v1/matters/${matterId}`)).body
    expect(matter.values).toMatchObject({ period: '2023-11', results: [expect.stringMatching(/^unit-1 1 75\.00 /), expect.stringMatching(/^unit-0 2 70\.00 /), expect.stringMatching(/^unit-2 3 0\.00 /), expect.stringMatching(/^unit-3 - - /)] })
    expect(matter.steps.map(({ id, ticked }) => [id, ticked !== null])).toEqual([['unit-1', false], ['unit-0', true], ['unit-2', false], ['unit-3', false]])
    expect(await send(`matters/${matterId}/close`)).toMatchObject({ status: 409, code: 'stepsOpen', field: 'unacknowledged' })
    await app.close()
  })
})
