import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alarmsOf, alarmWith, raisedFact } from '../../tests/support/alarmBuilders.ts'
import { at, placed } from '../../tests/support/builders.ts'
import { emptyBoard, fromSnapshot, toSnapshot, type Board, type NewBoardFact } from '../board.ts'
import { foldFact } from '../fold.ts'
import { stable } from '../protocol/canonical.ts'
import { conditionOf, type Condition } from './condition.ts'
import { decideAlarm, LONGEST_HIGH_SHELF_MS, LONGEST_SHELF_MS, type AlarmCommand } from './decide.ts'
import { decideShelfEnds, nextShelfEndAt } from './shelfEnds.ts'
import { decideConditions } from './decideConditions.ts'
import { leaveReturned } from './fold.ts'
import { alarmKey, stateOf } from './types.ts'
import type { Watches } from './watch.ts'

const SUBJECTS = ['a', 'b', 'c'] as const
const KINDS = ['platformDown', 'limitMissed', 'blindPost'] as const

/** One step of a random day: time goes on, then something is wrong, or somebody acts. */
const step = fc.record({
  afterMs: fc.integer({ min: 0, max: 90_000 }),
  wrong: fc.uniqueArray(fc.tuple(fc.constantFrom(...KINDS), fc.constantFrom(...SUBJECTS), fc.constantFrom('I', 'III', null)), {
    maxLength: 5, selector: ([kind, subject]) => alarmKey(kind, subject),
  }),
  act: fc.option(fc.record({
    type: fc.constantFrom('acknowledge', 'shelve', 'unshelve'), kind: fc.constantFrom(...KINDS), subject: fc.constantFrom(...SUBJECTS),
    forMs: fc.integer({ min: -1_000, max: 400_000 }),
  })),
})

/** What a server does with such a day. */
function liveThrough(steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[], look: (board: Board, now: number) => void): NewBoardFact[] {
  const board = emptyBoard()
  const watches: Watches = new Map()
  const facts: NewBoardFact[] = []
  let now = at(0)
  const take = (news: readonly NewBoardFact[]): void => {
    for (const fact of news) {
      foldFact(board, { ...fact, seq: board.seq + 1, recordedAt: now } as never)
      facts.push({ ...fact })
      recordedAt.push(now)
    }
  }
  const recordedAt: number[] = []
  for (const { afterMs, wrong, act } of steps) {
    now += afterMs
    const conditions: Condition[] = wrong.map(([kind, subject, level]) => conditionOf(kind, subject, now, { level }))
    take(decideShelfEnds(board, now))
    take(decideConditions(board, conditions, watches, now))
    if (act !== null) {
      const command = { commandId: 'c', by: 'desk', key: alarmKey(act.kind, act.subject), type: act.type, occurrence: board.alarms.byKey.get(alarmKey(act.kind, act.subject))?.occurrence ?? 1, until: now + act.forMs, reason: '检修' } as AlarmCommand
      const decision = decideAlarm(board, command, now)
      if (!('refused' in decision)) take(decision)
    }
    look(board, now)
  }
  const replayed = emptyBoard()
  facts.forEach((fact, i) => foldFact(replayed, { ...fact, seq: i + 1, recordedAt: recordedAt[i] } as never))
  expect(stable(toSnapshot(replayed))).toBe(stable(toSnapshot(board)))
  return facts
}

describe('ALARM-5: whatever happens in whatever order', () => {
  it('no alarm on the board is in a state it may not have, what is shelved ends, and replay shows the same', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      liveThrough(steps, (board, now) => {
        for (const alarm of board.alarms.byKey.values()) {
          expect(stateOf(alarm)).not.toBe('normal')
          expect(alarm.returnedAt === null).toBe(alarm.standing)
          if (alarm.acknowledged && alarm.shelf === null) expect(alarm.standing).toBe(true)
          if (alarm.shelf !== null) expect(alarm.shelf.until).toBeGreaterThan(now)
          if (alarm.shelf !== null) expect(alarm.shelf.until - now).toBeLessThanOrEqual(LONGEST_SHELF_MS)
        }
      })
    }), { numRuns: 300 })
  })

  it('a snapshot gives the same alarms back', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      liveThrough(steps, (board) => expect(stable(toSnapshot(fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(board))))))).toBe(stable(toSnapshot(board))))
    }), { numRuns: 50 })
  })
})

