import { describe, expect, it } from 'vitest'
import { at, boardOf, factOf, reportedFact, stampedFact } from '../../tests/support/builders.ts'
import type { NewBoardFact } from '../board.ts'
import { ENDED_SHOWN_MS, incidentsOfUnit, MOST_FOR_A_UNIT } from './unitIncidents.ts'

const HERE = { lon: 113.72, lat: 34.77 }
const north = (metres: number): { lon: number; lat: number } => ({ lon: HERE.lon, lat: HERE.lat + metres / 111_195 })
const ids = (board: ReturnType<typeof boardOf>, from: typeof HERE | null = HERE, now = at(9)): string[] =>
  incidentsOfUnit(board, 'team-1', from, now).list.map(({ incident }) => incident.id)

describe('FIELD-1: what a unit is shown', () => {
  const far = reportedFact(at(0), { incidentId: 'far', position: north(900) })
  const near = reportedFact(at(1), { incidentId: 'near', position: north(100) })
  const own = reportedFact(at(2), { incidentId: 'own', position: north(5_000) })

  it('is first what it stamped or was sent to, then the rest by distance, or by age where none is known', () => {
    const facts = [far, near, own, stampedFact('dispatch', at(3), { incidentId: 'own', unit: 'team-1' })]
    expect(ids(boardOf(facts))).toEqual(['own', 'near', 'far'])
    expect(ids(boardOf(facts), null)).toEqual(['own', 'far', 'near'])
    const [first, second] = incidentsOfUnit(boardOf(facts), 'team-1', HERE, at(9)).list
    expect(first?.stamps).toEqual({ dispatch: at(3) })
    expect(second?.distanceM).toBeCloseTo(100, 0)
    expect(second?.stamps).toEqual({})
  })

  it("another unit's stamps are not its own, and what is resolved is not shown", () => {
    expect(ids(boardOf([far, near, stampedFact('dispatch', at(3), { incidentId: 'far', unit: 'team-2' })]))).toEqual(['near', 'far'])
    expect(ids(boardOf([far, stampedFact('resolve', at(3), { incidentId: 'far' })]))).toEqual([])
  })

  it('is its own until it has resolved it itself, though another unit resolved it', () => {
    const sent = stampedFact('dispatch', at(3), { incidentId: 'far', unit: 'team-1' })
    const others = stampedFact('resolve', at(4), { incidentId: 'far', unit: 'team-2' })
    expect(ids(boardOf([far, sent, others]))).toEqual(['far'])
    expect(ids(boardOf([far, others]))).toEqual([])
    expect(ids(boardOf([far, sent, others, stampedFact('resolve', at(5), { incidentId: 'far', unit: 'team-1' })]))).toEqual([])
  })

  it('is its own that ended under way, said how, for an hour to the millisecond; what it had resolved or never had is gone at once', () => {
    const sent = stampedFact('dispatch', at(3), { incidentId: 'far', unit: 'team-1' })
    const cancelled = factOf('IncidentCancelled', at(4), { incidentId: 'far', reason: '误报' })
    const told = (facts: NewBoardFact[], now: number) => incidentsOfUnit(boardOf(facts), 'team-1', HERE, now).list.map(({ incident: { id }, ended }) => [id, ended])
    expect(told([far, sent, cancelled], at(4) + ENDED_SHOWN_MS - 1)).toEqual([['far', 'cancelled']])
    expect(told([far, sent, cancelled], at(4) + ENDED_SHOWN_MS)).toEqual([])
    expect(told([far, near, sent], at(4))).toEqual([['far', null], ['near', null]])
    expect(told([far, cancelled], at(4))).toEqual([])
    const done = stampedFact('resolve', at(4), { incidentId: 'far', unit: 'team-1' })
    expect(told([far, sent, done, factOf('IncidentClosed', at(5), { incidentId: 'far', note: null })], at(5))).toEqual([])
  })

  it('counts what is beyond the most', () => {
    const many = (n: number) => boardOf(Array.from({ length: n }, (_, i) => reportedFact(at(0), { incidentId: `i${i}` })))
    expect(incidentsOfUnit(many(MOST_FOR_A_UNIT), 'team-1', null, at(9))).toMatchObject({ more: 0, list: { length: MOST_FOR_A_UNIT } })
    expect(incidentsOfUnit(many(MOST_FOR_A_UNIT + 1), 'team-1', null, at(9))).toMatchObject({ more: 1, list: { length: MOST_FOR_A_UNIT } })
  })
})
