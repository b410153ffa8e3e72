import { afterEach, describe, expect, it } from 'vitest'
import { at, positionBody } from '../../tests/support/builders.ts'
import { bearer } from '../../tests/support/grants.ts'
import { MemoryJournal, MemoryPlace } from '../../tests/support/memoryStore.ts'
import { platformId } from '../../tests/support/site.ts'
import { startTestApp, type TestApp } from '../../tests/support/testApp.ts'
import { MOST_OF_KEY } from '../state/sources.ts'

let tests: TestApp[] = []
afterEach(async () => {
  for (const test of tests) await test.close()
  tests = []
})

const BY = { who: 'tests', sourceAddress: 'console' }

async function start(journal = new MemoryJournal(new MemoryPlace())) {
  const test = await startTestApp({ journal })
  tests.push(test)
  const key = test.access.administration.addKey({ id: 'gw', name: '网关', scopes: ['positions', 'heartbeats'] }, BY)
  const from = (source: string) => ({ 'x-source': source, ...bearer(key) })
  const beat = (source: string) => test.postReadings('/api/v1/heartbeats', [{ upstream: platformId(0), at: test.clock.now() }], from(source))
  const place = (source: string) => test.postReadings('/api/v1/positions', [positionBody(0, test.clock.now())], from(source))
  const standing = (): string[] => [...test.app.pipeline.lane.board.alarms.byKey.values()].filter((alarm) => alarm.kind === 'sourceSilent' && alarm.standing).map(({ subject }) => subject)
  return { test, beat, place, standing }
}

const REFUSED = { status: 409, body: { code: 'tooManySources', field: 'X-Source' } }

describe('SOURCE-1: one key', () => {
  it('names eight sources, by whatever door; the ninth is refused and counted', async () => {
    const { test, beat, place } = await start()
    for (let i = 0; i < MOST_OF_KEY; i += 1) expect((await (i % 2 === 0 ? beat : place)(`src-${i}`)).status).toBe(200)
    expect(await beat('src-8')).toMatchObject(REFUSED)
    expect(await place('src-8')).toMatchObject(REFUSED)
    expect((await place('src-0')).status).toBe(200)
    const { body } = await test.get<string>('/metrics')
    for (const door of ['heartbeats', 'positions']) expect(body).toContain(`door="${door}",outcome="tooManySources"} 1`)
    expect(test.app.pipeline.health().sources).toHaveLength(MOST_OF_KEY)
  })

  it('ALARM-4: falls silent as one alarm, whatever it named', async () => {
    const { test, beat, standing } = await start()
    for (let i = 0; i < 4; i += 1) await beat(`src-${i}`)
    await test.clock.advanceTo(at(5))
    expect(standing()).toEqual(['src-0'])
    expect(test.app.pipeline.lane.board.alarms.byKey.get('sourceSilent:src-0')).toMatchObject({ sourceKey: 'gw', consequences: 4 })
  })

  it('SOURCE-4: stays one alarm, of the next, when the first is heard again minutes later', async () => {
    const { test, beat, standing } = await start()
    for (let i = 0; i < 4; i += 1) await beat(`src-${i}`)
    await test.clock.advanceTo(at(5))
    await beat('src-0')
    await test.clock.advance(11_000)
    expect(standing()).toEqual(['src-1'])
    expect(test.app.pipeline.lane.board.alarms.byKey.get('sourceSilent:src-1')?.along).toEqual(['src-2', 'src-3'])
  })
})

describe('SOURCE-2: a key that is revoked', () => {
  it('takes its sources’ alarms with it, and they are shown no more', async () => {
    const { test, beat, standing } = await start()
    await beat('radio')
    await test.clock.advanceTo(at(5))
    expect(standing()).toEqual(['radio'])
    test.access.administration.revoke('gw', BY)
    await test.clock.advance(11_000)
    expect(standing()).toEqual([])
    expect(test.app.pipeline.health().sources).toEqual([])
  })
})

describe('SOURCE-3: a leader retires a source', () => {
  const RETIRE = '/api/v1/alarms/sourceSilent:radio/retire'

  it('its alarm ends and stays away until the source was heard again', async () => {
    const { test, beat, standing } = await start()
    await beat('radio')
    await test.clock.advanceTo(at(5))
    expect(await test.post(RETIRE, { commandId: 'r-0' })).toMatchObject({ status: 400 })
    expect(await test.post(RETIRE, { commandId: 'r-1', reason: '试用结束' })).toMatchObject({ status: 201, body: { id: 'sourceSilent:radio' } })
    expect(await test.post(RETIRE, { commandId: 'r-1', reason: '试用结束' })).toMatchObject({ status: 201 })
    expect(await test.post(RETIRE, { commandId: 'r-2', reason: '试用结束' })).toMatchObject({ status: 409, body: { code: 'alreadyDone' } })
    await test.clock.advance(60_000)
    expect([standing(), test.app.pipeline.health().sources]).toEqual([[], []])
    await beat('radio')
    await test.clock.advanceTo(at(12))
    expect(standing()).toEqual(['radio'])
  })

  it('one whose alarm stands since before a start too, and for good', async () => {
    const place = new MemoryPlace()
    const before = await start(new MemoryJournal(place))
    await before.beat('radio')
    await before.test.clock.advanceTo(at(5))
    await before.test.app.close()
    const { test, standing } = await start(new MemoryJournal(place))
    await test.clock.advance(1_000)
    expect(standing()).toEqual(['radio'])
    expect((await test.post(RETIRE, { commandId: 'r-1', reason: '试用结束' })).status).toBe(201)
    await test.clock.advance(60_000)
    expect(standing()).toEqual([])
  })

  it('not in a drill', async () => {
    const { test, beat, standing } = await start()
    await beat('radio')
    await test.clock.advanceTo(at(5))
    expect((await test.post(`${RETIRE}?space=drill:d1`, { commandId: 'r-1', reason: '试用结束' })).status).toBe(404)
    expect(standing()).toEqual(['radio'])
  })
})
