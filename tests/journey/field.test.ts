import { expect, it } from 'vitest'
import type { UnitIncidents } from '../../shared/protocol/unitSchemas.ts'
import { writeScript } from '../../shared/drill/scriptFile.ts'
import { fireScript } from '../support/drillBuilders.ts'
import { at, positionBody, reportBody } from '../support/builders.ts'
import { MORNING } from '../support/heldClock.ts'
import { unitId } from '../support/site.ts'
import { startTestApp } from '../support/testApp.ts'

it("FIELD-1: a unit's phone is told what is being worked, by the server's clock; an unknown unit is refused", async () => {
  const app = await startTestApp()
  try {
    const { body: { incidentId } } = await app.post<{ incidentId: string }>('/api/v1/reports', reportBody())
    const ask = (unit: string) => app.get<UnitIncidents>(`/api/v1/units/${unit}/incidents`)
    expect((await ask(unitId(1))).body).toMatchObject({ now: MORNING, unit: unitId(1), demo: false, more: 0, incidents: [{ id: incidentId, stamps: {}, distanceM: null }] })
    await app.postReadings('/api/v1/positions', [positionBody(1, MORNING)])
    await app.post(`/api/v1/incidents/${incidentId}/stamps`, { commandId: 's-1', stage: 'dispatch', unit: unitId(1), at: MORNING })
    app.clock.set(at(1))
    const { body } = await ask(unitId(1))
    expect(body).toMatchObject({ now: at(1), incidents: [{ stamps: { dispatch: MORNING } }] })
    expect(body.incidents[0]?.distanceM).toBeGreaterThan(0)
    expect(await ask('nobody')).toMatchObject({ status: 404, body: { code: 'unknown', field: 'id' } })
  } finally {
    await app.close()
  }
})

it("FIELD-4: a phone of a participant is told of the drill's incidents apart, by the drill's clock; another unit's of none", async () => {
  const app = await startTestApp()
  try {
    const post = async (path: string, body: object = {}): Promise<Record<string, unknown>> => (await app.post(`/api/v1/drills${path}`, { commandId: `c${path}`, ...body })).body
    const drill = (await post('', { script: writeScript(fireScript({ participants: { units: [unitId(1)], departments: [], roles: [] } })) }))['drill'] as string
    const ask = async (unit: string) => (await app.get<UnitIncidents>(`/api/v1/units/${unit}/incidents`)).body
    expect((await ask(unitId(1))).drills).toEqual([])
    await post(`/${drill}/start`)
    await app.clock.advanceTo(at(1))
    await post(`/${drill}/pause`)
    await app.clock.advanceTo(at(3))
    expect((await ask(unitId(1))).drills).toMatchObject([{ running: false, now: at(1) }])
    await post(`/${drill}/resume`)
    const { incidents, drills, now } = await ask(unitId(1))
    expect([incidents, now]).toEqual([[], at(3)])
    expect(drills).toMatchObject([{ space: `drill:${drill}`, mark: '演练 DRILL', running: true, now: at(1), more: 0, incidents: [{ id: `${drill}.fire-1`, number: '演-001', stamps: {} }] }])
    expect((await ask(unitId(0))).drills).toEqual([])
    await post(`/${drill}/stop`)
    expect((await ask(unitId(1))).drills).toEqual([])
  } finally {
    await app.close()
  }
})
