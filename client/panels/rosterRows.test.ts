import { describe, expect, it } from 'vitest'
import type { RosterEntry } from '../../shared/patrol/roster.ts'
import { ROW_REM, rosterRows, type RosterRows } from './rosterRows.ts'

function roster(...freshness: RosterEntry['freshness'][]): RosterEntry[] {
  return freshness.map((each, i) => {
    const team = { id: `t${i}`, name: { zh: '', en: '' }, route: '', size: 1, trackers: [] }
    return { team, position: null, freshness: each, ageMs: null }
  })
}

const ids = ({ rows }: RosterRows): string[] => rows.map(({ team }) => team.id)

describe('PATROL-2 rows of the roster', () => {
  it('keep the order of the site while all fit', () => {
    expect(ids(rosterRows(roster('fresh', 'lost', 'fresh'), ROW_REM * 3))).toEqual(['t0', 't1', 't2'])
  })

  it('begin with teams that are not heard when not all fit', () => {
    const teams = roster('fresh', 'never', 'late', 'fresh', 'lost')
    expect(ids(rosterRows(teams, ROW_REM * 5 - 0.01))).toEqual(['t4', 't2', 't1'])
    expect(ids(rosterRows(teams, ROW_REM * 2))).toEqual(['t4'])
  })

  it('LOOK-4 leave the last line to how many have none, and none when all fit', () => {
    const teams = roster(...Array.from({ length: 10 }, () => 'fresh' as const))
    expect(rosterRows(teams, ROW_REM * 10).rest).toBe(0)
    for (const lines of [1, 7, 9]) expect(rosterRows(teams, ROW_REM * lines)).toMatchObject({ rows: teams.slice(0, lines - 1), rest: 11 - lines })
    expect(rosterRows(teams, 0)).toEqual({ rows: [], rest: 10 })
  })

  it('ROUTE-7: then those off their route, and keep the order while all fit', () => {
    const teams = roster('fresh', 'fresh', 'lost', 'fresh')
    expect(ids(rosterRows(teams, ROW_REM * 3, new Set(['t3'])))).toEqual(['t2', 't3'])
    expect(ids(rosterRows(teams, ROW_REM * 4, new Set(['t3'])))).toEqual(['t0', 't1', 't2', 't3'])
  })
})
