import { describe, expect, it } from 'vitest'
import { alarmsOf, alarmWith, raisedFact } from '../../tests/support/alarmBuilders.ts'
import { at } from '../../tests/support/builders.ts'
import type { AlarmFact } from './facts.ts'
import { foldAlarmFact } from './fold.ts'
import { alarmFigures, isChattering } from './figures.ts'
import { alarmRows, isFlood, MOST_ROWS } from './flood.ts'
import { ALARM_KINDS, emptyAlarms, type AlarmBoard } from './types.ts'

/** One new alarm every `everyMs` from the morning on. */
function raisedEvery(everyMs: number, count: number): AlarmBoard {
  return alarmsOf(Array.from({ length: count }, (_, i) => raisedFact('patrolSilent', `t${i}`, at(0) + i * everyMs)))
}

describe('ALARM-2: a flood', () => {
  it('is the eleventh alarm within ten minutes, and not the tenth', () => {
    expect(isFlood(raisedEvery(1_000, 10), at(0, 9_000))).toBe(false)
    expect(isFlood(raisedEvery(1_000, 11), at(0, 10_000))).toBe(true)
  })

  it('is not the eleventh that comes when the first is ten minutes old to the millisecond', () => {
    expect(raisedEvery(60_000, 11).floods).toEqual([])
    const board = alarmsOf([...Array.from({ length: 10 }, (_, i) => raisedFact('patrolSilent', `t${i}`, at(0))), raisedFact('patrolSilent', 'last', at(10, -1))])
    expect(isFlood(board, at(10, -1))).toBe(true)
  })

  it('ends when ten are left in the window', () => {
    const board = raisedEvery(1_000, 11)
    expect(isFlood(board, at(10, -1))).toBe(true)
    expect(isFlood(board, at(10))).toBe(false)
    expect(board.floods).toEqual([{ from: at(0, 10_000), until: at(10) }])
  })

  it('that goes on is one flood, and one after it another', () => {
    const board = raisedEvery(10_000, 200)
    expect(board.floods).toEqual([{ from: at(0, 100_000), until: at(0, 189 * 10_000) + 600_000 }])
    alarmsOf(Array.from({ length: 11 }, (_, i) => raisedFact('sourceSilent', `s${i}`, at(600, i))), board)
    expect(board.floods).toHaveLength(2)
  })

  it.each([[600_000, false], [599_999, true]] as const)('of alarms told %d ms after their own time is one of now: %s', (lateMs, flood) => {
    const alarms = emptyAlarms()
    for (let i = 0; i < 11; i++) foldAlarmFact(alarms, { ...raisedFact('limitMissed', `i${i}`, at(0)), seq: i + 1, recordedAt: at(0) + lateMs } as AlarmFact)
    expect([alarms.byKey.size, isFlood(alarms, at(0) + lateMs)]).toEqual([11, flood])
    expect(alarmFigures(alarms, at(0) + lateMs).lastTenMinutes).toBe(flood ? 11 : 0)
  })

  it('does not count what is raised on a shelf', () => {
    const board = raisedEvery(1_000, 1)
    const key = 'patrolSilent:t0'
    const shelved = { v: 1, space: 'live', by: 'desk', commandId: null, type: 'AlarmShelved', at: at(0, 1), data: { key, until: at(60), reason: 'x' } } as const
    alarmsOf([shelved, raisedFact('patrolSilent', 't0', at(1))], board)
    expect(board.raisedAt).toEqual([at(0)])
  })
})

