import { describe, expect, it } from 'vitest'
import { alarmsOf, raisedFact } from '../../tests/support/alarmBuilders.ts'
import { at } from '../../tests/support/builders.ts'
import { decideAlarm, decideAlarmGroup, firstToAcknowledge } from './decide.ts'
import type { NewAlarmFact } from './facts.ts'
import { FIRST_STAYS_MS, MOST_FIRST } from './fold.ts'
import type { AlarmBoard } from './types.ts'

const KEY = 'platformDown:p1'
const base = { v: 1, space: 'live', by: 'duty-1', commandId: 'c' } as const
const raised = raisedFact('platformDown', 'p1', at(0))
const again = raisedFact('platformDown', 'p1', at(2))
const returned = { ...base, type: 'AlarmReturned', at: at(1), data: { key: KEY, settled: null } } as const
const seen = (minute = 3): NewAlarmFact => ({ ...base, type: 'AlarmAcknowledged', at: at(minute), data: { key: KEY } })
const graver = (priority: 'high' | 'medium'): NewAlarmFact => ({ ...base, type: 'AlarmChanged', at: at(1), data: { key: KEY, level: null, priority, consequences: 9 } })
const shelved = { ...base, type: 'AlarmShelved', at: at(1), data: { key: KEY, until: at(9), reason: '检修' } } as const

/** What an acknowledgement of what was looked at as `occurrence` gives: `taken`, or the code and field it is refused for. */
function acknowledged(alarms: AlarmBoard, occurrence: number): string {
  const decision = decideAlarm({ alarms }, { type: 'acknowledge', commandId: 'x', key: KEY, by: 'duty-2', occurrence }, at(5))
  return 'refused' in decision ? `${decision.code} ${decision.field}` : 'taken'
}

describe('ALARM-12: an acknowledgement names the occurrence that was looked at', () => {
  it('and is taken while that is the newest, also once the condition is gone', () => {
    expect(acknowledged(alarmsOf([raised]), 1)).toBe('taken')
    expect(acknowledged(alarmsOf([raised, returned]), 1)).toBe('taken')
    expect(acknowledged(alarmsOf([raised, again]), 2)).toBe('taken')
  })

  it('never counts for a re-trigger that was not seen, nor for one that was never there', () => {
    expect(acknowledged(alarmsOf([raised, again]), 1)).toBe('raisedAgain occurrence')
    expect(acknowledged(alarmsOf([raised, returned, again]), 1)).toBe('raisedAgain occurrence')
    expect(acknowledged(alarmsOf([raised, returned, seen(), again]), 1)).toBe('raisedAgain occurrence')
    expect(acknowledged(alarmsOf([raised]), 2)).toBe('unknown occurrence')
  })

  it('never counts for a higher priority that was not seen; more consequences alone are the same occurrence', () => {
    expect(acknowledged(alarmsOf([raised, graver('high')]), 1)).toBe('raisedAgain occurrence')
    expect(acknowledged(alarmsOf([raised, graver('high')]), 2)).toBe('taken')
    expect(acknowledged(alarmsOf([raised, graver('medium')]), 1)).toBe('taken')
  })

  it('is asked for anew after a shelf, on which it came again unseen', () => {
    const ended = { ...base, type: 'AlarmUnshelved', at: at(9), data: { key: KEY, cause: 'ended' } } as const
    expect(acknowledged(alarmsOf([raised, shelved]), 1)).toBe('onShelf id')
    expect(acknowledged(alarmsOf([raised, seen(), shelved, ended]), 1)).toBe('taken')
    expect(acknowledged(alarmsOf([raised, shelved, again, ended]), 1)).toBe('raisedAgain occurrence')
  })
})

describe('ALARM-17: a group acknowledged by one act', () => {
  const two = [raised, raisedFact('patrolSilent', 't1', at(0))]
  const acknowledge = (alarms: AlarmBoard, ...group: { key: string; occurrence: number }[]) =>
    decideAlarmGroup({ alarms }, { type: 'acknowledgeGroup', commandId: 'x', by: 'duty-2', alarms: group }, at(5))
  const [one, other] = [{ key: KEY, occurrence: 1 }, { key: 'patrolSilent:t1', occurrence: 2 }]

  it('is a fact for each, once also where it is named twice', () => {
    const facts = acknowledge(alarmsOf(two), one, other, one)
    expect(facts).toMatchObject([{ type: 'AlarmAcknowledged', by: 'duty-2', commandId: 'x', data: { key: KEY } }, { type: 'AlarmAcknowledged', commandId: 'x', data: { key: other.key } }])
  })

  it('leaves alone what has come again unseen, what somebody was faster with and what is not there', () => {
    expect(acknowledge(alarmsOf([...two, again]), one, other)).toMatchObject([{ data: { key: other.key } }])
    expect(acknowledge(alarmsOf([...two, seen()]), one, other, { key: 'patrolSilent:gone', occurrence: 1 })).toMatchObject([{ data: { key: other.key } }])
  })

  it('is refused as the first of them where none can be, with who was first', () => {
    expect(acknowledge(alarmsOf([...two, seen()]), one)).toMatchObject({ code: 'alreadyAcknowledged', first: { by: 'duty-1', at: at(3) } })
    expect(acknowledge(alarmsOf([...two, again]), one, { ...other, key: 'patrolSilent:gone' })).toMatchObject({ code: 'raisedAgain', field: 'occurrence' })
  })
})

