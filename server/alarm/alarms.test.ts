import { afterEach, describe, expect, it } from 'vitest'
import { at, cameraBody, positionBody, reportBody } from '../../tests/support/builders.ts'
import { MemoryJournal, MemoryPlace } from '../../tests/support/memoryStore.ts'
import { platformId, smallSite, unitId } from '../../tests/support/site.ts'
import { startTestApp, type TestApp } from '../../tests/support/testApp.ts'

let test: TestApp | null = null
afterEach(async () => {
  await test?.close()
  test = null
})

async function start(journal = new MemoryJournal(new MemoryPlace())): Promise<{ readonly app: TestApp; readonly journal: MemoryJournal }> {
  const site = smallSite()
  const modes = { ...site.modes, normal: { ...site.modes.normal, teams: 'all' as const } }
  test = await startTestApp({ journal, site: { ...site, modes } })
  return { app: test, journal }
}

async function recorded(journal: MemoryJournal): Promise<[string, number, string][]> {
  const facts = await journal.readAfter(0, 1_000)
  return facts.flatMap((fact): [string, number, string][] => (fact.type.startsWith('Alarm') && 'key' in fact.data ? [[fact.type, fact.at - at(0), fact.data.key]] : []))
}

describe('ALARM-5: alarms and a record that fails', () => {
  it('are recorded a second later with the time they were due at', async () => {
    const { app, journal } = await start()
    const { body } = await app.post<{ incidentId: string }>('/api/v1/reports', reportBody())
    journal.failNext()
    await app.clock.advanceTo(at(2, 24_500))
    expect(await recorded(journal)).toEqual([])
    await app.clock.advanceTo(at(2, 25_000))
    expect(await recorded(journal)).toEqual([['AlarmRaised', 144_000, `limitDueSoon:${body.incidentId}`]])
  })
})

describe('ALARM-4: a source that stops', () => {
  it('is one alarm for itself, its patrols and its platforms, and theirs come only where they stay silent', async () => {
    const { app, journal } = await start()
    const from = (path: string, body: unknown): Promise<unknown> => app.postReadings(`/api/v1/${path}`, body, { 'x-source': 'feed' })
    const beat = async (units: readonly number[]): Promise<void> => {
      const now = app.clock.now()
      await from('positions', units.map((unit) => positionBody(unit, now)))
      await from('heartbeats', [0, 1].map((i) => ({ upstream: platformId(i), at: now })))
      await from('camera-status', [cameraBody(0, now)])
    }
    await beat([0, 1, 2])
    await app.clock.advanceTo(at(2))
    expect(await recorded(journal)).toEqual([['AlarmRaised', 50_000, 'sourceSilent:feed']])
    const alarm = app.app.pipeline.lane.board.alarms.byKey.get('sourceSilent:feed')
    expect(alarm).toMatchObject({ priority: 'high', consequences: 6 })
    for (let s = 0; s < 12; s += 1) {
      await beat([0, 1])
      await app.clock.advance(5_000)
    }
    const facts = (await recorded(journal)).map(([type, , key]) => [type, key])
    expect(facts).toContainEqual(['AlarmReturned', 'sourceSilent:feed'])
    expect(facts.filter(([type, key]) => type === 'AlarmRaised' && !key!.startsWith('patrolOffRoute'))).toEqual([['AlarmRaised', 'sourceSilent:feed'], ['AlarmRaised', `patrolSilent:${unitId(2)}`]])
  })
})

describe('ALARM-6: readings', () => {
  it('are looked at once a second however many come, and a grid is raised when it was under its line for its delay', async () => {
    const { app, journal } = await start()
    for (let i = 0; i < 20; i += 1) {
      await app.postReadings('/api/v1/camera-status', [cameraBody(0, app.clock.now() + i, i % 2 === 0 ? 'fault' : 'offline')])
    }
    expect(app.clock.waiting.filter((time) => time <= at(0, 1_000))).toHaveLength(1)
    await app.clock.advanceTo(at(0, 15_999))
    expect(await recorded(journal)).toEqual([])
    await app.clock.advanceTo(at(0, 16_000))
    expect(await recorded(journal)).toEqual([['AlarmRaised', 16_000, 'gridServiceability:grid-0']])
  })
})