describe('ALARM-7: rows', () => {
  it('are the alarms themselves up to ten, and groups from the eleventh on', () => {
    const ten = Array.from({ length: 10 }, (_, i) => alarmWith({ subject: `t${i}`, key: `patrolSilent:t${i}` }))
    expect(alarmRows(ten, false)).toHaveLength(10)
    expect(alarmRows([...ten, alarmWith({ subject: 't10', key: 'patrolSilent:t10' })], false)).toMatchObject([{ kind: 'patrolSilent', unacknowledged: 11 }])
  })

  it('of 500 alarms are at most ten, lose none of them and keep those of level I by themselves, on top', () => {
    const alarms = Array.from({ length: 499 }, (_, i) => {
      const kind = ALARM_KINDS[i % ALARM_KINDS.length]!
      return alarmWith({ kind, subject: `s${i}`, key: `${kind}:s${i}`, grid: `g${i % 6}`, raisedAt: at(0, i), level: kind === 'limitMissed' ? 'II' : null })
    })
    const gravest = alarmWith({ kind: 'limitMissed', subject: 'grave', key: 'limitMissed:grave', level: 'I', raisedAt: at(1), grid: 'g1' })
    const rows = alarmRows([...alarms, gravest], true)
    expect(rows.length).toBeLessThanOrEqual(MOST_ROWS)
    expect(rows.flatMap((row) => row.alarms)).toHaveLength(500)
    expect(rows[0]?.alarms).toEqual([gravest])
  })

  it('of more alarms of level I than there are rows are still ten, the last of them counting the rest', () => {
    const alarms = Array.from({ length: 30 }, (_, i) => alarmWith({ kind: 'limitMissed', subject: `s${i}`, key: `limitMissed:s${i}`, level: 'I', raisedAt: at(0, i) }))
    const rows = alarmRows([...alarms, alarmWith()], true)
    expect(rows.length).toBeLessThanOrEqual(MOST_ROWS)
    expect(rows.flatMap((row) => row.alarms)).toHaveLength(31)
    expect(rows.filter((row) => row.alarms.length === 1).length).toBeGreaterThanOrEqual(8)
  })

  it('stand by kind and grid where that makes no more than ten', () => {
    const alarms = Array.from({ length: 40 }, (_, i) => alarmWith({ subject: `t${i}`, key: `patrolSilent:t${i}`, grid: `g${i % 4}` }))
    expect(alarmRows(alarms, true).map(({ grid }) => grid).sort()).toEqual(['g0', 'g1', 'g2', 'g3'])
  })

  it('of alarms that are over do not crowd out those that stand', () => {
    const over = Array.from({ length: 300 }, (_, i) => alarmWith({ key: `o${i}`, standing: false, returnedAt: at(1) }))
    const standing = Array.from({ length: 9 }, (_, i) => alarmWith({ key: `s${i}` }))
    const rows = alarmRows([...over, ...standing], false)
    expect(rows.map((row) => [row.standing, row.alarms.length])).toEqual([...Array.from({ length: 9 }, () => [1, 1]), [0, 300]])
    expect(alarmRows([...over, ...standing, alarmWith({ key: 's9' })], false).map((row) => row.alarms.length)).toEqual([10, 300])
  })

  it('leave out what is on a shelf', () => {
    expect(alarmRows([alarmWith({ shelf: { at: at(0), until: at(1), reason: 'x', by: 'desk' } })], false)).toEqual([])
  })
})

describe('ALARM-8: the figures', () => {
  it('count the alarms of the last ten minutes, one exactly ten minutes old no more', () => {
    const board = raisedEvery(1_000, 3)
    expect(alarmFigures(board, at(10, -1)).lastTenMinutes).toBe(3)
    expect(alarmFigures(board, at(10)).lastTenMinutes).toBe(2)
  })

  it('say how many stand, the oldest, what is shelved and what nobody has acknowledged', () => {
    const board = alarmsOf([])
    const all = [
      alarmWith({ key: 'a', raisedAt: at(5), priority: 'high' }), alarmWith({ key: 'b', raisedAt: at(2), acknowledged: true }),
      alarmWith({ key: 'c', standing: false, returnedAt: at(3), raisedAt: at(1) }),
      alarmWith({ key: 'd', raisedAt: at(4), shelf: { at: at(0), until: at(60), reason: 'x', by: 'desk' } }),
    ]
    for (const alarm of all) board.byKey.set(alarm.key, alarm)
    expect(alarmFigures(board, at(9))).toMatchObject(
      { standing: 3, oldestAt: at(2), unacknowledged: 2, shelved: 1, chattering: 0, byPriority: { high: 1, medium: 0, low: 2 } },
    )
    expect(alarmFigures(alarmsOf([]), at(9))).toMatchObject({ standing: 0, oldestAt: null, lastTenMinutes: 0, flood: false, floodShare: 0 })
  })

  it('call an alarm chattering for two minutes after its flaps were recorded', () => {
    expect(isChattering(alarmWith({ flappedAt: at(0) }), at(2, -1))).toBe(true)
    expect(isChattering(alarmWith({ flappedAt: at(0) }), at(2))).toBe(false)
    expect(isChattering(alarmWith(), at(0))).toBe(false)
  })

  it('give the share of the last day that was a flood, also of one that began before it or goes on', () => {
    const day = 24 * 60
    const board = { ...alarmsOf([]), floods: [{ from: at(-day - 30), until: at(-day + 30) }, { from: at(-12), until: at(12) }] }
    expect(alarmFigures(board, at(0)).floodShare).toBeCloseTo((30 + 12) / day, 9)
  })
})
