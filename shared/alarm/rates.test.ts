import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alarmsOf, raisedFact } from '../../tests/support/alarmBuilders.ts'
import type { NewAlarmFact } from './facts.ts'
import { leaveReturned } from './fold.ts'
import { alarmRates, countOf, FEWEST_FOR_MIX, MIX_AIMED_AT, SPAN_MS, SPANS, withRaised } from './rates.ts'
import { emptyAlarms, type AlarmKind, type AlarmPriority } from './types.ts'

/** A whole ten minutes of the clock. */
const START = 1_700_000_400_000 - (1_700_000_400_000 % SPAN_MS)
const raised = (i: number, at: number, priority: AlarmPriority = 'low') => raisedFact('patrolSilent', `t${i}`, at, { priority })

describe('ALARM-13: the rate of new alarms', () => {
  it('stands by ten minutes of the clock, a span’s first millisecond in it and its last', () => {
    const board = alarmsOf([raised(0, START), raised(1, START + SPAN_MS - 1, 'high'), raised(2, START + SPAN_MS)])
    expect(alarmRates(board, START + SPAN_MS + 1).spans).toEqual([
      { from: START, high: 1, medium: 0, low: 1 }, { from: START + SPAN_MS, high: 0, medium: 0, low: 1 },
    ])
  })

  it('names spans without an alarm too, from the start of the record and no earlier', () => {
    const board = emptyAlarms()
    leaveReturned(board, START + 1)
    alarmsOf([raised(0, START + 2 * SPAN_MS)], board)
    const rates = alarmRates(board, START + 2 * SPAN_MS + 5)
    expect([rates.from, rates.to, rates.spans.map(countOf), rates.most]).toEqual([START + 1, START + 2 * SPAN_MS + 5, [0, 0, 1], 1])
  })

  it('of a long record is that of one day of spans, the one under way with them', () => {
    const board = alarmsOf([raised(0, START), raised(1, START + SPAN_MS)])
    const spans = (now: number): number[] => alarmRates(board, now).spans.map(countOf)
    expect(spans(START + SPANS * SPAN_MS - 1)).toHaveLength(SPANS)
    expect(spans(START + SPANS * SPAN_MS - 1)[0]).toBe(1)
    expect(alarmRates(board, START + SPANS * SPAN_MS).total).toBe(1)
    expect(alarmRates(board, START + SPANS * SPAN_MS).from).toBe(START + SPAN_MS)
    expect(alarmRates(board, START + (SPANS + 1) * SPAN_MS).total).toBe(0)
  })

  it('ALARM-3 ALARM-4 counts an alarm once, by the gravest priority it had: coming due, missed, missed again, after a rise in level', () => {
    const due = raisedFact('limitDueSoon', 'i', START, { priority: 'low' })
    const missed = (at: number, priority: AlarmPriority): NewAlarmFact => raisedFact('limitMissed', 'i', at, { priority })
    const base = { v: 1, space: 'live', by: 'system', commandId: null } as const
    const over = (kind: AlarmKind, at: number): NewAlarmFact => ({ ...base, type: 'AlarmReturned', at, data: { key: `${kind}:i`, settled: null } })
    const counted = (facts: readonly NewAlarmFact[]): object | undefined => alarmsOf(facts).spans[0]
    expect(counted([due])).toEqual({ from: START, high: 0, medium: 0, low: 1 })
    expect(counted([due, missed(START + 1, 'medium'), missed(START + 2, 'medium')])).toEqual({ from: START, high: 0, medium: 1, low: 0 })
    const risen: NewAlarmFact = { ...base, type: 'AlarmChanged', at: START + 3, data: { key: 'limitMissed:i', level: 'I', priority: 'high', consequences: 0 } }
    expect(counted([due, missed(START + 1, 'medium'), risen])).toEqual({ from: START, high: 1, medium: 0, low: 0 })
    expect(counted([due, missed(START + 1, 'low'), over('limitDueSoon', START + 1), over('limitMissed', START + 2), missed(START + 3, 'low')]), 'gone and come again').toMatchObject({ low: 2 })
    expect(counted([missed(START, 'low'), over('limitMissed', START + 1), due, missed(START + 3, 'low')]), 'another stage came due before it was missed').toMatchObject({ low: 2 })
  })

  it('of no record at all claims nothing', () => {
    expect(alarmRates(emptyAlarms(), START + 7)).toMatchObject({ from: START + 7, to: START + 7, total: 0, most: 0, mix: null })
  })

  it('says a mix from twenty alarms on, not of nineteen', () => {
    const board = (n: number) => alarmsOf(Array.from({ length: n }, (_, i) => raised(i, START + i, i === 0 ? 'high' : i < 4 ? 'medium' : 'low')))
    expect(alarmRates(board(FEWEST_FOR_MIX - 1), START + 100).mix).toBeNull()
    expect(alarmRates(board(FEWEST_FOR_MIX), START + 100).mix).toEqual(MIX_AIMED_AT)
  })

  it('does not count what is raised again on a shelf', () => {
    const shelved = { v: 1, space: 'live', by: 'a', commandId: null, type: 'AlarmShelved', at: START, data: { key: 'patrolSilent:t0', until: START + 9, reason: '检修' } } as const
    expect(alarmRates(alarmsOf([raised(0, START), shelved, raised(0, START + 2)]), START + 3).total).toBe(1)
  })

  it('loses no alarm of the last day however they come', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: SPANS * SPAN_MS / 12 }), fc.constantFrom('high', 'medium', 'low')), { maxLength: 60 }), (steps) => {
      let [now, spans] = [START, emptyAlarms().spans]
      const times = steps.map(([wait, priority]) => {
        now += wait
        spans = withRaised(spans, priority, now)
        return now
      })
      const { total, from } = alarmRates({ spans, countedSince: START }, now)
      return total === times.filter((time) => time >= from).length && spans.length <= SPANS
    }))
  })
})
