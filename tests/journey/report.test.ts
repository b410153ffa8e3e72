import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BoardFact } from '../../shared/board.ts'
import { responseClock } from '../../shared/clock/responseClock.ts'
import { ARTICLE_LIMITS_MS, STAGES } from '../../shared/clock/stages.ts'
import type { BoardSnapshot } from '../../shared/board.ts'
import { at, reportBody, stampBody } from '../support/builders.ts'
import { bearer } from '../support/grants.ts'
import { MemoryJournal } from '../support/memoryStore.ts'
import { letIn } from '../support/people.ts'
import { unitId } from '../support/site.ts'
import { startStoredApp, type StoredApp } from '../support/storedApp.ts'
import { startTestApp } from '../support/testApp.ts'

interface Reported {
  readonly incidentId: string
  readonly number: string
  readonly seq: number
}

let stored: StoredApp

beforeEach(async () => {
  stored = await startStoredApp()
})
afterEach(() => stored.end())

/** What was recorded but for the alarms made of it, which `alarms.test.ts` looks at. */
async function facts(): Promise<BoardFact[]> {
  return (await stored.store.journal.readAfter(0, 1_000)).filter(({ type }) => !type.startsWith('Alarm'))
}

describe('a report sent by HTTP', () => {
  it('WALL-4: is answered 201 and on two walls within 500 ms', async () => {
    const walls = [stored.test.openWall(), stored.test.openWall()]
    for (const wall of walls) await wall.until('joined', () => wall.replica?.complete === true)
    const from = performance.now()
    const { status, body } = await stored.test.post<Reported>('/api/v1/reports', reportBody({ summary: '东门冒烟', level: 'II' }))
    expect([status, body]).toEqual([201, { incidentId: expect.any(String), number: '20231122-001', seq: 1 }])
    for (const wall of walls) {
      await wall.until('the report', () => wall.incidents().length === 1)
      expect(wall.incidents()).toMatchObject(
        [{ id: body.incidentId, number: '20231122-001', summary: '东门冒烟', level: 'II', grid: 'grid-0', reportedAt: at(0) }],
      )
      expect(wall.picture()).toBe(stored.test.picture())
    }
    expect(performance.now() - from).toBeLessThan(500)
  })

  it('INPUT-3: again gets the same status and answer, at once, many times at once, and after a restart', async () => {
    const first = await stored.test.post<Reported>('/api/v1/reports', reportBody())
    const again = await Promise.all(
      Array.from({ length: 10 }, () => stored.test.post<Reported>('/api/v1/reports', reportBody())),
    )
    for (const { status, body } of again) expect([status, body]).toEqual([201, first.body])
    const other = await stored.test.post('/api/v1/reports', reportBody({ summary: '又一次' }))
    const stranger = bearer(letIn(stored.test.access, 'source', 'other-key', { scopes: ['reports'] }).secret)
    const another = await stored.test.post('/api/v1/reports', reportBody(), stranger)
    for (const { status, body } of [other, another]) expect([status, body]).toMatchObject([409, { code: 'commandIdReused', field: 'commandId' }])
    const atOnce = await Promise.all(
      Array.from({ length: 10 }, () => stored.test.post<Reported>('/api/v1/reports', reportBody({ commandId: 'at-once' }))),
    )
    expect(new Set(atOnce.map(({ body }) => body.incidentId)).size).toBe(1)
    await stored.close()
    await stored.open(at(1))
    const after = await stored.test.post<Reported>('/api/v1/reports', reportBody())
    expect([after.status, after.body]).toEqual([201, first.body])
    expect((await facts()).filter(({ type }) => type === 'IncidentReported')).toHaveLength(2)
  })

  it('INPUT-5: of an incident its source has already sent is answered 200 with that incident, the same each time', async () => {
    const first = await stored.test.post<Reported>('/api/v1/reports', reportBody({ externalId: 'x-1' }))
    for (const name of ['second', 'second']) {
      const { status, body } = await stored.test.post<Reported>('/api/v1/reports', reportBody({ commandId: name, externalId: 'x-1' }))
      expect([status, body]).toEqual([200, first.body])
    }
    expect(await facts()).toHaveLength(1)
  })

  it('INPUT-8: that could not be recorded is answered 503 and changes nothing; sent again it is taken', async () => {
    const journal = new MemoryJournal()
    const full = await startTestApp({ journal })
    journal.failNext()
    const failed = await full.post('/api/v1/reports', reportBody())
    expect([failed.status, failed.body]).toMatchObject([503, { code: 'journalUnavailable' }])
    expect([(await full.get('/readyz')).status, (await full.get('/healthz')).status]).toEqual([503, 200])
    expect(full.incidents()).toEqual([])
    expect((await full.post('/api/v1/reports', reportBody())).status).toBe(201)
    expect((await full.get('/readyz')).status).toBe(200)
    await full.close()
  })

  it('is on GET /api/v1/board with its four clocks', async () => {
    await stored.test.post('/api/v1/reports', reportBody({ reportedAt: at(-4) }))
    await stored.test.clock.advance(0)
    const { body } = await stored.test.get<BoardSnapshot & { now: number; incidents: { clocks: { stage: string; state: string }[] }[] }>(
      '/api/v1/board',
    )
    expect(body.now).toBe(at(0))
    expect(body.incidents[0]?.clocks.map(({ stage, state }) => [stage, state])).toEqual([
      ['respond', 'missed'], ['dispatch', 'dueSoon'], ['arrive', 'open'], ['resolve', 'open'],
    ])
  })
})

