import { describe, expect, it } from 'vitest'
import { incidentWith, type StampMinutes } from '../../tests/support/incidentBuilder.ts'
import { MINUTE_MS } from '../clock/stages.ts'
import { gridLoad, NO_LOAD } from './gridLoad.ts'
import type { Level } from './kinds.ts'
import { highestLevel, incidentQueue, isOverdue, lastResolved, nextToBreach, openMeasures } from './queue.ts'
import type { Measure } from './response.ts'
import type { CalledMeasure, Incident } from './types.ts'

const NOW = 1_700_000_000_000

function incident(id: string, agoMin: number, stamped: StampMinutes = {}, more: Partial<Incident> = {}): Incident {
  return incidentWith(NOW - agoMin * MINUTE_MS, stamped, { id, ...more })
}

function order(...incidents: Incident[]): string[] {
  return incidentQueue(incidents, NOW).map((queued) => queued.incident.id)
}

describe('QUEUE-1 the incident to look at first stands on top', () => {
  it('sorts by the next limit', () => {
    expect(order(incident('respond in 2', 1), incident('dispatch in 1', 4, { respond: 1 }), incident('resolve in 3', 27, { arrive: 9 }))).toEqual([
      'dispatch in 1',
      'respond in 2',
      'resolve in 3',
    ])
  })

  it('puts what is past its limit before what is not, whatever the level', () => {
    expect(order(incident('within', 2.9, {}, { level: 'I' }), incident('over', 3.1, {}, { level: 'IV' }))).toEqual(['over', 'within'])
  })

  it('counts an incident at its very limit as within it, a millisecond later as over (CLOCK-2)', () => {
    const at = incidentWith(NOW - 3 * MINUTE_MS)
    expect(incidentQueue([at], NOW).map(isOverdue)).toEqual([false])
    expect(incidentQueue([at], NOW + 1).map(isOverdue)).toEqual([true])
  })

  it('of those past their limit the longest overdue stands first, whatever the level', () => {
    expect(order(incident('IV long', 20), incident('III', 4, {}, { level: 'III' }), incident('III long', 9, {}, { level: 'III' }))).toEqual([
      'IV long',
      'III long',
      'III',
    ])
  })

  it('of two with the same limit the graver stands first, then the one by name, so that every screen agrees', () => {
    expect(order(incident('b', 1), incident('a', 1), incident('c', 1, {}, { level: 'I' }))).toEqual(['c', 'a', 'b'])
  })

  it('leaves out what is resolved, also when stages were never recorded', () => {
    expect(order(incident('done', 20, { resolve: 15 }), incident('working', 20, { arrive: 9 }))).toEqual(['working'])
  })
})

describe('QUEUE-2 next to breach', () => {
  const over = (id: string, agoMin = 5): Incident => incident(id, agoMin)
  const within = (id: string, agoMin: number): Incident => incident(id, agoMin)
  const shown = (incidents: Incident[], slots: number): string[] => nextToBreach(incidentQueue(incidents, NOW), slots).map((queued) => queued.incident.id)

  it('keeps a place for the soonest one still within its limit', () => {
    expect(shown([over('o1'), over('o2'), over('o3'), within('w2', 1), within('w1', 2)], 3)).toEqual(['o1', 'o2', 'w1'])
  })

  it('has the longest overdue where there is room for one, and the soonest limit where none is overdue', () => {
    expect(shown([within('w1', 2), over('o1'), within('w2', 1)], 1)).toEqual(['o1'])
    expect(shown([over('o2', 5), over('o1', 9), within('w1', 2)], 1)).toEqual(['o1'])
    expect(shown([within('w2', 1), within('w1', 2)], 1)).toEqual(['w1'])
    expect(shown([over('o2', 5), over('o1', 9), within('w1', 2)], 2)).toEqual(['o1', 'w1'])
  })

  it('gives every place to overdue ones when nothing else runs', () => {
    expect(shown([over('o1'), over('o2'), over('o3')], 2)).toEqual(['o1', 'o2'])
  })

  it('shows all when all fit', () => {
    expect(shown([over('o1'), within('w1', 1)], 3)).toEqual(['o1', 'w1'])
  })
})

describe('level in force', () => {
  it.each<[Level[], Level | null]>([[[], null], [['IV'], 'IV'], [['III', 'I', 'II'], 'I']])('of %j is %s', (levels, highest) => {
    expect(highestLevel(levels.map((level) => ({ level })))).toBe(highest)
  })
})

describe('the incident resolved last', () => {
  it('is the one with the latest first resolving stamp', () => {
    const early = incident('early', 60, { resolve: [20, 59] })
    const late = incident('late', 50, { resolve: 15 })
    expect(lastResolved([late, early, incident('open', 5)])).toEqual({ incident: late, at: late.reportedAt + 15 * MINUTE_MS })
  })

  it('is null before the first', () => {
    expect(lastResolved([incident('open', 5)])).toBeNull()
  })
})

describe('LEVEL-3: measures still to do', () => {
  const called = (measure: Measure, agoMin: number, taken = false): CalledMeasure => (
    { measure, level: 'II', calledAt: NOW - agoMin * MINUTE_MS, taken: taken ? { at: NOW, by: 'leader-a', note: null } : null })

  it('are those of incidents being worked, the gravest first, then the oldest; none that was done', () => {
    const end = { how: 'cancelled', at: NOW, by: 'leader-a', reason: null, into: null } as const
    const open = openMeasures([
      incident('new', 1, {}, { level: 'II', measures: [called('assessment', 1), called('cityReport', 1)] }),
      incident('old', 9, { respond: 5 }, { level: 'II', measures: [called('assessment', 9, true), called('cityReport', 9)] }),
      incident('grave', 1, {}, { level: 'I', measures: [called('fieldCommand', 1)] }),
      incident('done', 9, {}, { level: 'I', measures: [called('fieldCommand', 9, true)] }),
      incident('over', 9, {}, { level: 'I', measures: [called('fieldCommand', 9)], end }),
      incident('settled', 9, { resolve: 5 }, { level: 'I', measures: [called('fieldCommand', 9)] }),
      incident('usual', 9),
    ])
    expect(open.map(({ incident: { id }, measures }) => [id, measures])).toEqual([
      ['grave', ['fieldCommand']], ['old', ['cityReport']], ['new', ['assessment', 'cityReport']],
    ])
  })
})

describe('load by grid', () => {
  it('counts active and overdue ones and names the gravest level', () => {
    const queue = incidentQueue(
      [incident('a', 5, {}, { grid: 'g1' }), incident('b', 1, {}, { grid: 'g1', level: 'II' }), incident('c', 1, {}, { grid: null })],
      NOW,
    )
    expect([...gridLoad(queue)]).toEqual([
      ['g1', { active: 2, overdue: 1, highest: 'II' }],
      [null, { active: 1, overdue: 0, highest: 'IV' }],
    ])
    expect(gridLoad([]).get('g1') ?? NO_LOAD).toEqual({ active: 0, overdue: 0, highest: null })
  })
})
