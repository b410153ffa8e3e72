import { describe, expect, it } from 'vitest'
import { emptyBoard } from '../board.ts'
import { foldFact } from '../fold.ts'
import { ARTICLE_LIMITS_MS, type Stage } from '../clock/stages.ts'
import { assignments } from './assignment.ts'

const T0 = 1_700_000_000_000

/** A board on which incidents `a` and `b` were reported and then stamped: incident, stage, unit, ms after the report. */
function boardWith(stamps: readonly (readonly ['a' | 'b', Stage, string | null, number])[]): ReturnType<typeof emptyBoard> {
  const board = emptyBoard()
  const common = { v: 1, space: 'live', by: 'test', commandId: null, recordedAt: T0 } as const
  for (const incidentId of ['a', 'b'] as const) {
    const data = {
      incidentId, number: incidentId, ordinal: 1, day: '20231114', kind: 'fire', level: 'III', severity: null, lead: 'office', position: { lon: 1, lat: 1 }, place: null,
      grid: null, summary: '', source: 'test', externalId: null, limits: ARTICLE_LIMITS_MS,
    } as const
    foldFact(board, { ...common, seq: board.seq + 1, type: 'IncidentReported', at: T0, data })
  }
  for (const [incidentId, stage, unit, after] of stamps) {
    const data = { incidentId, handling: 1, stage, unit, department: null, note: null }
    foldFact(board, { ...common, seq: board.seq + 1, type: 'StageStamped', at: T0 + after, data })
  }
  return board
}

const assigned = (...stamps: Parameters<typeof boardWith>[0]): [string, string][] =>
  [...assignments(boardWith(stamps).incidents.values())].map(([unit, incident]) => [unit, incident.id])

describe('PATROL-1 a unit works on the unresolved incident it stamped last', () => {
  it('is on none before it stamped, and headquarters is no unit', () => {
    expect(assigned(['a', 'respond', null, 1])).toEqual([])
  })
  it('is on the one it stamped, the later of two', () => {
    expect(assigned(['a', 'dispatch', 'P01', 1], ['b', 'respond', 'P01', 2], ['a', 'arrive', 'P02', 3])).toEqual([['P01', 'b'], ['P02', 'a']])
  })
  it('goes by the moment of the stamp, not by its order in the record', () => {
    expect(assigned(['b', 'dispatch', 'P01', 9], ['a', 'dispatch', 'P01', 4])).toEqual([['P01', 'b']])
  })
  it('is free again once it is resolved', () => {
    expect(assigned(['a', 'dispatch', 'P01', 1], ['a', 'resolve', 'P02', 5])).toEqual([])
  })
})