describe('a stamp sent by HTTP', () => {
  it('is answered 201, the same again, and its stage is met on the wall', async () => {
    const wall = stored.test.openWall()
    await wall.until('joined', () => wall.replica?.complete === true)
    const { body: report } = await stored.test.post<Reported>('/api/v1/reports', reportBody())
    await stored.test.clock.advance(60_000)
    const path = `/api/v1/incidents/${report.incidentId}/stamps`
    const first = await stored.test.post(path, stampBody('respond', { unit: unitId(0), note: '已出警 13812345678' }))
    expect([first.status, first.body]).toEqual([201, { incidentId: report.incidentId, stage: 'respond', at: at(1), seq: 2 }])
    expect((await stored.test.post(path, stampBody('respond', { unit: unitId(0), note: '已出警 13812345678' }))).body).toEqual(first.body)
    await wall.until('the stamp', () => wall.incidents()[0]?.stamps.respond.length === 1)
    const [incident] = wall.incidents()
    expect(responseClock(incident!, at(1))[0]).toMatchObject({ state: 'met', tookMs: 60_000 })
    expect(incident?.stamps.respond[0]?.note).toBe('已出警 ＊＊＊')
  })

  it('INPUT-6: by the same unit for the same stage is answered 409, of an unknown incident 404', async () => {
    const { body: report } = await stored.test.post<Reported>('/api/v1/reports', reportBody())
    const path = `/api/v1/incidents/${report.incidentId}/stamps`
    await stored.test.post(path, stampBody('respond'))
    const again = await stored.test.post(path, stampBody('respond', { commandId: 'other' }))
    expect([again.status, again.body]).toMatchObject([409, { code: 'alreadyStamped', field: 'stage' }])
    const unknown = await stored.test.post('/api/v1/incidents/nobody/stamps', stampBody('respond', { commandId: 'third' }))
    expect([unknown.status, unknown.body]).toMatchObject([404, { code: 'unknown', field: 'id' }])
    const reused = await stored.test.post(path, stampBody('arrive', { commandId: 'stamp-respond' }))
    expect([reused.status, reused.body]).toMatchObject([409, { code: 'commandIdReused', field: 'commandId' }])
  })
})

/** Missed limits, without what they propose. */
async function limits(): Promise<BoardFact[]> {
  return (await facts()).filter(({ type }) => type === 'LimitMissed')
}

describe('CLOCK-4: a limit', () => {
  it('is missed on the wall at its second, stage after stage', async () => {
    const wall = stored.test.openWall()
    await wall.until('joined', () => wall.replica?.complete === true)
    await stored.test.post('/api/v1/reports', reportBody())
    for (const [i, stage] of STAGES.entries()) {
      await stored.test.clock.advanceTo(at(0) + ARTICLE_LIMITS_MS[stage])
      expect(stored.test.incidents()[0]?.missed).toHaveLength(i)
      await stored.test.clock.advance(1)
      await wall.until(`${stage} missed`, () => wall.incidents()[0]?.missed.includes(stage) === true)
    }
    expect((await limits()).map((fact) => [fact.type, fact.at - at(0), fact.recordedAt - fact.at])).toEqual(
      STAGES.map((stage) => ['LimitMissed', ARTICLE_LIMITS_MS[stage], 1]),
    )
  })

  it('of 3 minutes is missed at 3:00 when the server was stopped at 2:00 and started at 2:59', async () => {
    await stored.test.post('/api/v1/reports', reportBody())
    await stored.test.clock.advanceTo(at(2))
    await stored.close()
    await stored.open(at(2, 59_000))
    await stored.test.clock.advanceTo(at(3))
    expect(stored.test.incidents()[0]?.missed).toEqual([])
    await stored.test.clock.advance(1)
    expect(stored.test.incidents()[0]?.missed).toEqual(['respond'])
    expect((await facts()).slice(1)).toMatchObject([{ type: 'LimitMissed', at: at(3) }, { type: 'EscalationProposed', at: at(3) }])
  })

  it('that passed while the server was down is a fact of its own time when it is up again', async () => {
    await stored.test.post('/api/v1/reports', reportBody())
    await stored.close()
    await stored.open(at(12))
    expect((await limits()).map((fact) => [fact.type, fact.at, fact.recordedAt])).toEqual(
      [3, 5, 10].map((minute) => ['LimitMissed', at(minute), at(12)]),
    )
  })
})

describe('JOURNAL-6: after a restart', () => {
  it('the board is the same, from a snapshot and from all facts', async () => {
    const { body: report } = await stored.test.post<Reported>('/api/v1/reports', reportBody())
    await stored.test.post(`/api/v1/incidents/${report.incidentId}/stamps`, stampBody('respond'))
    await stored.test.postReadings('/api/v1/positions', [{ unit: unitId(1), lon: 113.725, lat: 34.775, fixAt: at(0), accuracyM: 4.5 }])
    const before = stored.test.picture()
    await stored.close()
    await stored.open()
    expect(stored.test.picture()).toBe(before)
    expect(await stored.store.journal.verify()).toEqual({ facts: 2, brokenAt: null })
  })
})
