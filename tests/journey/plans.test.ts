import { describe, expect, it } from 'vitest'
import type { Matter } from '../../shared/matter/types.ts'
import { positionBody, reportBody } from '../support/builders.ts'
import { MemoryJournal, MemoryPlace } from '../support/memoryStore.ts'
import { cookieOf, letIn } from '../support/people.ts'
import { smallSite } from '../support/site.ts'
import { startTestApp, type TestApp } from '../support/testApp.ts'

interface Answer { matterId: string; incidentId: string; code: string; field: string; resources: { id: string; kind: string; distanceM: number | null; resource: string; wanted: boolean }[] }

const api = '/api/v1'
const report = async (test: TestApp): Promise<string> => (await test.post<Answer>(`${api}/reports`, reportBody())).body.incidentId
const matterOf = (test: TestApp, id: string): Matter => test.app.pipeline.lane.board.matters.get(id)!

describe('PLAN-1 PLAN-2 SCHEME-1: an emergency over HTTP', () => {
  it('given a fire, when its plan is started, ticked by its owners and a scheme activated and lifted, then all of it stands the same after a restart', async () => {
    const journal = new MemoryJournal(new MemoryPlace())
    const test = await startTestApp({ journal })
    const incident = await report(test)
    const start = (commandId: string, headers?: Record<string, string>) => test.post<Answer>(`${api}/matters/planRun`, { commandId, plan: 'fire', incident }, headers)
    const operator = cookieOf(letIn(test.access, 'operator', 'op-1'))
    expect((await start('c0', operator)).status).toBe(403)
    const { status, body: { matterId: run } } = await start('c1')
    expect(status).toBe(201)
    expect(matterOf(test, run).values).toEqual({ plan: 'fire', incident })
    expect((await start('c2')).body).toMatchObject({ code: 'alreadyRunning', field: 'plan' })
    expect((await start('c2')).status).toBe(409)
    const fire = cookieOf(letIn(test.access, 'department', 'fire-desk'))
    const water = cookieOf(letIn(test.access, 'department', 'water-desk', { department: 'waterAffairs' }))
    const tick = (commandId: string, headers: Record<string, string>) => test.post<Answer>(`${api}/matters/${run}/steps/go/tick`, { commandId }, headers)
    expect((await tick('t1', water)).body).toMatchObject({ code: 'notOwner', field: 'step' })
    expect((await tick('t2', fire)).status).toBe(201)
    const { body: { matterId: scheme } } = await test.post<Answer>(`${api}/matters/schemeRun`, { commandId: 's1', scheme: 'scheme-0', reason: '火场封控', incident })
    expect((await test.post<Answer>(`${api}/matters/schemeRun`, { commandId: 's2', scheme: 'scheme-0', reason: '再来' })).body.code).toBe('alreadyRunning')
    expect((await test.post<Answer>(`${api}/matters/${scheme}/lift`, { commandId: 's3' })).body).toMatchObject({ field: 'reason' })
    expect((await test.post<Answer>(`${api}/matters/${scheme}/lift`, { commandId: 's4', reason: '火已扑灭' })).status).toBe(201)
    const before = [matterOf(test, run), matterOf(test, scheme)]
    expect(before).toMatchObject([{ state: 'running', steps: [{ ticked: { department: 'fireRescue' } }, {}, {}] }, { state: 'lifted' }])
    const { clock } = test
    await test.close()
    const again = await startTestApp({ journal, clock })
    expect([matterOf(again, run), matterOf(again, scheme)]).toEqual(before)
    expect((await again.post<Answer>(`${api}/matters/planRun`, { commandId: 'c3', plan: 'fire', incident })).body.code).toBe('alreadyRunning')
    expect((await again.post<Answer>(`${api}/matters/${run}/end`, { commandId: 'e1', outcome: '已扑灭' })).status).toBe(201)
    await again.close()
  })

  it('given what does not fit, when it is sent, then it is refused with code and field and nothing is done', async () => {
    const test = await startTestApp()
    const refused = async (kind: string, body: object) => {
      const came = await test.post<Answer>(`${api}/matters/${kind}`, { commandId: 'c', ...body })
      return [came.status, came.body.code, came.body.field]
    }
    expect(await refused('planRun', { plan: 'none' })).toEqual([422, 'unknown', 'plan'])
    expect(await refused('planRun', { plan: 'fire', incident: 'nobody' })).toEqual([422, 'unknown', 'incident'])
    expect(await refused('schemeRun', { scheme: 'none', reason: '封控' })).toEqual([422, 'unknown', 'scheme'])
    expect(await refused('schemeRun', { scheme: 'scheme-0' })).toEqual([400, 'malformed', 'reason'])
    expect(test.app.pipeline.lane.board.matters.size).toBe(0)
    await test.close()
  })
})

describe('RESOURCE-2 RESOURCE-3: resources over HTTP', () => {
  it('are found by nearness and kind; an incident has the nearest its plan wants first', async () => {
    const test = await startTestApp()
    const list = async (query: string) => (await test.get<Answer>(`${api}/resources${query}`)).body
    expect((await list('')).resources.map(({ distanceM }) => distanceM)).toEqual(Array.from({ length: 6 }, () => null))
    const near = await list('?near=113.7209,34.7709&kind=aed')
    expect(near.resources.map(({ id, kind }) => [id, kind])).toEqual([['resource-1', 'aed'], ['resource-3', 'aed'], ['resource-5', 'aed']])
    expect(near.resources[0]!.distanceM).toBeLessThan(near.resources[1]!.distanceM!)
    expect(await list('?near=0,0')).toMatchObject({ code: 'outsideBounds', field: 'near' })
    expect(await list('?near=here')).toMatchObject({ code: 'malformed', field: 'querystring.near' })
    expect(await list('?kind=none')).toMatchObject({ code: 'malformed', field: 'querystring.kind' })
    const incident = await report(test)
    const { resources } = (await test.get<Answer>(`${api}/incidents/${incident}/nearby`)).body
    expect(resources[0]).toMatchObject({ kind: 'hydrant', wanted: true })
    expect(resources.filter(({ wanted }) => wanted)).toHaveLength(1)
    await test.close()
  })

  it('NEARBY-1 MODE-1 a team near an incident is fresh or late by what the present mode expects, at its limit and a millisecond after', async () => {
    const site = smallSite()
    const event = { ...site.modes.event, thresholds: { ...site.modes.event.thresholds, positionIntervalMs: 60_000 } }
    const test = await startTestApp({ site: { ...site, modes: { ...site.modes, event } } })
    const incident = await report(test)
    const now = test.clock.now()
    await test.postReadings('/api/v1/positions', [positionBody(0, now)])
    const freshness = async (mode: string, ageMs: number): Promise<unknown> => {
      await test.post(`${api}/mode/switch`, { commandId: `to-${mode}-${ageMs}`, to: mode, reason: '活动' })
      test.clock.set(now + ageMs)
      const { teams } = (await test.get<{ teams: { freshness: string; ageMs: number }[] }>(`${api}/incidents/${incident}/nearby`)).body
      return teams.map(({ freshness: state, ageMs: age }) => [state, age])
    }
    expect(await freshness('normal', 10_000)).toEqual([['fresh', 10_000]])
    expect(await freshness('normal', 10_001)).toEqual([['late', 10_001]])
    expect(await freshness('event', 10_001)).toEqual([['fresh', 10_001]])
    expect(await freshness('event', 120_000)).toEqual([['fresh', 120_000]])
    expect(await freshness('event', 120_001)).toEqual([['late', 120_001]])
    await test.close()
  })
})
