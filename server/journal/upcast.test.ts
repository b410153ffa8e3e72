import { describe, expect, it } from 'vitest'
import type { Fact } from '../../shared/fact.ts'
import { FACT_VERSIONS, upcast, UnreadableFact, type UpcastTable } from './upcast.ts'

const recorded = (over: Partial<Fact> = {}): Fact => ({
  seq: 7,
  type: 'DoorOpened',
  v: 1,
  space: 'live',
  at: 1,
  recordedAt: 2,
  by: 'test',
  commandId: null,
  data: { door: 'north' },
  ...over,
})

const TABLE: UpcastTable = {
  DoorOpened: {
    newest: 3,
    upgrades: {
      1: (data) => ({ ...(data as object), wide: false }),
      2: (data, fact) => ({ ...(data as object), by: fact.by }),
    },
  },
  WindowOpened: { newest: 3, upgrades: { 1: (data) => data } },
}

describe('upcast', () => {
  it('JOURNAL-8: brings a fact through every version to the newest, and leaves the rest of it', () => {
    const fact = recorded()
    expect(upcast(fact, TABLE)).toEqual({ ...fact, v: 3, data: { door: 'north', wide: false, by: 'test' } })
    expect(upcast(recorded({ v: 2 }), TABLE)).toEqual({ ...fact, v: 3, data: { door: 'north', by: 'test' } })
    expect(fact).toEqual(recorded())
  })

  it('JOURNAL-8: leaves a fact of the newest version as it is', () => {
    const fact = recorded({ v: 3 })
    expect(upcast(fact, TABLE)).toBe(fact)
  })

  it.each([
    ['a newer version', { v: 4 }, 'fact 7 (DoorOpened, version 4) cannot be read: this program knows versions up to 3'],
    ['an unknown type', { type: 'toString' }, 'fact 7 (toString, version 1) cannot be read: this program knows no such type'],
    ['a version without upgrade', { type: 'WindowOpened' }, 'fact 7 (WindowOpened, version 1) cannot be read: no upgrade from version 2'],
    ['a version before the first', { v: 0 }, 'fact 7 (DoorOpened, version 0) cannot be read: no upgrade from version 0'],
  ])('JOURNAL-8: names the fact of %s', (_what, over, message) => {
    expect(() => upcast(recorded(over), TABLE)).toThrow(UnreadableFact)
    expect(() => upcast(recorded(over), TABLE)).toThrow(message)
  })

  it('JOURNAL-8: the program itself has an upgrade from every version of every type', () => {
    for (const [type, { newest, upgrades }] of Object.entries(FACT_VERSIONS)) {
      const before = Array.from({ length: newest - 1 }, (_, place) => String(place + 1))
      expect(Object.keys(upgrades), type).toEqual(before)
    }
  })

  it('JOURNAL-8, POST-8: reads check-ins of before as relieving nobody, and check-outs as of whoever was there', () => {
    const read = (type: string, v: number, data: object): unknown => upcast(recorded({ type, v, data }), FACT_VERSIONS).data
    expect(read('PostCheckedIn', 1, { post: 'p', unit: null })).toEqual({ post: 'p', unit: null, role: null, count: null, relieves: [] })
    expect(read('PostCheckedIn', 2, { post: 'p', unit: null, role: 'guard', count: 2 })).toEqual({ post: 'p', unit: null, role: 'guard', count: 2, relieves: [] })
    expect(read('PostCheckedOut', 1, { post: 'p', unit: null })).toEqual({ post: 'p', unit: null, leaves: null, left: null })
    expect(read('PostCheckedOut', 2, { post: 'p', unit: null, leaves: [4] })).toEqual({ post: 'p', unit: null, leaves: [4], left: null })
  })

  it('JOURNAL-8: reads incidents of version 1 as of one handling, without department or severity, led as our table has it', () => {
    const read = (type: string, data: object): unknown => upcast(recorded({ type, v: 1, data }), FACT_VERSIONS)
    expect(read('IncidentReported', { incidentId: 'a', level: 'IV' })).toMatchObject({ v: 2, data: { incidentId: 'a', level: 'IV', severity: null, lead: 'grid' } })
    for (const level of ['I', 'II', 'III']) expect(read('IncidentReported', { level })).toMatchObject({ data: { lead: 'office' } })
    expect(read('StageStamped', { stage: 'arrive', unit: 'a' })).toMatchObject({ v: 2, data: { stage: 'arrive', unit: 'a', handling: 1, department: null } })
    expect(read('LimitMissed', { stage: 'arrive' })).toMatchObject({ v: 2, data: { stage: 'arrive', handling: 1 } })
  })
})
