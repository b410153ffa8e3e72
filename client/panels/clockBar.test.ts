import { describe, expect, it } from 'vitest'
import { responseClock } from '../../shared/clock/responseClock.ts'
import { MINUTE_MS } from '../../shared/clock/stages.ts'
import { incidentWith, type StampMinutes } from '../../tests/support/incidentBuilder.ts'
import { clockBar, type ClockBar } from './clockBar.ts'
import { stageFigures } from './stageFigure.ts'

const REPORTED = 1_700_000_000_000

function barAt(minutes: number, stamped: StampMinutes = {}): ClockBar {
  const now = REPORTED + minutes * MINUTE_MS
  return clockBar(responseClock(incidentWith(REPORTED, stamped), now), REPORTED, now)
}

function pieces(bar: ClockBar): [string, string, number, number][] {
  return bar.pieces.map(({ stage, tone, from, to }) => [stage, tone, Math.round(from * 3000) / 100, Math.round(to * 3000) / 100])
}

describe('LOOK-3 the response clock is one bar from 0 to 30 minutes', () => {
  it('has the limits 3, 5, 10 and 30 drawn in', () => {
    expect(barAt(0).limits.map(({ at, minutes }) => [Math.round(at * 100), minutes])).toEqual([[10, 3], [17, 5], [33, 10], [100, 30]])
  })

  it('grows with the edge, stage after stage', () => {
    const bar = barAt(6, { respond: 2, dispatch: 4.5 })
    expect(pieces(bar)).toEqual([['respond', 'kept', 0, 2], ['dispatch', 'kept', 2, 4.5], ['arrive', 'running', 4.5, 6]])
    expect(bar.edge).toBeCloseTo(6 / 30)
  })

  it('turns due soon at 80 % of the limit (CLOCK-2)', () => {
    expect(pieces(barAt(2.39))).toEqual([['respond', 'running', 0, 2.39]])
    expect(pieces(barAt(2.4))).toEqual([['respond', 'dueSoon', 0, 2.4]])
  })

  it('shows what lies beyond a limit apart, done or not', () => {
    expect(pieces(barAt(4))).toEqual([['respond', 'running', 0, 3], ['respond', 'over', 3, 4]])
    expect(pieces(barAt(8, { respond: 3.5, dispatch: 6 }))).toEqual([
      ['respond', 'kept', 0, 3],
      ['respond', 'over', 3, 3.5],
      ['dispatch', 'kept', 3.5, 5],
      ['dispatch', 'over', 5, 6],
      ['arrive', 'dueSoon', 6, 8],
    ])
  })

  it('gives no piece to an unrecorded or invalid stage', () => {
    expect(pieces(barAt(12, { respond: -1, arrive: 9 }))).toEqual([['arrive', 'kept', 0, 9], ['resolve', 'running', 9, 12]])
  })

  it('stays on the axis and says so when time has run off it', () => {
    const bar = barAt(45, { respond: 1, dispatch: 2, arrive: 3 })
    expect(bar.edge).toBe(1)
    expect(bar.offAxis).toBe(true)
    expect(barAt(30, { respond: 1, dispatch: 2, arrive: 3 }).offAxis).toBe(false)
  })

  it('has no edge once nothing runs', () => {
    expect(barAt(40, { respond: 1, dispatch: 2, arrive: 3, resolve: 20 }).edge).toBeNull()
  })
})

describe('CLOCK-2 figures of the stages', () => {
  const figures = (minutes: number, stamped: StampMinutes = {}): [string, string | null][] =>
    stageFigures(responseClock(incidentWith(REPORTED, stamped), REPORTED + minutes * MINUTE_MS)).map(({ mark, figure }) => [mark, figure])

  it('say time taken, what remains, and the limits to come', () => {
    expect(figures(4, { respond: 2.6 })).toEqual([['met', '2:36'], ['running', '1:00'], ['future', '6:00'], ['future', '26:00']])
  })

  it('say by how much a stage is late or missed', () => {
    expect(figures(11.7, { respond: 3.5, dispatch: 4 })).toEqual([['late', '+0:30'], ['met', '4:00'], ['missed', '+1:42'], ['future', '18:18']])
  })

  it('leave what the record lacks to words', () => {
    expect(figures(12, { respond: -1, arrive: 9 }).slice(0, 3)).toEqual([['invalid', null], ['unrecorded', null], ['met', '9:00']])
  })
})
