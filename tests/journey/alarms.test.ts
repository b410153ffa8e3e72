import { Check } from 'typebox/value'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BoardFact } from '../../shared/board.ts'
import { AlarmFiguresSchema, AlarmListSchema, type AlarmFiguresAnswer, type AlarmList } from '../../shared/protocol/alarmSchemas.ts'
import { FactsSchema } from '../../shared/protocol/eventSchemas.ts'
import { at, reportBody, stampBody } from '../support/builders.ts'
import { platformId } from '../support/site.ts'
import { startStoredApp, type StoredApp } from '../support/storedApp.ts'

let stored: StoredApp

beforeEach(async () => {
  stored = await startStoredApp()
})
afterEach(() => stored.end())

async function list(): Promise<AlarmList> {
  const { body } = await stored.test.get<AlarmList>('/api/v1/alarms')
  expect(Check(AlarmListSchema, body)).toBe(true)
  return body
}

/** Every fact about alarms, once there are `count` of them: they follow the facts that lead to them. */
async function alarmFacts(count: number): Promise<BoardFact[]> {
  let facts: BoardFact[] = []
  await expect.poll(async () => {
    facts = (await stored.store.journal.readAfter(0, 10_000)).filter(({ type }) => type.startsWith('Alarm'))
    return facts.length
  }).toBeGreaterThanOrEqual(count)
  return facts
}

async function standing(count: number): Promise<AlarmList> {
  await expect.poll(async () => (await list()).figures.standing).toBe(count)
  return list()
}

async function report(i: number, level: 'I' | 'IV' = 'IV'): Promise<string> {
  const { body } = await stored.test.post<{ incidentId: string }>('/api/v1/reports', reportBody({ commandId: `r-${i}`, level }))
  return body.incidentId
}

const heartbeat = (status: 'up' | 'down') => stored.test.postReadings('/api/v1/heartbeats', [{ upstream: platformId(0), at: stored.test.clock.now(), status }])
const PLATFORM = `/api/v1/alarms/platformDown:${platformId(0)}`

describe('ALARM-1 ALARM-11: what a person does to an alarm over HTTP', () => {
  it('is done once, answered the same when sent again, and refused with a code where its state does not allow it', async () => {
    await heartbeat('down')
    await standing(1)
    const occurrence = (await list()).alarms[0]!.occurrence
    const first = await stored.test.post(`${PLATFORM}/acknowledge`, { commandId: 'a-1', occurrence })
    expect([first.status, first.body]).toEqual([201, { id: `platformDown:${platformId(0)}`, at: at(0), seq: expect.any(Number) }])
    expect(await stored.test.post(`${PLATFORM}/acknowledge`, { commandId: 'a-1', occurrence })).toMatchObject({ status: 201, body: first.body })
    expect(await stored.test.post(`${PLATFORM}/acknowledge`, { commandId: 'a-2', occurrence })).toMatchObject({ status: 409, body: { code: 'alreadyAcknowledged', message: expect.stringContaining('headquarters') as string } })
    expect(await stored.test.post(`${PLATFORM}/unshelve`, { commandId: 'a-1' })).toMatchObject({ status: 409, body: { code: 'commandIdReused' } })
    expect(await stored.test.post('/api/v1/alarms/platformDown:nobody/acknowledge', { commandId: 'a-3', occurrence })).toMatchObject({ status: 404, body: { code: 'unknown', field: 'id' } })
    expect((await list()).alarms).toMatchObject([{ state: 'acknowledged', acknowledgedBy: 'headquarters' }])
  })

  it('ALARM-17: a group is acknowledged by one act, each alarm recorded, once also when sent again and after a restart', async () => {
    for (let i = 0; i < 3; i += 1) await report(i, 'I')
    await stored.test.clock.advanceTo(at(3, 1))
    const { alarms } = await standing(3)
    const group = alarms.map(({ key, occurrence }) => ({ key, occurrence }))
    const send = (commandId: string, body: object[] = group) => stored.test.post('/api/v1/alarms/acknowledge', { commandId, alarms: body })
    const first = await send('g-1')
    expect(first).toMatchObject({ status: 201, body: { id: group[0]!.key, seq: expect.any(Number) as number } })
    expect(await send('g-1')).toMatchObject({ status: 201, body: first.body })
    expect((await list()).alarms.map(({ state, acknowledgedBy }) => [state, acknowledgedBy])).toEqual(group.map(() => ['acknowledged', 'headquarters']))
    expect(await send('g-2')).toMatchObject({ status: 409, body: { code: 'alreadyAcknowledged', first: { by: 'headquarters', at: expect.any(Number) as number } } })
    expect(await send('g-3', [{ key: 'x', occurrence: 0 }])).toMatchObject({ status: 400, body: { code: 'malformed', field: 'alarms.0.occurrence' } })
    await stored.close()
    await stored.open(at(4))
    expect(await send('g-1')).toMatchObject({ status: 201, body: first.body })
    expect((await alarmFacts(3)).filter(({ type, commandId }) => type === 'AlarmAcknowledged' && commandId === 'g-1')).toHaveLength(3)
  })

  it('INPUT-1: names the field that is wrong, and changes nothing', async () => {
    await heartbeat('down')
    await standing(1)
    const shelve = (body: object) => stored.test.post(`${PLATFORM}/shelve`, body)
    expect(await shelve({ commandId: 's', until: at(5) })).toMatchObject({ status: 400, body: { field: 'reason' } })
    expect(await shelve({ commandId: 's', reason: '检修' })).toMatchObject({ status: 400, body: { field: 'until' } })
    expect(await shelve({ commandId: 's', until: at(0), reason: '检修' })).toMatchObject({ status: 422, body: { code: 'shelfPast', field: 'until' } })
    expect(await shelve({ commandId: 's', until: at(481), reason: '检修' })).toMatchObject({ status: 422, body: { code: 'shelfTooLong' } })
    expect((await list()).alarms).toMatchObject([{ state: 'unacknowledged' }])
  })
})

