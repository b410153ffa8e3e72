import { describe, expect, it } from 'vitest'
import { decideAlarm, LONGEST_SHELF_MS } from '../../../shared/alarm/decide.ts'
import { alarmsOf, alarmWith, raisedFact } from '../../../tests/support/alarmBuilders.ts'
import { at } from '../../../tests/support/builders.ts'
import { actionsOf, alarmHindrance, groupHindrance, groupSeen, lookAt, occurrenceSeen, SEEN_AFTER_MS, seenAfter, SHELF_MINUTES, shelfEnd, shelfMinutes } from './alarmActions.ts'

const now = at(1)
const board = (over: Parameters<typeof alarmWith>[0] = {}) => {
  const alarms = alarmsOf([])
  alarms.byKey.set('k', alarmWith({ ...over, key: 'k' }))
  return alarms
}
const offered = (over: Parameters<typeof alarmWith>[0] = {}) => {
  const alarms = board(over)
  return actionsOf(alarms.byKey.get('k')!).map(({ id }) => alarmHindrance(alarms, alarms.byKey.get('k')!, id, now))
}

describe('DESK-11: what is offered of an alarm', () => {
  it('is what its state allows, and otherwise the code the server would give', () => {
    expect(offered()).toEqual([null, null, 'notShelved'])
    expect(offered({ acknowledged: true, acknowledgedBy: 'a', acknowledgedAt: at(0) })).toEqual(['alreadyAcknowledged', null, 'notShelved'])
    expect(offered({ standing: false, returnedAt: at(0) })).toEqual([null, null, 'notShelved'])
    expect(offered({ shelf: { at: at(0), until: at(9), reason: '检修', by: 'desk' } })).toEqual(['onShelf', 'alreadyShelved', null])
    expect(alarmHindrance(alarmsOf([]), alarmWith(), 'acknowledge', now)).toBe('unknown')
  })

  it('SOURCE-3: of a silent source that it is retired, while it is silent', () => {
    expect(offered({ kind: 'sourceSilent' })).toEqual([null, 'leaderOnly', 'notShelved', null])
    expect(offered({ kind: 'sourceSilent', standing: false, returnedAt: at(0) })).toEqual([null, 'leaderOnly', 'notShelved', 'notRaised'])
  })

  it('ALARM-18: one of high priority is put aside by a leader, for half an hour at most', () => {
    const alarms = board({ priority: 'high' })
    const grave = alarms.byKey.get('k')!
    expect([alarmHindrance(alarms, grave, 'shelve', now), alarmHindrance(alarms, grave, 'shelve', now, true)]).toEqual(['leaderOnly', null])
    expect([shelfMinutes(grave), shelfMinutes(alarmWith({ priority: 'medium' }))]).toEqual([[15, 30], [...SHELF_MINUTES]])
    expect(decideAlarm({ alarms }, { type: 'shelve', commandId: 'c', key: 'k', by: 'a', until: shelfEnd(30, now, grave), reason: '检修', high: true }, now - 1_000)).toHaveLength(1)
  })

  it.each(SHELF_MINUTES)('a shelf of %i minutes is taken, also where the desk is a second ahead of the server', (minutes) => {
    const until = shelfEnd(minutes, now)
    const taken = decideAlarm({ alarms: board() }, { type: 'shelve', commandId: 'c', key: 'k', by: 'a', until, reason: '检修', high: false }, now - 1_000)
    expect(taken).toHaveLength(1)
    expect(until - now).toBeLessThanOrEqual(LONGEST_SHELF_MS)
    expect(Number.isInteger(shelfEnd(minutes, now + 0.4))).toBe(true)
  })
})

describe('ALARM-12: the occurrence that was seen', () => {
  const alarm = (occurrence: number, key = 'k') => alarmWith({ key, occurrence })
  const first = lookAt(null, alarm(5), at(0))

  it('is the one that was chosen, at once', () => {
    expect(occurrenceSeen(first, at(0))).toBe(5)
    expect(occurrenceSeen(lookAt(first, alarm(7, 'other'), at(1)), at(1))).toBe(7)
  })

  it('is not one that came under the finger, until it has stood long enough to be read', () => {
    const second = lookAt(first, alarm(9), at(1))
    expect(occurrenceSeen(second, at(1, SEEN_AFTER_MS - 1))).toBe(5)
    expect(occurrenceSeen(second, at(1, SEEN_AFTER_MS))).toBe(9)
    expect(occurrenceSeen(lookAt(second, alarm(9), at(1, 1)), at(1, SEEN_AFTER_MS))).toBe(9)
  })

  it('of an alarm that comes again and again is the last that stood long enough', () => {
    const third = lookAt(lookAt(first, alarm(9), at(1)), alarm(11), at(1, 100))
    expect(occurrenceSeen(third, at(1, 200))).toBe(5)
    const board2 = alarmsOf([raisedFact('patrolSilent', 't', at(0)), raisedFact('patrolSilent', 't', at(1))])
    expect(alarmHindrance(board2, { key: 'patrolSilent:t', occurrence: 1 }, 'acknowledge', now)).toBe('raisedAgain')
  })
})

describe('ALARM-17: a group at the desk', () => {
  const done = { acknowledged: true, acknowledgedBy: 'a', acknowledgedAt: at(0) }
  const group = [alarmWith({ key: 'a', occurrence: 1 }), alarmWith({ key: 'b', occurrence: 2 }), alarmWith({ key: 'c', occurrence: 3, ...done })]
  const seen = seenAfter(new Map(), group, at(0))

  it('is acknowledged as far as it was seen and nobody has yet', () => {
    expect(groupSeen(group, seen, at(0, SEEN_AFTER_MS - 1))).toEqual([])
    expect(groupSeen(group, seen, at(0, SEEN_AFTER_MS))).toEqual([{ key: 'a', occurrence: 1 }, { key: 'b', occurrence: 2 }])
    const grown = [...group, alarmWith({ key: 'd', occurrence: 9 }), alarmWith({ key: 'b', occurrence: 8 })].filter(({ key, occurrence }) => key !== 'b' || occurrence === 8)
    const later = seenAfter(seen, grown, at(1))
    expect(groupSeen(grown, later, at(1)).map(({ key }) => key)).toEqual(['a'])
    expect(groupSeen(grown, later, at(1, SEEN_AFTER_MS)).map(({ key }) => key)).toEqual(['a', 'd', 'b'])
  })

  it('is offered while the server would take one of it', () => {
    const alarms = alarmsOf([])
    for (const alarm of group) alarms.byKey.set(alarm.key, alarm)
    expect([groupHindrance(alarms, group, now), groupHindrance(alarms, [group[2]!], now)]).toEqual([null, 'alreadyAcknowledged'])
  })
})
