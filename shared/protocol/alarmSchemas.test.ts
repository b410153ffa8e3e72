import { Check } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { alarmWith, raisedFact } from '../../tests/support/alarmBuilders.ts'
import { at } from '../../tests/support/builders.ts'
import { AlarmsSchema } from './alarmEventSchemas.ts'
import { AcknowledgeSchema, AlarmParamsSchema, RetireSchema, ShelveSchema } from './alarmSchemas.ts'
import { FactSchema } from './eventSchemas.ts'

describe('DOCS-2: alarms over the socket', () => {
  it('are as described, a change of one and a source that is retired with them', () => {
    const placed = { seq: 1, recordedAt: at(0) }
    const changed = { ...raisedFact('platformDown', 'p1', at(0)), type: 'AlarmChanged', data: { key: 'platformDown:p1', level: null, priority: 'high', consequences: 2 } }
    expect(Check(FactSchema, { ...changed, ...placed })).toBe(true)
    expect(Check(FactSchema, { ...changed, ...placed, data: { ...changed.data, priority: 'urgent' } })).toBe(false)
    const retired = { ...changed, ...placed, type: 'SourceRetired', data: { key: 'sourceSilent:radio', reason: '拆除' } }
    expect([Check(FactSchema, retired), Check(FactSchema, { ...retired, data: { key: 'sourceSilent:radio' } })]).toEqual([true, false])
    const shelved = alarmWith({ shelf: { at: at(0), until: at(1), reason: '检修', by: 'desk' }, level: 'II' })
    expect(Check(AlarmsSchema, { all: [alarmWith(), shelved, alarmWith({ kind: 'sourceSilent', subject: 'radio', sourceKey: 'gw' })], raisedAt: [at(0)], floods: [{ from: at(0), until: at(10) }], spans: [{ from: at(0), high: 1, medium: 0, low: 2 }], countedSince: at(0), cleared: [{ key: 'a', occurrence: 1, by: 'desk', at: at(1) }], lifted: [{ key: 'a', by: 'desk', at: at(1) }] })).toBe(true)
  })
})

describe('INPUT-1 INPUT-2: what is said to an alarm', () => {
  const shelve = { commandId: 'c', until: '2023-11-22T12:00:00+08:00', reason: '检修' }

  it('names an end and a reason of at most 200 characters, and nothing else', () => {
    expect(Check(ShelveSchema, shelve)).toBe(true)
    expect(Check(ShelveSchema, { ...shelve, reason: 'x'.repeat(200) })).toBe(true)
    for (const wrong of [{ reason: 'x'.repeat(201) }, { reason: ' ' }, { until: '7' }, { until: '2023-11-22T12:00:00' }, { by: 'me' }]) {
      expect(Check(ShelveSchema, { ...shelve, ...wrong }), JSON.stringify(wrong)).toBe(false)
    }
    expect(Check(AcknowledgeSchema, { commandId: 'c', occurrence: 7 })).toBe(true)
    for (const wrong of [{}, { occurrence: '7' }, { occurrence: 0 }, { occurrence: 7, by: 'me' }]) {
      expect(Check(AcknowledgeSchema, { commandId: 'c', ...wrong }), JSON.stringify(wrong)).toBe(false)
    }
  })

  it('SOURCE-3: retires a source with a reason of at most 200 characters', () => {
    for (const [reason, taken] of [['x'.repeat(200), true], ['x'.repeat(201), false], [' ', false], [undefined, false]] as const) {
      expect(Check(RetireSchema, { commandId: 'c', ...(reason === undefined ? {} : { reason }) })).toBe(taken)
    }
  })

  it('names an alarm in at most 192 characters', () => {
    expect(Check(AlarmParamsSchema, { id: 'x'.repeat(192) })).toBe(true)
    expect(Check(AlarmParamsSchema, { id: 'x'.repeat(193) })).toBe(false)
  })
})