describe('ALARM-12: an acknowledgement', () => {
  it('that was on its way while the alarm came again is refused and says so, also after a restart', async () => {
    await heartbeat('down')
    await standing(1)
    const seen = (await list()).alarms[0]!.occurrence
    await heartbeat('up')
    for (let s = 0; s < 12; s += 1) {
      await stored.test.clock.advance(1_000)
      await heartbeat('up')
    }
    await expect.poll(async () => (await list()).alarms[0]?.state).toBe('returnedUnacknowledged')
    await heartbeat('down')
    await standing(1)
    const acknowledge = (commandId: string, occurrence: number) => stored.test.post(`${PLATFORM}/acknowledge`, { commandId, occurrence })
    expect(await acknowledge('late', seen)).toMatchObject({ status: 409, body: { code: 'raisedAgain', field: 'occurrence' } })
    expect((await list()).alarms).toMatchObject([{ state: 'unacknowledged', raises: 2 }])
    await stored.close()
    await stored.open(at(1))
    const newest = (await list()).alarms[0]!.occurrence
    expect(newest).toBeGreaterThan(seen)
    expect(await acknowledge('late', seen)).toMatchObject({ status: 409, body: { code: 'raisedAgain' } })
    expect(await acknowledge('made-up', newest + 1)).toMatchObject({ status: 422, body: { code: 'unknown', field: 'occurrence' } })
    expect(await acknowledge('seen', newest)).toMatchObject({ status: 201 })
  })

  it('needs an occurrence', async () => {
    await heartbeat('down')
    await standing(1)
    expect(await stored.test.post(`${PLATFORM}/acknowledge`, { commandId: 'a' })).toMatchObject({ status: 400, body: { field: 'occurrence' } })
  })
})

describe('ALARM-13: the figures of the alarms themselves', () => {
  it('say what time they are of and stand by ten minutes, and are the same after a restart', async () => {
    await heartbeat('down')
    await standing(1)
    const figures = async (): Promise<AlarmFiguresAnswer> => {
      const { body } = await stored.test.get<AlarmFiguresAnswer>('/api/v1/alarms/figures')
      expect(Check(AlarmFiguresSchema, body)).toBe(true)
      return body
    }
    const before = await figures()
    expect(before).toMatchObject({ now: at(0), figures: { standing: 1 }, rates: { from: at(0), to: at(0), total: 1, most: 1, byPriority: { medium: 1 }, mix: null } })
    await stored.close()
    await stored.open(at(25))
    const { rates } = await figures()
    expect(rates).toMatchObject({ from: at(0), to: at(25) })
    expect(rates.spans.length).toBeGreaterThanOrEqual(3)
    expect(rates.spans[0]).toEqual(before.rates.spans[0])
  })
})

