import { expect, it } from 'vitest'
import type { UnitIncidents } from '../../shared/protocol/unitSchemas.ts'
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