describe('ALARM-12: who shelves second', () => {
  it('is told who did first, and so is who acknowledges what is put aside', () => {
    const alarms = alarmsOf([raised, shelved])
    for (const more of [{ type: 'shelve', until: at(8), reason: '-', high: true }, { type: 'acknowledge', occurrence: 1 }] as const) {
      expect(decideAlarm({ alarms }, { commandId: 'x', key: KEY, by: 'duty-2', ...more }, at(5))).toMatchObject({ reason: expect.stringContaining('duty-1'), first: { by: 'duty-1', at: shelved.at } })
    }
  })
})

describe('ALARM-12: who takes off the shelf second', () => {
  const unshelved = (when: number, by: string, key = KEY): NewAlarmFact => ({ type: 'AlarmUnshelved', v: 1, space: 'live', at: when, by, commandId: null, data: { key, cause: 'lifted' } })
  const second = (facts: readonly NewAlarmFact[]) => decideAlarm({ alarms: alarmsOf(facts) }, { type: 'unshelve', commandId: 'x', key: KEY, by: 'duty-2' }, at(6))

  it('changes nothing and is told who was first, also where that took the alarm off the board', () => {
    for (const facts of [[raised, shelved], [raised, shelved, returned]]) {
      expect(second([...facts, unshelved(at(5), 'duty-1')])).toMatchObject({ code: 'notShelved', field: 'id', reason: expect.stringContaining('duty-1'), first: { by: 'duty-1', at: at(5) } })
    }
    expect(second([raised])).not.toHaveProperty('first')
  })

  it('is told of the last shelf alone, and for ten minutes of the last hundred', () => {
    const ended = { ...unshelved(at(7), 'system'), data: { key: KEY, cause: 'ended' } } as NewAlarmFact
    expect(second([raised, shelved, unshelved(at(5), 'duty-1'), shelved, ended])).not.toHaveProperty('first')
    const other = (i: number, when: number): NewAlarmFact[] => [
      raisedFact('patrolSilent', `t${i}`, at(0)), { ...shelved, data: { ...shelved.data, key: `patrolSilent:t${i}` } } as NewAlarmFact, unshelved(when, 'duty-1', `patrolSilent:t${i}`),
    ]
    const first = [raised, shelved, unshelved(at(5), 'duty-1')]
    expect(alarmsOf([...first, ...other(1, at(5) + FIRST_STAYS_MS - 1)]).lifted.map(({ key }) => key)).toEqual([KEY, 'patrolSilent:t1'])
    expect(alarmsOf([...first, ...other(1, at(5) + FIRST_STAYS_MS)]).lifted.map(({ key }) => key)).toEqual(['patrolSilent:t1'])
    expect(alarmsOf([...first, ...Array.from({ length: MOST_FIRST }, (_, i) => other(i, at(6))).flat()]).lifted).toHaveLength(MOST_FIRST)
  })
})

describe('ALARM-12: who acknowledges second', () => {
  it('changes nothing and is told who was first, also when the first took the alarm off the board', () => {
    for (const alarms of [alarmsOf([raised, seen()]), alarmsOf([raised, returned, seen()])]) {
      const decision = decideAlarm({ alarms }, { type: 'acknowledge', commandId: 'x', key: KEY, by: 'duty-2', occurrence: 1 }, at(5))
      expect(decision).toMatchObject({ code: 'alreadyAcknowledged', reason: expect.stringContaining('duty-1'), first: { by: 'duty-1', at: at(3) } })
      expect(firstToAcknowledge(alarms, KEY, 1)).toMatchObject({ by: 'duty-1', at: at(3) })
    }
    expect(acknowledged(alarmsOf([]), 1)).toBe('unknown id')
    expect(firstToAcknowledge(alarmsOf([raised]), KEY, 1)).toBeNull()
  })

  it('is told so for ten minutes, to the millisecond, and of the last hundred alarms', () => {
    const other = (i: number, when: number): NewAlarmFact[] => [
      raisedFact('patrolSilent', `t${i}`, at(0)), { ...returned, data: { ...returned.data, key: `patrolSilent:t${i}` } },
      { ...base, type: 'AlarmAcknowledged', at: when, data: { key: `patrolSilent:t${i}` } },
    ]
    const gone = [raised, returned, seen(3)]
    expect(alarmsOf([...gone, ...other(1, at(3) + FIRST_STAYS_MS - 1)]).cleared.map(({ key }) => key)).toEqual([KEY, 'patrolSilent:t1'])
    expect(alarmsOf([...gone, ...other(1, at(3) + FIRST_STAYS_MS)]).cleared.map(({ key }) => key)).toEqual(['patrolSilent:t1'])
    const many = Array.from({ length: MOST_FIRST }, (_, i) => other(i, at(4))).flat()
    expect(alarmsOf([...gone, ...many]).cleared).toHaveLength(MOST_FIRST)
    expect(alarmsOf([...gone, ...many]).cleared[0]?.key).toBe('patrolSilent:t0')
  })
})