describe('ALARM-1: an acknowledgement', () => {
  const acknowledged = { v: 1, space: 'live', by: 'desk-2', commandId: 'c', type: 'AlarmAcknowledged', at: at(1), data: { key: 'platformDown:p1' } } as const

  it('says who gave it, and is reset by a re-trigger', () => {
    const board = alarmsOf([raisedFact('platformDown', 'p1', at(0)), acknowledged])
    expect(board.byKey.get('platformDown:p1')).toMatchObject({ acknowledged: true, acknowledgedBy: 'desk-2' })
    alarmsOf([raisedFact('platformDown', 'p1', at(2))], board)
    expect(board.byKey.get('platformDown:p1')).toMatchObject({ acknowledged: false, acknowledgedBy: null, raises: 2, raisedAt: at(2) })
  })

  it.each([['high', false], ['medium', true], ['low', true]] as const)('of a medium alarm that becomes %s stays: %s', (priority, stays) => {
    const board = alarmsOf([raisedFact('platformDown', 'p1', at(0)), acknowledged])
    const changed = { ...acknowledged, type: 'AlarmChanged', at: at(2), data: { key: 'platformDown:p1', level: null, priority, consequences: 4 } } as const
    alarmsOf([changed], board)
    expect(board.byKey.get('platformDown:p1')).toMatchObject({ acknowledged: stays, priority, consequences: 4 })
  })
})

describe('ALARM-5: a shelf', () => {
  const shelve = (until: number): AlarmCommand => ({ type: 'shelve', commandId: 'c', key: 'platformDown:p1', by: 'desk', until, reason: '检修 13800138000', high: false })
  const raised = (): Board => ({ ...emptyBoard(), alarms: alarmsOf([raisedFact('platformDown', 'p1', at(0))]) })

  it('ends after its beginning and within 8 hours, to the millisecond', () => {
    expect(decideAlarm(raised(), shelve(at(1)), at(1))).toMatchObject({ code: 'shelfPast', field: 'until' })
    expect(decideAlarm(raised(), shelve(at(1, 1)), at(1))).toHaveLength(1)
    expect(decideAlarm(raised(), shelve(at(1) + LONGEST_SHELF_MS), at(1))).toHaveLength(1)
    expect(decideAlarm(raised(), shelve(at(1, 1) + LONGEST_SHELF_MS), at(1))).toMatchObject({ code: 'shelfTooLong' })
  })

  it('of high priority is given by a leader alone, and ends within half an hour, to the millisecond', () => {
    const grave = (): Board => ({ ...emptyBoard(), alarms: alarmsOf([raisedFact('platformDown', 'p1', at(0), { priority: 'high' })]) })
    const byLeader = (until: number): AlarmCommand => ({ ...shelve(until), high: true } as AlarmCommand)
    expect(decideAlarm(grave(), shelve(at(2)), at(1))).toMatchObject({ code: 'leaderOnly', field: 'id' })
    expect(decideAlarm(grave(), byLeader(at(1) + LONGEST_HIGH_SHELF_MS), at(1))).toHaveLength(1)
    expect(decideAlarm(grave(), byLeader(at(1, 1) + LONGEST_HIGH_SHELF_MS), at(1))).toMatchObject({ code: 'shelfTooLong' })
    expect(decideAlarm(raised(), byLeader(at(1) + LONGEST_SHELF_MS), at(1))).toHaveLength(1)
  })

  it('keeps no number of a person in its reason', () => {
    expect(decideAlarm(raised(), shelve(at(2)), at(1))).toMatchObject([{ data: { reason: expect.not.stringContaining('138') } }])
  })

  it('is over at its end and not one millisecond before, with its own time when nobody looked', () => {
    const board = raised()
    const decision = decideAlarm(board, shelve(at(5)), at(1))
    for (const fact of placed(decision as NewBoardFact[], board.seq)) foldFact(board, fact)
    expect(nextShelfEndAt(board)).toBe(at(5))
    expect(decideShelfEnds(board, at(5, -1))).toEqual([])
    expect(decideShelfEnds(board, at(5))).toHaveLength(1)
    expect(decideShelfEnds(board, at(900))).toMatchObject([{ type: 'AlarmUnshelved', at: at(5), data: { cause: 'ended' } }])
  })
})

describe('what nobody acknowledged', () => {
  it('ALARM-5: leaves the board a day after it went away, and stays until then', () => {
    const board = alarmsOf([])
    board.byKey.set('a', alarmWith({ key: 'a', standing: false, returnedAt: at(0) }))
    board.byKey.set('b', alarmWith({ key: 'b' }))
    leaveReturned(board, at(24 * 60))
    expect([...board.byKey.keys()]).toEqual(['a', 'b'])
    leaveReturned(board, at(24 * 60, 1))
    expect([...board.byKey.keys()]).toEqual(['b'])
  })
})
