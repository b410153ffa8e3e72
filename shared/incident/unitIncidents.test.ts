import { describe, expect, it } from 'vitest'
import { at, boardOf, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import { incidentsOfUnit, MOST_FOR_A_UNIT } from './unitIncidents.ts'

const HERE = { lon: 113.72, lat: 34.77 }
const north = (metres: number): { lon: number; lat: number } => ({ lon: HERE.lon, lat: HERE.lat + metres / 111_195 })
const ids = (board: ReturnType<typeof boardOf>, from: typeof HERE | null = HERE): string[] =>
  incidentsOfUnit(board, 'team-1', from).list.map(({ incident }) => incident.id)

describe('FIELD-1: what a unit is shown', () => {
  const far = reportedFact(at(0), { incidentId: 'far', position: north(900) })
  const near = reportedFact(at(1), { incidentId: 'near', position: north(100) })
  const own = reportedFact(at(2), { incidentId: 'own', position: north(5_000) })

  it('is first what it stamped or was sent to, then the rest by distance, or by age where none is known', () => {
    const facts = [far, near, own, stampedFact('dispatch', at(3), { incidentId: 'own', unit: 'team-1' })]
    expect(ids(boardOf(facts))).toEqual(['own', 'near', 'far'])
    expect(ids(boardOf(facts), null)).toEqual(['own', 'far', 'near'])
    const [first, second] = incidentsOfUnit(boardOf(facts), 'team-1', HERE).list
    expect(first?.stamps).toEqual({ dispatch: at(3) })
    expect(second?.distanceM).toBeCloseTo(100, 0)
    expect(second?.stamps).toEqual({})
  })

  it("another unit's stamps are not its own, and what is resolved is not shown", () => {
    expect(ids(boardOf([far, near, stampedFact('dispatch', at(3), { incidentId: 'far', unit: 'team-2' })]))).toEqual(['near', 'far'])
    expect(ids(boardOf([far, stampedFact('resolve', at(3), { incidentId: 'far' })]))).toEqual([])
  })

  it('counts what is beyond the most', () => {
    const many = (n: number) => boardOf(Array.from({ length: n }, (_, i) => reportedFact(at(0), { incidentId: `i${i}` })))
    expect(incidentsOfUnit(many(MOST_FOR_A_UNIT), 'team-1', null)).toMatchObject({ more: 0, list: { length: MOST_FOR_A_UNIT } })
    expect(incidentsOfUnit(many(MOST_FOR_A_UNIT + 1), 'team-1', null)).toMatchObject({ more: 1, list: { length: MOST_FOR_A_UNIT } })
  })
})
