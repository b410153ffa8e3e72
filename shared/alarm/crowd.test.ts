import { describe, expect, it } from 'vitest'
import { alarmsOf, raisedFact } from '../../tests/support/alarmBuilders.ts'
import { at } from '../../tests/support/builders.ts'
import { emptyBoard } from '../board.ts'
import { COUNT_INTERVAL_MS } from '../event/crowd.ts'
import { crowdLineOf, defaultModes } from '../mode/expectation.ts'
import { MODES } from '../mode/types.ts'
import { crowdConditions } from './crowdConditions.ts'
import { decideConditions } from './decideConditions.ts'
import type { AlarmFact, NewAlarmFact } from './facts.ts'
import { foldAlarmFact } from './fold.ts'
import type { Watches } from './watch.ts'

const ZONE = { id: 'zone-0', name: { zh: '广场', en: 'Square' }, centre: [113.7, 34.7] as const, radiusM: 50, capacity: 1_000 }
const ZONES = [{ zone: ZONE, grid: 'grid-1' }]
const STANDING = alarmsOf([raisedFact('zoneFull', 'zone-0', at(0))])
const LOST_MS = 5 * COUNT_INTERVAL_MS + 1

function full(count: number | null, { line = 1, alarms = emptyBoard().alarms, age = 0 } = {}) {
  const crowd = count === null ? [] : [{ zone: 'zone-0', count, at: at(9), source: 'gate' }]
  return crowdConditions({ zones: ZONES, gathering: { present: [], crowd }, line }, alarms, at(9) + age)
}

describe('ALARM-16: a zone full of people', () => {
  it('is an alarm at its capacity and not one person below, since the count that says so, in its grid', () => {
    expect(full(999)).toEqual([])
    expect(full(1_000)).toMatchObject([{ key: 'zoneFull:zone-0', since: at(9), grid: 'grid-1', causedBy: null }])
    expect(full(null)).toEqual([])
  })

  it('stays down to nine tenths of the line and is over below', () => {
    expect(full(900, { alarms: STANDING })).toHaveLength(1)
    expect(full(899, { alarms: STANDING })).toEqual([])
    expect(full(900)).toEqual([])
  })

  it('is judged by the line of the mode, at the capacity where the pack says nothing', () => {
    expect(full(799, { line: 0.8 })).toEqual([])
    expect(full(800, { line: 0.8 })).toHaveLength(1)
    const modes = defaultModes({ positionIntervalMs: 5_000, serviceabilityLine: 0.98 })
    expect(MODES.map((mode) => crowdLineOf(modes[mode].thresholds))).toEqual([1, 1, 1, 1])
    expect(crowdLineOf({ crowdLine: 0.8 })).toBe(0.8)
  })

  it('CROWD-2: is neither begun nor ended by a count that is lost', () => {
    expect(full(1_200, { age: LOST_MS - 1 })).toHaveLength(1)
    expect(full(1_200, { age: LOST_MS })).toEqual([])
    expect(full(10, { age: LOST_MS, alarms: STANDING })).toHaveLength(1)
  })

  it('whose crowd wavers about the line is one alarm until it eased', () => {
    const board = emptyBoard()
    const watches: Watches = new Map()
    const told = [1_000, 999, 1_001, 950, 1_000, 900, 899, 950].flatMap((count, i): NewAlarmFact[] => {
      const gathering = { present: [], crowd: [{ zone: 'zone-0', count, at: at(i), source: 'gate' }] }
      const facts = decideConditions(board, crowdConditions({ zones: ZONES, gathering, line: 1 }, board.alarms, at(i)), watches, at(i))
      facts.forEach((fact) => foldAlarmFact(board.alarms, { ...fact, seq: i + 1, recordedAt: fact.at } as AlarmFact))
      return facts
    })
    expect(told.map(({ type, at: when }) => [type, when])).toEqual([['AlarmRaised', at(0)], ['AlarmReturned', at(6)]])
  })
})
