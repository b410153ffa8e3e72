import { describe, expect, it } from 'vitest'
import { alarmsOf, raisedFact } from '../../tests/support/alarmBuilders.ts'
import { at } from '../../tests/support/builders.ts'
import { emptyBoard } from '../board.ts'
import { decideAlarm, type AlarmCommand } from './decide.ts'
import type { NewAlarmFact } from './facts.ts'
import { ALARM_ACTIONS, nextState, TRANSITIONS, type AlarmAction } from './transitions.ts'
import { ALARM_STATES, stateOf, type AlarmBoard, type AlarmState } from './types.ts'

const KEY = 'platformDown:p1'
const base = { v: 1, space: 'live', by: 'test', commandId: null } as const

const FACTS: Readonly<Record<AlarmAction, NewAlarmFact>> = {
  raise: raisedFact('platformDown', 'p1', at(1)),
  reraise: raisedFact('platformDown', 'p1', at(1)),
  return: { ...base, type: 'AlarmReturned', at: at(1), data: { key: KEY, settled: null } },
  settle: { ...base, type: 'AlarmReturned', at: at(1), data: { key: KEY, settled: 'superseded' } },
  priorityUp: { ...base, type: 'AlarmChanged', at: at(1), data: { key: KEY, level: 'I', priority: 'high', consequences: 0 } },
  acknowledge: { ...base, type: 'AlarmAcknowledged', at: at(1), data: { key: KEY } },
  shelve: { ...base, type: 'AlarmShelved', at: at(1), data: { key: KEY, until: at(9), reason: '检修' } },
  unshelve: { ...base, type: 'AlarmUnshelved', at: at(1), data: { key: KEY, cause: 'lifted' } },
  shelfEnd: { ...base, type: 'AlarmUnshelved', at: at(1), data: { key: KEY, cause: 'ended' } },
}

/** Ways that lead to each state; a shelf is reached with its condition standing and gone. */
const WAYS: readonly (readonly [AlarmState, boolean, readonly AlarmAction[]])[] = [
  ['normal', false, []],
  ['unacknowledged', true, ['raise']],
  ['acknowledged', true, ['raise', 'acknowledge']],
  ['returnedUnacknowledged', false, ['raise', 'return']],
  ['shelved', true, ['raise', 'shelve']],
  ['shelved', false, ['raise', 'shelve', 'return']],
]

/** What each cell says, written out: a state, or the code it is refused for. Of a shelf: standing / gone. */
const EXPECTED: Readonly<Record<AlarmState, Readonly<Record<AlarmAction, string>>>> = {
  normal: {
    raise: 'unacknowledged', reraise: '!notRaised', return: '!notRaised', settle: '!notRaised', priorityUp: '!notRaised',
    acknowledge: '!unknown', shelve: '!unknown', unshelve: '!unknown', shelfEnd: '!notShelved',
  },
  unacknowledged: {
    raise: '!alreadyRaised', reraise: 'unacknowledged', return: 'returnedUnacknowledged', settle: 'normal', priorityUp: 'unacknowledged',
    acknowledge: 'acknowledged', shelve: 'shelved', unshelve: '!notShelved', shelfEnd: '!notShelved',
  },
  acknowledged: {
    raise: '!alreadyRaised', reraise: 'unacknowledged', return: 'normal', settle: 'normal', priorityUp: 'unacknowledged',
    acknowledge: '!alreadyAcknowledged', shelve: 'shelved', unshelve: '!notShelved', shelfEnd: '!notShelved',
  },
  returnedUnacknowledged: {
    raise: '!alreadyRaised', reraise: 'unacknowledged', return: '!notRaised', settle: 'normal', priorityUp: '!notRaised',
    acknowledge: 'normal', shelve: 'shelved', unshelve: '!notShelved', shelfEnd: '!notShelved',
  },
  shelved: {
    raise: 'shelved', reraise: 'shelved', return: 'shelved', settle: 'normal', priorityUp: 'unacknowledged/shelved',
    acknowledge: '!onShelf', shelve: '!alreadyShelved', unshelve: 'unacknowledged/normal', shelfEnd: 'unacknowledged/normal',
  },
}

function boardIn(way: readonly AlarmAction[]): AlarmBoard {
  return alarmsOf(way.map((action) => FACTS[action]))
}

const CELLS = WAYS.flatMap(([state, standing, way]) => ALARM_ACTIONS.map((action) => ({ state, standing, way, action })))

describe('ALARM-1 ALARM-5: the matrix of states and actions', () => {
  it('has a cell for every state and action', () => {
    expect(Object.keys(TRANSITIONS).sort()).toEqual([...ALARM_STATES].sort())
    for (const row of Object.values(TRANSITIONS)) expect(Object.keys(row).sort()).toEqual([...ALARM_ACTIONS].sort())
    expect(CELLS).toHaveLength(6 * 9)
  })

  it.each(CELLS)('$state (standing: $standing) × $action', ({ state, standing, action }) => {
    const expected = EXPECTED[state][action].split('/')
    const wanted = expected.length === 1 ? expected[0] : expected[standing ? 0 : 1]
    const next = nextState(state, action, standing)
    expect(typeof next === 'string' ? next : `!${next.code}`).toBe(wanted)
  })

  /** A fact that comes when nothing stands is a raise, one that comes on top of an alarm a re-trigger: two names of one fact. */
  const folded = CELLS.filter(({ state, action }) => action !== (state === 'normal' ? 'reraise' : 'raise'))

  it.each(folded)('folds $state (standing: $standing) × $action as the matrix says', ({ state, standing, way, action }) => {
    const board = boardIn(way)
    expect([stateOf(board.byKey.get(KEY)), board.byKey.get(KEY)?.standing ?? false]).toEqual([state, standing])
    const next = nextState(state, action, standing)
    alarmsOf([FACTS[action]], board)
    expect(stateOf(board.byKey.get(KEY))).toBe(typeof next === 'string' ? next : state)
  })

  const byPeople = CELLS.filter(({ action }) => ['acknowledge', 'shelve', 'unshelve'].includes(action))

  it.each(byPeople)('decides $state (standing: $standing) × $action as the matrix says', ({ state, standing, way, action }) => {
    const alarms = boardIn(way)
    const { occurrence = 1 } = alarms.byKey.get(KEY) ?? {}
    const command = { commandId: 'c', key: KEY, by: 'desk', type: action, occurrence, until: at(60), reason: '检修' } as AlarmCommand
    const decision = decideAlarm({ ...emptyBoard(), alarms }, command, at(2))
    const next = nextState(state, action, standing)
    expect('refused' in decision ? decision.code : decision.length).toBe(typeof next === 'string' ? 1 : next.code)
  })
})