describe('ALARM-5: a shelf', () => {
  it('that ends while the server is down is a fact of its own time, and the wall shows what a replay shows', async () => {
    await heartbeat('down')
    await standing(1)
    expect(await stored.test.post(`${PLATFORM}/shelve`, { commandId: 's', until: at(5), reason: '检修' })).toMatchObject({ status: 201 })
    expect((await list()).rows).toEqual([])
    await stored.close()
    await stored.open(at(9))
    expect(await alarmFacts(3)).toMatchObject([{ type: 'AlarmRaised' }, { type: 'AlarmShelved' }, { type: 'AlarmUnshelved', at: at(5), recordedAt: at(9) }])
    expect((await list()).alarms).toMatchObject([{ state: 'unacknowledged', standing: true }])
    const before = stored.test.picture()
    await stored.close()
    await stored.open(at(9))
    expect(stored.test.picture()).toBe(before)
  })

  it('ends by the clock while the server runs', async () => {
    await heartbeat('down')
    await standing(1)
    await stored.test.post(`${PLATFORM}/shelve`, { commandId: 's', until: at(0, 30_000), reason: '检修' })
    await stored.test.clock.advanceTo(at(0, 29_999))
    expect((await list()).alarms).toMatchObject([{ state: 'shelved' }])
    await stored.test.clock.advance(1)
    await expect.poll(async () => (await list()).alarms[0]?.state).toBe('unacknowledged')
  })
})

describe('ALARM-6: a platform that comes and goes a hundred times in a minute', () => {
  it('is one row, and its record is whole without a fact for each', async () => {
    await heartbeat('down')
    await standing(1)
    for (let flap = 1; flap < 100; flap += 1) {
      await stored.test.clock.advance(300)
      await heartbeat('up')
      await stored.test.clock.advance(300)
      await heartbeat('down')
    }
    await stored.test.clock.advance(60_000)
    await heartbeat('down')
    const key = `platformDown:${platformId(0)}`
    const facts = (await alarmFacts(3)).filter(({ data }) => 'key' in data && data.key === key)
    expect(facts.filter(({ type }) => type === 'AlarmRaised')).toHaveLength(1)
    expect(facts.length).toBeLessThanOrEqual(5)
    const flaps = facts.reduce((sum, fact) => sum + (fact.type === 'AlarmFlapped' ? fact.data.flaps : 0), 0)
    expect(flaps + 1).toBe(100)
    expect((await list()).rows.filter(({ kind }) => kind === 'platformDown')).toMatchObject([{ alarms: [key] }])
    expect(facts.filter((fact) => !Check(FactsSchema, [fact].map(({ hash: _hash, ...rest }: BoardFact & { hash?: string }) => rest)))).toEqual([])
  })
})

describe('ALARM-2 ALARM-7: 500 alarms in ten minutes', () => {
  it('are at most ten rows, every one of them in the record, and one of a level I incident stands alone within a second', async () => {
    const wall = stored.test.openWall()
    await wall.until('joined', () => wall.replica?.complete === true)
    for (let i = 0; i < 499; i += 1) await report(i)
    const gravest = await report(499, 'I')
    await stored.test.clock.advanceTo(at(2, 23_999))
    expect((await list()).figures).toMatchObject({ standing: 0, flood: false })
    const from = performance.now()
    await stored.test.clock.advance(1)
    await wall.until('the alarm of level I', () => wall.replica?.board.alarms.byKey.has(`limitDueSoon:${gravest}`) === true)
    expect(performance.now() - from).toBeLessThan(1_000)
    const { rows, figures } = await standing(500)
    expect(figures).toMatchObject({ flood: true, lastTenMinutes: 500, unacknowledged: 500 })
    expect(rows.length).toBeLessThanOrEqual(10)
    expect(rows.flatMap((row) => row.alarms)).toHaveLength(500)
    expect(rows[0]).toMatchObject({ alarms: [`limitDueSoon:${gravest}`], priority: 'high' })
    const facts = await alarmFacts(500)
    expect(new Set(facts.map((fact) => ('data' in fact && 'key' in fact.data ? fact.data.key : ''))).size).toBe(500)
    expect(await stored.store.journal.verify()).toEqual({ facts: stored.store.journal.seq, brokenAt: null })
    expect((await stored.store.journal.readAfter(0, 2_000)).filter(({ type }) => type === 'IncidentReported')).toHaveLength(500)
  })
})

describe('ALARM-4: an incident', () => {
  it('has one alarm from coming due to missed, at the limit itself also when the server was down, and none once it is stamped late', async () => {
    const id = await report(1)
    await stored.test.clock.advanceTo(at(2, 30_000))
    await standing(1)
    await stored.close()
    await stored.open(at(4))
    expect((await alarmFacts(3)).map(({ type, at: when }) => [type, when])).toEqual(
      [['AlarmRaised', at(2, 24_000)], ['AlarmRaised', at(3)], ['AlarmReturned', at(4)]],
    )
    expect((await list()).alarms).toMatchObject([{ kind: 'limitMissed', stage: 'respond', incident: id, priority: 'low' }])
    await stored.test.post(`/api/v1/incidents/${id}/stamps`, stampBody('respond'))
    await expect.poll(async () => (await list()).alarms.map(({ kind, state }) => [kind, state])).toEqual(
      expect.arrayContaining([['limitMissed', 'returnedUnacknowledged']]),
    )
  })
})
